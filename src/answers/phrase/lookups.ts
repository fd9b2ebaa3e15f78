import type { Act, Fact, ItemKind, ItemState, LegalDeadline, Phase } from '../../domain/types.ts';
import { ITEM_STATES } from '../../domain/types.ts';
import type { Cell } from '../answer.ts';
import {
  formatCount,
  formatDay,
  formatDayLong,
  formatDecimal,
  formatEuro,
  formatPercent,
} from '../format.ts';
import type { Result } from '../run/result.ts';
import { ofStructure } from './describe.ts';
import { type Draft, type Phrasing, say } from './draft.ts';
import { departmentName, fullName, structureOf, unitName } from './names.ts';
import { structureNotes } from './notes.ts';
import { listSource } from './sources.ts';
import { capital, joinAnd, numberCell, textCell } from './values.ts';
import type { Words } from './words.ts';

/** As the tables print it: "27,60 %", "43 %". */
const percentText = (value: number): string =>
  Number.isInteger(value) ? formatPercent(value) : `${value.toFixed(2).replace('.', ',')} %`;

/** A fact's value in its own unit. */
export function factText(fact: Fact): string {
  switch (fact.unit) {
    case 'eur':
      return formatEuro(fact.value).replaceAll('\u00a0', ' ');
    case 'percent':
      return percentText(fact.value);
    case 'persons':
      return `${formatCount(fact.value)} persone`;
    case 'sqm':
      return `${formatDecimal(fact.value)} mq`;
    case 'sqkm':
      return `${formatDecimal(fact.value)} kmq`;
    case 'years':
      return `${formatDecimal(fact.value)} anni`;
    case 'hours':
      return `${formatDecimal(fact.value)} ore`;
    default:
      return formatDecimal(fact.value);
  }
}

const periodText = (period: string): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(period) ? formatDay(period) : period;

export function phraseFacts({ index, words }: Phrasing, result: Extract<Result, { type: 'fact' }>): Draft {
  const { facts } = result;
  const first = facts[0];
  const document = index.plan.head.document;
  if (!first) return { headline: say(words, 'Non trovo questo dato.', 'I cannot find this figure.') };
  const sum = sumOfFacts(facts);
  const one = `${first.subject}, ${first.measure}: ${factText(first)} (${periodText(first.period)}).`;
  const headline =
    facts.length === 1
      ? one
      : sum !== null
        ? `${capital(first.measure)}: ${factText({ ...first, value: sum })} ${say(words, 'in tutto', 'in all')} (${facts.length} ${say(words, 'voci', 'entries')}, ${periodText(first.period)}).`
        : facts.length <= 4
          ? `${facts.map((fact) => `${fact.subject}, ${fact.measure}: ${factText(fact)} (${periodText(fact.period)})`).join('; ')}.`
          : say(
              words,
              `Trovo ${facts.length} valori: ${first.subject}, ${first.measure} ${factText(first)} (${periodText(first.period)}) e altri nella tabella.`,
              `I find ${facts.length} values: ${first.subject}, ${first.measure} ${factText(first)} and more in the table.`,
            );
  return {
    headline,
    table:
      facts.length === 1
        ? null
        : {
            columns: [
              { label: say(words, 'Voce', 'Entry'), numeric: false },
              { label: say(words, 'Dato', 'Figure'), numeric: false },
              { label: say(words, 'Periodo', 'Period'), numeric: false },
              { label: say(words, 'Valore', 'Value'), numeric: true },
            ],
            rows: facts.map((fact): readonly Cell[] => [
              textCell(fact.subject),
              textCell(fact.measure),
              textCell(periodText(fact.period)),
              { text: factText(fact), value: fact.value },
            ]),
            total: facts.length,
          },
    notes: result.notes.map((note) => note.note).slice(0, 3),
    sources: [...new Set(facts.map((fact) => `${document}, ${fact.source}`))].slice(0, 3),
    proof:
      sum === null
        ? null
        : {
            filter: first.measure,
            rows: facts.map((fact) => `${fact.subject}: ${factText(fact)}`),
            formula: say(words, 'somma delle voci', 'sum of the entries'),
            sum: `${facts.map(factText).join(' + ')} = ${factText({ ...first, value: sum })}`,
          },
    value: sum ?? (facts.length === 1 ? first.value : null),
    unit:
      first.unit === 'eur'
        ? 'eur'
        : first.unit === 'percent'
          ? 'percent'
          : first.unit === 'persons' || first.unit === 'count'
            ? 'count'
            : 'other',
  };
}

