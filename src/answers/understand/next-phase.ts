import type { IsoDay, Phase } from '../../domain/types.ts';
import { findPhrases } from '../language/phrases.ts';
import { type Token, tokenise } from '../language/tokens.ts';
import { ask, type Context, type Outcome, refuse } from './outcome.ts';

/**
 * "Quando è il prossimo monitoraggio?": the next that opens, else the one that is open; never one that is over. "Entro
 * quando mandiamo gli aggiornamenti?": the days of the phase that is open, else of the next, else of the last. Null where
 * a word says anything else.
 */
export function recognisePhase(
  text: string,
  { vocabulary, today, cut, conversation }: Omit<Context, 'reading'>,
): Outcome | null {
  const { phases, milestones } = vocabulary.index.plan;
  const tokens = cut(text);
  // «La prossima fase» of a plan whose items have steps of that name.
  if (milestones.length > 0 && isOfMilestones(tokens, vocabulary)) return null;
  const own = phaseNamed(phases, tokens);
  const roles = rolesIn(tokens, vocabulary, own?.words ?? new Set());
  // "Quanti giorni mancano?", and not how many updates.
  const open = phases.find(
    ({ opensOn, dueOn, closesOn }) => opensOn <= today && (closesOn ?? dueOn) >= today,
  );
  // «Quanti giorni mancano alla chiusura?», with nothing said before it: of the one that is open.
  const isOfOpen =
    open !== undefined &&
    conversation?.query == null &&
    (roles?.has('days') || roles?.has('sends')) &&
    roles.has('ends');
  if (!roles || !(roles.has('phase') || isOfOpen) || (roles.has('count') && !roles.has('days'))) return null;
  const last = phases.toSorted(byDue).at(-1) ?? null;
  if (roles.has('next')) {
    const next = nextOf(phases, today);
    return next ? datesOf(next) : refuse({ reason: 'no_phase_ahead', last });
  }
  if (!roles.has('when') || !(roles.has('ends') || roles.has('sends'))) return null;
  if (own) return datesOf(own.phase);
  const phase = open ?? nextOf(phases, today) ?? last;
  return phase && datesOf(phase);
}

/** Every word for a phase is one for steps of an item too: "fase", and no "monitoraggio". */
function isOfMilestones(tokens: readonly Token[], { parts, phaseWords }: Context['vocabulary']): boolean {
  const steps = findPhrases(parts, tokens).filter(
    ({ meaning }) => meaning.category === 'table' && meaning.value === 'milestones',
  );
  const said = tokens.flatMap(({ text }, at) => (phaseWords.get(text) === 'phase' ? [at] : []));
  return said.length > 0 && said.every((at) => steps.some(({ from, to }) => from <= at && to > at));
}

/** What the words of a message do in a question about a phase; null where one of them does nothing. */
function rolesIn(
  tokens: readonly Token[],
  { phaseWords, smallWords: { is } }: Context['vocabulary'],
  name: ReadonlySet<string>,
): ReadonlySet<string> | null {
  const roles = new Set<string>();
  for (const [at, { text, light, type }] of tokens.entries()) {
    const role = name.has(text) ? 'phase' : phaseWords.get(text);
    // «Il mandato», «a fine mandato»: a noun, and nothing that was sent.
    const before = tokens[at - 1]?.text;
    if (
      role === 'sends' &&
      (is('article', before) || is('genitive', before) || phaseWords.get(before ?? '') === 'ends')
    )
      return null;
    if (role !== undefined) roles.add(role);
    else if (!light && type !== 'sign') return null;
  }
  return roles;
}

/** The one phase whose name is said, whatever its year: "lo stato di attuazione". */
function phaseNamed(
  phases: readonly Phase[],
  tokens: readonly Token[],
): { readonly phase: Phase; readonly words: ReadonlySet<string> } | null {
  const said = new Set(tokens.map(({ text }) => text));
  const named = phases.flatMap((phase) => {
    const words = tokenise(phase.name).flatMap(({ text, type }) => (type === 'word' ? [text] : []));
    return words.length > 1 && words.every((word) => said.has(word))
      ? [{ phase, words: new Set(words) }]
      : [];
  });
  const [only, ...others] = named;
  return others.length === 0 ? (only ?? null) : null;
}

const datesOf = ({ code }: Phase): Outcome =>
  ask({ type: 'date', acts: [], phases: [code], legal: [], lawFirst: false });

const byDue = (one: Phase, other: Phase): number => one.dueOn.localeCompare(other.dueOn);

function nextOf(phases: readonly Phase[], today: IsoDay): Phase | undefined {
  const open = phases.filter(({ closesOn }) => closesOn === null || closesOn > today).toSorted(byDue);
  return open.find(({ opensOn }) => opensOn > today) ?? open.find(({ dueOn }) => dueOn >= today);
}
