import { expect, it } from 'vitest';
import { buildUpdateForm, startingDraft } from '../../../src/bot/update/update-form.ts';
import { dealtOut } from '../../../src/cli/bench/many-forms.ts';
import { itemRef } from '../../../src/domain/types.ts';
import { savePlan } from '../../../src/store/plan/plan-store.ts';
import { IMPORTED_AT } from '../../support/database.ts';
import { inFull } from '../../support/long-run.ts';
import { as, seconds, sign, startBot } from '../../support/slack.ts';
import { aForm, formValues } from '../../support/updates.ts';

/** A server answers each statement later than a file: of a thousand forms it does not acknowledge all within three seconds. */
const SUBMISSIONS = process.env.TRAGUARDO_TEST_DB === undefined ? inFull(1_000, 250) : 100;
/** So many are sent twice, as Slack and impatient people do. */
const REPEATED = 50;
const MAX_ATTEMPTS = 10;

it('hundreds of forms sent at once over HTTP are all saved, each once, and all told', {
  timeout: 300_000,
}, async () => {
  const bot = await startBot({ now: '2021-09-09T09:00+02:00' });
  const { plan, dealt } = dealtOut(bot.plan, SUBMISSIONS);
  await savePlan(bot.db, plan, new Date(IMPORTED_AT.getTime() + 1));

  const postOnce = async ({ item, person }: (typeof dealt)[number], attempt: number) => {
    const form = aForm({ item });
    const payload = {
      type: 'view_submission',
      user: { id: as(person) },
      team: { id: 'TTEAM' },
      // What is sent twice is another request: another trigger, another signature.
      trigger_id: `T${item.number}.${attempt}`,
      view: {
        ...buildUpdateForm(form, startingDraft(form), { names: new Map(), timezone: 'Europe/Rome' }),
        id: `V${item.number}`,
        state: {
          values: formValues({ state: 'in_progress', percent: '40', note: `nota ${item.number}` }),
        },
      },
    };
    const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    const at = seconds();
    const response = await fetch(bot.url, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': String(at),
        'x-slack-signature': sign(body, at),
      },
    });
    if (response.status !== 200) throw new Error(`not acknowledged: ${response.status}`);
    return response.text();
  };

  /**
   * A line that is cut, or an acknowledgement that a busy machine gives too late, says nothing of what became of the
   * form: it is sent again, as its author would.
   */
  const post = async (one: (typeof dealt)[number], attempt: number): Promise<string> => {
    for (let again = attempt; ; again += 10)
      try {
        return await postOnce(one, again);
      } catch (error) {
        if (again > MAX_ATTEMPTS * 10) throw error;
      }
  };
  const sends = dealt.flatMap((one, index) =>
    index < REPEATED ? [post(one, 1), post(one, 2)] : [post(one, 1)],
  );
  expect([...new Set(await Promise.all(sends))]).toEqual(['']);
  await bot.services.notices.flush();

  const rows = await bot.db.selectFrom('status_update').selectAll().execute();
  expect(rows.map(itemRef).sort()).toEqual(dealt.map(({ item }) => itemRef(item)).sort());
  for (const { number, note, author } of rows)
    expect({ note, author }).toEqual({ note: `nota ${number}`, author: dealt[number - 1_000]?.person });
  expect((await bot.services.audit.verify()).breaks).toEqual([]);
  expect(await bot.db.selectFrom('outbox').select('id').where('status', '<>', 'sent').execute()).toEqual([]);
  const requests = bot.slack.messages.filter(({ args }) =>
    JSON.stringify(args.blocks ?? []).includes('Approva tutti'),
  );
  expect(requests.length).toBe(new Set(requests.map(({ channel }) => channel)).size);
});
