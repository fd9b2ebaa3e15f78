import type { ContextBlock, DataTableBlock, HeaderBlock, SectionBlock } from '@slack/types';
import type { Minutes, PhaseRecord } from '../../domain/closing/index.ts';
import { phaseOf } from '../../domain/phases/index.ts';
import { departmentOf } from '../../domain/plan/index.ts';
import { type Plan, readItemRef } from '../../domain/types.ts';
import { the } from '../../words/articles.ts';
import { CHANGE_NAMES } from '../../words/changes.ts';
import { formatDay, formatDayLong, formatMoment } from '../../words/days.ts';
import { ITEM_KINDS, itemName, kindNoun } from '../../words/kinds.ts';
import { ofEvaluator } from '../../words/roles.ts';
import { capital, counted, listed } from '../../words/sentences.ts';
import { context, escapeMrkdwn, type MessageView, section } from '../kit/blocks.ts';
import { LIMITS, shorten } from '../kit/limits.ts';
import { changeValue } from '../kit/words.ts';
import { buildMonitoring } from './monitoring-view.ts';

type MinutesBlock = HeaderBlock | SectionBlock | DataTableBlock | ContextBlock;

/** The minutes of a closed phase: summary, who answered, what changed, opinion, act, and the hash that seals them. */
export function buildMinutes(
  plan: Plan,
  { content, hash, at }: PhaseRecord<Minutes>,
): MessageView<MinutesBlock> {
  const phase = phaseOf(plan, content.phase.code);
  const people = new Set(content.asked.map(({ person }) => person)).size;
  const authors = new Set(content.answered.map(({ author }) => author)).size;
  const missing = missingLines(plan, content.missing);
  const nouns = plan.head.wording?.items;
  const summary = phase ? buildMonitoring([{ phase, counts: content.summary }]) : { text: '', blocks: [] };
  const nucleo = ofEvaluator(plan.head.wording?.evaluator);
  const lines = [
    `Promemoria inviati: ${content.asked.filter(({ status }) => status === 'sent').length}, a ${counted(people, 'persona', 'persone')}. ${authors === 0 ? 'Non ha risposto nessuno' : authors === 1 ? 'Ha risposto una persona' : `Hanno risposto in ${authors}`}.`,
    `Modifiche in corso d’anno: ${content.changes.length}, approvate ${content.changes.filter(({ approver }) => approver !== null).length}.`,
    content.opinion === null
      ? `Parere ${nucleo}: non registrato.`
      : `Parere ${nucleo}: ${content.opinion.favourable ? 'favorevole' : 'non favorevole'}, ${formatDay(content.opinion.day)}.${content.opinion.remarks === null ? '' : ` ${content.opinion.remarks}`}`,
    content.act === null
      ? 'Atto della Giunta: non registrato.'
      : `Atto della Giunta: ${content.act.reference}, ${formatDay(content.act.day)}.`,
  ];
  const changes = content.changes.map(
    (entry) =>
      `• ${capital(itemName({ ...entry, noun: nouns?.[entry.kind] }))}, ${CHANGE_NAMES[entry.field].it}: da «${changeValue(entry.field, entry.old)}» a «${changeValue(entry.field, entry.new)}»`,
  );
  const title = `Verbale: ${content.phase.name}, chiuso ${the(formatDayLong(content.phase.closesOn ?? content.closedAt.slice(0, 10)))}`;
  return {
    text: shorten(`${title}. ${summary.text} ${lines.join(' ')} ${missing.join(' ')}`, LIMITS.fallbackText),
    blocks: [
      section(`*${escapeMrkdwn(title)}*`),
      ...summary.blocks,
      section(shorten(escapeMrkdwn(lines.join('\n')), LIMITS.sectionText)),
      section(shorten(escapeMrkdwn(missing.join('\n')), LIMITS.sectionText)),
      ...(changes.length === 0
        ? []
        : [
            section(
              shorten(`*Registro delle modifiche*\n${escapeMrkdwn(changes.join('\n'))}`, LIMITS.sectionText),
            ),
          ]),
      context(
        `Impronta SHA-256 del verbale: ${hash} · ${formatMoment(at, plan.head.timezone)}. Per intero: /monitoraggio esporta.`,
      ),
    ],
  };
}

/** What is missing, a line a department: "• Settore 3: obiettivi 19 e 24, processo 37". A shared item is in each that owes it. */
function missingLines(plan: Plan, missing: Minutes['missing']): readonly string[] {
  if (missing.length === 0) return ['Non manca nessun aggiornamento.'];
  const owed = missing.flatMap(({ item, structures }) => {
    const departments = new Set(
      structures.length === 0 ? [null] : structures.map((structure) => departmentOf(plan, structure)),
    );
    const key = readItemRef(item);
    return key === null ? [] : [...departments].map((department) => ({ ...key, department }));
  });
  const byDepartment = Map.groupBy(owed, ({ department }) => department);
  const nouns = plan.head.wording?.items;
  const line = (items: typeof owed): string =>
    ITEM_KINDS.flatMap((kind) => {
      const numbers = items.filter((item) => item.kind === kind).map(({ number }) => String(number));
      const { one, many } = kindNoun(kind, nouns);
      return numbers.length === 0 ? [] : [`${numbers.length === 1 ? one : many} ${listed(numbers)}`];
    }).join(', ');
  return [
    `${missing.length === 1 ? 'Manca l’aggiornamento' : 'Mancano gli aggiornamenti'} di ${counted(missing.length, 'voce', 'voci')}:`,
    ...[...plan.departments.map(({ code }) => code), null].flatMap((code) => {
      const items = byDepartment.get(code);
      return items === undefined ? [] : [`• ${code ?? 'di nessun settore'}: ${line(items)}`];
    }),
  ];
}
