import type { IsoDay, Phase } from '../../domain/types.ts';
import { ask, type Context, type Outcome, refuse } from './outcome.ts';

/** "Il prossimo monitoraggio", "la fase successiva", with when or which; more words ask of something else. */
const NEXT =
  /^(?:quando|quando è|quando sarà|quando si apre|quando si terrà|quando inizia|quando parte|qual è|quale è|data)?\s*(?:il|la|del|della)?\s*(?:prossim[oa]\s+(?:monitoraggio|fase(?:\s+di\s+monitoraggio)?|verifica|rilevazione)|(?:monitoraggio|fase)\s+(?:prossim|successiv)[oa])\s*(?:quando|quando è|di monitoraggio)?\s*[?!.]*$/iu;

/** "Quando è il prossimo monitoraggio?": the next that opens, else the one that is open; never one that is over. */
export function recogniseNextPhase(
  text: string,
  { vocabulary, now }: Omit<Context, 'reading'>,
): Outcome | null {
  if (!NEXT.test(text.trim())) return null;
  const { phases } = vocabulary.index.plan;
  const today = now.toISOString().slice(0, 10);
  const next = nextOf(phases, today);
  if (next) return ask({ type: 'date', acts: [], phases: [next.code], legal: [], lawFirst: false });
  return refuse({ reason: 'no_phase_ahead', last: phases.toSorted(byDue).at(-1) ?? null });
}

const byDue = (one: Phase, other: Phase): number => one.dueOn.localeCompare(other.dueOn);

function nextOf(phases: readonly Phase[], today: IsoDay): Phase | undefined {
  const open = phases.filter(({ closesOn }) => closesOn === null || closesOn > today).toSorted(byDue);
  return open.find(({ opensOn }) => opensOn > today) ?? open.find(({ dueOn }) => dueOn >= today);
}
