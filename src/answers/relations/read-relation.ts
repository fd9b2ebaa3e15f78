import type { IsoDay } from '../../domain/types.ts';
import { FAR_FUTURE, FAR_PAST } from '../../words/days.ts';
import { isYearText } from '../language/numbers.ts';
import { type Cut, contentKeys, type Token, tokenise } from '../language/tokens.ts';
import { readDays } from '../parts/read-days.ts';
import type { RelationWords } from './relation-words.ts';

/** A row of a relation, by the columns that may be asked for. */
interface RelationRow {
  readonly code: string;
  readonly day: IsoDay | null;
  /** Who or what it is of. */
  readonly name: string | null;
  /** How it calls itself, which may hold its number. */
  readonly reference: string | null;
  readonly title: string;
}

/** Rows with a day, a name, a reference and words: what can be asked of them is the same whatever they are. */
export interface Relation {
  readonly rows: readonly RelationRow[];
  readonly words: RelationWords;
  /** Places of the rows that have a word, by its key. */
  readonly having: (key: string) => readonly number[];
  readonly year: number;
}

export const GROUPS = ['organ', 'year', 'month'] as const;

/** What is asked of the rows of a relation. */
export interface RelationRequest {
  /** What the rows are called, where that tells one form of them; null for any. */
  readonly form: string | null;
  readonly names: readonly string[];
  readonly from: IsoDay | null;
  readonly to: IsoDay | null;
  readonly count: boolean;
  /** Rows that have all the other words; null where there are none. */
  readonly codes: readonly string[] | null;
  readonly order: { readonly from: 'first' | 'last'; readonly limit: number } | null;
  readonly beside: { readonly code: string; readonly step: 1 | -1 } | null;
  readonly by: (typeof GROUPS)[number] | null;
  readonly top: 'max' | 'min' | null;
}

const MOST_TOKENS = 25;
/** "Gli ultimi atti", without a number. */
const MANY = 5;

/**
 * Rows of a relation by name, form, day, word and place, counted and put in groups, out of a question of which every word
 * has its part in that; null for any other.
 */
export function readRelation(
  text: string,
  relation: Relation,
  cut: Cut,
  today: IsoDay,
): RelationRequest | null {
  const { words, rows } = relation;
  const dated = readDays(text, relation.year, today);
  const tokens = cut(dated.rest);
  if (tokens.length > MOST_TOKENS || rows.length === 0) return null;
  const placeOf = (role: Parameters<RelationWords['is']>[0]): number =>
    tokens.findIndex(({ text: word }) => words.is(role, word));
  const used = new Set<number>();
  const days = dated.days ?? yearsIn(tokens, used);
  const count = placeOf('count') >= 0;
  const [several, one] = [placeOf('several'), placeOf('one')];
  const event = Math.max(several, one) < 0 && (days !== null || count) ? placeOf('event') : -1;
  if (Math.max(several, one, event) < 0) return null;
  const names = namesIn(relation, tokens, used);
  const beside = besideIn(relation, tokens, names, used);
  const group = groupIn(words, tokens, used);
  const order = beside === null && group === null ? orderIn(words, tokens, used) : null;
  // One row is asked by its name, unless it is by its place; two names are counted each by itself.
  if (several < 0 && event < 0 && order === null && beside === null && group === null) return null;
  const ordered = tokens.some(({ text: word }, at) => !used.has(at) && words.is('most', word));
  const noun = tokens[[several, one, event].find((at) => at >= 0) ?? 0]?.text ?? '';
  const others = tokens.filter(
    ({ light, type, text: word }, at) =>
      !used.has(at) &&
      !light &&
      type !== 'sign' &&
      (at === event || !['several', 'one', 'idle', 'count'].some((role) => words.is(role as 'idle', word))),
  );
  if (
    ordered ||
    (event >= 0 && others.length < 2 && !tokens.some(({ text: word }) => /^stat[ei]$/.test(word)))
  )
    return null;
  const codes = beside === null ? codesOf(relation, others) : null;
  if (others.length > 0 && codes === null && beside === null) return null;
  const open = (day: IsoDay | undefined, end: IsoDay): IsoDay | null =>
    day === undefined || day === end ? null : day;
  return {
    form: words.meaningOf('several', noun) || words.meaningOf('one', noun) || null,
    names,
    from: open(days?.from, FAR_PAST),
    to: open(days?.to, FAR_FUTURE),
    count,
    codes,
    order,
    beside,
    by: group?.by ?? (names.length > 1 && count ? 'organ' : null),
    top: group?.top ?? null,
  };
}

