import { type Comparison, type Finding, isDiscrepancy, notesOf, reconcile } from '../../domain/plan/index.ts';
import { type ItemKey, itemRef, type Plan, readItemRef } from '../../domain/types.ts';
import { joined } from '../../words/articles.ts';
import { formatCount, formatPercent } from '../../words/formats.ts';
import { itemName } from '../../words/kinds.ts';
import { declaredName, type Measure } from '../../words/measures.ts';
import { capital } from '../../words/sentences.ts';
import { type Draft, type Phrasing, say } from './draft.ts';
import { costSource } from './sources.ts';
import { MOST_ROWS, tableOf, wordColumn } from './table-of.ts';
import { formatValue, joinAnd, measureText } from './values.ts';
import { WORDS, type Words } from './words.ts';

/** Beyond this the pairs of rows are too many to be compared while somebody waits: only the document's notes are given. */
const MOST_LINES = 3_000;

/** Where the document contradicts itself or must be read with care, the totals that do not add up first. */
export function phraseDiscrepancies({ index, words }: Phrasing): Draft {
  const { plan } = index;
  const findings = findingsOf(plan);
  const found = findings.filter(isDiscrepancy);
  const notes = findings.filter((one) => !isDiscrepancy(one));
  if (findings.length === 0)
    return {
      headline: say(
        words,
        `Nessuna discordanza: ${joined('in', plan.head.year)} i totali del documento coincidono con le righe.`,
        `No discrepancy: the printed totals of ${plan.head.year} match the rows.`,
      ),
      sources: costSource(index),
      value: 0,
      unit: 'count',
    };
  const totals = found.filter(({ type }) => type === 'difference');
  const first = totals[0] ?? found[0];
  return {
    headline: `${say(
      words,
      `Nel documento ${plan.head.year} trovo ${found.length} discordanze e ${notes.length} avvertenze`,
      `In the ${plan.head.year} document I find ${found.length} discrepancies and ${notes.length} remarks`,
    )}${first ? `: ${joinAnd(words, totals.length > 0 ? totals.map((one) => describe(words, one)) : [describe(words, first)])}` : ''}.`,
    table: tableOf(
      [...found, ...notes],
      [
        wordColumn(say(words, 'Tipo', 'Kind'), (finding) => typeName(words, finding)),
        wordColumn(say(words, 'Che cosa', 'What'), (finding) => capital(describe(words, finding))),
      ],
      MOST_ROWS,
    ),
    sources: costSource(index),
    value: found.length,
    unit: 'count',
  };
}

const TYPES: Readonly<Record<Finding['type'], readonly [string, string]>> = {
  difference: ['totale che non torna', 'total that does not add up'],
  shared_code: ['codice ripetuto', 'repeated code'],
  shared_item: ['voce condivisa', 'shared item'],
  same_money: ['stessi importi', 'same money'],
  collected_over_assessed: ['riscosso oltre l’accertato', 'collected above assessed'],
  monitored_total: ['conteggio del monitoraggio', 'monitoring count'],
  contradiction: ['due versioni', 'two versions'],
  note: ['avvertenza', 'remark'],
};

const findingsOf = (plan: Plan): readonly Finding[] =>
  plan.costLines.length <= MOST_LINES ? reconcile(plan).findings : notesOf(plan);

/** What does not agree in the document itself, one sentence each, in Italian. */
export const contradictionsIn = (plan: Plan): readonly string[] =>
  findingsOf(plan)
    .filter(isDiscrepancy)
    .map((finding) => capital(describe(WORDS.it, finding)));

const typeName = (words: Words, { type }: Finding): string => say(words, ...TYPES[type]);

/** One finding in a sentence without its full stop. */
function describe(words: Words, finding: Finding): string {
  const name = (item: ItemKey): string => itemName(item, words.language);
  const money = (measure: Measure, value: number): string => measureText(words, measure, value);
  switch (finding.type) {
    case 'difference': {
      const { comparison, withoutLine } = finding;
      const cause =
        withoutLine.length === 0
          ? ''
          : say(
              words,
              `, perché ${joinAnd(words, withoutLine.map(name))} non ha una riga di costo`,
              `, because ${joinAnd(words, withoutLine.map(name))} has no cost row`,
            );
      const gap = amount(comparison, Math.abs(comparison.declared - comparison.computed));
      return say(
        words,
        `${words.kinds[comparison.kind].many}, ${declaredName(comparison.measure, words.language)}: il documento stampa ${amount(comparison, comparison.declared)}, ${comparison.basis === 'rows' ? 'le righe danno' : 'dagli addendi risulta'} ${amount(comparison, comparison.computed)} (differenza ${gap}${cause})`,
        `${words.kinds[comparison.kind].many}, ${declaredName(comparison.measure, words.language)}: the document prints ${amount(comparison, comparison.declared)}, the rows give ${amount(comparison, comparison.computed)} (difference ${gap}${cause})`,
      );
    }
    case 'shared_code':
      return say(
        words,
        `il codice ${finding.code} è di più voci: ${joinAnd(words, finding.items.map(name))}`,
        `code ${finding.code} belongs to ${joinAnd(words, finding.items.map(name))}`,
      );
    case 'shared_item':
      return say(
        words,
        `${name(finding.item)}: assegnato a ${finding.structures.join(', ')}, con ${finding.lines === 1 ? 'una sola riga di costo' : `${finding.lines} righe di costo`}`,
        `${name(finding.item)}: assigned to ${finding.structures.join(', ')}, with ${finding.lines} cost rows`,
      );
    case 'same_money':
      return say(
        words,
        `${joinAnd(words, [...new Set(finding.items.map(itemRef))].flatMap((ref) => finding.items.filter((one) => itemRef(one) === ref).slice(0, 1)).map(name))}: stessi importi al centesimo (${finding.measures.map((one) => words.measures[one]).join(', ')}), forse lo stesso denaro dichiarato due volte`,
        `${finding.items.map(name).join(', ')}: the same amounts to the cent, perhaps money declared twice`,
      );
    case 'collected_over_assessed':
      return say(
        words,
        `${name(finding.line)}: riscosso ${money('collected', finding.collected)}, più dell’accertato ${money('assessed', finding.assessed)}`,
        `${name(finding.line)}: collected ${money('collected', finding.collected)}, above assessed ${money('assessed', finding.assessed)}`,
      );
    case 'monitored_total':
      return say(
        words,
        `il monitoraggio conta ${formatCount(finding.monitored)} ${words.kinds[finding.kind].many}, l’elenco finale ne ha ${formatCount(finding.inPlan)}${isDiscrepancy(finding) ? '' : `: ${formatCount(finding.monitored)} − ${formatCount(finding.withdrawn)} ritirati = ${formatCount(finding.inPlan)}`}`,
        `the monitoring counts ${finding.monitored} ${words.kinds[finding.kind].many}, the final list has ${finding.inPlan}${isDiscrepancy(finding) ? '' : `: ${finding.monitored} − ${finding.withdrawn} withdrawn = ${finding.inPlan}`}`,
      );
    case 'contradiction':
    case 'note':
      return `${subjectName(words, finding.subject)}${finding.note}`;
  }
}

/** A compared figure in its unit. */
export const amount = ({ unit }: Comparison, value: number): string =>
  unit === 'eur'
    ? formatValue(value, 'eur')
    : unit === 'percent'
      ? formatPercent(value / 100)
      : formatCount(value);

/** "processo 5: " for the note of an item; nothing for those of the whole document. */
function subjectName(words: Words, subject: string): string {
  const item = readItemRef(subject);
  return item ? `${itemName(item, words.language)}: ` : '';
}
