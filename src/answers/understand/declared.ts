import type { Token } from '../language/tokens.ts';
import type { Condition } from '../query.ts';
import type { Reading } from './reading.ts';
import { expandMeasure, type SaidMeasure } from './said-measures.ts';
import type { Span } from './spans.ts';

/** Measures that some items declare and others do not; nearly all have a personnel cost. */
export const isMoney = (measure: SaidMeasure): boolean =>
  !['weight', 'attainment', 'revenue', 'cost', 'personnel', 'resources'].includes(measure) &&
  !/_(share|weight)$/.test(measure);

/** The condition that a measure is (not) declared. */
export const declaredBy = (measure: SaidMeasure, op: 'declared' | 'undeclared' = 'declared'): Condition => ({
  measure: expandMeasure(measure)[0] ?? 'personnel',
  op,
  value: null,
  to: null,
});

const HAVING = /^(con|with|che|hanno|ha|having|have|abbiano|abbia|avendo)$/;
/** "Con un impegno", "con qualche accertamento", "con almeno un riscosso". */
const BETWEEN =
  /^(un|uno|una|il|lo|la|l|gli|i|le|dei|degli|delle|del|di|qualche|qualcosa|almeno|anche|pure|sia|some)$/;
const JOINS = /^(e|ed|o|od|and|anche|sia|che|un|uno|una|il|lo|la|l|gli|i|le|con)$/;

/**
 * Measures that the items meant must declare: "con un impegno di spesa", "che hanno accertato". Where something is asked
 * of how much ("quanto hanno impegnato"), having is no condition.
 */
export function requiredMeasures(reading: Reading): readonly SaidMeasure[] {
  const { tokens } = reading;
  const named =
    reading.kinds.length > 0 ||
    ['kind:any', 'follow:those', 'follow:only'].some((one) => reading.concepts.has(one));
  if (!named && !/^(con|senza)$/.test(tokens[0]?.text ?? '')) return [];
  if (!reading.setLike && reading.kinds.length === 0 && reading.items.length > 0) return [];
  const missing = missingMeasures(reading);
  const spans = moneySpans(reading).filter(
    (span) =>
      !missing.includes(span.concept.slice(8) as SaidMeasure) && PARTS_LEFT[span.concept] === undefined,
  );
  const found: Span[] = [];
  for (const span of spans) {
    const opener = openerOf(tokens, span.from);
    const has = opener !== null && HAVING.test(opener);
    // "Che hanno impegnato" is a condition in a relative clause or in "quali obiettivi hanno…", "con" everywhere.
    const verb = opener !== null && !/^(con|with)$/.test(opener);
    const last = found.at(-1);
    const joined =
      last !== undefined &&
      tokens.slice(last.to, span.from).length < 4 &&
      tokens.slice(last.to, span.from).every(({ text }) => JOINS.test(text)) &&
      tokens.slice(last.to, span.from).some(({ text }) => /^(e|ed|and)$/.test(text));
    if ((has && !(verb && (asksHowMuch(reading) || ranks(reading)))) || joined) found.push(span);
  }
  // "Tabella degli obiettivi con impegnato e liquidato": its columns.
  if (
    found.length > 1 &&
    tokens.some(({ text }) => /^(tabella|prospetto|riepilogo|elenco|lista|table)$/.test(text))
  )
    return [];
  return found.map((span) => span.concept.slice(8) as SaidMeasure);
}

/** What is asked for only where it is not declared: "senza impegni", "ma nessun riscosso", "liquidato non dichiarato". */
export function missingMeasures(reading: Reading): readonly SaidMeasure[] {
  const { tokens, spans } = reading;
  const measures = spans.filter((span) => span.concept.startsWith('measure:'));
  const missing = spans
    .filter((span) => span.concept === 'filter:no')
    .flatMap((no) => {
      const stop = tokens.findIndex(({ text }, at) => at >= no.to && /^(ma|con|pero|invece)$/.test(text));
      const end = Math.min(stop < 0 ? tokens.length : stop, no.from + 6);
      const after = measures.filter((span) => span.from >= no.from && span.from < end);
      return after.length > 0 ? after : measures.filter((span) => span.to === no.from);
    })
    .map((span) => span.concept.slice(8) as SaidMeasure);
  // "Impegnato ma non liquidato", "che non hanno riscosso": the part that is not there, when items are asked for.
  const denied = spans.flatMap((span) => {
    const part = PARTS_LEFT[span.concept];
    return part && tokens[span.from]?.text === 'non' && isSet(reading) ? [part] : [];
  });
  return [...new Set([...missing, ...denied])];
}

const PARTS_LEFT: Readonly<Record<string, SaidMeasure>> = {
  'measure:unsettled': 'settled',
  'measure:uncollected': 'collected',
};

/** Items are asked for, not how much: "obiettivi…", "solo quelli…", "con…". */
const isSet = (reading: Reading): boolean =>
  !asksHowMuch(reading) &&
  (reading.setLike ||
    reading.concepts.has('follow:only') ||
    /^(con|senza)$/.test(reading.tokens[0]?.text ?? ''));

const moneySpans = (reading: Reading): readonly Span[] =>
  reading.spans.filter(
    (span) =>
      span.concept.startsWith('measure:') &&
      isMoney(span.concept.slice(8) as SaidMeasure) &&
      reading.measures.includes(span.concept.slice(8) as SaidMeasure) &&
      // "Con l'impegno più alto" ranks, "con impegno oltre 100.000 euro" compares.
      !reading.spans.some(
        (other) => other.from >= span.to && other.from - span.to < 3 && /^(op|rank):/.test(other.concept),
      ),
  );

function openerOf(tokens: readonly Token[], at: number): string | null {
  let before = at - 1;
  while (BETWEEN.test(tokens[before]?.text ?? '')) before -= 1;
  return tokens[before]?.text ?? null;
}

/** "Il processo che incassa di più": the measure ranks. */
const ranks = ({ concepts }: Reading): boolean => concepts.has('rank:max') || concepts.has('rank:min');

const asksHowMuch = ({ tokens }: Reading): boolean =>
  tokens.some(({ text }) => /^(quanto|quanta|quante|how)$/.test(text));
