import type { Token } from './tokens.ts';

/** What stands around a word that its text does not tell. */
export interface Around {
  /** Whether a word does something, by the name of what it does. */
  readonly does: (token: Token, role: string) => boolean;
  /** The names that begin at a place; `weak` ones may mean something else. */
  readonly namesAt: (at: number) => readonly { readonly to: number; readonly weak: boolean }[];
}

interface Step {
  readonly kind: 'word' | 'gap' | 'light' | 'begin' | 'end' | 'pause' | 'next not' | 'before not' | 'nowhere';
  /** Any of these, as they are written in the row. */
  readonly any: readonly string[];
  /** Most words of a gap. */
  readonly most: number;
  /** Part of what is meant; false for what only stands around it. */
  readonly counts: boolean;
}

/** A longer message is no single question. */
const LONGEST_GAP = 60;

/** A run of words, told by what each of them does. */
export type RunOfWords = readonly Step[];

/**
 * Reads how a run of words is written: words by what they do (`much`), any of several (`plus|less`), by themselves
 * (`=per`), a number (`#`, `#2`), a name (`@`, `@weak`), any word (`*`), any words between (`..`, at most two: `..2`), light
 * ones (`~`), where the message begins and ends (`^`, `$`), a pause (`,`), what must not come next (`!x`), stand before
 * (`<!x`) or be anywhere (`!!x`). What is in brackets only stands around what is meant.
 */
export const readRun = (text: string): RunOfWords =>
  text.split(' ').map((written): Step => {
    const counts = !written.startsWith('(');
    const step = counts ? written : written.slice(1, -1);
    const of = (kind: Step['kind'], words = '', most = 0): Step => ({
      kind,
      any: words.split('|'),
      most,
      counts,
    });
    if (step === '^') return of('begin');
    if (step === '$') return of('end');
    if (step === ',') return of('pause');
    if (step === '~') return of('light', '', LONGEST_GAP);
    if (step.startsWith('..')) return of('gap', '', Number(step.slice(2)) || LONGEST_GAP);
    if (step.startsWith('!!')) return of('nowhere', step.slice(2));
    if (step.startsWith('<!')) return of('before not', step.slice(2));
    return step.startsWith('!') ? of('next not', step.slice(1)) : of('word', step);
  });

/** Places of the words that are meant, of each run that is found. */
export const placesOfRun = (run: RunOfWords, tokens: readonly Token[], around: Around): readonly number[] =>
  tokens.flatMap((_, from) => follow(run, 0, tokens, from, around) ?? []);

function follow(
  run: RunOfWords,
  step: number,
  tokens: readonly Token[],
  at: number,
  around: Around,
): readonly number[] | null {
  const one = run[step];
  if (one === undefined) return [];
  const token = tokens[at];
  const goOn = (next: number): readonly number[] | null => follow(run, step + 1, tokens, next, around);
  switch (one.kind) {
    case 'begin':
      return at === 0 ? goOn(at) : null;
    case 'end':
      return at === tokens.length ? goOn(at) : null;
    case 'pause':
      return token?.pause ? goOn(at) : null;
    case 'next not':
      return one.any.some((is) => endOf(is, tokens, at, around) !== null) ? null : goOn(at);
    case 'before not':
      return one.any.some((is) => endOf(is, tokens, at - 1, around) === at) ? null : goOn(at);
    case 'nowhere':
      return tokens.some((_, place) => one.any.some((is) => endOf(is, tokens, place, around) !== null))
        ? null
        : goOn(at);
    case 'light':
    case 'gap':
      for (let to = at; to <= Math.min(tokens.length, at + one.most); to += 1) {
        if (one.kind === 'light' && to > at && tokens[to - 1]?.light !== true) return null;
        const rest = goOn(to);
        if (rest) return rest;
      }
      return null;
    case 'word': {
      const to = one.any.map((is) => endOf(is, tokens, at, around)).find((end) => end !== null);
      const rest = to === undefined ? null : goOn(to);
      return rest === null || to === undefined || !one.counts
        ? rest
        : [...Array.from({ length: to - at }, (_, place) => at + place), ...rest];
    }
  }
}

/** Where what is written ends, if it begins at a place; null where it does not. */
function endOf(is: string, tokens: readonly Token[], at: number, around: Around): number | null {
  const token = tokens[at];
  if (token === undefined) return null;
  if (is.startsWith('@')) {
    const named = around.namesAt(at).filter(({ weak }) => weak || is === '@');
    return named.length === 0 ? null : Math.max(...named.map(({ to }) => to));
  }
  const fits =
    is === '*' ||
    (is.startsWith('#') && token.type === 'number' && (is === '#' || is === `#${token.value}`)) ||
    (is.startsWith('=') ? is === `=${token.text}` : around.does(token, is));
  return fits ? at + 1 : null;
}
