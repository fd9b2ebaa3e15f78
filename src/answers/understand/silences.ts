import { type Context, type Outcome, refuse } from './outcome.ts';

/** Words that ask for a figure without a concept of their own. */
const FIGURE =
  /^(quant|tass[oi]$|media$|medi[oe]$|valor|livell|concentrazion|dat[oi]$|numer|percentual|indic[ei]$|densit|rate$|many$|how$)/;
const ELSEWHERE =
  /^(attr:(responsible|deadline|goals|state)|ask:(who|act|meaning|method|when)|mon:|filter:mine)/;

/** What the document speaks of without a figure ("media di PM10"): no item that shares its words answers that. */
export function recogniseSilence({ reading, vocabulary }: Context): Outcome | null {
  const { concepts, tokens, spans } = reading;
  if (reading.kinds.length > 0 || reading.items.some((one) => one.kind !== null)) return null;
  if ([...concepts].some((concept) => ELSEWHERE.test(concept))) return null;
  const content = tokens.filter((token) => !token.light && token.type !== 'sign');
  const said = new Set(content.map((token) => token.key));
  const found = vocabulary.unprinted.find(({ keys }) => keys.every((key) => said.has(key)));
  if (!found) return null;
  const named = new Set(found.keys);
  // "Quanto costa l'infortunistica?" asks for money, which items have.
  const money = spans.some(
    (span) =>
      span.concept.startsWith('measure:') &&
      !tokens.slice(span.from, span.to).some((token) => named.has(token.key)),
  );
  if (money) return null;
  const asks =
    ['ask:count', 'ask:average', 'ask:percent', 'ask:share'].some((concept) => concepts.has(concept)) ||
    tokens.some((token) => FIGURE.test(token.text));
  // "Che tempi di pagamento ha l'ente?": the body itself narrows nothing.
  const body = spans.filter(({ concept }) => concept === 'noun:body');
  const bare = content.every(
    (token) =>
      named.has(token.key) ||
      vocabulary.common.has(token.text) ||
      vocabulary.bodyKeys.has(token.key) ||
      body.some(({ from, to }) => tokens.slice(from, to).includes(token)) ||
      token.type === 'number',
  );
  return asks || bare ? refuse({ reason: 'unprinted', note: found.note.note }) : null;
}