/** Counts of one column over different subjects may be added, unless one of them is already the total. */
function sumOfFacts(facts: readonly Fact[]): number | null {
  const first = facts[0];
  if (!first || facts.length < 3 || !['count', 'persons', 'sqm'].includes(first.unit)) return null;
  const same = facts.every(
    (fact) => fact.measure === first.measure && fact.period === first.period && fact.topic === first.topic,
  );
  const total = facts.some((fact) => /\b(tot|totale|tutto)\b/i.test(`${fact.subject} ${fact.measure}`));
  return same && !total ? facts.reduce((sum, fact) => sum + fact.value, 0) : null;
}

export function phraseTerms({ index, words }: Phrasing, result: Extract<Result, { type: 'term' }>): Draft {
  const sourceOf = (source: string): string =>
    /^(sezione|sez|premessa|frontespizio)/i.test(source) ? `${index.plan.head.document}, ${source}` : source;
  return {
    headline: result.entries.map((entry) => `${capital(entry.term)}: ${entry.definition}`).join(' '),
    notes: result.related.map((entry) => `${capital(entry.term)}: ${entry.definition}`),
    sources: [...new Set([...result.entries, ...result.related].map((entry) => sourceOf(entry.source)))],
    followUps: [],
    items: [],
    value: null,
    unit: null,
    kind: 'answer',
    choices: [],
    ...(words.language === 'en' ? {} : {}),
  };
}

export function phraseGoals({ index, words }: Phrasing, result: Extract<Result, { type: 'goal' }>): Draft {
  const one = result.goals.length === 1 ? result.goals[0] : undefined;
  const objectives = (count: number): string =>
    `${count} ${count === 1 ? words.kinds.objective.one : words.kinds.objective.many}`;
  if (one)
    return {
      headline: `Goal ${one.goal.number}, «${one.goal.shortName}»: ${one.goal.name}. ${say(words, 'Vi è legato', 'Linked to it')}: ${objectives(one.items.length)}.`,
      table: itemsTable(words, one.items),
      sources: listSource(index),
      items: one.items.map((item) => item.ref),
      value: one.items.length,
      unit: 'count',
    };
  const used = result.goals.filter((goal) => goal.items.length > 0);
  return {
    headline: say(
      words,
      `${used.length} dei ${result.goals.length} goal dell’Agenda 2030 sono legati ad almeno un obiettivo.`,
      `${used.length} of the ${result.goals.length} goals of the 2030 Agenda are linked to at least one objective.`,
    ),
    table: {
      columns: [
        { label: 'Goal', numeric: false },
        { label: words.kinds.objective.many, numeric: true },
      ],
      rows: result.goals.map(({ goal, items }) => [
        textCell(`${goal.number} ${goal.shortName}`),
        numberCell(items.length),
      ]),
      total: result.goals.length,
    },
    sources: listSource(index),
  };
}

const itemsTable = (
  words: Words,
  items: readonly import('../knowledge/plan-index.ts').IndexedItem[],
): NonNullable<Draft['table']> => ({
  columns: [
    { label: say(words, 'Voce', 'Item'), numeric: false },
    { label: say(words, 'Struttura', 'Structure'), numeric: false },
  ],
  rows: items.slice(0, 100).map((item) => [textCell(fullName(words, item)), textCell(structureOf(item))]),
  total: items.length,
});

