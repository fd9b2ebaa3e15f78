import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace, WorkspaceChannel, WorkspaceUser } from '@traguardo/slack-sandbox';
import { shorten } from '../../bot/kit/limits.ts';
import type { Connection } from '../../bot/kit/slack-app.ts';
import { scheduleOf } from '../../domain/phases/index.ts';
import { calendarOfPlan, type PlanRegister, plansNow } from '../../domain/plan/index.ts';
import type { Plan, RoleAssignment } from '../../domain/types.ts';
import { speakingCode } from '../../words/proper-names.ts';
import { roleName } from '../../words/roles.ts';
import { capital } from '../../words/sentences.ts';
import type { Config } from '../config.ts';
import type { SimulatedClock } from './simulated-clock.ts';
import { loadSandbox } from './slack-sandbox.ts';
import { timelineOf, tourOf } from './tour.ts';

const CHANNELS: readonly WorkspaceChannel[] = [
  { name: 'generale', topic: 'Per tutto l’ente', members: 'all' },
  { name: 'performance', topic: 'Ciclo della performance: piano, monitoraggio, relazione', members: 'all' },
];

/** The first reminder's day, at nine: the newcomer finds the first messages already there. */
export function trialStart(plan: Plan): Date {
  const calendar = calendarOfPlan(plan);
  const [phase] = plan.phases;
  const first = phase && scheduleOf(phase, calendar)[0];
  return first ? first.at : calendar.at(`${plan.head.year}-09-01`, calendar.sendAt);
}

/** The plans' people as the accounts of a workspace. */
function workspaceUsers(plans: readonly Plan[]): readonly WorkspaceUser[] {
  // Whoever is in several plans is shown as the current one, which comes first, knows them.
  const known = new Map(
    plans.toReversed().flatMap((plan) => plan.people.map((person) => [person.code, { person, plan }])),
  );
  const users = [...known.values()].map(({ person, plan }) => {
    const [role] = plan.roles.filter((candidate) => candidate.person === person.code);
    const structure = role === undefined ? null : structureOf(plan, role);
    return {
      handle: person.code,
      name: person.name,
      email: person.email,
      title: role
        ? [capital(roleName(role.role, plan.head.wording?.evaluator)), structure].filter(Boolean).join(' · ')
        : '',
      group: role?.role === 'contact' || role?.role === 'head' ? groupOf(plan, role) : BODY_GROUP,
      active: true,
    };
  });
  // Whoever belongs to the whole body comes first: they are few, and where a newcomer begins.
  return [
    ...users.filter(({ group }) => group === BODY_GROUP),
    ...users.filter(({ group }) => group !== BODY_GROUP),
  ];
}

const BODY_GROUP = 'Tutto l’ente';

/** The structure that somebody answers for: a unit's own, else the department, by more than a mark. */
function structureOf(plan: Plan, { unit, department }: RoleAssignment): string | null {
  const code = unit ?? department;
  const found = (unit === null ? plan.departments : plan.units).find((one) => one.code === code);
  return found ? shorten(speakingCode(found.code, found.name), TITLE_CHARS) : code;
}

/** So much of a structure's name says which it is. */
const TITLE_CHARS = 50;

/** The department, above those who belong to it. */
function groupOf(plan: Plan, { department }: RoleAssignment): string {
  const found = plan.departments.find(({ code }) => code === department);
  return found ? speakingCode(found.code, found.name, ' – ') : (department ?? BODY_GROUP);
}

interface LocalWorkspaceOptions {
  readonly register: PlanRegister;
  readonly manifestFile: string;
  readonly config: Pick<Config, 'port' | 'stateDir' | 'hours' | 'patienceMs'>;
  readonly clock: SimulatedClock;
}

interface LocalWorkspace {
  readonly workspace: Workspace;
  /** How the bot receives what the workspace delivers: on a port that the system chooses. */
  readonly connection: Extract<Connection, { mode: 'http' }>;
  /** Says where the bot listens, and what it does each time the clock has been moved. */
  serve(bot: { readonly port: number | null; tick(): Promise<void> }): void;
}

/**
 * Opens a workspace that holds the plan's people, on a clock that fires reminders as it is moved.
 * @throws SandboxMissing when it is not installed
 */
export async function openLocalWorkspace({
  register,
  manifestFile,
  config,
  clock,
}: LocalWorkspaceOptions): Promise<LocalWorkspace> {
  const currentPlans = () => plansNow(register, clock.now());
  const opened = await currentPlans();
  const [plan] = opened;
  if (!plan) throw new Error('a workspace is opened on at least one plan');
  // A secret for this one run: nothing outside the process ever needs it.
  const signingSecret = randomBytes(16).toString('hex');
  // Until the bot is there, deliveries fail as they would on Slack.
  let bot: Parameters<LocalWorkspace['serve']>[0] = { port: null, tick: () => Promise.resolve() };

  const calendarOf = (of: Plan) => calendarOfPlan(of, config.hours);

  /** Stops when messages go out on each working day on the way: what is seen is what would have happened. */
  const moveTo = async (instant: Date): Promise<void> => {
    const calendar = calendarOf((await currentPlans())[0] ?? plan);
    const today = calendar.dayOf(clock.now());
    for (let day = today; clock.now() < instant; day = calendar.addWorkingDays(day, 1)) {
      const morning = calendar.at(day, calendar.sendAt);
      if (morning <= clock.now()) continue;
      clock.moveTo(morning < instant ? morning : instant);
      await bot.tick();
    }
  };

  const { SLACK_TIMINGS, startWorkspace } = await loadSandbox(() => import('@traguardo/slack-sandbox'));
  const workspace = await startWorkspace(
    {
      port: config.port,
      stateDir: join(config.stateDir, 'workspace'),
      teamName: plan.head.bodyName,
      users: workspaceUsers(opened),
      channels: CHANNELS,
      manifest: JSON.parse(readFileSync(manifestFile, 'utf8')),
      requestUrl: () => `http://${LOOPBACK}:${bot.port ?? 0}/slack/events`,
      signingSecret,
      clock: { timezone: plan.head.timezone, now: clock.now, moveTo },
      timeline: timelineOf(currentPlans, calendarOf),
      tour: tourOf(plan),
    },
    config.patienceMs === null
      ? SLACK_TIMINGS
      : { ...SLACK_TIMINGS, ackMs: config.patienceMs, triggerMs: config.patienceMs },
  );
  return {
    workspace,
    connection: { mode: 'http', signingSecret, port: 0, host: LOOPBACK },
    serve: (served) => {
      bot = served;
    },
  };
}

const LOOPBACK = '127.0.0.1';
