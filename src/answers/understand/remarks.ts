import { type Comparison, comparisonsOf } from '../../domain/plan/index.ts';
import { isMonth } from '../../words/months.ts';
import { remember } from '../knowledge/memo.ts';
import { figuresIn, type Remarks, remarksOf } from '../knowledge/remarks.ts';
import { parseDigits } from '../language/numbers.ts';
import { contentOf } from './guide-uses.ts';
import { ask, type Context, type Outcome } from './outcome.ts';
import { findBest } from './topic.ts';

/** Words that doubt a figure of the document. */
const DOUBT =
  /^(somman|contraddi|discord|incongruen|discrepan|torn(a|ano|erebbe)$|quadra|combacia|coincid|giust[oaie]$|corrett[oaie]$|esatt[oaie]$|sbagliat|errat|refus|stran[oaie]$|errore$|errori$|sbagli[oa]?$|diverg|contradict|wrong|correct|add$)/;
const MANY = /^(due|doppi[oa]|diversi|diverse|differenti|tre)$/;
/** One of these stands in every question about a contradiction. */
const OPENS = new RegExp(
  [
    DOUBT,
    MANY,
    /^(o|oppure|or|somma|sommano|fa|fanno|danno|arrivano|torna|tornano|add|perche|come|differenza)$/,
  ]
    .map(({ source }) => source)
    .join('|'),
);
const FIGURES = /^(numeri|cifre|valori|dati|totali|codici|nomi|versioni|date|percentuali)$/;
const CHOICE = /^(o|oppure|or)$/;
const SUMS = /^(somma|sommano|fa|fanno|danno|arrivano|torna|tornano|add)$/;
/** The same where a sum of 100 is doubted: few tables have shares. */
const HALF = 0.45;
/** Share of a doubt's words that a remark must hold where it shares no figure with it. */
const ENOUGH = 0.72;

const NEARLY_ALL = 0.85;

/** "I dipendenti sono 511 o 533?", "le percentuali della C.03 sommano a 100?": what the document contradicts, by what is shared with the remark. */
export function recogniseRemarks(context: Context): Outcome | null {
  const { reading, vocabulary } = context;
  const { tokens } = reading;
  const differs = tokens.some(({ text }) => text === 'differenza');
  if (reading.concepts.has('ask:meaning') && !differs) return null;
  if (reading.concepts.has('rank:max') || reading.concepts.has('rank:min')) return null;
  if (!tokens.some(({ text }) => OPENS.test(text))) return null;
  const figures = figuresIn(tokens);
  const doubts =
    tokens.some(({ text }) => DOUBT.test(text)) ||
    tokens.some(({ text }, at) => MANY.test(text) && FIGURES.test(tokens[at + 1]?.text ?? ''));
  // "Come mai…", "perché…": only where a remark holds nearly all the words.
  const wonders = tokens.some(
    ({ text }, at) =>
      // "Quanti sono, e perché?": the number is asked for as well.
      (text === 'perche' && tokens[at - 1]?.text !== 'e') ||
      (text === 'come' && /^(mai|fa|puo)$/.test(tokens[at + 1]?.text ?? '')),
  );
  const chooses =
    figures.length >= 2 &&
    tokens.some(({ text, type }, at) => (CHOICE.test(text) && type === 'word' && at > 0) || differs) &&
    reading.measures.length === 0;
  const sums =
    reading.kinds.length === 0 &&
    tokens.some(({ text }) => SUMS.test(text)) &&
    (figures.length > 2 || tokens.some(({ value, type }) => type === 'number' && value === 100));
  const counted = sums || chooses || reading.tokens.some(({ text }) => CHOICE.test(text));
  if (!doubts && !counted && !wonders) return null;
  const checked = printedTotal(context);
  if (checked) return checked;
  // "Gli obiettivi sono 69 o 71?": numbers to choose from are no items.
  const counts = chooses && figures.some((figure) => !context.vocabulary.index.byNumber.has(Number(figure)));
  if (!counts && reading.items.some((one) => one.kind !== null)) return null;
  const remarks = remarksOf(context.vocabulary.index);
  const printed = (at: number): boolean => remarks.all[at]?.printed === true;
  const words = contentOf(context).filter(
    ({ text, type }, at, all) =>
      type === 'word' &&
      all.findIndex((other) => other.text === text) === at &&
      !isMonth(text) &&
      ![DOUBT, MANY, FIGURES, SUMS].some((idle) => idle.test(text)),
  );
  const found = findBest(vocabulary, remarks.search, words, 0.5);
  const shared = (at: number): number =>
    figures.filter((figure) => remarks.all[at]?.figures.has(figure)).length;
  // "Le quote per ruolo fanno 100?", "42, 35 e 18 fa 95".
  if (sums) {
    const summing = remarks.all.flatMap((one, at) =>
      /\b(somma|sommano|fanno)\b/.test(one.note) ? [at] : [],
    );
    const named = summing.filter((at) => shared(at) >= Math.min(2, figures.length) && figures.length > 0);
    const best =
      named[0] ?? (found.coverage >= HALF ? found.docs.find((at) => summing.includes(at)) : undefined);
    if (best !== undefined) return askAbout(remarks, [best]);
  }
  if (!doubts && !chooses && !wonders) return null;
  const needed = doubts ? 1 : 2;
  const byFigure = remarks.all
    .map((_remark, at) => at)
    .filter((at) => printed(at) && figures.length >= needed && shared(at) >= needed)
    .sort((a, b) => shared(b) - shared(a) || rank(found.docs, a) - rank(found.docs, b));
  const most = shared(byFigure[0] ?? -1);
  const plain = reading.measures.length + reading.kinds.length === 0;
  const held =
    (doubts && plain && found.coverage >= ENOUGH) ||
    (wonders && !doubts && found.coverage >= (words.length > 3 ? ENOUGH : NEARLY_ALL));
  const chosen =
    byFigure.length > 0
      ? byFigure.filter((at) => shared(at) === most)
      : held && words.length > 1
        ? found.docs.filter((at) => printed(at) && remarks.all[at]?.origin !== true)
        : [];
  return chosen.length === 0 ? null : askAbout(remarks, chosen.slice(0, 3));
}

