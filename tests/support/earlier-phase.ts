import { bareContent } from '../../src/domain/record/index.ts';
import type { Bot } from './slack.ts';

/** An earlier phase of Lucca's plan, and what was reported in it: in progress, 34,5 %. */
export async function reportedBefore(
  bot: Bot,
  ...items: (readonly ['objective' | 'process', number])[]
): Promise<void> {
  const phase = await bot.db.selectFrom('phase').selectAll().executeTakeFirstOrThrow();
  await bot.db
    .insertInto('phase')
    .values({
      ...phase,
      code: 'avvio-2021',
      name: 'Avvio 2021',
      opens_on: '2021-03-01',
      due_on: '2021-03-31',
    })
    .execute();
  for (const [kind, number] of items)
    await bot.services.updateStore.append(
      {
        ...bareContent('in_progress', 34.5),
        kind,
        number,
        phase: 'avvio-2021',
        structure: 'U.O.3.2',
        closes: true,
        origin: 'submission',
        author: 'ref-uo-3-2',
        at: new Date('2021-03-30T09:00:00Z'),
      },
      0,
      { approvedBy: 'dir-settore-3' },
    );
  await bot.db
    .updateTable('phase')
    .set({ closes_on: '2021-04-01' })
    .where('code', '=', 'avvio-2021')
    .execute();
}
