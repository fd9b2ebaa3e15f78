import type { ApprovalService } from '../domain/approval-service.ts';
import type { Clock } from '../domain/clock.ts';
import type { ClosingService } from '../domain/closing-service.ts';
import type { PlanSource } from '../domain/plan-source.ts';
import { coverageOf } from '../domain/structure-coverage.ts';
import { itemRef } from '../domain/types.ts';
import type { UpdateStore } from '../domain/update-ports.ts';
import type { UpdateService } from '../domain/update-service.ts';
import type { DrawnHome } from './home-publisher.ts';
import type { PeopleDirectory } from './people-directory.ts';
import { buildHome, type PhaseBoard } from './views/home-view.ts';

/** What a Home is drawn from. */
export interface HomeSources {
  readonly plans: PlanSource;
  readonly people: PeopleDirectory;
  readonly updates: UpdateService;
  readonly updateStore: UpdateStore;
  readonly approvals: ApprovalService;
  readonly closing: ClosingService;
  readonly clock: Clock;
}

/** The Home of one account, by its roles, as things are now. */
export async function drawHome(sources: HomeSources, account: string): Promise<DrawnHome> {
  const { plans, updates, approvals, closing } = sources;
  const known = await sources.people.personOf(account);
  const plan = await plans.current();
  const roles = [...new Set(known?.roles.map(({ role }) => role))];
  const person = known?.person.code ?? null;
  const led = new Set(known?.roles.filter(({ role }) => role === 'head').map(({ department }) => department));
  const follows = roles.some((role) => role === 'head' || role === 'controller' || role === 'evaluator');
  const summaries = await updates.summaries();
  const boards = follows
    ? await Promise.all(summaries.map(({ phase, counts }) => boardOf(phase.code, counts)))
    : [];

  async function boardOf(code: string, counts: PhaseBoard['counts']): Promise<PhaseBoard> {
    const phase = plan.phases.find((candidate) => candidate.code === code);
    if (!phase) throw new Error(`phase ${code} vanished while a Home was drawn`);
    const answered = await sources.updateStore.answeredIn(code);
    const departments = coverageOf(plan, phase, (item, structure) => {
      const settled = answered.get(itemRef(item));
      return settled?.has('*') === true || settled?.has(structure) === true;
    });
    const asked = await closing.askedIn(code);
    return {
      phase,
      counts,
      structures: departments.filter((department) => led.has(department.code)).flatMap(({ units }) => units),
      departments,
      undelivered: asked.filter(({ status }) => status === 'failed').length,
    };
  }

  return {
    person,
    view: buildHome({
      person: known?.person ?? null,
      roles,
      plan,
      owed: person === null ? [] : await updates.owedBy(person),
      pending: person === null ? [] : await approvals.pendingOf(person),
      boards,
      changes: roles.includes('evaluator') ? await closing.register() : [],
    }),
  };
}
