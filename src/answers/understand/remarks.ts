import { type Comparison, comparisonsOf } from '../../domain/reconciliation.ts';
import { remember } from '../knowledge/memo.ts';
import { buildRemarks, figuresIn, type Remarks } from '../knowledge/remarks.ts';
import { contentOf } from './guide-uses.ts';
import { ask, type Context, type Outcome } from './outcome.ts';
import { findBest } from './topic.ts';

/** Words that doubt a figure of the document. */
const DOUBT =
  /^(somman|contraddi|discord|incongruen|discrepan|torn(a|ano|erebbe)$|quadra|combacia|coincid|giust[oaie]$|corrett[oaie]$|esatt[oaie]$|sbagliat|errat|refus|stran[oaie]$|diverg|contradict|wrong|correct|add$)/;
const MANY = /^(due|doppi[oa]|diversi|diverse|differenti|tre)$/;
const FIGURES = /^(numeri|cifre|valori|dati|totali|codici|nomi|versioni|date|percentuali)$/;
const CHOICE = /^(o|oppure|or)$/;
/** Share of a doubt's words that a remark must hold where it shares no figure with it. */
const ENOUGH = 0.72;

/** "I dipendenti sono 511 o 533?", "le percentuali della C.03 sommano a 100?": what the document contradicts, by what is shared with the remark. */
export function recogniseRemarks(context: Context): Outcome | null {
  const { reading, vocabulary } = context;
  const { tokens } = reading;
  if (reading.items.some((one) => one.kind !== null) || reading.concepts.has('ask:meaning')) return null;
  if (reading.concepts.has('rank:max') || reading.concepts.has('rank:min')) return null;
  const figures = figuresIn(tokens.map(({ text }) => text).join(' '));
  const doubts =
    tokens.some(({ text }) => DOUBT.test(text)) ||
    tokens.some(({ text }, at) => MANY.test(text) && FIGURES.test(tokens[at + 1]?.text ?? ''));
  const chooses =
    figures.length >= 2 &&
    tokens.some(({ text, type }, at) => CHOICE.test(text) && type === 'word' && at > 0) &&
    reading.measures.length === 0;
  const counted = chooses || reading.tokens.some(({ text }) => CHOICE.test(text));
  if (!doubts && !counted) return null;
  const checked = printedTotal(context);
  if (checked) return checked;
  if (!doubts && !chooses) return null;
  const { index } = vocabulary;
  const remarks = remember<Remarks>(index.memo, 'remarks', () => buildRemarks(index.plan));
  const shared = (at: number): number =>
    figures.filter((figure) => remarks.all[at]?.figures.has(figure)).length;
  const needed = chooses && !doubts ? 2 : 1;
  const words = contentOf(context).filter(
    ({ text, type }) => type === 'word' && !DOUBT.test(text) && !MANY.test(text) && !FIGURES.test(text),
  );
  const found = findBest(vocabulary, remarks.search, words, 0.5);
  const byFigure = remarks.all
    .map((_remark, at) => at)
    .filter((at) => figures.length > 0 && shared(at) >= Math.min(needed, figures.length))
    .sort((a, b) => shared(b) - shared(a) || rank(found.docs, a) - rank(found.docs, b));
  const most = shared(byFigure[0] ?? -1);
  const chosen =
    byFigure.length > 0
      ? byFigure.filter((at) => shared(at) === most)
      : doubts && reading.measures.length === 0 && words.length >= 2 && found.coverage >= ENOUGH
        ? found.docs
        : [];
  return chosen.length === 0 ? null : ask({ type: 'remark', remarks: [...chosen.slice(0, 3)] });
}

const rank = (docs: readonly number[], at: number): number =>
  docs.includes(at) ? docs.indexOf(at) : docs.length;

/** A printed total, typed with a doubt. Amounts are in cents, shares in hundredths of a percent: both are said with two decimals. */
function printedTotal({ reading, vocabulary }: Context): Outcome | null {
  const { index } = vocabulary;
  const comparisons = remember<readonly Comparison[]>(index.memo, 'comparisons', () =>
    comparisonsOf(index.plan),
  );
  const said = reading.tokens.filter(({ type, value }) => type === 'number' && value > 0);
  const revenue = reading.concepts.has('filter:revenue') || reading.measures.includes('revenue');
  const hit = comparisons.find(({ declared, computed, unit, kind }) =>
    said.some(({ value, text }) => {
      const figure = unit === 'count' ? value : Math.round(value * 100);
      const told = unit === 'count' ? revenue && reading.kinds.includes(kind) : /[.,]\d/.test(text);
      return told && (figure === declared || figure === computed) && declared > 0;
    }),
  );
  return hit ? ask({ type: 'check', kind: hit.kind, measure: hit.measure }) : null;
}
