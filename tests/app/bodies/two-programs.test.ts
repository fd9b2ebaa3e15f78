import { randomUUID } from 'node:crypto';
import { describe, expect, inject, it, vi } from 'vitest';
import { ACTIONS } from '../../../src/bot/kit/ids.ts';
import { keyOfMessage } from '../../../src/bot/kit/message-key.ts';
import { buildUpdateForm, startingDraft } from '../../../src/bot/update/update-form.ts';
import { mayUpdate } from '../../../src/domain/plan/index.ts';
import { itemRef, type Plan } from '../../../src/domain/types.ts';
import { startBotProcess } from '../../support/bot-process.ts';
import { accountId } from '../../support/fake-slack.ts';
import { environmentOf, planOf, startManyBodies, type Tenant, tenant } from '../../support/many-bodies.ts';
import { luccaPlan } from '../../support/plan.ts';
import { seconds, sign } from '../../support/slack.ts';
import { aForm, formValues } from '../../support/updates.ts';

const contact = accountId('ref-uo-3-2');
/** Of a form that is not taken: its author insists. */
const MOST_ATTEMPTS = 20;
const EVENTUALLY = { timeout: 45_000, interval: 20 };

/** Whom a workspace was written to, as often as it was. */
const writtenIn = ({ slack }: Tenant): readonly string[] =>
  slack.messages.map(({ args }) => String(args.channel));

// Programs share a server; a folder of files is one program's.
describe.skipIf(inject('server') === null)('two programs of many bodies at one server', () => {
  it('share what comes from each workspace, write to everybody once, and the second goes on when the first ends', async () => {
    const first = await startManyBodies();
    const tenants = [
      await tenant(first, 'lucca', 'TLUCCA', luccaPlan()),
      await tenant(first, 'pisa', 'TPISA', planOf('pisa', 'Comune di Pisa')),
    ];
    const second = await first.beside();
    expect(second.bodies.count()).toBe(2);

    await Promise.all([first.bodies.tick(), second.bodies.tick()]);
    const written = tenants.map(writtenIn);
    for (const channels of written) {
      expect(channels.length).toBeGreaterThan(5);
      expect(new Set(channels).size).toBe(channels.length);
    }

    for (const [program, { team, slack }] of [first, second].flatMap((program) =>
      tenants.map((one) => [program, one] as const),
    )) {
      slack.forget();
      await program.command(team, '/chiedi', 'chi segue l’obiettivo 24?', contact, slack.responseUrl());
      await vi.waitFor(() => expect(slack.responses).toHaveLength(1), EVENTUALLY);
      expect(JSON.stringify(slack.responses).includes('Comune di Pisa')).toBe(team === 'TPISA');
    }

    const before = tenants.map((one) => writtenIn(one).length);
    const sinceThen = (one: Tenant) => writtenIn(one).slice(before[tenants.indexOf(one)]);
    await first.bodies.stop();
    for (const { team } of tenants) await second.press(team, ACTIONS.achieved, 'objective:24|0', contact);
    await vi.waitFor(async () => {
      await second.bodies.tick();
      for (const one of tenants) expect(sinceThen(one)).not.toEqual([]);
    }, EVENTUALLY);
    for (const one of tenants) expect(new Set(sinceThen(one)).size).toBe(sinceThen(one).length);
  });

  it('lose nothing and tell nothing twice when one of them is killed in the midst of forms', async () => {
    const made = await startManyBodies();
    const plans = [openForLong(luccaPlan()), openForLong(planOf('pisa', 'Comune di Pisa'))];
    const tenants: readonly Tenant[] = [
      await tenant(made, 'lucca', 'TLUCCA', plans[0] as Plan),
      await tenant(made, 'pisa', 'TPISA', plans[1] as Plan),
    ];
    await made.bodies.stop();
    const [first, second] = await Promise.all([startProgram(made), startProgram(made)]);

    const forms = tenants.flatMap((one) => formsOf(luccaPlan()).map((form) => ({ ...form, tenant: one })));
    /** Whoever is not answered, or told that it was not saved, sends the form again, to the other program. */
    const send = async (form: (typeof forms)[number], index: number) => {
      for (let attempt = 0; ; attempt += 1)
        try {
          const { url } = (index + attempt) % 2 === 0 ? first : second;
          return await submit(url, form.tenant.team, form);
        } catch (error) {
          if (attempt > MOST_ATTEMPTS) throw error;
        }
    };
    const sending = forms.map(send);
    await Promise.any(sending);
    await first.process.kill();
    await Promise.all(sending);

    for (const { db, slack, team } of tenants) {
      const saved = await db.selectFrom('status_update').selectAll().execute();
      const sent = forms.filter((form) => form.tenant.team === team);
      expect(saved.map(itemRef).sort()).toEqual(sent.map(({ item }) => itemRef(item)).sort());
      await expect
        .poll(() =>
          db
            .selectFrom('outbox')
            .select(['kind', 'person', 'status'])
            .where('kind', 'in', ['receipt', 'approval'])
            .where('status', 'in', ['waiting', 'claimed', 'failed'])
            .execute(),
        )
        .toEqual([]);
      const keys = slack.messages.map(({ args }) => keyOfMessage(args)).filter((key) => key !== null);
      expect(keys.length).toBeGreaterThan(1);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });
});

/** With a phase that is open whenever the test is run. */
const openForLong = (plan: Plan): Plan => ({
  ...plan,
  phases: plan.phases.map((phase, index) =>
    index === 0 ? { ...phase, opensOn: '2021-01-01', dueOn: '2199-12-31' } : phase,
  ),
});

/** A form of the contact for each of their items. */
const formsOf = (plan: Plan) =>
  plan.items
    .filter((item) => mayUpdate(plan, 'ref-uo-3-2', item, []))
    .map((item) => ({ item, person: contact }));

/** A program of many bodies in a process of its own. */
async function startProgram({ place, slack }: Awaited<ReturnType<typeof startManyBodies>>) {
  const process = await startBotProcess({
    ...environmentOf(place, slack),
    TRAGUARDO_TICK_MS: '200',
    TRAGUARDO_PACE_MS: '0',
    TRAGUARDO_LEASE_MS: '3000',
    LOG_LEVEL: 'info',
  });
  const port = await vi.waitFor(() => {
    const found = /porta (\d+)/.exec(process.output())?.[1];
    if (found === undefined) throw new Error(process.output());
    return found;
  }, EVENTUALLY);
  return { process, url: `http://127.0.0.1:${port}/slack/events` };
}

/** Sends a form as Slack does. @throws where it was not taken, or its author was told that it was not saved */
async function submit(url: string, team: string, { item, person }: ReturnType<typeof formsOf>[number]) {
  const form = aForm({ item });
  const payload = {
    type: 'view_submission',
    user: { id: person, team_id: team },
    team: { id: team },
    // What is sent again is another request.
    trigger_id: randomUUID(),
    view: {
      ...buildUpdateForm(form, startingDraft(form), { names: new Map(), timezone: 'Europe/Rome' }),
      id: `V${team}${itemRef(item)}`,
      state: { values: formValues({ state: 'in_progress', percent: '40', note: `nota ${item.number}` }) },
    },
  };
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const at = seconds();
  const response = await fetch(url, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': String(at),
      'x-slack-signature': sign(body, at),
    },
  });
  const said = await response.text();
  if (response.status !== 200 || said !== '') throw new Error(`not taken: ${response.status} ${said}`);
}
