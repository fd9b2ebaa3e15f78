import type { Chart } from '../../answers/chart/chart.ts';
import type { DepartmentCoverage } from '../../domain/phases/index.ts';
import { comingDays, daysBetween, responsibilitiesOf } from '../../domain/plan/index.ts';
import type { PhaseSummary } from '../../domain/record/index.ts';
import { type IsoDay, itemRef, type Plan } from '../../domain/types.ts';
import type { OwedInPhase, WaitingReport } from '../../domain/updates/index.ts';
import { wallTime } from '../../words/days.ts';
import type { Role } from '../../words/roles.ts';
import type { DrawnHome } from '../kit/home-publisher.ts';
import type { KnownPerson } from '../kit/people-directory.ts';
import type { Services, Years } from '../kit/services.ts';
import { deliveryRows, failuresOf } from '../phase/index.ts';
import type { HomeOfPlan, PhaseBoard, Queue } from './home-content.ts';
import { buildHome } from './home-view.ts';

/** The Home of one account, by its roles, as things are now: every plan that asks something of its reader. */
export async function drawHome(years: Years, account: string): Promise<DrawnHome> {
  const plans = await Promise.all(
    (await years.all()).map(async (services) => ({
      services,
      known: await services.people.personOf(account),
    })),
  );
  const [current] = plans;
  if (!current) return { person: null, charts: [], view: buildHome({ head: null, person: null, plans: [] }) };
  const { head } = await current.services.plans.current();
  const known = current.known ?? plans.find((one) => one.known !== null)?.known ?? null;
  const parts = await Promise.all(plans.map((one) => partOf(one.services, one.known)));
  const charts = await Promise.all(
    plans.map((one, index) => chartsOf(one.services, one.known, parts[index]?.boards ?? [])),
  );
  const kept = (chart: Chart | null | undefined) => (chart ? current.services.pictures.kept(chart) : null);
  return {
    person: known?.person.code ?? null,
    view: buildHome({
      head,
      person: known?.person ?? null,
      // Past plans that ask nothing are left out; the current one always says how it stands.
      plans: parts
        .map((part, index) => ({
          ...part,
          pictures: { body: kept(charts[index]?.body), led: kept(charts[index]?.led) },
        }))
        .filter((part, index) => index === 0 || hasSomething(part)),
    }),
    charts: charts.flatMap(({ body, led }) => [body, led].filter((chart) => chart !== null)),
  };
}

/** Fewer rows are seen as well in the lines. */
const WORTH_SEEING = 2;

/** How an open phase stands: of the body for who runs it, by unit for whoever leads departments. */
async function chartsOf(
  { questions, year, logger }: Services,
  known: KnownPerson | null,
  boards: readonly PhaseBoard[],
): Promise<{ readonly body: Chart | null; readonly led: Chart | null }> {
  const none = { body: null, led: null };
  // Of several open phases a picture would not say which.
  if (known === null || boards.length !== 1) return none;
  const asker = { person: known.person.code, roles: known.roles };
  const led = known.roles.flatMap(({ role, department }) =>
    role === 'head' && department !== null ? [department] : [],
  );
  const chart = async (departments: readonly string[]): Promise<Chart | null> => {
    const drawn = await questions.phaseChart(year, departments, { asker });
    return drawn !== null && drawn.rows.length >= WORTH_SEEING ? drawn : null;
  };
  try {
    return {
      body: known.roles.some(({ role }) => role === 'controller') ? await chart([]) : null,
      led: led.length > 0 ? await chart(led) : null,
    };
  } catch (error) {
    logger.warn({ err: error }, 'a Home goes without its picture');
    return none;
  }
}

const hasSomething = ({ owed, pending, boards }: Pick<HomeOfPlan, 'owed' | 'pending' | 'boards'>): boolean =>
  owed.some(({ items }) => items.length > 0) || pending.length > 0 || boards.length > 0;

