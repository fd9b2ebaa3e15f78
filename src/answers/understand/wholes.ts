import type { ItemKind } from '../../words/kinds.ts';
import type { NumberContext } from './amounts.ts';

/** "Diviso 69", "su 533 dipendenti", "dei 61 processi": what something is divided by or taken from, not an item. */
export function isWhole(context: NumberContext, at: number): boolean {
  const { tokens, spans, index } = context;
  const value = tokens[at]?.value ?? Number.NaN;
  let before = at - 1;
  while (/^(per|i|gli|le)$/.test(tokens[before]?.text ?? '')) before -= 1;
  // "Perché solo 50?"
  const why = tokens.some(({ text }) => text === 'perche');
  if (why && /^(solo|soltanto|appena|solamente)$/.test(tokens[before]?.text ?? '')) return true;
  if (/^(diviso|divisi|divisa|dividendo|fratto)$/.test(tokens[before]?.text ?? '')) return true;
  if (!/^(su|sui|dei|degli|delle|tra|fra)$/.test(tokens[before]?.text ?? '')) return false;
  // "Il più caro dei due".
  if (
    tokens[at]?.spelled &&
    at === tokens.length - 1 &&
    /^(dei|delle|tra|fra)$/.test(tokens[before]?.text ?? '')
  )
    return true;
  const next = spans.filter((span) => span.from === at + 1).map(({ concept }) => concept);
  const kind = next.find((concept) => concept.startsWith('kind:'))?.slice(5);
  if (kind !== undefined) return index.byKind.get(kind as ItemKind)?.length === value;
  const word = tokens[at + 1];
  // "Su 24 dimmi tutto" names an item; "su 533 dipendenti" counts.
  return tokens[before]?.text === 'su' && word?.type === 'word' && !word.light && next.length === 0;
}
