import type { Fact } from '../../domain/types.ts';
import { capital } from '../../words/sentences.ts';
import type { Cell } from '../answer.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import { type Phrasing, say } from '../phrase/draft.ts';
import { type Naming, namingOf } from '../phrase/fact-rows.ts';
import { factText, periodText } from '../phrase/fact-values.ts';
import type { Words } from '../phrase/words.ts';
import type { Result } from '../run/result.ts';
import type { FactRow } from '../tables/evaluate-facts.ts';
import type { Chart, ChartRow, ChartUnit, Reference } from './chart.ts';
import { isLimit } from './facts-query.ts';

type FactsOf = Extract<Result, { type: 'fact' }>;
type Side = 'subject' | 'measure' | 'period';

const MOST_ROWS = 16;

const axisUnit = (unit: Fact['unit'] | undefined): ChartUnit =>
  unit === 'eur' || unit === 'percent' ? unit : unit === 'count' || unit === 'persons' ? 'count' : 'other';

const cellOf = (row: FactRow | undefined, naming: Naming, words: Words): Cell =>
  row ? { text: naming.textOf(row), value: row.value } : { text: words.notDeclared, value: null };

/**
 * Figures of a context table: over time as lines, of several things as bars. Of several units those of the commonest are
 * drawn, and the others named.
 */
export function factChart({ index, words }: Phrasing, result: FactsOf, source: string | null): Chart | null {
  const { query } = result;
  const all = result.rows.length > 1 ? result.rows : result.all;
  const rows = ofCommonestUnit(all);
  const facts = rows.flatMap((row) => row.facts);
  if (rows.length < 2 || new Set(facts.map(({ unit }) => unit)).size !== 1) return null;
  const naming = namingOf(words, rows, query);
  const overTime = query.rows === 'sum' && (query.by === null ? naming.varies.period : query.by === 'period');
  const left = all.length - rows.length;
  const remarks =
    left === 0
      ? []
      : [
          say(
            words,
            `${left === 1 ? 'Un’altra cifra ha' : `Altre ${left} cifre hanno`} un’altra unità: ${left === 1 ? 'sta' : 'stanno'} nella tabella.`,
            `${left} other figure${left === 1 ? ' has' : 's have'} another unit: see the table.`,
          ),
        ];
  const head = { subtitle: '', source, language: words.language, remarks };
  return overTime
    ? seriesChart(words, rows, naming, {
        ...head,
        ...nameShared(words, naming.shared, facts),
      })
    : barsChart({ index, words }, result, rows, { ...head, ...nameShared(words, naming.shared, facts) });
}

/** Rows whose figures share a unit: those of the unit that most have, the first of several. */
function ofCommonestUnit(rows: readonly FactRow[]): readonly FactRow[] {
  const byUnit = Map.groupBy(rows, ({ facts: [first] }) =>
    first && /^posizion[ei]\b/i.test(first.measure) ? 'place' : first?.unit,
  );
  const [commonest] = [...byUnit.values()].toSorted((a, b) => b.length - a.length);
  return commonest ?? [];
}

/** What all the rows have in common; where that is a day alone, the name of their table too. */
function nameShared(words: Words, shared: string, facts: readonly Fact[]): { readonly subtitle: string } {
  const days = new Set(facts.map(({ period }) => periodText(period)));
  const [table, other] = new Set(facts.map(({ source }) => source.split(' - ').at(-1) ?? ''));
  const named =
    days.has(shared) && table !== undefined && other === undefined
      ? table.endsWith(shared)
        ? table
        : `${table}, ${shared}`
      : shared;
  return { subtitle: capital(named) || say(words, 'Dati di contesto', 'Context figures') };
}

type Head = Pick<Chart, 'subtitle' | 'source' | 'language' | 'remarks'>;

/** Everything over the same moments; the series whose measure is a limit is drawn as one. */
function seriesChart(words: Words, rows: readonly FactRow[], naming: Naming, head: Head): Chart | null {
  const several = naming.varies.subject || naming.varies.measure;
  const periods = [...new Set(rows.map((row) => partOf(row, 'period')))].sort();
  const nameOf = (row: FactRow): string => nameWithout(row, rows);
  const names = several ? [...new Set(rows.map(nameOf))] : [''];
  if (periods.length < 2) return null;
  const at = (name: string, period: string): FactRow | undefined =>
    rows.find((row) => partOf(row, 'period') === period && (!several || nameOf(row) === name));
  const ordered = names.toSorted((a, b) => Number(isLimit(a)) - Number(isLimit(b)));
  const drawn = periods.map(
    (period): ChartRow => ({
      label: periodText(period),
      figures: ordered.map((name) => cellOf(at(name, period), naming, words)),
      total: null,
    }),
  );
  const many = ordered.length > 5;
  return {
    form: 'lines',
    ...head,
    rowsAre: say(words, 'Periodo', 'Period'),
    title: seriesTitle(words, ordered, drawn, isLimit),
    unit: axisUnit(rows[0]?.facts[0]?.unit),
    series: ordered.map((name, place) => ({
      name: name || head.subtitle,
      tone: isLimit(name) || (many && place > 0) ? 'muted' : 'plain',
    })),
    rows: drawn,
    reference: null,
    marks: [],
  };
}

const partOf = ({ facts: [first] }: FactRow, side: Side): string => first?.[side] ?? '';

/** What tells one series from another: subject, measure, or both. */
function nameWithout(row: FactRow, rows: readonly FactRow[]): string {
  const varies = (side: Side): boolean => new Set(rows.map((one) => partOf(one, side))).size > 1;
  return (['subject', 'measure'] as const)
    .filter(varies)
    .map((side) => partOf(row, side))
    .join(', ');
}