/** What one plan asks of a person, and shows them. */
async function partOf(services: Services, known: KnownPerson | null): Promise<Omit<HomeOfPlan, 'pictures'>> {
  const { updates, approvals, closing, absences } = services;
  const plan = await services.plans.current();
  const today = await absences.today();
  const roles: readonly Role[] = [...new Set(known?.roles.map(({ role }) => role))];
  const person = known?.person.code ?? null;
  const led = new Set(known?.roles.filter(({ role }) => role === 'head').map(({ department }) => department));
  const follows = roles.some((role) => role === 'head' || role === 'controller' || role === 'evaluator');
  const summaries = person === null ? [] : await updates.summaries();
  const waiting = follows ? await approvals.waiting() : [];
  const owed = person === null ? [] : await updates.owedBy(person);
  return {
    plan,
    today,
    roles,
    owed,
    days: person === null ? [] : comingDays(plan, stillOpen(plan, person, owed), today),
    pending: person === null ? [] : await approvals.pendingOf(person),
    boards: follows
      ? await Promise.all(
          summaries.map(async (summary) =>
            boardOf(services, plan, summary, {
              isLed: ({ code }) => led.has(code),
              waiting,
              runs: roles.includes('controller'),
              today,
            }),
          ),
        )
      : [],
    summaries,
    planned: plan.phases.filter(({ opensOn }) => opensOn > today),
    changes: roles.includes('evaluator') ? await closing.register() : [],
  };
}

/** The items that a person answers for and has not reported as done or withdrawn. */
function stillOpen(plan: Plan, person: string, owed: readonly OwedInPhase[]) {
  const over = new Set(
    owed.flatMap(({ items }) =>
      items
        .filter(({ update }) => update?.state === 'achieved' || update?.state === 'withdrawn')
        .map(({ item }) => itemRef(item)),
    ),
  );
  return responsibilitiesOf(plan, [person])
    .map(({ item }) => item)
    .filter((item) => item.withdrawnIn === undefined && !over.has(itemRef(item)));
}

/** An open phase as its followers see it. */
async function boardOf(
  services: Services,
  plan: Plan,
  summary: PhaseSummary,
  reader: {
    readonly isLed: (department: DepartmentCoverage) => boolean;
    readonly waiting: readonly WaitingReport[];
    /** The control office. */
    readonly runs: boolean;
    readonly today: IsoDay;
  },
): Promise<PhaseBoard> {
  const { reminders, updates } = services;
  const { phase } = summary;
  const departments = await reminders.coverageOf(phase);
  const names = new Map(plan.people.map(({ code, name }) => [code, name]));
  const standing = await updates.latestOfPhase(phase.code);
  return {
    ...summary,
    departments,
    structures: departments.filter(reader.isLed).flatMap(({ units }) => units),
    queues: queuesOf(
      reader.waiting.filter(({ update }) => update.phase === phase.code),
      names,
      ({ update }) => daysBetween(wallTime(update.at, plan.head.timezone).day, reader.today),
    ),
    approved: standing.filter(({ outcome }) => outcome === 'approved').length,
    running: reader.runs ? await runningOf(services, phase, names) : null,
  };
}

async function runningOf(
  services: Services,
  phase: PhaseSummary['phase'],
  names: ReadonlyMap<string, string>,
): Promise<PhaseBoard['running']> {
  const rows = await deliveryRows(services, phase);
  return {
    failures: failuresOf(rows, names),
    unasked: rows.unasked.length,
    steps: await services.reminders.nextSteps(phase),
  };
}

/** What waits, by whom it waits for, the longest first. */
function queuesOf(
  waiting: readonly WaitingReport[],
  names: ReadonlyMap<string, string>,
  daysOf: (report: WaitingReport) => number,
): readonly Queue[] {
  const byDeciders = Map.groupBy(waiting, ({ deciders }) =>
    deciders.map((person) => names.get(person) ?? person).join(', '),
  );
  return [...byDeciders]
    .map(([who, reports]) => ({
      who,
      count: reports.length,
      days: Math.max(...reports.map(daysOf)),
    }))
    .sort((a, b) => b.days - a.days || b.count - a.count);
}