const rank = (docs: readonly number[], at: number): number =>
  docs.includes(at) ? docs.indexOf(at) : docs.length;

/** @param places of the remarks, in the order of the plan */
const askAbout = ({ all }: Remarks, places: readonly number[]): Outcome =>
  ask({ type: 'remark', remarks: places.flatMap((at) => all[at]?.code ?? []) });

const ORIGIN = /^(fonte|fonti|provengono|proviene|provenienza|source)$/;
const FROM = /^(vengono|viene|arrivano|arriva|presi|prende|prendono|presa|prese)$/;
const GIVEN = /^(fornito|forniti|rilevato|raccolto|pubblicato|prodotto|fatto|svolto|condotto|realizzato)$/;
const IDLE = /^(dati|dato|cifre|numeri|informazioni|statistiche|percentuali)$/;
const SURVEY = /^(indagin[ei]|sondaggi|sondaggio|rilevazion[ei])$/;

/** "Da dove vengono i dati sui rifiuti?", "chi ha fornito i dati sui reati?": who made a table's figures. */
export function recogniseOrigin(context: Context): Outcome | null {
  const { reading, vocabulary } = context;
  const { tokens } = reading;
  // "Chi ha fatto il sondaggio, e su quante persone?": no source says how many.
  if (reading.kinds.length + reading.items.length > 0 || reading.concepts.has('ask:count')) return null;
  const says = (pattern: RegExp): boolean => tokens.some(({ text }) => pattern.test(text));
  const asks =
    says(ORIGIN) || (says(/^(dove|chi)$/) && (says(IDLE) || says(SURVEY)) && (says(FROM) || says(GIVEN)));
  if (!asks) return null;
  const words = contentOf(context).filter(
    ({ text, type }) => type === 'word' && ![ORIGIN, FROM, GIVEN, IDLE].some((idle) => idle.test(text)),
  );
  if (words.length === 0) return null;
  const remarks = remarksOf(context.vocabulary.index);
  const found = findBest(vocabulary, remarks.search, words, 0.4);
  const best = found.docs.find((at) => remarks.all[at]?.origin);
  return best === undefined || found.coverage < HALF ? null : askAbout(remarks, [best]);
}

/** A printed total, typed with a doubt. Amounts are in cents, shares in hundredths of a percent: both are said with two decimals. */
function printedTotal({ reading, vocabulary }: Context): Outcome | null {
  const { index } = vocabulary;
  const comparisons = remember<readonly Comparison[]>(index.memo, 'comparisons', () =>
    comparisonsOf(index.plan),
  );
  // "Obiettivi 21,88" may have been read as two numbers.
  const said = reading.tokens.flatMap((token, at) => {
    const next = reading.tokens[at + 1];
    if (token.type !== 'number') return [];
    const decimal = next?.type === 'number' && /^\d\d$/.test(next.text) ? `${token.text},${next.text}` : null;
    return [token, ...(decimal === null ? [] : [{ text: decimal, value: parseDigits(decimal) }])];
  });
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