export function phraseStructures(
  { index, words }: Phrasing,
  result: Extract<Result, { type: 'structure' }>,
): Draft {
  const { plan } = index;
  const { codes, aspect } = result.query;
  const units = plan.units.filter(
    (unit) => codes.length === 0 || codes.includes(unit.department) || codes.includes(unit.code),
  );
  const year = plan.head.year;
  const table = (
    rows: readonly (readonly [string, string, number, number])[],
  ): NonNullable<Draft['table']> => ({
    columns: [
      { label: say(words, 'Struttura', 'Structure'), numeric: false },
      { label: say(words, 'Appartiene a', 'Belongs to'), numeric: false },
      { label: words.kinds.objective.many, numeric: true },
      { label: words.kinds.process.many, numeric: true },
    ],
    rows: rows.map(([name, parent, objectives, processes]) => [
      textCell(name),
      textCell(parent),
      numberCell(objectives),
      numberCell(processes),
    ]),
    total: rows.length,
  });
  const counts = (code: string, level: 'unit' | 'department'): readonly [number, number] => {
    const items = (level === 'unit' ? index.byUnit : index.byDepartment).get(code) ?? [];
    return [
      items.filter((one) => one.item.kind === 'objective').length,
      items.filter((one) => one.item.kind === 'process').length,
    ];
  };
  const unitRows = units.map(
    (unit) => [`${unit.code} ${unit.name}`, unit.department, ...counts(unit.code, 'unit')] as const,
  );
  const departmentRows = plan.departments.map(
    (one) => [departmentName(plan, one.code), plan.head.bodyName, ...counts(one.code, 'department')] as const,
  );
  const source = [`${plan.head.document}, ${plan.assignments[0]?.source ?? ''}`.replace(/, $/, '')];
  if (aspect === 'departments')
    return {
      headline: say(
        words,
        `${plan.departments.length} settori e strutture di staff (${year}).`,
        `${plan.departments.length} departments (${year}).`,
      ),
      table: table(departmentRows),
      sources: source,
      value: plan.departments.length,
      unit: 'count',
    };
  if (aspect === 'units') {
    const where =
      codes.length === 0 ? '' : ` ${say(words, ofStructure(codes[0] ?? ''), 'of')} ${joinAnd(words, codes)}`;
    return {
      headline: say(
        words,
        `${units.length} U.O.${where} (${year}): ${units
          .slice(0, 12)
          .map((unit) => `${unit.code} ${unit.name}`)
          .join('; ')}${units.length > 12 ? '; …' : ''}.`,
        `${units.length} units${where} (${year}).`,
      ),
      table: table(unitRows),
      sources: source,
      value: units.length,
      unit: 'count',
    };
  }
  const lines = codes.map((code) =>
    structureLine(
      plan,
      words,
      code,
      counts(code, plan.units.some((unit) => unit.code === code) ? 'unit' : 'department'),
    ),
  );
  return {
    headline: lines.join(' '),
    table: table([
      ...plan.departments
        .filter((one) => codes.includes(one.code))
        .map(
          (one) =>
            [departmentName(plan, one.code), plan.head.bodyName, ...counts(one.code, 'department')] as const,
        ),
      ...unitRows.filter(([, parent], at) => units[at]?.code !== parent),
    ]),
    notes: [
      ...structureNotes(index, codes),
      ...units.filter((unit) => codes.includes(unit.code) && unit.note).map((unit) => unit.note ?? ''),
      say(
        words,
        'Il piano indica gli uffici, non i nomi delle persone: un settore è guidato dal suo dirigente, una U.O. ha un referente.',
        'The plan names offices, not persons.',
      ),
    ],
    sources: source,
    items: codes
      .flatMap((code) =>
        [...(index.byUnit.get(code) ?? index.byDepartment.get(code) ?? [])].map((one) => one.ref),
      )
      .slice(0, 60),
    followUps: codes.slice(0, 1).map((code) => ({
      label: say(words, 'Costi', 'Costs'),
      query: {
        type: 'total' as const,
        filter: structureFilter(plan, code),
        measures: ['personnel', 'committed', 'settled', 'resources'],
        mode: 'sum' as const,
        groupBy: null,
      },
    })),
  };
}

function structureFilter(plan: Phrasing['index']['plan'], code: string) {
  const isDepartment = plan.departments.some((one) => one.code === code);
  return {
    kind: null,
    departments: isDepartment ? [code] : [],
    units: isDepartment ? [] : [code],
    goals: [],
    scope: null,
    years: null,
    due: null,
    conditions: [],
    revenue: null,
    items: null,
    mine: false,
  };
}

