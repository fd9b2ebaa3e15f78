import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openPage, type PagePerson } from '@traguardo/slack-sandbox/person';
import { BUNDLED_PLAN } from '../../app/product-store.ts';
import { approversOf, isController, standpointOf } from '../../domain/plan/index.ts';
import type { Phase, Plan } from '../../domain/types.ts';
import { openStore } from '../../store/engine/open-store.ts';
import { readPlan } from '../../store/plan/import/index.ts';
import { savePlan } from '../../store/plan/index.ts';
import { formatCount } from '../../words/formats.ts';
import { KIND_NAMES } from '../../words/kinds.ts';
import { capital } from '../../words/sentences.ts';
import { ITEM_STATES, STATE_NAMES } from '../../words/states.ts';
import { approveAll, closePhase, report, tableOf } from './act.ts';
import { type PlannedReport, trialPlan, writeScript } from './script.ts';

const MAIN = fileURLToPath(new URL('../../main.ts', import.meta.url));

/** How many people act at once. */
const AT_ONCE = 6;

/** How long anybody waits for what the page should show: the program makes good a lost reply after a lease and two rounds. */
const PATIENCE_MS = 150_000;

interface TrialOptions {
  readonly seed: number;
  /** An empty folder in which the trial keeps its database and its workspace. */
  readonly folder: string;
  readonly port: number;
  readonly say: (line: string) => void;
}

/** A running trial, and what it came to. */
interface Trial {
  readonly url: string;
  readonly database: string;
  readonly reports: number;
  readonly approved: number;
  /** The closing summary as the control office read it in Slack: a header, then a row a kind. */
  readonly table: readonly (readonly string[])[];
  /** The same table, as the document prints it. */
  readonly expected: readonly (readonly string[])[];
  readonly minutes: string;
  /** Ends the program, as Ctrl-C does. */
  stop(): Promise<void>;
}

/**
 * The document's monitoring phase, lived through by everybody: the real program in its local workspace, contacts who
 * answer, heads who approve, the control office that closes.
 */
export async function runTrial({ seed, folder, port, say }: TrialOptions): Promise<Trial> {
  const database = join(folder, 'traguardo.sqlite');
  const plan = await prepare(database, folder);
  const [phase] = plan.phases;
  if (!phase) throw new Error('the plan has no phase');
  const script = writeScript(plan, phase.code, seed);
  const program = await start(folder, database, port, `${phase.dueOn.slice(0, 8)}01T09:00`);
  try {
    const pages = new Map<string, PagePerson>();
    const pageOf = async (code: string): Promise<PagePerson> => {
      const known = pages.get(code);
      if (known) return known;
      const page = await openPage(program.url, code, PATIENCE_MS);
      pages.set(code, page);
      return page;
    };

    say(`${script.length} aggiornamenti da ${new Set(script.map(({ person }) => person)).size} persone…`);
    for (const closes of [false, true]) {
      const people = [...new Set(script.map(({ person }) => person))];
      await together(people, async (code) => {
        for (const planned of script.filter((one) => one.person === code && one.closes === closes))
          await report(await pageOf(code), planned);
      });
    }
    const toApprove = approvalsOf(plan, script);
    await together([...toApprove.keys()], async (code) =>
      approveAll(await pageOf(code), toApprove.get(code) ?? 0),
    );
    const approved = [...toApprove.values()].reduce((sum, count) => sum + count, 0);
    say(`${approved} aggiornamenti approvati dai dirigenti.`);
    const [controller] = plan.roles.filter(({ role }) => role === 'controller');
    const minutes = await closePhase(await pageOf(controller?.person ?? ''));
    for (const page of pages.values()) page.leave();
    return {
      url: program.url,
      database,
      reports: script.length,
      approved,
      table: tableOf(minutes.blocks),
      expected: documentTable(plan, phase),
      minutes: minutes.text,
      stop: program.stop,
    };
  } catch (error) {
    await program.stop();
    throw error;
  }
}

/** How many reports each approver will be asked about: nobody is asked about their own. */
function approvalsOf(plan: Plan, script: readonly PlannedReport[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { person, item } of script) {
    const approvers = approversOf(plan, standpointOf(plan, person, item).structure);
    if (approvers.includes(person) || isController(plan, person)) continue;
    for (const approver of approvers) counts.set(approver, (counts.get(approver) ?? 0) + 1);
  }
  return counts;
}

async function prepare(database: string, folder: string): Promise<Plan> {
  mkdirSync(folder, { recursive: true });
  const read = readPlan(BUNDLED_PLAN);
  if (!read.ok) throw new Error('the bundled plan is broken');
  const plan = trialPlan(read.plan);
  const db = await openStore(database);
  await savePlan(db, plan, new Date());
  await db.destroy();
  return plan;
}

/** The program as its users start it, in a folder of its own. */
async function start(folder: string, database: string, port: number, now: string) {
  const child = spawn(process.execPath, [MAIN], {
    cwd: folder,
    env: {
      PATH: process.env.PATH ?? '',
      TRAGUARDO_DB: database,
      TRAGUARDO_NOW: now,
      PORT: String(port),
      LOG_LEVEL: 'error',
      // Everybody answers at once: what is tried is what happens, not how fast this machine is.
      TRAGUARDO_PATIENCE_MS: '60000',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const url = await addressOf(child);
  return {
    url,
    async stop(): Promise<void> {
      child.kill('SIGINT');
      await ended;
    },
  };
}

const addressOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let out = '';
    child.stdout?.on('data', (chunk) => {
      out += String(chunk);
      const found = /(http:\/\/127\.0\.0\.1:\d+)/.exec(out);
      if (found?.[1]) resolve(found[1]);
    });
    child.once('close', (code) => reject(new Error(`il programma è terminato con ${code}: ${out}`)));
  });

async function together<T>(values: readonly T[], work: (value: T) => Promise<void>): Promise<void> {
  const queue = [...values];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) await work(next);
    }),
  );
}

/** "Sintesi monitoraggio" as the document prints it, for the kinds that the phase asks about; nothing is missing. */
function documentTable(plan: Plan, phase: Phase): readonly (readonly string[])[] {
  const count = (kind: string, state: string): number =>
    plan.monitoringCounts.find((row) => row.phase === phase.code && row.kind === kind && row.state === state)
      ?.count ?? 0;
  return [
    ['Tipo', ...ITEM_STATES.map((state) => capital(STATE_NAMES[state].it.one)), 'Mancanti'],
    ...phase.kinds.map((kind) => [
      `N. ${capital(KIND_NAMES[kind].it.many)}`,
      ...ITEM_STATES.map((state) => formatCount(count(kind, state))),
      '0',
    ]),
  ];
}
