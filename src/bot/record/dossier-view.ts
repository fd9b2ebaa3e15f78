import type { ContextBlock, HeaderBlock, ModalView, SectionBlock } from '@slack/types';
import { phaseName } from '../../domain/phases/index.ts';
import { sumOf } from '../../domain/plan/index.ts';
import type { Dossier, RegisterEntry, StatusUpdate } from '../../domain/record/index.ts';
import { the } from '../../words/articles.ts';
import { CHANGE_NAMES } from '../../words/changes.ts';
import { formatDay, formatMoment } from '../../words/days.ts';
import { formatDecimal, formatEuroOrSilence, formatPercent, NOT_DECLARED } from '../../words/formats.ts';
import { itemName } from '../../words/kinds.ts';
import { OUTCOME_NAMES } from '../../words/outcomes.ts';
import { joinedName } from '../../words/proper-names.ts';
import { capital } from '../../words/sentences.ts';
import { context, escapeMrkdwn, header, type MessageView, plain, section } from '../kit/blocks.ts';
import { LIMITS, shorten } from '../kit/limits.ts';
import { changeValue, inPlaceOf, itemTitle, stateWords } from '../kit/words.ts';
import { factWords, ruleWords } from './inconsistencies-view.ts';

type DossierBlock = HeaderBlock | SectionBlock | ContextBlock;

/** The dossier of an item: promise, versions, changes, actions, documents, money, inconsistencies. */
export function buildDossier(dossier: Dossier): MessageView<DossierBlock> {
  const { item, versions, inconsistencies } = dossier;
  const title = itemTitle(item);
  const summary =
    versions.length === 0
      ? `Nessun aggiornamento${dossier.isPartial ? ' approvato' : ''} finora.`
      : `${versions.length === 1 ? 'Un aggiornamento' : `${versions.length} aggiornamenti`}, l’ultimo: ${stateWords(versions.at(-1) as StatusUpdate)}.`;
  return {
    text: `${title}. ${summary} ${inconsistencies.length === 0 ? 'Nessuna incongruenza.' : `Incongruenze: ${inconsistencies.length}.`}`,
    blocks: [
      header(title),
      section(part('Che cosa è stato promesso', promise(dossier))),
      section(part('Aggiornamenti', versionLines(dossier))),
      ...optional(
        'Modifiche',
        dossier.changes.map((entry) => changeLine(dossier, entry)),
      ),
      ...optional('Azioni correttive', actionLines(dossier)),
      ...optional(
        'Documenti',
        dossier.documents.map(({ title: name, url, at }) =>
          /^https?:/i.test(url)
            ? `<${url.replaceAll('|', '%7C').replaceAll('<', '%3C').replaceAll('>', '%3E')}|${escapeMrkdwn(name)}> · ${formatMoment(at, dossier.plan.head.timezone)}`
            : `${escapeMrkdwn(name)} · ${formatMoment(at, dossier.plan.head.timezone)}`,
        ),
      ),
      section(part('Costi ed entrate', money(dossier))),
      section(
        part(
          'Incongruenze trovate',
          inconsistencies.length === 0
            ? ['nessuna, secondo le regole di /monitoraggio incongruenze']
            : inconsistencies.map((one) => `${ruleWords(one)} ${escapeMrkdwn(factWords(one))}`.trim()),
        ),
      ),
      ...(dossier.isPartial ? [context(ONLY_APPROVED)] : []),
      context(
        `Fonte: ${escapeMrkdwn(dossier.plan.head.document)}; aggiornamenti: registro del monitoraggio.`,
      ),
    ],
  };
}

const ONLY_APPROVED =
  'Qui c’è quello che è approvato: il resto (note, criticità, motivi, documenti) lo legge chi ci lavora.';

/** The same, in a modal. */
export const buildDossierModal = (dossier: Dossier): ModalView => ({
  type: 'modal',
  title: plain(`Storia: ${itemName(dossier.item)}`, LIMITS.modalTitle),
  close: plain('Chiudi'),
  blocks: buildDossier(dossier).blocks,
});

const part = (title: string, lines: readonly string[]): string =>
  shorten([`*${title}*`, ...lines.map((line) => `• ${line}`)].join('\n'), LIMITS.sectionText);

const optional = (title: string, lines: readonly string[]): readonly SectionBlock[] =>
  lines.length === 0 ? [] : [section(part(title, lines))];

const nameOf = ({ plan }: Dossier, person: string): string =>
  escapeMrkdwn(plan.people.find(({ code }) => code === person)?.name ?? person);

