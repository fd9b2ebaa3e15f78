import type { Condition } from '../query.ts';
import type { Reading } from './reading.ts';
import type { SaidMeasure } from './said-measures.ts';

const GAPS = [
  ['assessed', 'collected', 'uncollected'],
  ['committed', 'settled', 'unsettled'],
] as const;

/** "Hanno incassato più di quanto accertato", "il riscosso supera l'accertato": one column against the other. */
export function overAnother(
  reading: Reading,
): { readonly measures: readonly SaidMeasure[]; readonly condition: Condition } | null {
  const { concepts } = reading;
  if (!reading.setLike || reading.amounts.length > 0) return null;
  const same = concepts.has('op:equals') || wholly(reading);
  const more = concepts.has('op:exceeds') || concepts.has('op:gt');
  if (!more && !same && !concepts.has('op:falls_short') && !concepts.has('op:lt')) return null;
  // "Che hanno incassato" is read as "with revenue": here it is the column itself.
  const said: readonly SaidMeasure[] =
    concepts.has('filter:revenue') && !reading.measures.includes('collected')
      ? ['collected', ...reading.measures]
      : reading.measures;
  const gap = GAPS.find(([whole, part]) => said.includes(whole) && said.includes(part));
  if (!gap) return null;
  const [whole, part, rest] = gap;
  const partFirst = said.indexOf(part) < said.indexOf(whole);
  return {
    measures: [whole, part],
    condition: { measure: rest, op: same ? 'eq' : partFirst === more ? 'lt' : 'gt', value: 0, to: null },
  };
}

/** "Che hanno liquidato tutto l'impegno". */
const wholly = ({ tokens, spans }: Reading): boolean =>
  spans.some(
    ({ concept, from }) =>
      /^measure:(committed|assessed)$/.test(concept) &&
      tokens.slice(Math.max(0, from - 2), from).some(({ text }) => /^tutt[oaei]$/.test(text)),
  );
