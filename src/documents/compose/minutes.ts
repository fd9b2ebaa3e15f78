import { type Plan, readItemRef } from '../../domain/types.ts';
import { formatDay, formatDayLong, formatMoment } from '../../words/days.ts';
import { ITEM_KINDS, kindNoun } from '../../words/kinds.ts';
import { OUTCOME_NAMES, type Outcome } from '../../words/outcomes.ts';
import { ofEvaluator } from '../../words/roles.ts';
import { capital, counted } from '../../words/sentences.ts';
import { ITEM_STATES, STATE_NAMES } from '../../words/states.ts';
import type { Block, DocumentTable, PlanDocument } from '../document.ts';
import {
  controlSigner,
  documentOf,
  itemLabel,
  personName,
  RECORD_SOURCE,
  type SealedMinutes,
} from './evidence.ts';
import { adding, changesTable, text } from './phase-tables.ts';
import { chartOfTable } from './table-chart.ts';

/** verbale: what the closing of a phase left on record, and nothing that came after. */
export function composeMinutes(plan: Plan, { content, hash }: SealedMinutes): PlanDocument {
  const { phase, opinion, act } = content;
  const zone = plan.head.timezone;
  const source = `Fonte: ${RECORD_SOURCE}, verbale della chiusura`;
  const name = (ref: string): string => {
    const item = readItemRef(ref);
    return item ? itemLabel(plan, item) : ref;
  };
  const summary: DocumentTable = {
    type: 'table',
    columns: [
      text('Tipo'),
      ...ITEM_STATES.map((state) => adding(capital(STATE_NAMES[state].it.many))),
      adding('Mancanti'),
      adding('In tutto'),
    ],
    rows: ITEM_KINDS.flatMap((kind) =>
      content.summary
        .filter((counts) => counts.kind === kind)
        .map(({ counts, missing, total }) => [
          capital(kindNoun(kind, plan.head.wording?.items).many),
          ...ITEM_STATES.map((state) => counts[state]),
          missing,
          total,
        ]),
    ),
    source,
    empty: 'La fase non chiedeva niente.',
  };
  const asked: DocumentTable = {
    type: 'table',
    columns: [text('Persona'), adding('Messaggi'), adding('Consegnati'), text('Primo'), text('Ultimo')],
    rows: [...Map.groupBy(content.asked, ({ person }) => person)].map(([person, lines]) => {
      const days = lines.map(({ at }) => at.slice(0, 10)).sort();
      return [
        personName(plan, person),
        lines.length,
        lines.filter(({ status }) => status === 'sent').length,
        formatDay(days[0] ?? ''),
        formatDay(days.at(-1) ?? ''),
      ];
    }),
    source,
    empty: 'Nella fase non è stato inviato nessun promemoria.',
  };
  const answered: DocumentTable = {
    type: 'table',
    columns: [
      text('Voce'),
      text('Struttura'),
      { label: 'Versione', type: 'count' },
      text('Autore'),
      text('Inviato'),
      text('Esito'),
    ],
    rows: content.answered.map((line) => [
      name(line.item),
      line.structure === '*' ? 'tutte' : line.structure,
      line.version,
      personName(plan, line.author),
      formatMoment(new Date(line.at), zone),
      OUTCOME_NAMES[line.outcome as Outcome]?.it ?? line.outcome,
    ]),
    source,
    empty: 'Non è arrivato nessun aggiornamento.',
  };
  const missing: DocumentTable = {
    type: 'table',
    columns: [text('Voce'), text('Strutture che mancano')],
    rows: content.missing.map(({ item, structures }) => [name(item), structures.join(', ') || null]),
    source,
    empty: 'Non manca nessun aggiornamento.',
  };
  const total = content.summary.reduce((sum, one) => sum + one.total, 0);
  return documentOf(plan, {
    title: `Verbale: ${phase.name}`,
    subtitle: `${plan.head.bodyName}, anno ${content.year}`,
    isDraft: false,
    isPartial: false,
    signers: [controlSigner(plan)],
    sections: [
      {
        title: 'La fase',
        blocks: [
          {
            type: 'paragraph',
            text: `La fase «${phase.name}» è stata chiusa da ${personName(plan, content.closedBy)} (${formatMoment(new Date(content.closedAt), zone)}). Le voci erano ${total}: ${missing.rows.length === 0 ? 'è arrivato l’aggiornamento di tutte' : `di ${counted(missing.rows.length, 'voce', 'voci')} manca l’aggiornamento, o una sua parte`}.`,
          },
          {
            type: 'fields',
            fields: [
              ['Apertura', formatDayLong(phase.opensOn)],
              ['Scadenza', formatDayLong(phase.dueOn)],
              ['Chiusura', phase.closesOn === null ? null : formatDayLong(phase.closesOn)],
            ],
          },
        ],
      },
      { title: 'Esito', blocks: [...stateChart(plan, summary, phase.name), summary] },
      { title: 'Che cosa è stato chiesto, e a chi', blocks: [asked] },
      { title: 'Aggiornamenti arrivati', blocks: [answered] },
      { title: 'Aggiornamenti che mancano', blocks: [missing] },
      {
        title: 'Modifiche in corso d’anno',
        blocks: [changesTable(plan, content.changes)],
        ...(content.changes.length > 0 ? { across: true as const } : {}),
      },
      {
        title: `Parere ${ofEvaluator(plan.head.wording?.evaluator)} e atto della Giunta`,
        blocks: [
          {
            type: 'fields',
            fields: [
              [
                'Parere',
                opinion === null
                  ? 'non registrato'
                  : `${opinion.favourable ? 'favorevole' : 'non favorevole'}, ${formatDay(opinion.day)}${opinion.remarks === null ? '' : `. ${opinion.remarks}`}`,
              ],
              ['Atto', act === null ? 'non registrato' : `${act.reference}, ${formatDay(act.day)}`],
            ],
          },
        ],
      },
      {
        title: 'Impronte',
        blocks: [
          {
            type: 'fields',
            fields: [
              ['Verbale nel registro', hash],
              ['Ultima riga del registro', content.auditHead],
            ],
          },
          {
            type: 'paragraph',
            text: `La catena del registro si verifica con: npm run audit -- verify --head ${content.auditHead.slice(0, 12)}…, scritto per intero.`,
          },
        ],
      },
    ],
    otherSources: [`${RECORD_SOURCE}, verbale della fase «${phase.name}»`],
  });
}

/** The summary turned round, so that states stand below one another; none where everything is in one or two of them. */
function stateChart(plan: Plan, summary: DocumentTable, phase: string): readonly Block[] {
  const kinds = summary.rows.map((row) => String(row[0]));
  const rows = summary.columns
    .slice(1, -1)
    .map(({ label }, index) => [label, ...summary.rows.map((row) => row[index + 1] ?? null)])
    .filter(([, ...counts]) => counts.some((count) => count !== 0));
  const sums = rows.map(([, ...counts]) => counts.reduce<number>((sum, count) => sum + Number(count), 0));
  const all = sums.reduce((sum, one) => sum + one, 0);
  const most = sums.indexOf(Math.max(...sums));
  return chartOfTable(
    plan,
    { ...summary, columns: [text('Stato'), ...kinds.map((kind) => adding(kind))], rows },
    {
      title: `${capital(String(rows[most]?.[0] ?? '').toLowerCase())}: ${sums[most] ?? 0} su ${all}`,
      subtitle: `${phase}, voci per stato alla chiusura`,
      columns: kinds.map((kind) => [kind, 'plain'] as const),
      stacked: true,
    },
  );
}
