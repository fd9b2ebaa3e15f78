import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUNDLED_PLAN } from '../../app/product-store.ts';
import { ACTIONS } from '../../bot/kit/ids.ts';
import { within } from '../../bot/kit/within.ts';
import { type Item, itemRef, type Plan } from '../../domain/types.ts';
import { openStore } from '../../store/engine/open-store.ts';
import { readPlan } from '../../store/plan/import/index.ts';
import { listPlans, savePlan } from '../../store/plan/index.ts';
import { quantile } from './quantile.ts';
import { freePort, type Service, type SlackSide, startService, startSlackSide } from './service.ts';

/** What forms that are all sent at once take. */
export interface OfForms {
  readonly forms: number;
  /** Those that were sent twice are counted twice. */
  readonly sent: number;
  /** Answered with an error, or with why it was not saved: they would be sent again. */
  readonly refused: number;
  readonly saved: number;
  /** Answered after the three seconds in which Slack wants it. */
  readonly late: number;
  /** Milliseconds from the first to leave to an answer: the median, and the last. */
  readonly medianMs: number;
  readonly lastMs: number;
  /** Milliseconds of work for each, of the product's process alone, until the last was answered. */
  readonly workMs: number;
}

const SLACK_WAITS_MS = 3_000;
/** So many are sent twice, as Slack and impatient people do. */
const REPEATED = 50;
/** So many are opened at once before all are sent. */
const OPENED_AT_ONCE = 10;

/** One objective, and whoever reports on it. */
interface Dealt {
  readonly item: Item;
  readonly person: string;
}

/** A plan with so many objectives more, dealt out to the units that have a contact. */
export function dealtOut(
  plan: Plan,
  count: number,
): { readonly plan: Plan; readonly dealt: readonly Dealt[] } {
  const [example] = plan.items;
  if (!example) throw new Error('the plan has no items');
  const contacts = plan.roles.filter(({ role, unit }) => role === 'contact' && unit !== null);
  const dealt = Array.from({ length: count }, (_, index) => {
    const contact = contacts[index % contacts.length];
    if (!contact) throw new Error('the plan has no contacts');
    return { item: { ...example, number: 1_000 + index, code: null }, person: contact.person, contact };
  });
  return {
    dealt,
    plan: {
      ...plan,
      items: [...plan.items, ...dealt.map(({ item }) => item)],
      assignments: [
        ...plan.assignments,
        ...dealt.map(({ item: { kind, number }, contact: { department, unit } }) => ({
          kind,
          number,
          department: department ?? '',
          unit,
          lead: true,
          share: null,
          source: 'prova',
        })),
      ],
    },
  };
}

/**
 * Opens so many forms one after the other, then sends all of them at once, as in a deadline's last minute.
 * @param server address of an empty schema of a PostgreSQL server, which stays full; null for SQLite, in a folder that goes away
 * @throws where the schema holds a plan
 */
export async function measureForms(count: number, server: string | null): Promise<OfForms> {
  const read = readPlan(BUNDLED_PLAN);
  if (!read.ok) throw new Error('the bundled plan is broken: npm run import -- data/lucca-2021 --check');
  const { plan, dealt } = dealtOut(read.plan, count);
  const folder = mkdtempSync(join(tmpdir(), 'traguardo-moduli-'));
  const place = server ?? join(folder, 'bench.sqlite');
  const emails = new Map(plan.people.map(({ code, email }) => [accountOf(code), email]));
  const slack = await startSlackSide(emails);
  let service: Service | null = null;
  try {
    await fill(place, plan);
    const phase = plan.phases[0];
    if (!phase) throw new Error('the plan has no phase');
    service = await startService('src/main.ts', {
      TRAGUARDO_DB: place,
      TRAGUARDO_SIMULATE: '1',
      TRAGUARDO_NOW: `${phase.dueOn}T10:00`,
      SLACK_BOT_TOKEN: 'xoxb-bench',
      SLACK_API_URL: `${slack.url}/api/`,
      PORT: String(await freePort()),
      HOST: '127.0.0.1',
      LOG_LEVEL: 'info',
    });
    const product = service;
    const opened: Sent[] = [];
    for (let from = 0; from < count; from += OPENED_AT_ONCE)
      opened.push(
        ...(await Promise.all(
          dealt
            .slice(from, from + OPENED_AT_ONCE)
            .map(({ item, person }) =>
              open(
                product,
                slack,
                accountOf(person),
                within({ ...phase, year: plan.head.year }, itemRef(item)),
              ),
            ),
        )),
      );
    const before = product.use().workMs;
    const begun = performance.now();
    let refused = 0;
    const taken = await Promise.all(
      [...opened, ...opened.slice(0, REPEATED).map(again)].map(async (one) => {
        // An answer with words in it asks to send the form again.
        const isTaken = await product.interact(one).then(
          (said) => said === '',
          () => false,
        );
        if (!isTaken) refused += 1;
        return performance.now() - begun;
      }),
    );
    const work = product.use().workMs - before;
    return {
      forms: count,
      sent: taken.length,
      refused,
      saved: await savedAt(place),
      late: taken.filter((ms) => ms > SLACK_WAITS_MS).length,
      medianMs: quantile(taken, 0.5),
      lastMs: Math.max(...taken),
      workMs: work / taken.length,
    };
  } finally {
    // Telling all of it takes as long as Slack lets it.
    await service?.stop(true);
    slack.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const accountOf = (person: string): string => `U${person.replace(/\W/g, '').toUpperCase()}`;

/** What Slack sends as a form is sent. */
type Sent = Readonly<Record<string, unknown>>;

/** A second click on «Invia»: the same form by another request. */
const again = (form: Sent): Sent => ({ ...form, trigger_id: `${form.trigger_id}.again` });

/** Presses the button of an item; gives the form that opens, filled in. */
async function open(product: Service, slack: SlackSide, account: string, value: string): Promise<Sent> {
  const { trigger, opened } = slack.expectForm();
  const common = { user: { id: account, team_id: 'T1' }, team: { id: 'T1' }, api_app_id: 'A1' };
  await product.interact({
    ...common,
    type: 'block_actions',
    trigger_id: trigger,
    container: { type: 'message', message_ts: '1.0', channel_id: 'D1' },
    channel: { id: 'D1' },
    actions: [{ type: 'button', block_id: 'B', action_id: ACTIONS.updateItem, action_ts: '1.0', value }],
  });
  return {
    ...common,
    type: 'view_submission',
    trigger_id: `${trigger}.sent`,
    view: {
      ...(await opened),
      id: `V${trigger}`,
      team_id: 'T1',
      hash: '1.0',
      state: {
        values: {
          state: { state: { type: 'static_select', selected_option: { value: 'in_progress' } } },
          percent: { percent: { type: 'plain_text_input', value: '40' } },
          note: { note: { type: 'plain_text_input', value: 'I lavori sono cominciati.' } },
        },
      },
    },
  };
}

async function fill(place: string, plan: Plan): Promise<void> {
  const db = await openStore(place);
  try {
    if ((await listPlans(db)).length > 0) throw new Error('the schema holds a plan: it must be an empty one');
    await savePlan(db, plan, new Date());
  } finally {
    await db.destroy();
  }
}

async function savedAt(place: string): Promise<number> {
  const db = await openStore(place);
  try {
    return (await db.selectFrom('status_update').select('id').execute()).length;
  } finally {
    await db.destroy();
  }
}
