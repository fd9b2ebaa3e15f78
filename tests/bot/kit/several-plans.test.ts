import { beforeEach, describe, expect, it } from 'vitest';
import { ACTIONS } from '../../../src/bot/kit/ids.ts';
import { tickAll } from '../../../src/bot/kit/tick.ts';
import { savePlan } from '../../../src/store/plan/plan-store.ts';
import { viewProblems } from '../../support/block-limits.ts';
import { IMPORTED_AT } from '../../support/database.ts';
import { dmOf, STRANGER } from '../../support/fake-slack.ts';
import { as, type Bot, directMessage, makeYears, startBot } from '../../support/slack.ts';
import { FINAL_2021, IN_JANUARY, openInBothYears, planOf2022, START_2022 } from '../../support/two-plans.ts';
import { formValues } from '../../support/updates.ts';

type Json = Readonly<Record<string, unknown>>;

const contact = as('ref-uo-3-2');
const head = as('dir-settore-3');
const control = as('controllo');

let bot: Bot;
beforeEach(async () => {
  bot = await startBot({ now: IN_JANUARY });
  await openInBothYears(bot);
});

const tick = () => tickAll(bot.services.years);
const dm = (person: string) => bot.slack.messages.filter(({ channel }) => channel === dmOf(person));
const saved = () =>
  bot.db
    .selectFrom('status_update')
    .select(['year', 'phase', 'kind', 'number', 'state'])
    .orderBy('id')
    .execute();
const reply = () => bot.slack.responses.at(-1) as Json | undefined;
const opened = () => bot.slack.callsTo('views.open').at(-1)?.view as Json | undefined;

/** The value of the nth button of a kind in what a message shows. */
const buttonValue = (blocks: unknown, action: string, of = ''): string => {
  const found = [...JSON.stringify(blocks).matchAll(/"action_id":"([^"]+)","value":"([^"]+)"/g)].find(
    ([, id, value]) => id === action && value?.includes(of),
  );
  if (!found?.[2]) throw new Error(`no ${action} ${of}`);
  return found[2];
};

describe('two years that ask at once', () => {
  it('send each person one reminder for each phase, each once, and nothing more at the next tick', async () => {
    await tick();
    const sent = dm(contact).map(({ args }) => String(args.text));
    expect(sent).toHaveLength(2);
    const headers = dm(contact).map(({ args }) => (args.blocks as Json[])[0]);
    expect(JSON.stringify(headers)).toContain('Monitoraggio finale 2021');
    expect(JSON.stringify(headers)).toContain('Avvio dell’anno 2022');
    const before = bot.slack.messages.length;
    await tick();
    expect(bot.slack.messages).toHaveLength(before);

    const reminder = dm(contact).find(({ args }) => JSON.stringify(args.blocks).includes('"2021/'));
    const value = buttonValue(reminder?.args.blocks, ACTIONS.achieved, 'objective:24');
    expect(value).toBe(`2021/${FINAL_2021}/objective:24|`);
    await bot.press(ACTIONS.achieved, value, contact);
    const settled = dm(contact).filter(({ args }) =>
      JSON.stringify(args.blocks).includes('raggiunto, 100 %'),
    );
    expect(settled.map(({ ts }) => ts)).toEqual([reminder?.ts]);
  });

  it.each([
    ['2021', FINAL_2021, '*Bicipolitana*'],
    ['2022', START_2022, '*Bicipolitana, anno due*'],
  ])('take a report where its button stands: %s', async (year, phase, title) => {
    await bot.press(ACTIONS.updateItem, `${year}/${phase}/objective:24`, contact);
    expect(JSON.stringify(opened())).toContain(title);
    await bot.submit(
      opened() ?? {},
      formValues({ state: 'in_progress', percent: '40', note: 'avanti' }),
      contact,
    );
    expect(await saved()).toEqual([
      { year: Number(year), phase, kind: 'objective', number: 24, state: 'in_progress' },
    ]);
  });

  it('have their approvals decided each in its own plan', async () => {
    for (const year of ['2021', '2022'])
      await bot.press(
        ACTIONS.achieved,
        `${year}/${year === '2021' ? FINAL_2021 : START_2022}/objective:24|`,
        contact,
      );
    const requests = dm(head).filter(({ args }) => String(args.text).includes('aspetta la tua approvazione'));
    expect(requests).toHaveLength(2);
    for (const { args } of requests)
      await bot.press(ACTIONS.approve, buttonValue(args.blocks, ACTIONS.approve), head);
    const decisions = await bot.db
      .selectFrom('update_decision')
      .select(['update_id', 'kind', 'actor'])
      .execute();
    expect(decisions).toEqual([
      { update_id: 1, kind: 'approved', actor: 'dir-settore-3' },
      { update_id: 2, kind: 'approved', actor: 'dir-settore-3' },
    ]);
  });

  it('are put off one by one', async () => {
    await tick();
    const message = dm(contact).find(({ args }) => JSON.stringify(args.blocks).includes('"2021/'));
    const key = buttonValue(message?.args.blocks, ACTIONS.takeInCharge);
    await bot.press(ACTIONS.takeInCharge, key, contact);
    expect(JSON.stringify(opened())).toContain('Monitoraggio finale 2021: ci stai lavorando?');
    await bot.submit(
      opened() ?? {},
      {
        items: { items: { selected_options: [{ value: 'objective:24' }] } },
        until: { until: { selected_date: '2022-02-01' } },
      },
      contact,
    );
    const rows = await bot.db.selectFrom('postponement').select(['year', 'number']).execute();
    expect(rows).toEqual([{ year: 2021, number: 24 }]);
  });
});

