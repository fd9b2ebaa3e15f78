import { CHANGE_NAMES, type RegisteredChange } from '../../words/changes.ts';
import { formatDay } from '../../words/days.ts';
import { formatDecimal, formatPercent } from '../../words/formats.ts';
import { ITEM_KINDS, itemName, kindNoun } from '../../words/kinds.ts';
import { MEASURE_NAMES } from '../../words/measures.ts';
import { ITEM_STATES, STATE_NAMES } from '../../words/states.ts';
import { phaseName } from '../phases/index.ts';
import type { AuditRow } from '../record/index.ts';
import { type Plan, readItemRef } from '../types.ts';

/** What the register says of each action, for whoever reads it. */
const ACTIONS: Readonly<Record<string, string>> = {
  'update.submitted': 'aggiornamento inviato',
  'update.confirmed': 'aggiornamento confermato',
  'update.corrected': 'aggiornamento corretto',
  'update.settled': 'aggiornamento inviato per tutte le strutture',
  'update.transcribed': 'aggiornamento riportato da una scheda',
  'update.approved': 'aggiornamento approvato',
  'update.returned': 'aggiornamento restituito',
  'update.reopened': 'voce riaperta',
  'update.cancelled': 'aggiornamento annullato',
  'evidence.added': 'documento allegato',
  'phase.opened': 'fase aperta',
  'phase.extended': 'fase prorogata',
  'phase.paused': 'promemoria in pausa',
  'phase.resumed': 'promemoria ripresi',
  'phase.nudged': 'sollecito a mano',
  'phase.closed': 'fase chiusa',
  'phase.reopened': 'fase riaperta',
  'phase.opinion': 'parere registrato',
  'phase.act': 'atto registrato',
  'phase.minutes': 'verbale formato',
  'plan.changed': 'piano modificato',
  'plan.imported': 'piano importato',
  'document.issued': 'documento scritto',
};

/** What its details are called. One that is not here is told by its code, in the column that has all of them. */
const DETAILS: Readonly<Record<string, string>> = {
  version: 'versione',
  structure: 'struttura',
  state: 'stato',
  percent: 'avanzamento',
  note: 'nota',
  achievedOn: 'raggiunto il',
  criticalPoints: 'criticità',
  correctiveActions: 'azioni correttive',
  changes: 'modifiche',
  sheet: 'scheda',
  reason: 'motivo',
  act: 'atto',
  evidence: 'documenti',
  insteadOf: 'in sostituzione di',
  title: 'titolo',
  name: 'nome',
  url: 'dove',
  kinds: 'voci',
  opensOn: 'apertura',
  dueOn: CHANGE_NAMES.deadline.it,
  closesOn: 'chiusura',
  closedOn: 'era chiusa dal',
  from: 'da',
  to: 'a',
  missing: 'mancanti',
  pending: 'in attesa',
  content: 'contenuto',
  day: 'giorno',
  favourable: 'favorevole',
  remarks: 'osservazioni',
  reference: 'estremi',
  field: 'che cosa',
  old: 'prima',
  new: 'dopo',
  weight: MEASURE_NAMES.weight.it,
  deadline: CHANGE_NAMES.deadline.it,
  items: 'voci',
  added: 'aggiunte',
  gone: 'tolte',
  hash: 'impronta',
};

/** A row of the audit in words: what was done, to what, with which details. */
export const registerWords = (
  plan: Plan,
  row: AuditRow,
): { readonly action: string; readonly subject: string; readonly detail: string } => ({
  action: ACTIONS[row.action] ?? row.action,
  subject: subjectWords(plan, row.subject),
  detail: detailsIn(plan, JSON.parse(row.detail)),
});

/** "lucca/2021/monitoraggio-2021/objective:24" is "obiettivo 24". */
function subjectWords(plan: Plan, subject: string): string {
  const [, , phase, ref] = subject.split('/');
  const item = ref === undefined ? null : readItemRef(ref);
  const noun = item === null ? undefined : plan.head.wording?.items[item.kind];
  if (item !== null) return itemName({ ...item, noun });
  return phase === undefined ? plan.head.document : phaseName(plan, phase);
}

function detailsIn(plan: Plan, detail: unknown): string {
  if (typeof detail !== 'object' || detail === null) return '';
  return Object.entries(detail)
    .flatMap(([key, value]) => {
      const name = DETAILS[key];
      const told = name === undefined ? '' : valueWords(plan, key, value);
      return told === '' ? [] : [`${name}: ${told}`];
    })
    .join('; ');
}

/** Empty for what says nothing. */
function valueWords(plan: Plan, key: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value))
    return value
      .map((one) => valueWords(plan, key, one))
      .filter((told) => told !== '')
      .join(', ');
  if (typeof value === 'object') return `(${detailsIn(plan, value)})`;
  if (typeof value === 'boolean') return value ? 'sì' : 'no';
  if (typeof value === 'number') return key === 'percent' ? formatPercent(value) : formatDecimal(value);
  return textWords(plan, String(value), key);
}

function textWords(plan: Plan, text: string, key: string): string {
  if (key === 'state')
    return ITEM_STATES.flatMap((state) => (state === text ? STATE_NAMES[state].it.one : []))[0] ?? text;
  if (key === 'field') return CHANGE_NAMES[text as RegisteredChange]?.it ?? text;
  if (key === 'structure' && text === '*') return 'tutte';
  if (key === 'insteadOf') return plan.people.find(({ code }) => code === text)?.name ?? text;
  if (key === 'kinds')
    return (
      ITEM_KINDS.flatMap((kind) => (kind === text ? kindNoun(kind, plan.head.wording?.items).many : []))[0] ??
      text
    );
  const item = readItemRef(text);
  if (item !== null) return itemName({ ...item, noun: plan.head.wording?.items[item.kind] });
  // Days that stand alone, or last in an action.
  return text.replace(/(?<![\d-])(\d{4}-\d{2}-\d{2})(?![\d-])/g, (day) => formatDay(day));
}
