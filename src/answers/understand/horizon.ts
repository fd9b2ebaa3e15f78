import type { Token } from '../language/tokens.ts';
import type { Filter } from '../query.ts';
import type { Span } from './spans.ts';

/** What of a reading tells the first and the last year of the items meant. */
interface Timed {
  readonly tokens: readonly Token[];
  readonly spans: readonly Span[];
  readonly years: readonly number[];
}

type Years = Filter['due'];
type Event = 'start' | 'end' | 'beyond';

const EVENTS: Readonly<Record<string, Event>> = {
  'horizon:start': 'start',
  'horizon:beyond': 'beyond',
  'attr:deadline': 'end',
  'ask:upcoming': 'end',
};
const LAST = 9999;
/** How far from its verb a year may stand: "che scadono tutti quanti entro la fine del 2022". */
const REACH = 7;

/** "Partiti nel 2020", "che finiscono dopo il 2021", "ancora aperti nel 2022": bounds on the first and the last year. */
export function readHorizon({ tokens, spans, years }: Timed): { readonly start: Years; readonly due: Years } {
  let start: Years = null;
  let due: Years = null;
  let from = 0;
  for (const [at, token] of tokens.entries()) {
    if (token.type !== 'number' || token.spelled || !years.includes(token.value)) continue;
    const found = eventOf(tokens, spans, from, at);
    const said = new Set(tokens.slice(Math.max(from, at - REACH), at).map(({ text }) => text));
    const year = token.value;
    if (found?.event === 'start') start = bounds(year, said, found.denied, { already: true });
    else if (found?.event === 'beyond')
      due = said.has('fino') || said.has('al') ? only(year) : lasting(year, said);
    else if (found?.event === 'end') due = bounds(year, said, found.denied, { already: false });
    from = at + 1;
  }
  return { start, due };
}

/** The verb that a year belongs to: the nearest before it, or one right after it ("nel 2020 sono partiti"). */
function eventOf(
  tokens: readonly Token[],
  spans: readonly Span[],
  from: number,
  at: number,
): { readonly event: Event; readonly denied: boolean } | null {
  const verbs = spans.filter((span) => EVENTS[span.concept] !== undefined);
  const before = verbs.filter((span) => span.from >= from && span.to <= at && at - span.to < REACH).at(-1);
  const verb = before ?? verbs.find((span) => span.from > at && span.from - at < 4);
  const event = EVENTS[verb?.concept ?? ''];
  if (!verb || !event) return null;
  const denied = tokens.slice(Math.max(from, verb.from - 3), verb.from).some(({ text }) => text === 'non');
  return { event, denied };
}

const LATER = ['dopo', 'oltre', 'after', 'beyond'];
const only = (year: number): Years => ({ from: year, to: year });
const after = (year: number): Years => ({ from: year + 1, to: LAST });
const before = (year: number): Years => ({ from: 0, to: year - 1 });

const lasting = (year: number, said: ReadonlySet<string>): Years =>
  LATER.some((word) => said.has(word)) ? after(year) : { from: year, to: LAST };

function bounds(
  year: number,
  said: ReadonlySet<string>,
  denied: boolean,
  { already }: { readonly already: boolean },
): Years {
  const later = LATER.some((word) => said.has(word));
  const earlier = said.has('prima') || said.has('before');
  // "Non si chiudono nel 2021": of a plan's own year, what does not end with it goes on.
  if (denied) return earlier ? { from: year, to: LAST } : later ? { from: 0, to: year } : after(year);
  if (later) return after(year);
  if (earlier) return before(year);
  if (said.has('entro') || said.has('by') || (already && said.has('gia'))) return { from: 0, to: year };
  if (!already && said.has('dal')) return { from: year, to: LAST };
  return only(year);
}
