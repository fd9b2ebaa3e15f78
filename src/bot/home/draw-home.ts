import type { Role } from '../../words/roles.ts';
import type { DrawnHome } from '../kit/home-publisher.ts';
import type { KnownPerson } from '../kit/people-directory.ts';
import type { Services, Years } from '../kit/services.ts';
import { buildHome, type HomeOfPlan } from './home-view.ts';

/** The Home of one account, by its roles, as things are now: every plan that asks something of its reader. */
export async function drawHome(years: Years, account: string): Promise<DrawnHome> {
  const plans = await Promise.all(
    (await years.all()).map(async (services) => ({
      services,
      known: await services.people.personOf(account),
    })),
  );
  const [current] = plans;
  if (!current) throw new Error('a Home is drawn of at least one plan');
  const { head } = await current.services.plans.current();
  const known = current.known ?? plans.find((one) => one.known !== null)?.known ?? null;
  const parts = await Promise.all(plans.map((one) => partOf(one.services, one.known)));
  return {
    person: known?.person.code ?? null,
    view: buildHome({
      head,
      person: known?.person ?? null,
      // Past plans that ask nothing are left out; the current one always says how it stands.
      plans: parts.filter((part, index) => index === 0 || hasSomething(part)),
    }),
  };
}

const hasSomething = ({ owed, pending, boards }: HomeOfPlan): boolean =>
  owed.some(({ items }) => items.length > 0) || pending.length > 0 || boards.length > 0;

/** What one plan asks of a person, and shows them. */
async function partOf(services: Services, known: KnownPerson | null): Promise<HomeOfPlan> {
  const { updates, approvals, closing, reminders } = services;
  const plan = await services.plans.current();
  const roles: readonly Role[] = [...new Set(known?.roles.map(({ role }) => role))];
  const person = known?.person.code ?? null;
  const led = new Set(known?.roles.filter(({ role }) => role === 'head').map(({ department }) => department));
  const follows = roles.some((role) => role === 'head' || role === 'controller' || role === 'evaluator');
  const summaries = follows ? await updates.summaries() : [];
  return {
    plan,
    roles,
    owed: person === null ? [] : await updates.owedBy(person),
    pending: person === null ? [] : await approvals.pendingOf(person),
    boards: await Promise.all(
      summaries.map(async ({ phase, counts }) => {
        const departments = await reminders.coverageOf(phase);
        const asked = await closing.askedIn(phase.code);
        return {
          phase,
          counts,
          structures: departments.filter(({ code }) => led.has(code)).flatMap(({ units }) => units),
          departments,
          undelivered: asked.filter(({ status }) => status === 'failed').length,
        };
      }),
    ),
    changes: roles.includes('evaluator') ? await closing.register() : [],
  };
}