function structureLine(
  plan: Phrasing['index']['plan'],
  words: Words,
  code: string,
  [objectives, processes]: readonly [number, number],
): string {
  const unit = plan.units.find((one) => one.code === code);
  const holds = `${objectives} ${objectives === 1 ? words.kinds.objective.one : words.kinds.objective.many} ${words.and} ${processes} ${processes === 1 ? words.kinds.process.one : words.kinds.process.many}`;
  if (unit && !plan.departments.some((one) => one.code === code))
    return say(
      words,
      `${unitName(plan, code)}: ne risponde il referente della U.O.; ha ${holds}.`,
      `${unitName(plan, code)}: ${holds}.`,
    );
  const count = plan.units.filter((one) => one.department === code).length;
  return say(
    words,
    `${departmentName(plan, code)}: lo guida il suo dirigente; ha ${count} U.O., ${holds}.`,
    `${departmentName(plan, code)}: ${count} units, ${holds}.`,
  );
}

export function phraseDates({ index, words }: Phrasing, result: Extract<Result, { type: 'date' }>): Draft {
  const { acts, phases, legal } = result;
  const { plan } = index;
  const rows: (readonly Cell[])[] = [
    ...(result.calendar
      ? result.itemYears.map(({ year, count }) => [
          textCell(`31/12/${year}`),
          textCell(
            say(words, `${count} obiettivi e processi arrivano all'ultimo anno`, `${count} items end`),
          ),
          textCell(say(words, 'dato derivato', 'derived')),
        ])
      : []),
    ...phases.map((phase) => [
      textCell(`${formatDay(phase.opensOn)} – ${formatDay(phase.dueOn)}`),
      textCell(phase.name),
      textCell(say(words, 'fase del ciclo', 'phase of the cycle')),
    ]),
    ...acts.map((act) => [
      textCell(actDate(words, act)),
      textCell(act.reference ? `${act.title} (${act.reference})` : act.title),
      textCell(say(words, 'atto o evento dell’ente', 'act of the body')),
    ]),
    ...legal.map((one) => [
      textCell(legalDate(words, one)),
      textCell(one.title),
      textCell(`${one.law}, ${one.article}`),
    ]),
  ];
  const lawFirst = result.query.lawFirst && legal[0] !== undefined;
  const own =
    phases[0] && !result.calendar
      ? phaseSentence(words, phases[0])
      : acts[0]
        ? actSentence(words, acts[0])
        : '';
  const law = legal[0] ? legalSentence(words, legal[0]) : '';
  const first = lawFirst || own === '' ? law : own;
  const headline = result.calendar
    ? say(
        words,
        `Le scadenze del ${plan.head.year}: obiettivi e processi, fasi di monitoraggio e termini di legge.`,
        `The deadlines of ${plan.head.year}: items, monitoring phases and legal terms.`,
      )
    : first || say(words, 'Non trovo questa data.', 'I cannot find this date.');
  return {
    headline,
    table:
      rows.length > 1
        ? {
            columns: [
              { label: say(words, 'Data', 'Date'), numeric: false },
              { label: say(words, 'Che cosa', 'What'), numeric: false },
              { label: say(words, 'Tipo', 'Kind'), numeric: false },
            ],
            rows,
            total: rows.length,
          }
        : null,
    notes: [
      ...(result.calendar
        ? []
        : lawFirst
          ? own === ''
            ? []
            : [own]
          : acts.slice(1, 3).map((act) => actSentence(words, act))),
      ...(result.calendar || first === ''
        ? []
        : lawFirst || own === ''
          ? legal.slice(1, 3).map((one) => legalSentence(words, one))
          : law === ''
            ? []
            : [`${say(words, 'Termine di legge', 'Legal deadline')}: ${law}`]),
      ...(result.calendar
        ? [
            say(
              words,
              'La scadenza di obiettivi e processi è ricavata: 31 dicembre dell’ultimo anno previsto.',
              'Deadlines of items are derived: 31 December of their last year.',
            ),
          ]
        : []),
    ],
    sources: [
      ...new Set([
        ...acts.map((act) => `${plan.head.document}, ${act.source}`),
        ...phases.map((phase) => `${plan.head.document}, ${phase.source ?? 'fasi di monitoraggio'}`),
        ...legal.map((one) => `${one.law}, ${one.article}`),
      ]),
    ].slice(0, 4),
    value: null,
  };
}

const isAllYear = (act: Act): boolean => act.date === null;

