import { describe, expect, inject, it, vi } from 'vitest';
import { ACTIONS } from '../../../src/bot/kit/ids.ts';
import { accountId } from '../../support/fake-slack.ts';
import { planOf, startManyBodies, type Tenant, tenant } from '../../support/many-bodies.ts';
import { luccaPlan } from '../../support/plan.ts';

const contact = accountId('ref-uo-3-2');
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
});