/** "Nel 2021", "dal 2019 al 2021", "prima del 2020", "dopo il 2019". */
function yearsIn(
  tokens: readonly Token[],
  used: Set<number>,
): { readonly from: IsoDay; readonly to: IsoDay } | null {
  const said = tokens.flatMap(({ text, value }, at) => (isYearText(text) ? [{ at, value }] : []));
  const [first, last] = [said[0], said.at(-1)];
  if (!first || !last) return null;
  for (const { at } of said) used.add(at);
  const before = tokens.slice(Math.max(0, first.at - 3), first.at).map(({ text }) => text);
  const [opens, closes] = [`${first.value}-01-01`, `${last.value}-12-31`];
  if (said.length > 1) return { from: opens, to: closes };
  const spend = (word: string): unknown => used.add(first.at - before.length + before.indexOf(word));
  if (before.includes('dopo')) {
    spend('dopo');
    return { from: `${first.value + 1}-01-01`, to: FAR_FUTURE };
  }
  if (before.includes('prima')) {
    spend('prima');
    return { from: FAR_PAST, to: `${first.value - 1}-12-31` };
  }
  if (before.includes('fino') || before.includes('entro')) return { from: FAR_PAST, to: closes };
  return before.at(-1) === 'dal' ? { from: opens, to: FAR_FUTURE } : { from: opens, to: closes };
}

/** The names that a question says, as the rows have them: of those that share a word, the ones said most fully. */
function namesIn({ rows, words }: Relation, tokens: readonly Token[], used: Set<number>): readonly string[] {
  const known = [...new Set(rows.flatMap(({ name }) => name ?? []))];
  // "Che riguardano le partecipate": what it is about is not who made it.
  const about = tokens.findIndex(({ text }) => words.is('about', text));
  const before = about < 0 ? tokens : tokens.slice(0, about);
  const heads = before.flatMap(({ text, key, light }, at) =>
    // "Sono stati": no State.
    light && !/^(lo|dello|dallo|allo)$/.test(before[at - 1]?.text ?? '')
      ? []
      : words.is('name', text) || (!words.is('common', text) && known.some((one) => wordsOf(one).has(key)))
        ? [{ at, key, text }]
        : [],
  );
  const [head] = heads;
  if (!head) return [];
  const said = new Set(tokens.map(({ key }) => key));
  const fits = known
    .filter((one) => heads.some(({ key }) => wordsOf(one).has(key)))
    .map((one) => {
      const own = [...wordsOf(one)];
      return { one, fit: own.filter((key) => said.has(key)).length / own.length };
    });
  const best = Math.max(...fits.map(({ fit }) => fit));
  const fitting = fits.filter(({ fit }) => fit === best).map(({ one }) => one);
  // "Il Consiglio" is the body's own, where others have one too.
  const own = fitting.filter((one) => tokenise(one).some(({ text }) => words.is('own', text)));
  const found = own.length > 0 ? own : fitting;
  for (const { at } of heads) used.add(at);
  for (const [at, { key }] of tokens.entries()) if (found.some((one) => wordsOf(one).has(key))) used.add(at);
  // A name that no row has is still the one that was asked.
  return found.length > 0 ? found : [head.text];
}

const wordsOf = (name: string): ReadonlySet<string> =>
  new Set(
    tokenise(name)
      .filter(({ text }) => text.length > 3 && text !== 'della')
      .map(({ key }) => key),
  );

