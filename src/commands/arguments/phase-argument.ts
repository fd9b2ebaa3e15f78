import { plansKnowing, requireRole } from '../../bot/kit/asking.ts';
import type { Services, Years } from '../../bot/kit/services.ts';
import { phaseTitle } from '../../bot/kit/words.ts';
import { Problem } from '../../domain/errors.ts';
import { type PhaseState, phaseState } from '../../domain/phases/index.ts';
import type { Person, Phase } from '../../domain/types.ts';
import type { Role } from '../../words/roles.ts';
import { yearArgument } from './year-argument.ts';

/** A phase that a command is about, and the services of its plan. */
export interface PhaseMeant {
  readonly services: Services;
  readonly phase: Phase;
}

const STATE_WORDS: Readonly<Record<PhaseState, string>> = {
  open: 'aperta',
  paused: 'in pausa',
  planned: 'in programma',
  closed: 'chiusa',
};

const UNDER_WAY: readonly PhaseState[] = ['open', 'paused'];

/**
 * The phase that some words name, by its name, its code or its plan's year; without words the one under way, else the
 * last to end. Never a guess between two.
 * @param states those that fit what is to be done; all of them when it is only looked at
 * @throws Problem when there is none, or several and the words do not tell which
 */
export async function phaseMeant(
  years: Years,
  words: string,
  states: readonly PhaseState[] = ['open', 'paused', 'planned', 'closed'],
): Promise<PhaseMeant> {
  const plans = await years.all();
  const all = (
    await Promise.all(
      plans.map(async (services) => {
        const today = await services.absences.today();
        return (await services.plans.current()).phases.map((phase) => ({
          services,
          phase,
          state: phaseState(phase, today),
        }));
      }),
    )
  ).flat();
  if (all.length === 0) throw new Problem('no_open_phase');
  const exact = all.filter(({ phase }) => isCalled(phase, words));
  const named = exact.length > 0 ? exact : all.filter(({ phase }) => isNamedBy(phase, words));
  if (named.length === 0) throw new Problem('phase_unknown', { phase: words });
  const fitting = named.filter(({ state }) => states.includes(state));
  const underWay = fitting.filter(({ state }) => UNDER_WAY.includes(state));
  const [only, ...others] = underWay.length > 0 ? underWay : newest(fitting);
  if (only && others.length === 0) return only;
  if (only)
    throw new Problem('phase_ambiguous', {
      phases: [only, ...others].map(({ phase }) => `«${phaseTitle(phase)}»`).join(' e '),
    });
  throw new Problem('command_not_understood', {
    text: words,
    expected: `Serve una fase ${states.map((state) => STATE_WORDS[state]).join(' o ')}; ci sono: ${all.map(({ phase, state }) => `«${phaseTitle(phase)}» (${STATE_WORDS[state]})`).join(', ')}.`,
  });
}

/**
 * The phase that some words name, for whoever has one of these roles in its plan.
 * @throws Problem `person_unknown`, `role_missing`, or as `phaseMeant` does
 */
export async function phaseFor(
  years: Years,
  account: string,
  roles: readonly Role[],
  words: string,
  states?: readonly PhaseState[],
): Promise<PhaseMeant & { readonly person: Person }> {
  // First of all: whoever may not act is not asked which phase.
  const known = await plansKnowing(years, account);
  const [first] = known.filter((one) => one.roles.some(({ role }) => roles.includes(role)));
  if (!first) await requireRole(await years.current(), account, roles);
  const meant = await phaseMeant(years, words, states);
  const { person } = await requireRole(meant.services, account, roles);
  return { ...meant, person };
}

/** Those that end last. */
function newest<T extends { readonly phase: Phase }>(of: readonly T[]): readonly T[] {
  const last = of
    .map(({ phase }) => phase.dueOn)
    .sort()
    .at(-1);
  return of.filter(({ phase }) => phase.dueOn === last);
}

/** «…» as the bot writes names: whoever copies one copies its quotes. */
const bare = (words: string): string =>
  words
    .replace(/[«»"“”]/g, '')
    .trim()
    .toLowerCase();

const isCalled = (phase: Phase, words: string): boolean =>
  [phase.code, phase.name, phaseTitle(phase)].some((name) => bare(name) === bare(words));

function isNamedBy(phase: Phase, words: string): boolean {
  const wanted = bare(words);
  if (phaseTitle(phase).toLowerCase().includes(wanted)) return true;
  const { year, rest } = yearArgument(wanted);
  return year === phase.year && phase.name.toLowerCase().includes(rest);
}