describe('/aggiorna', () => {
  it('asks of which plan, when both ask about the number', async () => {
    await bot.command('/aggiorna', 'obiettivo 24', contact);
    expect(reply()?.text).toContain('(Monitoraggio finale 2021)');
    expect(reply()?.text).toContain('(Avvio dell’anno 2022)');
  });

  it('does not ask when the year is said', async () => {
    await bot.command('/aggiorna', 'obiettivo 24 2021', contact);
    expect(JSON.stringify(opened())).toContain('Monitoraggio finale 2021');
  });

  it('alone lists what both ask', async () => {
    await bot.command('/aggiorna', '', contact);
    expect(reply()?.text).toMatch(
      /Monitoraggio finale 2021\. Mancano \d+[\s\S]*Avvio dell’anno 2022\. Mancano \d+/,
    );
  });

  it('says which plans there are, for a year that has none', async () => {
    await bot.command('/monitoraggio', 'apri 2030', control);
    expect(reply()?.text).toBe('Non ho un piano del 2030: ci sono quelli del 2021 e 2022.');
  });
});

it('a message that reports is asked of which plan it means', async () => {
  await bot.event(directMessage(contact, 'l’obiettivo 24 è al 100 %'));
  const { args } = dm(contact).at(-1) ?? { args: {} as Json };
  expect(args.text).toContain('Di quale?');
  await bot.press(ACTIONS.confirmIntent, escaped(args.blocks, '2022/'), contact);
  expect(await saved()).toMatchObject([{ year: 2022, number: 24 }]);
});

/** The value of a confirmation, which holds JSON of its own. */
function escaped(blocks: unknown, of: string): string {
  const accessories = (blocks as { accessory?: { value?: string } }[]).map(
    ({ accessory }) => accessory?.value,
  );
  const value = accessories.find((one) => one?.startsWith(of));
  if (!value) throw new Error(`no confirmation of ${of}`);
  return value;
}

describe('what is typed in a form', () => {
  it.each(['2021/12/31 approvata la delibera', '2019/05/03 gara'])(
    'stays in the form’s own plan, whatever it looks like: %s',
    async (note) => {
      await bot.press(ACTIONS.updateItem, `2022/${START_2022}/objective:24`, contact);
      const values = formValues({ state: 'in_progress', percent: '10', note });
      await bot.type('note', note, opened() ?? {}, values, contact);
      const drafts = await bot.db.selectFrom('draft').select(['year', 'phase']).execute();
      expect(drafts).toEqual([{ year: 2022, phase: START_2022 }]);
      expect(bot.slack.callsTo('views.push')).toEqual([]);
    },
  );
});