function actDate(words: Words, act: Act): string {
  if (act.date === null) return say(words, 'data non stampata', 'date not printed');
  return act.endDate === null ? formatDay(act.date) : `${formatDay(act.date)} – ${formatDay(act.endDate)}`;
}

function actSentence(words: Words, act: Act): string {
  const reference = act.reference ? ` (${act.reference})` : '';
  const when = isAllYear(act)
    ? say(words, 'data non indicata dal documento', 'the document gives no date')
    : act.endDate === null
      ? formatDayLong(act.date ?? '')
      : say(
          words,
          `dal ${formatDayLong(act.date ?? '')} al ${formatDayLong(act.endDate)}`,
          `from ${formatDayLong(act.date ?? '')} to ${formatDayLong(act.endDate)}`,
        );
  return `${act.title}${reference}: ${when}.${act.authority ? ` ${act.authority}.` : ''} ${act.summary}`;
}

const phaseSentence = (words: Words, phase: Phase): string =>
  say(
    words,
    `${phase.name}: dal ${formatDayLong(phase.opensOn)} al ${formatDayLong(phase.dueOn)}.`,
    `${phase.name}: from ${formatDayLong(phase.opensOn)} to ${formatDayLong(phase.dueOn)}.`,
  );

const MONTHS = [
  'gennaio',
  'febbraio',
  'marzo',
  'aprile',
  'maggio',
  'giugno',
  'luglio',
  'agosto',
  'settembre',
  'ottobre',
  'novembre',
  'dicembre',
];

function legalDate(words: Words, one: LegalDeadline): string {
  if (one.due === null) return say(words, 'termine relativo', 'relative term');
  const [month, day] = one.due.split('-').map(Number);
  return `${day === 1 ? '1º' : day} ${MONTHS[(month ?? 1) - 1]}${one.appliesTo ? ` (${one.appliesTo})` : ''}`;
}

const legalSentence = (words: Words, one: LegalDeadline): string =>
  `${one.title}: ${one.due === null ? '' : `${say(words, 'entro il', 'by')} ${legalDate(words, one)}. `}${one.rule} (${one.law}, ${one.article})`;

export function phraseMonitoring(
  { index, words }: Phrasing,
  result: Extract<Result, { type: 'monitoring' }>,
): Draft {
  const { query, printed, live } = result;
  const { plan } = index;
  if (query.missing || (live && query.departments.length + query.units.length > 0))
    return phraseLive({ index, words }, result);
  const kinds = [...new Set(printed.map((one) => one.kind))];
  const wanted = query.states.length > 0 ? query.states : ITEM_STATES;
  const count = (kind: ItemKind, state: ItemState): number =>
    printed.find((one) => one.kind === kind && one.state === state)?.count ?? 0;
  const phase = plan.phases.find((one) => one.code === printed[0]?.phase);
  const name = phase?.name ?? printed[0]?.phase ?? say(words, 'monitoraggio', 'monitoring');
  if (printed.length === 0)
    return {
      kind: 'no_data',
      headline: say(
        words,
        `Il documento non riporta una sintesi del monitoraggio per ${query.kind ? words.kinds[query.kind].many : 'questo anno'}.`,
        'The document has no monitoring summary for this.',
      ),
      sources: listSource(index),
    };
  const totals = kinds.map((kind) => {
    const states = wanted.filter((state) => query.states.length > 0 || count(kind, state) > 0);
    const all = printed.filter((one) => one.kind === kind).reduce((sum, one) => sum + one.count, 0);
    const parts = states.map((state) => `${count(kind, state)} ${words.states[state]}`);
    return query.states.length > 0
      ? `${words.kinds[kind].many}: ${parts.join(', ')} (${say(words, 'su', 'of')} ${all})`
      : `${all} ${words.kinds[kind].many}: ${parts.join(', ')}`;
  });
  const single =
    query.kind !== null && query.states.length === 1 && query.states[0]
      ? count(query.kind, query.states[0])
      : null;
  const all = query.kind === null ? 0 : printed.reduce((sum, one) => sum + one.count, 0);
  const structures = query.departments.length + query.units.length > 0;
  return {
    headline:
      single !== null && query.kind && query.states[0]
        ? `${single} ${single === 1 ? words.kinds[query.kind].one : words.kinds[query.kind].many} ${stateWord(words, query.states[0], single)} ${say(words, 'su', 'of')} ${all} («${name}»).`
        : `${name}: ${totals.join('; ')}.`,
    table: {
      columns: [
        { label: say(words, 'Tipo', 'Kind'), numeric: false },
        ...ITEM_STATES.map((state) => ({ label: words.states[state], numeric: true })),
        { label: say(words, 'totale', 'total'), numeric: true },
      ],
      rows: kinds.map((kind) => [
        textCell(words.kinds[kind].many),
        ...ITEM_STATES.map((state) => numberCell(count(kind, state))),
        numberCell(printed.filter((one) => one.kind === kind).reduce((sum, one) => sum + one.count, 0)),
      ]),
      total: kinds.length,
    },
    notes: [
      ...(structures
        ? [
            say(
              words,
              'La sintesi stampata non è divisa per struttura.',
              'The printed summary is not split by structure.',
            ),
          ]
        : []),
      ...plan.notes
        .filter(
          (note) =>
            /monitoraggio/i.test(note.note) && (note.subjectType === 'plan' || query.states.includes('new')),
        )
        .map((note) => note.note)
        .slice(0, 3),
      ...(live ? [liveLine(words, live)] : []),
    ],
    sources: [...new Set(printed.map((one) => `${plan.head.document}, ${one.source}`))],
    value: single,
    unit: single === null ? null : 'count',
  };
}

