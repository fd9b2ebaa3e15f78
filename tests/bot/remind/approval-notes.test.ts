import { beforeEach, describe, expect, it } from 'vitest';
import { tickAll } from '../../../src/bot/kit/tick.ts';
import { dmOf } from '../../support/fake-slack.ts';
import { as, type Bot, startBot } from '../../support/slack.ts';
import { aDraft } from '../../support/updates.ts';

const PHASE = 'monitoraggio-2021';
const head = as('dir-settore-3');
const control = as('controllo');

let bot: Bot;
beforeEach(async () => {
  bot = await startBot({ now: '2021-09-09T10:00+02:00' });
  const item = { kind: 'objective', number: 24 } as const;
  await bot.services.updates.submit(
    'ref-uo-3-2',
    item,
    PHASE,
    0,
    aDraft({ state: 'in_progress', percent: '60' }),
  );
});

const tickAt = async (instant: string): Promise<void> => {
  bot.clock.set(instant);
  await tickAll(bot.services.years);
};
const notesTo = (account: string): readonly string[] =>
  bot.slack.messages
    .filter(({ channel }) => channel === dmOf(account))
    .map(({ args }) => JSON.stringify(args))
    .filter((message) => message.includes('approvazioni in attesa'));

describe('a report that nobody decides on', () => {
  it('is brought back to the head on the third working day, and to the control office on the fifth, once each', async () => {
    await tickAt('2021-09-13T09:00+02:00');
    expect(notesTo(head)).toEqual([]);
    for (const time of ['09:00', '12:00']) await tickAt(`2021-09-14T${time}+02:00`);
    await tickAt('2021-09-15T09:00+02:00');
    expect(notesTo(head)).toHaveLength(1);
    expect(notesTo(head)[0]).toContain('la tua decisione da almeno 3 giorni lavorativi');
    expect(notesTo(head)[0]).toContain(
      'obiettivo 24, inviato da Referente U.O. 3.2 il 9 settembre 2021 (3 giorni)',
    );
    expect(notesTo(control)).toEqual([]);
    for (const time of ['09:00', '12:00']) await tickAt(`2021-09-16T${time}+02:00`);
    expect(notesTo(control)).toHaveLength(1);
    expect(notesTo(control)[0]).toContain('decide Dirigente Settore 3');
    expect(notesTo(control)[0]).toContain('/monitoraggio assenza');
    expect(notesTo(head)).toHaveLength(1);
  });

  it('is brought to whoever stands in for the head', async () => {
    await bot.db
      .insertInto('absence')
      .values({
        body: 'lucca',
        person: 'dir.settore-3@lucca.example',
        from_day: '2021-09-13',
        to_day: '2021-09-24',
        substitute: 'dir.settore-5@lucca.example',
        recorded_by: 'controllo@lucca.example',
        recorded_at: '2021-09-10T08:00:00Z',
      })
      .execute();
    await tickAt('2021-09-14T09:00+02:00');
    expect(notesTo(head)).toEqual([]);
    expect(notesTo(as('dir-settore-5'))).toHaveLength(1);
  });

  it('is not spoken of any more when it was decided', async () => {
    const [waiting] = await bot.services.updateStore.versionsOfPhase(PHASE);
    await bot.services.approvals.approve('dir-settore-3', [waiting?.id ?? 0]);
    await tickAt('2021-09-14T09:00+02:00');
    await tickAt('2021-09-16T09:00+02:00');
    expect([...notesTo(head), ...notesTo(control)]).toEqual([]);
  });

  it('waits in silence while the phase is paused', async () => {
    await bot.db.updateTable('phase').set({ paused: 1 }).execute();
    await tickAt('2021-09-14T09:00+02:00');
    expect(notesTo(head)).toEqual([]);
  });
});
