import { joined, the } from '../../words/articles.ts';
import type { Attribute } from '../../words/attributes.ts';
import { formatDay, formatDayLong, wallTime } from '../../words/days.ts';
import { formatPercent } from '../../words/formats.ts';
import { ROLE_NAMES } from '../../words/roles.ts';
import { capital } from '../../words/sentences.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import type { Row } from '../knowledge/select.ts';
import type { KnownState } from '../run/result.ts';
import { say } from './draft.ts';
import { accountOf, agreeingItem, deadlineOf, responsibleOf } from './names.ts';
import { joinAnd } from './values.ts';
import type { Words } from './words.ts';

export function attributeSentence(
  index: PlanIndex,
  words: Words,
  states: ReadonlyMap<string, KnownState>,
  row: Row,
  attribute: Attribute,
  name: string | null,
): string {
  const subject = name ?? say(words, 'È', 'It is');
  const begun = (sentence: string): string => (name === null ? capital(sentence) : sentence);
  const is = name === null ? subject : `${subject} ${say(words, 'è', 'is')}`;
  switch (attribute) {
    case 'responsible':
      return `${is} ${say(words, `${agreeingItem('affidat', row)} a`, 'assigned to')} ${responsibleOf(index.plan, words, row.of)}${accountsText(index, words, row)}${namedText(row)}.`;
    case 'goals':
      return `${name ?? say(words, 'Goal', 'Goals')}: ${goalsText(index, words, row)}.`;
    case 'deadline':
      return begun(
        `${name ?? ''} ${say(words, `scade ${the(formatDayLong(deadlineOf(row.of)))}`, `is due on ${formatDay(deadlineOf(row.of))}`)}${horizonText(words, row)}.`.trim(),
      );
    case 'horizon':
      return begun(`${name ?? ''} ${horizonSentence(words, row)}`.trim());
    case 'state':
      return begun(`${name ?? ''} ${stateText(words, states, row)}.`.trim());
    case 'report':
      return reportSentence(index, words, states, row, name);
    case 'scope':
      return `${is} ${scopeText(words, row)}.`;
    case 'title':
      return `${row.of.item.title}.`;
    case 'purpose':
      return begun(`${name ?? ''} ${purposeText(words, row)}`.trim());
    case 'code':
      return `${name === null ? say(words, 'Codice', 'Code') : `${name}: ${say(words, 'codice', 'code')}`} ${codeText(words, row)}.`;
    case 'aim':
      return `${name ?? say(words, 'Finalità', 'Aim')}: ${aimText(words, row)}`;
  }
}

/** "; referente: Referente A1.03; dirigente: Direttore A1": the accounts of the structure that leads it. */
function accountsText({ plan }: PlanIndex, words: Words, { of }: Row): string {
  const leading = of.assignments.filter(({ lead }) => lead);
  const named = (role: 'head' | 'contact', codes: readonly (string | null)[]): string => {
    const accounts = codes.flatMap((code) => (code === null ? [] : (accountOf(plan, role, code) ?? [])));
    const called = ROLE_NAMES[role][words.language].one;
    return accounts.length === 0 ? '' : `; ${called}: ${joinAnd(words, [...new Set(accounts)])}`;
  };
  return (
    named(
      'contact',
      leading.map(({ unit }) => unit),
    ) +
    named(
      'head',
      leading.map(({ department }) => department),
    )
  );
}

/** "; responsabile: Bianchi Anna": what a column of the plan's own says of it, under its heading. */
const namedText = ({ of }: Row): string =>
  Object.entries(of.item.extra ?? {})
    .filter(([heading]) => OF_PEOPLE.test(heading))
    .map(([heading, value]) => `; ${heading.toLowerCase()}: ${value}`)
    .join('');

/** Headings under which a plan names who answers for an item. */
const OF_PEOPLE = /^(?:responsabil|referent|incaricat|a cura di|rup\b|p\.?o\.?$|e\.?q\.?$)/i;

/** "(previsto dal 2020 al 2023)", for what lasts more than a year. */
const horizonText = (words: Words, { of }: Row): string =>
  of.item.horizonStart === of.item.horizonEnd
    ? ''
    : say(
        words,
        ` (previsto ${joined('da', of.item.horizonStart)} ${joined('a', of.item.horizonEnd)})`,
        ` (planned from ${of.item.horizonStart} to ${of.item.horizonEnd})`,
      );

function horizonSentence(words: Words, { of }: Row): string {
  const { horizonStart: from, horizonEnd: to } = of.item;
  return from === to
    ? say(words, `è previsto per il solo ${to}.`, `is planned for ${to} alone.`)
    : say(
        words,
        `va ${joined('da', from)} ${joined('a', to)} (${to - from + 1} anni).`,
        `runs from ${from} to ${to} (${to - from + 1} years).`,
      );
}