const SINGULAR: Readonly<Record<ItemState, string>> = {
  achieved: 'raggiunto',
  in_progress: 'in fase',
  amended: 'modificato',
  withdrawn: 'ritirato',
  new: 'nuovo',
};

const stateWord = (words: Words, state: ItemState, count: number): string =>
  words.language === 'it' && count === 1 ? SINGULAR[state] : words.states[state];

const liveLine = (
  words: Words,
  live: NonNullable<Extract<Result, { type: 'monitoring' }>['live']>,
): string => {
  const answered = live.states.filter((one) => one.state !== null).length;
  return say(
    words,
    `Nella fase «${live.phase.name}» finora hanno risposto ${answered} voci su ${live.states.length}.`,
    `In phase «${live.phase.name}» ${answered} of ${live.states.length} items have answered so far.`,
  );
};

function phraseLive({ index, words }: Phrasing, result: Extract<Result, { type: 'monitoring' }>): Draft {
  const { live, query } = result;
  if (!live)
    return {
      kind: 'no_data',
      headline: say(
        words,
        'Non ci sono fasi di monitoraggio con aggiornamenti registrati.',
        'There are no monitoring phases with recorded updates.',
      ),
      sources: listSource(index),
    };
  const missing = live.states.filter((one) => one.state === null);
  const shown = query.missing ? missing : live.states;
  const where = [...query.departments, ...query.units].join(', ');
  return {
    headline: say(
      words,
      `${where ? `${where}: ` : ''}mancano ${missing.length} aggiornamenti su ${live.states.length} nella fase «${live.phase.name}», in scadenza il ${formatDayLong(live.phase.dueOn)}.`,
      `${where ? `${where}: ` : ''}${missing.length} of ${live.states.length} updates are missing in phase «${live.phase.name}», due on ${formatDayLong(live.phase.dueOn)}.`,
    ),
    table: {
      columns: [
        { label: say(words, 'Voce', 'Item'), numeric: false },
        { label: say(words, 'Struttura', 'Structure'), numeric: false },
        { label: words.attributes.state, numeric: false },
      ],
      rows: shown
        .slice(0, 100)
        .map(({ item, state }) => [
          textCell(fullName(words, item)),
          textCell(structureOf(item)),
          textCell(
            state === null
              ? say(words, 'da aggiornare', 'missing')
              : words.language === 'it'
                ? SINGULAR[state]
                : words.states[state],
          ),
        ]),
      total: shown.length,
    },
    sources: [
      say(
        words,
        `Aggiornamenti registrati nella fase «${live.phase.name}»`,
        `Updates recorded in phase «${live.phase.name}»`,
      ),
    ],
    value: missing.length,
    unit: 'count',
    items: shown.slice(0, 60).map((one) => one.item.ref),
  };
}
