import { expect, it, vi } from 'vitest';
import { closing } from '../../support/closing.ts';
import { EVENTUALLY } from '../../support/eventually.ts';
import { accountId, type FakeSlack, startFakeSlack } from '../../support/fake-slack.ts';
import {
  bodyIn,
  givenTo,
  type ManyBodies,
  planOf,
  startManyBodies,
  tenant,
} from '../../support/many-bodies.ts';
import { luccaPlan } from '../../support/plan.ts';

const contact = accountId('ref-uo-3-2');

/** Asks for help in a workspace, and tells what was answered there. */
async function helpIn(many: ManyBodies, team: string, slack: FakeSlack, more = {}): Promise<string> {
  slack.forget();
  await many.command(team, '/costi', 'aiuto', contact, slack.responseUrl(), more);
  await vi.waitFor(() => expect(slack.responses.length).toBeGreaterThan(0), EVENTUALLY);
  return JSON.stringify(slack.responses);
}

it('a body with a second workspace writes to each person once, and answers in both', async () => {
  const many = await startManyBodies();
  const first = await tenant(many, 'lucca', 'T1', luccaPlan());
  await many.bodies.tick();
  const written = first.slack.messages.length;
  expect(written).toBeGreaterThan(5);
  const second = closing(await startFakeSlack(luccaPlan()));
  many.slack.let('xoxb-T2', second);
  await many.register.connect(
    { id: 'T2', body: 'lucca', organisation: null },
    new Date('2021-09-10T08:00:00Z'),
  );
  many.slack.give(() => givenTo('T2', 'xoxb-T2'));
  expect((await many.install()).status).toBe(200);
  await many.bodies.tick();
  expect(many.bodies.count()).toBe(1);
  expect(first.slack.messages).toHaveLength(written);
  expect(second.messages).toEqual([]);
  expect(await helpIn(many, 'T2', second)).toContain('costi');
  expect(await helpIn(many, 'T1', first.slack)).toContain('costi');
});

it('an organisation’s app serves its workspaces, each for the body whose it is', async () => {
  const many = await startManyBodies();
  const slack = closing(await startFakeSlack(luccaPlan()));
  many.slack.let('xoxb-org', slack);
  await bodyIn(many.place, 'lucca', luccaPlan());
  await bodyIn(many.place, 'pisa', planOf('pisa', 'Comune di Pisa'));
  for (const code of ['lucca', 'pisa']) await many.register.add(code, many.clock.now());
  await many.register.connect({ id: 'E1', body: 'lucca', organisation: null }, many.clock.now());
  await many.register.connect({ id: 'T2', body: 'pisa', organisation: 'E1' }, many.clock.now());
  many.slack.give(() =>
    givenTo('', 'xoxb-org', { team: null, enterprise: { id: 'E1' }, is_enterprise_install: true }),
  );
  expect((await many.install()).status).toBe(200);
  expect(many.bodies.count()).toBe(2);
  const ofOrganisation = { enterprise_id: 'E1', is_enterprise_install: 'true' };
  slack.forget();
  for (const [team, said] of [
    ['T2', 'Comune di Pisa'],
    ['T9', '24'],
  ] as const) {
    slack.forget();
    await many.command(
      team,
      '/chiedi',
      'chi segue l’obiettivo 24?',
      contact,
      slack.responseUrl(),
      ofOrganisation,
    );
    await vi.waitFor(() => expect(slack.responses.length).toBeGreaterThan(0), EVENTUALLY);
    expect(JSON.stringify(slack.responses)).toContain(said);
    if (team === 'T9') expect(JSON.stringify(slack.responses)).not.toContain('Pisa');
  }
});