/** Where one series went; which of several ends highest; or how far it is from its limit. */
function seriesTitle(
  words: Words,
  names: readonly string[],
  rows: readonly ChartRow[],
  isLimit: (name: string) => boolean,
): string {
  const told = (at: number): readonly { readonly label: string; readonly cell: Cell }[] =>
    rows.flatMap(({ label, figures }) => {
      const cell = figures[at];
      return cell && cell.value !== null ? [{ label, cell }] : [];
    });
  const [first, last] = [told(0)[0], told(0).at(-1)];
  if (!first || !last || first.cell.value === null || last.cell.value === null) return names[0] ?? '';
  const limit = names.findIndex(isLimit);
  const held = told(limit).at(-1);
  if (names.length === 2 && limit > 0 && held && held.cell.value !== null) {
    const under = last.cell.value <= held.cell.value;
    return say(
      words,
      `${last.label}: ${last.cell.text}, ${under ? 'entro' : 'oltre'} il limite di ${held.cell.text}`,
      `${last.label}: ${last.cell.text}, ${under ? 'within' : 'beyond'} the limit of ${held.cell.text}`,
    );
  }
  if (names.length > 1) {
    const ends = names.flatMap((name, at) => {
      const end = told(at).at(-1);
      return end && end.label === rows.at(-1)?.label ? [{ name, ...end }] : [];
    });
    const [top] = ends.toSorted((a, b) => (b.cell.value ?? 0) - (a.cell.value ?? 0));
    return top
      ? say(
          words,
          `${top.label}: ${top.name} al primo posto con ${top.cell.text}`,
          `${top.label}: ${top.name} first with ${top.cell.text}`,
        )
      : (names[0] ?? '');
  }
  const [from, to] = [`${first.cell.text} (${first.label})`, `${last.cell.text} (${last.label})`];
  const change = last.cell.value - first.cell.value;
  if (change === 0) return say(words, `Invariato: ${to}`, `Unchanged: ${to}`);
  return change > 0
    ? say(words, `In aumento: da ${from} a ${to}`, `Up: from ${from} to ${to}`)
    : say(words, `In calo: da ${from} a ${to}`, `Down: from ${from} to ${to}`);
}

function barsChart(
  { index, words }: Phrasing,
  { query }: FactsOf,
  rows: readonly FactRow[],
  head: Head,
): Chart {
  const naming = namingOf(words, rows, query);
  const [first] = rows[0]?.facts ?? [];
  const reference = first ? neutralOf(index, words, first) : null;
  const ordered = rows.toSorted((a, b) => b.value - a.value);
  const shown = (query.order === null && !reference ? ordered : rows).slice(0, MOST_ROWS);
  const left = rows.length - shown.length;
  return {
    form: 'bars',
    ...head,
    rowsAre: say(words, 'Voce', 'Row'),
    title: barsTitle(words, rows, naming, reference),
    remarks:
      left === 0
        ? head.remarks
        : [
            ...head.remarks,
            say(
              words,
              `Qui i primi ${shown.length} su ${rows.length}.`,
              `The first ${shown.length} of ${rows.length}.`,
            ),
          ],
    upright: false,
    stacked: false,
    unit: axisUnit(first?.unit),
    series: [{ name: naming.shared || say(words, 'valore', 'value'), tone: 'plain' }],
    rows: shown.map((row) => ({
      label: naming.nameOf(row),
      figures: [cellOf(row, naming, words)],
      total: null,
    })),
    reference,
  };
}

/** The neutral point that a table of judgements prints beside them. */
function neutralOf({ plan }: PlanIndex, words: Words, { unit, period, source }: Fact): Reference | null {
  if (unit !== 'score') return null;
  const neutral = plan.facts.find(
    (fact) =>
      fact.unit === 'score' &&
      fact.period === period &&
      /\bneutr/i.test(fact.measure) &&
      fact.source.split(' - ')[0] === source.split(' - ')[0],
  );
  return neutral
    ? {
        label: say(words, 'valore neutro', 'neutral'),
        figure: { text: factText(neutral), value: neutral.value },
      }
    : null;
}

function barsTitle(
  words: Words,
  rows: readonly FactRow[],
  naming: Naming,
  reference: Reference | null,
): string {
  const { nameOf } = naming;
  const sorted = rows.toSorted((a, b) => b.value - a.value);
  const [top, low] = [sorted[0], sorted.at(-1)];
  if (!top || !low) return '';
  if (reference) {
    const under = rows.filter(({ value }) => value < (reference.figure.value ?? 0));
    const [only] = under;
    const names = under.length === 1 && only ? `: ${nameOf(only)}, ${naming.textOf(only)}` : '';
    return under.length === 0
      ? say(
          words,
          `Nessuno sotto il valore neutro ${reference.figure.text}; il più basso è ${nameOf(low)}, ${naming.textOf(low)}`,
          `None under the neutral ${reference.figure.text}; the lowest is ${nameOf(low)}, ${naming.textOf(low)}`,
        )
      : say(
          words,
          `${under.length} su ${rows.length} sotto il valore neutro ${reference.figure.text}${names}`,
          `${under.length} of ${rows.length} under the neutral ${reference.figure.text}${names}`,
        );
  }
  const tied = rows.filter(({ value }) => value === top.value);
  if (tied.length === rows.length)
    return say(
      words,
      `Tutti hanno lo stesso valore: ${naming.textOf(top)}`,
      `All have the same: ${naming.textOf(top)}`,
    );
  const names =
    tied.length < 3
      ? tied.map(nameOf).join(words.language === 'it' ? ' e ' : ' and ')
      : say(words, `${tied.length} a pari merito`, `${tied.length} of them`);
  return say(
    words,
    `${capital(names)} al primo posto con ${naming.textOf(top)}`,
    `${capital(names)} first with ${naming.textOf(top)}`,
  );
}
