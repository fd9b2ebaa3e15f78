import type { Answer, AnswerTable, Cell, Proof } from '../answer.ts';

const NOTHING: Cell = { text: '—', value: null };

/** Puts the answers to the questions of one message together: a sentence each, with the rows, notes and sources of all. */
export function joinAnswers(answers: readonly Answer[]): Answer {
  const [first] = answers;
  if (!first) throw new Error('joinAnswers needs an answer');
  const last = answers.at(-1) ?? first;
  const all = <T>(of: (answer: Answer) => readonly T[]): readonly T[] => [...new Set(answers.flatMap(of))];
  const assumed = all((one) => (one.assumed === null ? [] : [one.assumed]));
  return {
    ...last,
    kind: answers.some(({ kind }) => kind === 'answer') ? 'answer' : first.kind,
    headline: saidOnce(all((one) => [one.headline])).join('\n'),
    table: joinTables(answers.flatMap(({ table }) => (table && table.rows.length > 0 ? [table] : []))),
    notes: notSaidWithMore(all(({ notes }) => notes)),
    sources: all(({ sources }) => sources),
    proof: joinProofs(answers.flatMap(({ proof }) => proof ?? [])),
    // Several figures: none of them is the answer's.
    value: null,
    unit: null,
    choices: all(({ choices }) => choices),
    assumed: assumed.length > 0 ? assumed.join('; ') : null,
    // Of several questions none is drawn.
    picture: null,
  };
}

/** Without what another sentence begins with: «Obiettivo 10: 92.548,30 €.», beside «Obiettivo 10: 92.548,30 €; peso 24.». */
const saidOnce = (headlines: readonly string[]): readonly string[] =>
  headlines.filter((one) => {
    const said = one.replace(/\.$/, '');
    return !headlines.some((other) => other.startsWith(said) && /^[;:]/.test(other.slice(said.length)));
  });

/** Without what another note ends with: of which day the law is. */
const notSaidWithMore = (notes: readonly string[]): readonly string[] =>
  notes.filter((note) => !notes.some((other) => other !== note && other.endsWith(note)));

/** One table with the columns of all, in order; a row has a dash where its own table has no such column. */
function joinTables(tables: readonly AnswerTable[]): AnswerTable | null {
  const [first] = tables;
  if (!first || tables.length === 1) return first ?? null;
  const columns = tables
    .flatMap((table) => table.columns)
    .filter((column, at, all) => all.findIndex(({ label }) => label === column.label) === at);
  let rows: readonly (readonly Cell[])[] = [];
  let total = 0;
  for (const table of tables) {
    const own = table.rows.map((row) =>
      columns.map(({ label }) => row[table.columns.findIndex((one) => one.label === label)] ?? NOTHING),
    );
    // Tables of the very same things are one.
    const filled = rows.map((row) => filledBy(row, own));
    const isOfSame = filled.length === own.length && filled.every((row) => row !== null);
    rows = isOfSame ? filled.filter((row) => row !== null) : [...rows, ...own];
    total = isOfSame ? Math.max(total, table.total) : total + table.total;
  }
  return { columns, rows, total };
}

/** A row with the cells of the one that begins as it does and says nothing different; null where there is none. */
function filledBy(row: readonly Cell[], others: readonly (readonly Cell[])[]): readonly Cell[] | null {
  const same = others.find(
    (other) =>
      row[0] !== NOTHING &&
      row.every((cell, at) => cell === NOTHING || other[at] === NOTHING || cell.text === other[at]?.text) &&
      row[0]?.text === other[0]?.text,
  );
  return same ? row.map((cell, at) => (cell === NOTHING ? (same[at] ?? cell) : cell)) : null;
}

function joinProofs(proofs: readonly Proof[]): Proof | null {
  if (proofs.length === 0) return null;
  const sums = proofs.flatMap(({ sum }) => sum ?? []);
  return {
    filter: proofs.map(({ filter }) => filter).join('; '),
    rows: proofs.flatMap(({ rows }) => rows),
    formula: proofs.map(({ formula }) => formula).join('; '),
    sum: sums.length > 0 ? sums.join('; ') : null,
  };
}
