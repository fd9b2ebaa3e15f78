import type { Act, IsoDay } from '../../domain/types.ts';
import { isMonth, MONTHS } from '../../words/months.ts';
import { type Token, tokenise } from '../language/tokens.ts';
import type { QueryOf } from '../query.ts';
import { ask, type Context, type Outcome } from './outcome.ts';

/** What acts are called, several of them, and one, of which an order or a neighbour is asked. */
const ACTS =
  /^(atti|delibere|deliberazioni|determine|determinazioni|provvedimenti|sentenze|ordinanze|circolari|decreti|acts|resolutions)$/;
const ACT =
  /^(atto|delibera|deliberazione|determina|determinazione|provvedimento|sentenza|ordinanza|circolare|decreto)$/;
const FIRST = /^(prim[oaie])$/;
const LAST = /^(ultim[oaie]|recent[ei])$/;
/** "Dopo la delibera 12", "l'atto successivo alla n. 31", "prima della 225". */
const AFTER = /^(dopo|successiv[oaie]|segu[ei]|seguente|seguenti)$/;
const BEFORE = /^(prima|precedent[ei]|preced[ei])$/;
const FORMS: readonly (readonly [RegExp, string])[] = [
  [/^deliber/, 'deliber'],
  [/^determin/, 'determin'],
  [/^sentenz/, 'sentenza'],
  [/^ordinanz/, 'ordinanz'],
  [/^circolar/, 'circolare'],
  [/^decret/, 'decreto'],
];
/** Words that ask for a list or a number, and those that narrow nothing. */
const IDLE =
  /^(elenc|list|mostr|visualizz|dammi|dimmi|quali|quant[ei]?$|tutt|ciclo|performance|piano|relazione|document|cit|comun|ente|emess|approvat|approva|adottat|adotta|preso|presi|prese|riport|stampat|son|ci$|c$|esist|risult|anno|anni|eventi|evento|per|favore|grazie|principal|amministrativ|pubblic|datat|firmat|fatt|numero|conta|totale|complessiv|ha|hanno|stat|periodo|mese|giorn|mi|vorrei|serv|saper|pres[oiae]?$|vedere|far|fammi|sai|puoi|dirmi|dirigenzial|buongiorno|ciao|riguard|parl|relativ|inerent|concern|citat|citano|temp|ordine|data$|vien)/;

/** "Elenca gli atti del ciclo", "delibere di Giunta tra giugno e ottobre 2021": acts listed, by organ, form and day. */
export function recogniseActs(text: string, { vocabulary, cut }: Omit<Context, 'reading'>): Outcome | null {
  const tokens = cut(withMonths(text));
  const { plan } = vocabulary.index;
  const several = tokens.findIndex((token) => ACTS.test(token.text));
  const one = tokens.findIndex((token) => ACT.test(token.text));
  if (tokens.length > MOST_TOKENS || plan.acts.length === 0 || Math.max(several, one) < 0) return null;
  const used = new Set<number>();
  const dates = datesIn(tokens, plan.head.year, used);
  const organs = organsIn([...new Set(plan.acts.flatMap(({ authority }) => authority ?? []))], tokens, used);
  const beside = besideIn(plan.acts, tokens, organs, used);
  const order = beside === null ? orderIn(tokens, used) : null;
  // One act is asked by its name, unless it is by its place.
  if (several < 0 && order === null && beside === null) return null;
  const names = tokens.filter(
    (token, place) =>
      place !== several &&
      place !== one &&
      !used.has(place) &&
      !token.light &&
      token.type !== 'sign' &&
      !ACTS.test(token.text) &&
      !ACT.test(token.text) &&
      !IDLE.test(token.text),
  );
  const codes = beside === null ? codesOf(vocabulary, names) : null;
  if (names.length > 0 && codes === null) return null;
  const noun = tokens[several >= 0 ? several : one]?.text ?? '';
  const form = FORMS.find(([pattern]) => pattern.test(noun))?.[1] ?? null;
  const count = tokens.some(({ text }) => /^(quanti|quante|numero|conta)$/.test(text));
  return ask({ type: 'acts', organs: [...organs], form, ...dates, count, codes, order, beside });
}