/** The row that is named after "dopo" or "prima di", by its number or by words of its title. */
function besideIn(
  { rows, words }: Relation,
  tokens: readonly Token[],
  names: readonly string[],
  used: Set<number>,
): RelationRequest['beside'] {
  const at = tokens.findIndex(
    ({ text }, place) => !used.has(place) && (words.is('after', text) || words.is('before', text)),
  );
  if (at < 0) return null;
  const dated = rows.filter(({ day }) => day !== null);
  const number = tokens.findIndex(
    ({ type, text }, place) => place > at && type === 'number' && !isYearText(text) && !used.has(place),
  );
  const said = tokens[number];
  const after = tokens.flatMap(({ light, type, text }, place) =>
    place > at && !light && type === 'word' && !words.is('idle', text) && !words.is('one', text)
      ? [place]
      : [],
  );
  const named = said
    ? dated.filter(({ reference, name }) => hasNumber(reference, said.text) && isOf(name, names))
    : after.length > 0
      ? dated.filter(({ title }) => {
          const keys = new Set(contentKeys(title));
          return after.every((place) => keys.has(tokens[place]?.key ?? ''));
        })
      : [];
  const [only, ...others] = named;
  if (!only || others.some(({ reference }) => reference === null || reference !== only.reference))
    return null;
  for (const place of [at, ...(said ? [number] : after)]) used.add(place);
  for (const [place, { text }] of tokens.entries()) if (words.is('beside', text)) used.add(place);
  return { code: only.code, step: words.is('after', tokens[at]?.text) ? 1 : -1 };
}

const hasNumber = (reference: string | null, said: string): boolean =>
  new RegExp(`(?<![\\d./])${said.split('/')[0]}(?![\\d.])`).test(
    (reference ?? '').replace(/\d{1,2}[./]\d{1,2}[./]\d{4}/g, ''),
  );

const isOf = (name: string | null, names: readonly string[]): boolean =>
  names.length === 0 || names.includes(name ?? '');

/** "Quanti per organo?", "in che mese ce ne sono di più?", "quale organo ne ha più?". */
function groupIn(
  words: RelationWords,
  tokens: readonly Token[],
  used: Set<number>,
): (Pick<RelationRequest, 'top'> & { readonly by: (typeof GROUPS)[number] }) | null {
  const at = tokens.findIndex(
    ({ text }, place) => words.is('by', text) && words.is('each', tokens[place - 1]?.text),
  );
  const by = GROUPS.find((one) => one === words.meaningOf('by', tokens[at]?.text ?? ''));
  if (!by) return null;
  const end = tokens.findIndex(({ text }) => words.is('most', text) || words.is('least', text));
  // "Atti di quale anno?" asks for no number of them.
  const counts =
    /^(per|ogni)$/.test(tokens[at - 1]?.text ?? '') || tokens.some(({ text }) => words.is('count', text));
  if (end < 0 && !counts) return null;
  for (const place of [at, at - 1, end]) used.add(place);
  return { by, top: end < 0 ? null : words.is('most', tokens[end]?.text) ? 'max' : 'min' };
}

/** "Il primo atto", "le ultime tre delibere", "l'atto più recente". */
function orderIn(
  words: RelationWords,
  tokens: readonly Token[],
  used: Set<number>,
): RelationRequest['order'] {
  const at = tokens.findIndex(
    ({ text }, place) =>
      !used.has(place) && (['first', 'oldest', 'last'] as const).some((role) => words.is(role, text)),
  );
  const said = tokens[at];
  if (!said || words.is('half', tokens[at + 1]?.text)) return null;
  used.add(at);
  if (words.is('most', tokens[at - 1]?.text)) used.add(at - 1);
  const place = tokens.findIndex(
    ({ type, value }, other) => type === 'number' && value >= 2 && value <= 20 && !used.has(other),
  );
  const number = Math.abs(place - at) === 1 ? tokens[place]?.value : undefined;
  if (number !== undefined) used.add(place);
  const many = /[ie]$/.test(said.text) && said.text !== 'recente' ? MANY : 1;
  return { from: words.is('last', said.text) ? 'last' : 'first', limit: number ?? many };
}

/** "Che riguardano le partecipate": the rows that have every one of the words; null where none has. */
function codesOf({ rows, words, having }: Relation, others: readonly Token[]): readonly string[] | null {
  if (others.length === 0) return null;
  const found = others
    .filter(({ text }) => !words.is('about', text))
    .map(({ text, key }) => {
      const event = words.meaningOf('event', text);
      const keys = event === null ? [key] : [key, ...contentKeys(event)];
      return new Set(keys.flatMap(having));
    });
  const codes = rows.flatMap(({ code }, at) => (found.every((places) => places.has(at)) ? [code] : []));
  return codes.length > 0 ? codes : null;
}