describe('the Home', () => {
  it.each(['ref-uo-3-2', 'dir-settore-3', 'controllo', 'nucleo', 'dipendente'])(
    'is one that Slack takes, for %s',
    async (person) => {
      await bot.event({ type: 'app_home_opened', user: as(person), channel: dmOf(as(person)), tab: 'home' });
      const view = bot.slack.callsTo('views.publish').at(-1)?.view as Json;
      expect(viewProblems(view)).toEqual([]);
    },
  );

  it('shows what both plans ask, and names them', async () => {
    await bot.event({ type: 'app_home_opened', user: contact, channel: dmOf(contact), tab: 'home' });
    const home = JSON.stringify(bot.slack.callsTo('views.publish').at(-1)?.view);
    expect(home).toContain('piani 2021, 2022');
    expect(home).toContain('Monitoraggio finale 2021');
    expect(home).toContain('Avvio dell’anno 2022');
    expect(home).toContain(`"2021/${FINAL_2021}/objective:24"`);
    expect(home).toContain(`"2022/${START_2022}/objective:24"`);
  });
});

describe('/monitoraggio', () => {
  it('alone shows the phases of both', async () => {
    await bot.command('/monitoraggio', '', control);
    expect(reply()?.text).toContain('Monitoraggio finale 2021');
    expect(reply()?.text).toContain('Avvio dell’anno 2022');
  });

  it.each(['stato', 'chiudi', 'sollecita', 'pausa', 'proroga', 'parere'])(
    '«%s» never guesses which phase is meant',
    async (word) => {
      await bot.command('/monitoraggio', word, control);
      expect(reply()?.text).toContain('tra «Avvio dell’anno 2022» e «Monitoraggio finale 2021».');
      expect(bot.slack.callsTo('views.open')).toEqual([]);
    },
  );

  it.each([
    ['2021', 2021],
    ['finale', 2021],
    ['Monitoraggio finale 2021', 2021],
    ['avvio', 2022],
  ])('«proroga %s» is about the phase of %s', async (words, year) => {
    await bot.command('/monitoraggio', `proroga ${words}`, control);
    await bot.submit(opened() ?? {}, { dueOn: { dueOn: { selected_date: '2022-03-01' } } }, control);
    const moved = await bot.db
      .selectFrom('phase')
      .select('year')
      .where('due_on', '=', '2022-03-01')
      .execute();
    expect(moved).toEqual([{ year }]);
  });

  it('takes a name as it is written, with its quotes, before all that contain it', async () => {
    await bot.db.updateTable('phase').set({ name: 'Verifica' }).where('year', '=', 2022).execute();
    await bot.db.updateTable('phase').set({ name: 'Verifica bis' }).where('code', '=', FINAL_2021).execute();
    for (const words of ['Verifica', 'verifica 2022', '«Verifica 2022»']) {
      await bot.command('/monitoraggio', `proroga ${words}`, control);
      expect(JSON.stringify(opened())).toContain('*Verifica 2022*');
    }
  });

  it('says nothing to an account that no plan knows', async () => {
    await bot.command('/monitoraggio', '', STRANGER);
    expect(reply()?.text).toContain('Questo account non è tra quelli del piano');
  });

  it('closes one year and leaves the other open', async () => {
    await bot.command('/monitoraggio', 'chiudi 2021', control);
    await bot.submit(opened() ?? {}, {}, control);
    const open = await bot.db
      .selectFrom('phase')
      .select(['year', 'code'])
      .where('closes_on', 'is', null)
      .execute();
    expect(open).toEqual([{ year: 2022, code: START_2022 }]);
    await bot.command('/monitoraggio', 'verbale', control);
    expect(reply()?.text).toContain('Verbale: Monitoraggio finale');
  });

  it('«apri» is about the current plan, or the one whose year is said', async () => {
    await bot.command('/monitoraggio', 'apri', control);
    expect(String(opened()?.private_metadata)).toContain('2022');
    await bot.command('/monitoraggio', 'apri 2021', control);
    expect(String(opened()?.private_metadata)).toContain('2021');
  });
});

