import { type Comparison, comparisonsOf } from '../../domain/reconciliation.ts';
import { remember } from '../knowledge/memo.ts';
import { buildRemarks, figuresIn, type Remarks } from '../knowledge/remarks.ts';
import { EVERYTHING, type Measure } from '../query.ts';
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
  if (!doubts && !chooses) return null;
  const checked = doubts ? printedTotal(context) : null;
  if (checked) return checked;
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
      : doubts && words.length >= 2 && found.coverage >= ENOUGH
        ? found.docs
        : [];
  return chosen.length === 0 ? null : ask({ type: 'remark', remarks: [...chosen.slice(0, 3)] });
}

const rank = (docs: readonly number[], at: number): number =>
  docs.includes(at) ? docs.indexOf(at) : docs.length;

const MEASURES: Readonly<Record<string, Measure>> = {
  personnel_eur: 'personnel',
  committed_eur: 'committed',
  settled_eur: 'settled',
  assessed_eur: 'assessed',
  collected_eur: 'collected',
  resources_used_eur: 'resources',
  personnel_share_pct: 'personnel_share',
  direct_share_pct: 'direct_share',
};

/** A printed total, typed with a doubt: the total of that kind with its check against the rows. */
function printedTotal({ reading, vocabulary }: Context): Outcome | null {
  const { index } = vocabulary;
  const comparisons = remember<readonly Comparison[]>(index.memo, 'comparisons', () =>
    comparisonsOf(index.plan),
  );
  const said = reading.tokens.filter(({ type, value }) => type === 'number' && value > 0);
  // Amounts are in cents, shares in hundredths of a percent: both are said with two decimals.
  const hit = comparisons.find(
    ({ declared, computed, measure }) =>
      MEASURES[measure] !== undefined &&
      said.some(({ value, text }) => {
        const hundredths = Math.round(value * 100);
        return /[.,]\d/.test(text) && (hundredths === declared || hundredths === computed);
      }),
  );
  const measure = hit && MEASURES[hit.measure];
  if (!hit || !measure) return null;
  return ask({
    type: 'total',
    filter: { ...EVERYTHING, kind: hit.kind },
    measures: [measure],
    mode: 'sum',
    groupBy: null,
  });
}
