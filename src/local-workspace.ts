import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import type { Connection } from './bot/slack-app.ts';
import type { Config } from './config.ts';
import { createCalendar } from './domain/calendar.ts';
import { scheduleOf } from './domain/ladder.ts';
import type { Plan, Role } from './domain/types.ts';
import type { SimulatedClock } from './simulated-clock.ts';
import {
  startWorkspace,
  type Workspace,
  type WorkspaceChannel,
  type WorkspaceUser,
} from './workspace/workspace.ts';

const ROLE_TITLES: Readonly<Record<Role, string>> = {
  contact: 'Referente',
  head: 'Dirigente',
  controller: 'Ufficio controllo',
  evaluator: 'Nucleo di Valutazione',
  staff: 'Dipendente',
};

const CHANNELS: readonly WorkspaceChannel[] = [
  { name: 'generale', topic: 'Per tutto l’ente', members: 'all' },
  { name: 'performance', topic: 'Ciclo della performance: piano, monitoraggio, relazione', members: 'all' },
];

/** The first reminder's day, at nine: the newcomer finds the first messages already there. */
export function trialStart(plan: Plan): Date {
  const calendar = createCalendar(plan.head);
  const [phase] = plan.phases;
  const first = phase && scheduleOf(phase, calendar)[0];
  return first ? first.at : calendar.at(`${plan.head.year}-09-01`, '09:00');
}

/** The plan's people as the accounts of a workspace. */
export function workspaceUsers(plan: Plan): readonly WorkspaceUser[] {
  const users = plan.people.map((person) => {
    const [role] = plan.roles.filter((candidate) => candidate.person === person.code);
    const structure = role?.unit ?? role?.department ?? null;
    return {
      handle: person.code,
      name: person.name,
      email: person.email,
      title: role ? [ROLE_TITLES[role.role], structure].filter(Boolean).join(' · ') : '',
      group: role?.role === 'contact' || role?.role === 'head' ? (role.department ?? BODY_GROUP) : BODY_GROUP,
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

export interface LocalWorkspaceOptions {
  readonly plan: Plan;
  readonly manifestFile: string;
  readonly config: Pick<Config, 'port' | 'stateDir'>;
  readonly clock: SimulatedClock;
}

export interface LocalWorkspace {
  readonly workspace: Workspace;
  /** Where the workspace will deliver: the bot must listen there. */
  readonly connection: Extract<Connection, { mode: 'http' }>;
  /** Says what to do each time the clock has been moved. */
  onClockMoved(tick: () => Promise<void>): void;
}

/** Opens a workspace that holds the plan's people, on a clock that fires reminders as it is moved. */
export async function openLocalWorkspace({
  plan,
  manifestFile,
  config,
  clock,
}: LocalWorkspaceOptions): Promise<LocalWorkspace> {
  const calendar = createCalendar(plan.head);
  // A secret for this one run: nothing outside the process ever needs it.
  const signingSecret = randomBytes(16).toString('hex');
  const receiverPort = await freePort();
  let tick = (): Promise<void> => Promise.resolve();

  /** Stops at each step of the ladder on the way, so that what is seen is what would have happened. */
  async function moveTo(instant: Date): Promise<void> {
    const stops = plan.phases
      .flatMap((phase) => scheduleOf(phase, calendar).map(({ at }) => at))
      .filter((at) => clock.now() < at && at < instant)
      .sort((a, b) => a.getTime() - b.getTime());
    for (const stop of [...stops, instant]) {
      clock.moveTo(stop);
      await tick();
    }
  }

  const workspace = await startWorkspace({
    port: config.port,
    stateDir: join(config.stateDir, 'workspace'),
    teamName: plan.head.bodyName,
    users: workspaceUsers(plan),
    channels: CHANNELS,
    manifest: JSON.parse(readFileSync(manifestFile, 'utf8')),
    requestUrl: `http://${LOOPBACK}:${receiverPort}/slack/events`,
    signingSecret,
    clock: { timezone: plan.head.timezone, now: clock.now, moveTo },
  });
  return {
    workspace,
    connection: { mode: 'http', signingSecret, port: receiverPort, host: LOOPBACK },
    onClockMoved: (work) => {
      tick = work;
    },
  };
}

const LOOPBACK = '127.0.0.1';

/** A port that was free a moment ago. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, LOOPBACK, () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