/** "Che riguardano le partecipate": the acts that have every one of the words; null where none has. */
function codesOf({ actSearch, index }: Context['vocabulary'], names: readonly Token[]): string[] | null {
  if (names.length === 0) return null;
  const found = names.map(({ key }) => new Set((actSearch.postings.get(key) ?? []).map(({ doc }) => doc)));
  const codes = index.plan.acts.flatMap(({ code }, doc) =>
    found.every((docs) => docs.has(doc)) ? [code] : [],
  );
  return codes.length > 0 ? codes : null;
}

/** "Il primo atto", "le ultime tre delibere", "l'atto più recente". */
function orderIn(tokens: readonly Token[], used: Set<number>): QueryOf<'acts'>['order'] {
  const at = tokens.findIndex(({ text }, place) => !used.has(place) && (FIRST.test(text) || LAST.test(text)));
  const said = tokens[at];
  if (!said || /^(semestre|trimestre)$/.test(tokens[at + 1]?.text ?? '')) return null;
  used.add(at);
  if (tokens[at - 1]?.text === 'piu') used.add(at - 1);
  const place = tokens.findIndex(
    ({ type, value }, other) => type === 'number' && value >= 2 && value <= 20 && !used.has(other),
  );
  const number = Math.abs(place - at) === 1 ? tokens[place]?.value : undefined;
  if (number !== undefined) used.add(place);
  const many = /[ie]$/.test(said.text) && !/^recente$/.test(said.text) ? MANY : 1;
  return { from: FIRST.test(said.text) ? 'first' : 'last', limit: number ?? many };
}

/** "Gli ultimi atti", without a number. */
const MANY = 5;

/** The act that is named by its number after "dopo" or "prima di". */
function besideIn(
  acts: readonly Act[],
  tokens: readonly Token[],
  organs: readonly string[],
  used: Set<number>,
): QueryOf<'acts'>['beside'] {
  const at = tokens.findIndex(({ text }) => AFTER.test(text) || BEFORE.test(text));
  const number = tokens.findIndex(
    ({ type, text }, place) => place > at && type === 'number' && !YEAR.test(text),
  );
  const said = tokens[number];
  if (at < 0 || !said || used.has(number)) return null;
  const named = new RegExp(`(?<![\\d./])${said.text.split('/')[0]}(?![\\d.])`);
  const [only, ...others] = acts.filter(
    ({ reference, authority, date }) =>
      date !== null &&
      named.test((reference ?? '').replace(/\d{1,2}[./]\d{1,2}[./]\d{4}/g, '')) &&
      (organs.length === 0 || organs.includes(authority ?? '')),
  );
  if (!only || others.some(({ reference }) => reference !== only.reference)) return null;
  for (const place of [at, number]) used.add(place);
  for (const [place, { text }] of tokens.entries())
    if (/^(viene|vengono|subito|n|numero)$/.test(text)) used.add(place);
  return { code: only.code, step: AFTER.test(tokens[at]?.text ?? '') ? 1 : -1 };
}

const YEAR = /^(19|20)\d\d$/;

const MOST_TOKENS = 25;

/** The organs that a question names, as the plan calls them: of those that share a word, the ones said most fully. */
function organsIn(
  authorities: readonly string[],
  tokens: readonly Token[],
  used: Set<number>,
): readonly string[] {
  // "Che riguardano le partecipate": what it is about is not who made it.
  const about = tokens.findIndex(({ text }) => ABOUT.test(text));
  const before = about < 0 ? tokens : tokens.slice(0, about);
  const heads = before.flatMap(({ text, key }, at) =>
    ORGAN.test(text) || (!COMMON.test(text) && authorities.some((one) => wordsOf(one).has(key)))
      ? [{ at, key, text }]
      : [],
  );
  const [head] = heads;
  if (!head) return [];
  const said = new Set(tokens.map(({ key }) => key));
  const fits = authorities
    .filter((one) => heads.some(({ key }) => wordsOf(one).has(key)))
    .map((one) => {
      const own = [...wordsOf(one)];
      return { one, fit: own.filter((key) => said.has(key)).length / own.length };
    });
  const best = Math.max(...fits.map(({ fit }) => fit));
  const fitting = fits.filter(({ fit }) => fit === best).map(({ one }) => one);
  // "Il Consiglio" is the body's own, where others have one too.
  const own = fitting.filter((one) => OWN.test(one));
  const found = own.length > 0 ? own : fitting;
  for (const { at } of heads) used.add(at);
  for (const [at, { key }] of tokens.entries()) if (found.some((one) => wordsOf(one).has(key))) used.add(at);
  // An organ that has no act here is still the one that was asked.
  return found.length > 0 ? found : [head.text];
}