function promise({ item, assignments, current, plan }: Dossier): readonly string[] {
  const goals = item.goals.map(
    (number) => `${number}. ${plan.goals.find((goal) => goal.number === number)?.shortName ?? ''}`,
  );
  return [
    escapeMrkdwn(item.title),
    `pesatura: ${item.weight === null ? NOT_DECLARED.it : item.weight}`,
    `risultato atteso: ${escapeMrkdwn(item.expectedResult ?? NOT_DECLARED.it)}`,
    `indicatore: ${escapeMrkdwn(current.indicator ?? NOT_DECLARED.it)}`,
    `scadenza: ${item.dueOn === null ? `fine ${item.horizonEnd}` : formatDay(item.dueOn)}`,
    `strutture: ${escapeMrkdwn(assignments.map(({ unit, department, lead }) => `${unit ?? department}${lead && assignments.length > 1 ? ' (coordina)' : ''}`).join(', ') || NOT_DECLARED.it)}`,
    `Agenda 2030: ${escapeMrkdwn(goals.join('; ') || NOT_DECLARED.it)}`,
    `grado di raggiungimento finale: ${item.attainment === null ? NOT_DECLARED.it : formatPercent(item.attainment)}`,
  ];
}

function versionLines(dossier: Dossier): readonly string[] {
  const { plan, versions } = dossier;
  if (versions.length === 0) return ['nessuno'];
  return versions.map((version) => {
    const phase = phaseName(plan, version.phase);
    const decisions = version.decisions
      .filter(({ actor, kind }) => kind !== 'approved' || actor !== version.author)
      .map(
        ({ kind, actor, at, insteadOf, reason }) =>
          ` → ${OUTCOME_NAMES[kind].it} da ${nameOf(dossier, actor)}${inPlaceOf({ insteadOf }, (code) => nameOf(dossier, code))}, ${formatMoment(at, plan.head.timezone)}${reason === null ? '' : ` («${escapeMrkdwn(reason)}»)`}`,
      );
    const said = [
      version.note,
      version.criticalPoints && `criticità: ${version.criticalPoints}`,
      version.reason && `motivo: ${version.reason}`,
      version.act && `atto: ${version.act}`,
    ]
      .filter(Boolean)
      .join('; ');
    const who = version.closes ? '' : ` (parte ${joinedName('di', escapeMrkdwn(version.structure))})`;
    const how = {
      submission: '',
      confirmation: '',
      correction: ' – correzione',
      settlement: ' – chiusura',
      transcription: ` – riportato dall’ufficio controllo per ${escapeMrkdwn(version.structure)}`,
    }[version.origin];
    return `${escapeMrkdwn(phase)}, v${version.version}${who}${how}: *${stateWords(version)}* · ${nameOf(dossier, version.author)}, ${formatMoment(version.at, plan.head.timezone)}${decisions.join('')}${said === '' ? '' : `\n    _${escapeMrkdwn(shorten(said, 300))}_`}`;
  });
}

const changeLine = (dossier: Dossier, entry: RegisterEntry): string =>
  escapeMrkdwn(
    `${capital(CHANGE_NAMES[entry.field].it)}: da «${changeValue(entry.field, entry.old)}» a «${changeValue(entry.field, entry.new)}»; motivo: ${entry.reason ?? NOT_DECLARED.it}; atto: ${entry.act ?? NOT_DECLARED.it}; `,
  ) +
  (entry.approver === null ? 'in attesa di approvazione' : `approvato da ${nameOf(dossier, entry.approver)}`);

const actionLines = ({ actions }: Dossier): readonly string[] =>
  actions.map(({ what, owner, due, doneIn }) =>
    escapeMrkdwn(
      `${what}${owner === '' ? '' : `; ${owner}`}${due === '' ? '' : `; entro ${the(formatDay(due))}`}: ${doneIn === null ? 'da fare' : 'fatta'}`,
    ),
  );

/** Each figure is the sum of the item's rows; a rate is shown only where both of its terms are declared. */
function money({ costLines }: Dossier): readonly string[] {
  if (costLines.length === 0) return ['nessuna riga nelle tabelle di controllo di gestione'];
  const [personnel, committed, settled, assessed, collected] = [
    sumOf(costLines, 'personnel'),
    sumOf(costLines, 'committed'),
    sumOf(costLines, 'settled'),
    sumOf(costLines, 'assessed'),
    sumOf(costLines, 'collected'),
  ];
  const rate = (of: number | null, on: number | null): string =>
    of === null || on === null || on === 0 ? '' : ` (${formatDecimal((of * 100) / on)} %)`;
  return [
    `personale: ${formatEuroOrSilence(personnel)}`,
    `impegnato: ${formatEuroOrSilence(committed)}; liquidato: ${formatEuroOrSilence(settled)}${rate(settled, committed)}`,
    `accertato: ${formatEuroOrSilence(assessed)}; riscosso: ${formatEuroOrSilence(collected)}${rate(collected, assessed)}`,
    `righe: ${costLines.map(({ row }) => row).join(', ')}`,
  ];
}
