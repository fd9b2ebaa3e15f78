import { expect, it } from 'vitest';
import { beginsWith, endsWith } from '../../../src/store/engine/texts.ts';
import { memoryDatabase } from '../../support/database.ts';

it('texts are compared letter by letter, in either engine', async () => {
  const db = await memoryDatabase();
  const at = '2021-09-15T07:00:00.000Z';
  const keys = [
    'command:/chiedi:U1',
    'Command:/chiedi:U1',
    'command:/chiedi:XU1',
    'a_b/2021',
    'axb/2021',
    'è/1',
  ];
  await db
    .insertInto('conversation')
    .values(keys.map((key) => ({ body: 'lucca', key, content: '{}', at })))
    .execute();
  const found = async (where: ReturnType<typeof beginsWith>): Promise<readonly string[]> =>
    (await db.selectFrom('conversation').select('key').where(where).orderBy('key').execute()).map(
      ({ key }) => key,
    );
  expect(await found(beginsWith('key', 'command:'))).toEqual(['command:/chiedi:U1', 'command:/chiedi:XU1']);
  expect(await found(beginsWith('key', 'a_b/'))).toEqual(['a_b/2021']);
  expect(await found(beginsWith('key', 'è/'))).toEqual(['è/1']);
  expect(await found(endsWith('key', ':U1'))).toEqual(['Command:/chiedi:U1', 'command:/chiedi:U1']);
  expect(await found(endsWith('key', 'much longer than any of them'))).toEqual([]);
});

it('nothing is in a list of nothing, in either engine', async () => {
  const db = await memoryDatabase();
  const plans = db.selectFrom('plan').select('year');
  expect(await plans.where('id', 'in', []).execute()).toEqual([]);
  expect(await plans.where('id', 'not in', []).execute()).toEqual([{ year: 2021 }]);
});