const ABOUT = /^(riguard|parlan|parla$|relativ|inerent|concern)/;
const OWN =
  /\b(comunal[ei]|municipal[ei]|regional[ei]|provincial[ei]|dell['’]?(unione|ente)|comunitari[ao])\b/i;
const ORGAN =
  /^(giunta|consiglio|nucleo|oiv|dirigent[ei]|sindaco|regione|stato|ministr[oi]|anac|prefettura)$/;
/** Words of an authority's name that name no organ. */
const COMMON = /^(comun|comunale|municipale|lucca|di|per|la|della|spa|srl|societ|responsabile|pubblica)/;

const wordsOf = (authority: string): ReadonlySet<string> =>
  new Set(
    tokenise(authority)
      .filter(({ text }) => text.length > 3 && text !== 'della')
      .map(({ key }) => key),
  );

type Days = { readonly from: IsoDay | null; readonly to: IsoDay | null };

/** "Nel 2021", "tra giugno e ottobre 2021", "dal 1° luglio 2021", "prima di marzo": the first and the last day. */
function datesIn(tokens: readonly Token[], year: number, used: Set<number>): Days {
  const points = pointsIn(tokens, year, used);
  const [first, second] = points;
  if (!first) return { from: null, to: null };
  const before = tokens[first.at - 1]?.text ?? '';
  const earlier = `${tokens[first.at - 2]?.text ?? ''} ${before}`;
  if (second) return { from: first.from, to: second.to };
  if (/\b(dopo|dal|da|successiv[aei])\b/.test(earlier)) {
    for (const at of [first.at - 1, first.at - 2])
      if (/^(dopo|partire|successiv)/.test(tokens[at]?.text ?? '')) used.add(at);
    return { from: /dopo/.test(earlier) ? after(first.to) : first.from, to: null };
  }
  if (/\b(prima|fino|entro)\b/.test(earlier)) {
    for (const at of [first.at - 1, first.at - 2]) used.add(at);
    return { from: null, to: /prima/.test(earlier) ? day(first.from, -1) : first.to };
  }
  return { from: first.from, to: first.to };
}

const after = (iso: IsoDay): IsoDay => day(iso, 1);
const day = (iso: IsoDay, by: number): IsoDay =>
  new Date(Date.parse(`${iso}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);

interface Point {
  readonly at: number;
  readonly from: IsoDay;
  readonly to: IsoDay;
}

/** "23/11/2021", "23.11.2021": with the name of its month. */
const withMonths = (text: string): string =>
  text.replace(
    /\b(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d{2})\b/g,
    (written, one: string, month: string, year: string) => {
      const name = MONTHS[Number(month) - 1]?.it;
      return name === undefined ? written : `${Number(one)} ${name} ${year}`;
    },
  );

/** Days, months and years that are named, each with its first and last day; a month without a year has the next one said. */
function pointsIn(tokens: readonly Token[], year: number, used: Set<number>): readonly Point[] {
  const points: Point[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) continue;
    if (isMonth(token.text)) {
      const month = MONTHS.findIndex(({ it }) => it === token.text) + 1;
      const next = tokens[at + 1];
      const own = isYear(next) ? next.value : (tokens.slice(at).find(isYear)?.value ?? year);
      const before = tokens[at - 1];
      const number = before?.type === 'number' && before.value <= 31 ? before.value : null;
      const iso = (one: number): IsoDay =>
        `${own}-${String(month).padStart(2, '0')}-${String(one).padStart(2, '0')}`;
      const last = new Date(Date.UTC(own, month, 0)).getUTCDate();
      points.push({
        at: number === null ? at : at - 1,
        from: iso(number ?? 1),
        to: iso(number ?? last),
      });
      for (const place of [at, ...(number === null ? [] : [at - 1]), ...(isYear(next) ? [at + 1] : [])])
        used.add(place);
    } else if (isYear(token) && !used.has(at)) {
      points.push({ at, from: `${token.value}-01-01`, to: `${token.value}-12-31` });
      used.add(at);
    }
  }
  return points;
}

const isYear = (token: Token | undefined): token is Token =>
  token !== undefined && /^(19|20)\d\d$/.test(token.text);
