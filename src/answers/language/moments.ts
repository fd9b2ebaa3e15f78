import type { Token } from './tokens.ts';

/** Before a number: "alle 15", "entro il 14"; after it: "il 14 ho la giunta". */
const HOUR = /^(alle|dalle|ore|h)$/;
const DAY_AFTER =
  /^(ho|abbiamo|avro|avremo|devo|dobbiamo|siamo|sara|saremo|saro|vado|andiamo|mattina|pomeriggio|sera|mattino)$/;
const DAY_BEFORE =
  /^(entro|fissat[oaie]|previst[oaie]|convocat[oaie]|riunion[ei]|giunt[ae]|consigli[oi]|sedut[ae]|incontr[oi]|appuntament[oi]|conferenza|nucleo|giorno|lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domenica)$/;

/** "30 all'ora", "30 km": how fast or how far. */
const isSpeed = (tokens: readonly Token[], at: number): boolean =>
  /^(km|kmh|chilometr[oi]|metri|ora)$/.test(
    tokens[at + (tokens[at + 1]?.text === 'all' ? 2 : 1)]?.text ?? '',
  );

/** An hour, a day of the month or a speed, which names no item: "alle 15", "il 14 ho il nucleo", "la giunta del 14". */
export function isMoment(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token?.type !== 'number' || !Number.isInteger(token.value) || token.value > 31) return false;
  if (isSpeed(tokens, at)) return true;
  if (HOUR.test(tokens[at - 1]?.text ?? ''))
    return (
      token.value <= 24 &&
      !/^(uo|unita|voci|settori|obiettivi|processi|aree|direzioni)$/.test(tokens[at + 1]?.text ?? '')
    );
  if (!/^(il|l|per|del|dell|al|dal)$/.test(tokens[at - 1]?.text ?? '')) return false;
  if (/^(il|l)$/.test(tokens[at - 1]?.text ?? '') && DAY_AFTER.test(tokens[at + 1]?.text ?? '')) return true;
  let before = at - 1;
  while (tokens[before]?.light) before -= 1;
  return DAY_BEFORE.test(tokens[before]?.text ?? '') && tokens[before]?.clause === token.clause;
}