it('when a phase closes, its reminders say so and ask nothing more; the other’s go on', async () => {
  await tick();
  await bot.command('/monitoraggio', 'chiudi 2021', control);
  await bot.submit(opened() ?? {}, {}, control);
  const [closed, open] = ['2021', '2022'].map((year) =>
    dm(contact).find(({ args }) => JSON.stringify(args.blocks).includes(year)),
  );
  expect(closed?.args.text).toContain('La fase è chiusa: non servono più aggiornamenti.');
  expect(JSON.stringify(closed?.args.blocks)).not.toContain('"action_id"');
  expect(JSON.stringify(open?.args.blocks)).toContain('"action_id":"item.update"');
  const row = await bot.db
    .selectFrom('outbox')
    .where('kind', '=', 'reminder')
    .select('key')
    .where('year', '=', 2021)
    .where('person', '=', 'ref-uo-3-2')
    .executeTakeFirstOrThrow();
  await bot.press(ACTIONS.takeInCharge, `2021/${FINAL_2021}/${row.key}`, contact);
  expect(reply()?.text).toContain('La fase «Monitoraggio finale» è chiusa');
});

it('a plan imported while the bot is at work is served at the next tick', async () => {
  const plain = await startBot({ now: IN_JANUARY });
  await plain.db.updateTable('phase').set({ closes_on: '2021-10-01' }).execute();
  await tickAll(plain.services.years);
  expect(plain.slack.messages).toEqual([]);
  const [start] = planOf2022().phases;
  expect(start).toBeUndefined();
  await openInBothYears(plain);
  await tickAll(plain.services.years);
  expect(plain.slack.messages.length).toBeGreaterThan(40);
});

it('one plan that fails holds back none of the others', async () => {
  const { years } = bot.services;
  const broken = {
    ...years,
    of: (year: number | null) => (year === 2022 ? Promise.reject(new Error('busy')) : years.of(year)),
  };
  await expect(tickAll(broken)).rejects.toThrow('a tick failed for one plan');
  expect(dm(contact)).toHaveLength(1);
});

it('a plan that could not be read is read again when it is next asked for', async () => {
  const { years, register } = makeYears(bot.slack, bot.clock, bot.services.logger, {
    db: bot.db,
    plan: bot.plan.head,
  });
  const source = register.of(2021);
  const { current } = source;
  Object.assign(source, { current: () => Promise.reject(new Error('busy')) });
  await expect(years.of(2021)).rejects.toThrow('busy');
  Object.assign(source, { current });
  expect((await years.of(2021)).year).toBe(2021);
});

describe('two phases of one plan that ask about the same item', () => {
  beforeEach(async () => {
    const plan = planOf2022();
    await bot.db.updateTable('phase').set({ closes_on: '2022-01-05' }).execute();
    const [first, second] = ['prima', 'seconda'].map((code, index) => ({
      year: 2022,
      code,
      name: `Verifica ${code}`,
      kinds: ['objective' as const],
      opensOn: '2022-01-10',
      dueOn: index === 0 ? '2022-02-11' : '2022-02-14',
      closesOn: null,
      source: null,
      ladder: [],
      channel: null,
      paused: false,
    }));
    if (!first || !second) throw new Error('two phases');
    await savePlan(bot.db, { ...plan, phases: [first, second] }, IMPORTED_AT);
  });

  it('take a report where its button stands', async () => {
    await bot.press(ACTIONS.achieved, '2022/seconda/objective:24|', contact);
    expect(await saved()).toMatchObject([{ phase: 'seconda' }]);
  });

  it('are answered one after the other by «/aggiorna 24»: the one still missing', async () => {
    await bot.press(ACTIONS.achieved, '2022/prima/objective:24|', contact);
    await bot.command('/aggiorna', 'obiettivo 24', contact);
    expect(JSON.stringify(opened())).toContain('Verifica seconda');
  });
});