const horizonYears = ({ of }: Row): string =>
  of.item.horizonStart === of.item.horizonEnd
    ? String(of.item.horizonEnd)
    : `${of.item.horizonStart}–${of.item.horizonEnd}`;

const scopeText = (words: Words, row: Row): string =>
  row.of.item.scope === 'transversal'
    ? say(words, 'trasversale', 'transversal')
    : say(words, 'non trasversale: è di una sola struttura', 'not transversal: it belongs to one structure');

export function goalsText(index: PlanIndex, words: Words, row: Row): string {
  const { goals, targets } = row.of.item;
  if (goals.length === 0)
    return say(words, 'nessun goal dell’Agenda 2030 dichiarato', 'no 2030 Agenda goal declared');
  const named = goals.map((number) => {
    const goal = index.plan.goals.find((one) => one.number === number);
    return `goal ${number}${goal ? ` ${goal.shortName}` : ''}`;
  });
  return `${joinAnd(words, named)}${targets.length > 0 ? ` (${say(words, 'traguardi', 'targets')} ${targets.join(', ')})` : ''}`;
}

/** What the document says the money of an item was for. */
function purposeText(words: Words, { of }: Row): string {
  const said = [...new Set(of.lines.flatMap(({ note }) => note ?? []))];
  return said.length > 0
    ? said.join(' ')
    : say(
        words,
        'il documento non dice per che cosa è servita la spesa.',
        'the document does not say what the money was for.',
      );
}

/** What an item is for, in the plan's short words: the document may say it at length. */
const aimText = (words: Words, { of }: Row): string =>
  of.item.summary || say(words, 'il piano non ne dice la finalità.', 'the plan does not say its aim.');

export function stateText(words: Words, states: ReadonlyMap<string, KnownState>, row: Row): string {
  const known = states.get(row.of.ref);
  const { attainment } = row.of.item;
  const final =
    attainment === null
      ? ''
      : `; ${say(words, 'risultato finale della relazione', 'final result of the report')}: ${formatPercent(attainment)}`;
  if (!known)
    return `${say(words, 'non ha aggiornamenti di monitoraggio approvati', 'has no approved monitoring update')}${final}`;
  const percent = known.update.percent === null ? '' : ` (${formatPercent(known.update.percent)})`;
  return `${say(words, 'nella fase', 'in phase')} «${known.phase.name}»: ${words.states[known.update.state].many}${percent}${final}`;
}

/** "Sì: …", "no: …": whether a report came in. */
function reportSentence(
  index: PlanIndex,
  words: Words,
  states: ReadonlyMap<string, KnownState>,
  row: Row,
  name: string | null,
): string {
  const said = reportText(index, words, states, row);
  const of = name === null ? '' : ` ${name}:`;
  return states.has(row.of.ref)
    ? `${say(words, 'Sì.', 'Yes.')}${of} ${said}.`
    : `${say(words, 'No.', 'No.')}${of} ${said}.`;
}

function reportText(
  index: PlanIndex,
  words: Words,
  states: ReadonlyMap<string, KnownState>,
  row: Row,
): string {
  const known = states.get(row.of.ref);
  if (!known)
    return say(
      words,
      'non è arrivato nessun aggiornamento di monitoraggio',
      'no monitoring update has come in',
    );
  const { phase, update } = known;
  const percent = update.percent === null ? '' : `, ${formatPercent(update.percent)}`;
  const { day } = wallTime(update.at, index.plan.head.timezone);
  return say(
    words,
    `${words.states[update.state].one}${percent}, comunicato ${the(formatDayLong(day))} da ${update.structure} nella fase «${phase.name}»`,
    `${words.states[update.state].one}${percent}, reported on ${formatDayLong(day)} by ${update.structure} in phase «${phase.name}»`,
  );
}

const codeText = (words: Words, { of }: Row): string => of.item.code ?? words.notDeclared;

export function attributeText(
  index: PlanIndex,
  words: Words,
  states: ReadonlyMap<string, KnownState>,
  row: Row,
  attribute: Attribute,
): string {
  if (attribute === 'responsible') return responsibleOf(index.plan, words, row.of);
  if (attribute === 'goals') return goalsText(index, words, row);
  if (attribute === 'deadline') return formatDay(deadlineOf(row.of));
  if (attribute === 'horizon') return horizonYears(row);
  if (attribute === 'state') return stateText(words, states, row);
  if (attribute === 'report') return reportText(index, words, states, row);
  if (attribute === 'purpose') return purposeText(words, row);
  if (attribute === 'aim') return aimText(words, row);
  if (attribute === 'code') return codeText(words, row);
  return attribute === 'scope' ? scopeText(words, row) : row.of.item.title;
}
