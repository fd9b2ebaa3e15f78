import { describe, expect, it } from 'vitest';
import { buildReportNotice } from '../../src/bot/approve/notice-view.ts';
import { buildReportForm, buildReports } from '../../src/bot/ask/feedback-view.ts';
import { exampleNames } from '../../src/bot/ask/help-examples.ts';
import { buildHelp } from '../../src/bot/ask/help-view.ts';
import type { HomeContent, HomeOfPlan, PhaseBoard } from '../../src/bot/home/home-content.ts';
import { buildHome } from '../../src/bot/home/home-view.ts';
import { ACTIONS } from '../../src/bot/kit/ids.ts';
import { withinPlan } from '../../src/bot/kit/within.ts';
import { buildMonitoring } from '../../src/bot/phase/monitoring-view.ts';
import { buildItemChoice } from '../../src/bot/update/item-choice-view.ts';
import { buildOwed } from '../../src/bot/update/owed-view.ts';
import { COMMANDS } from '../../src/commands/index.ts';
import type { PhaseSummary } from '../../src/domain/record/phase-summary.ts';
import type { Item, Milestone } from '../../src/domain/types.ts';
import type { OwedItem } from '../../src/domain/updates/update-model.ts';
import { formatDecimal } from '../../src/words/formats.ts';
import { ROLES } from '../../src/words/roles.ts';
import { ITEM_STATES } from '../../src/words/states.ts';
import { messageProblems, viewProblems } from '../support/block-limits.ts';
import { FULL_ANSWER } from '../support/canned-questions.ts';
import { luccaPlan } from '../support/plan.ts';
import { anUpdate, luccaItem, luccaPhase } from '../support/reminders.ts';

const phase = luccaPhase();
const longest = { ...phase, name: 'Una fase dal nome molto lungo '.repeat(10) };
const everything: readonly Item[] = luccaPlan().items;
const owedOf = (items: readonly Item[], answered = 0): readonly OwedItem[] =>
  items.map((item, index) => ({
    item,
    update: index < answered ? anUpdate() : null,
    last: null,
    mayRepeat: true,
  }));
const nasty: Item = { ...luccaItem('objective:24'), shortTitle: 'A <!here> & B' };

describe('what one owes', () => {
  it('lists what is missing first, each with its button', () => {
    const { text, blocks } = buildOwed(
      phase,
      owedOf([luccaItem('objective:24'), luccaItem('process:38')], 1),
      50,
    );
    expect(text).toBe(
      'Monitoraggio intermedio 2021. Manca 1 aggiornamento su 2. Scadenza: 30 settembre 2021.',
    );
    const drawn = JSON.stringify(blocks);
    expect(drawn.indexOf('process:38')).toBeLessThan(drawn.indexOf('objective:24'));
    expect(drawn).toContain('"text":"Modifica"');
  });

  it('says when everything was sent', () => {
    expect(buildOwed(phase, owedOf([luccaItem('objective:24')], 1), 50).text).toContain(
      'Hai inviato tutto: 1 aggiornamento su 1.',
    );
  });

  it('fits a message with the 130 items of the plan, and says what is left out', () => {
    const { blocks } = buildOwed(longest, owedOf(everything), 50);
    expect(messageProblems(blocks)).toEqual([]);
    expect(JSON.stringify(blocks)).toContain(`E altri ${everything.length - 45}.`);
  });

  it('makes titles harmless', () => {
    expect(JSON.stringify(buildOwed(phase, owedOf([nasty]), 50).blocks)).toContain('A &lt;!here&gt; &amp; B');
  });
});

const counts = Object.fromEntries(
  ITEM_STATES.map((state) => [state, 3]),
) as PhaseSummary['counts'][number]['counts'];
const summaryOf = (named: typeof phase): PhaseSummary => ({
  phase: named,
  counts: [
    { kind: 'objective', counts, missing: 54, total: 69 },
    { kind: 'process', counts, missing: 46, total: 61 },
  ],
});

describe('the state of the phase', () => {
  it('says how many have come in and how many are missing', () => {
    const { text } = buildMonitoring([summaryOf(phase)]);
    expect(text).toContain('Sono arrivati 30 aggiornamenti su 130: ne mancano 100.');
    expect(text).toContain(
      'Obiettivi: raggiunto 3, in fase 3, modificato 3, ritirato 3, nuovo 3, mancanti 54.',
    );
  });

  it('has the rows and columns of the document’s own summary', () => {
    const drawn = JSON.stringify(buildMonitoring([summaryOf(phase)]).blocks);
    for (const words of [
      'Raggiunto',
      'In fase',
      'Modificato',
      'Ritirato',
      'Nuovo',
      'N. Obiettivi',
      'N. Processi',
    ])
      expect(drawn).toContain(words);
  });

  it('says that none is open when none is', () => {
    expect(buildMonitoring([]).text).toBe('Nessuna fase di monitoraggio è aperta.');
  });

  it('fits a message with five phases of long names', () => {
    const five = Array.from({ length: 5 }, () => summaryOf(longest));
    expect(messageProblems(buildMonitoring(five).blocks)).toEqual([]);
  });
});

const structures = luccaPlan().units.map(({ code, name }) => ({
  code,
  name,
  arrived: 1,
  total: 4,
  items: [],
  missing: [],
}));
const aMilestone: Milestone = {
  kind: 'objective',
  number: 24,
  code: '1',
  name: 'Collaudo <x>',
  expectedFrom: null,
  expectedTo: '2021-09-01',
  doneOn: null,
  weight: null,
  responsible: null,
};
const boardOf = (named: typeof phase): PhaseBoard => ({
  ...summaryOf(named),
  structures,
  departments: structures,
  queues: [{ who: 'Dirigente Settore 3', count: 4, days: 6 }],
  approved: 12,
  running: {
    failures: Array.from({ length: 9 }, () => ({ recipient: 'Nome <!here>', why: 'account disattivato' })),
    unasked: 2,
    steps: [],
  },
});

const PICTURE = { type: 'image' as const, slack_file: { id: 'F1' }, alt_text: 'x'.repeat(2_000) };

describe('the Home', () => {
  const ofPlan: HomeOfPlan = {
    roles: ROLES,
    plan: luccaPlan(),
    today: '2021-09-18',
    days: [],
    summaries: [],
    planned: [],
    owed: [{ phase, items: owedOf(everything, 5) }],
    pending: everything
      .slice(0, 40)
      .map(({ kind, number }, index) => anUpdate({ id: index, kind, number, note: 'x'.repeat(3_000) })),
    boards: [boardOf(phase)],
    changes: [],
    pictures: { body: PICTURE, led: PICTURE },
  };
  const content: HomeContent = {
    head: luccaPlan().head,
    person: { code: 'p', name: 'Nome <!here>', email: 'p@lucca.example' },
    plans: [ofPlan],
  };

  it('fits with the 130 items of the plan and everything else', () => {
    expect(viewProblems(buildHome(content))).toEqual([]);
  });

  it('fits with three open phases of 130 items each', () => {
    const phases = [1, 2, 3].map((nth) => ({ ...longest, code: `f${nth}`, name: `${nth}. ${longest.name}` }));
    const owed = phases.map((one) => ({ phase: one, items: owedOf(everything) }));
    const boards = phases.map(boardOf);
    expect(viewProblems(buildHome({ ...content, plans: [{ ...ofPlan, owed, boards }] }))).toEqual([]);
  });

  it('fits for somebody that the plan does not know', () => {
    const view = buildHome({
      ...content,
      person: null,
      plans: [{ ...ofPlan, roles: [], owed: [], pending: [], boards: [] }],
    });
    expect(viewProblems(view)).toEqual([]);
  });

  it('fits with three plans side by side, and says which is which', () => {
    const plans = [2021, 2022, 2023].map((year) => ({
      ...ofPlan,
      plan: { ...ofPlan.plan, head: { ...ofPlan.plan.head, year } },
      owed: [{ phase: { ...phase, name: 'Finale', year }, items: owedOf(everything, 5) }],
      boards: [boardOf({ ...phase, name: 'Finale', year })],
    }));
    const view = buildHome({ ...content, plans });
    expect(viewProblems(view)).toEqual([]);
    const drawn = JSON.stringify(view);
    expect(drawn).toContain('piani 2021, 2022, 2023');
    expect(drawn).toContain('Da approvare · piano 2022: 40');
  });

  it('counts what has no room, and puts first the structures that are most behind', () => {
    const many = Array.from({ length: 60 }, (_, at) => ({
      name: 'Struttura',
      total: 4,
      items: [],
      missing: [],
      code: `S${at}`,
      arrived: at % 4,
    }));
    const boards = [{ ...boardOf(phase), departments: many, structures: many }];
    const drawn = JSON.stringify(
      buildHome({ ...content, plans: [{ ...ofPlan, owed: [], pending: [], boards }] }),
    );
    expect(drawn).toMatch(/\*Copertura\*\\n░{8} 0\/4 {2}S0 Struttura\\n/);
    expect(drawn).toContain('E altre 41 strutture: /monitoraggio stato.');
    expect(drawn).toContain('E altri 6: li vedi in Consegne.');
  });

  it('says in words that there is no plan, nobody in it, nothing to do', () => {
    expect(JSON.stringify(buildHome({ head: null, person: null, plans: [] }))).toContain(
      'Non c’è ancora nessun piano',
    );
    const empty = { ...ofPlan, roles: [], owed: [], pending: [], boards: [] };
    const nobody = { ...empty, plan: { ...ofPlan.plan, people: [], roles: [], phases: [], items: [] } };
    const drawn = JSON.stringify(buildHome({ ...content, person: null, plans: [nobody] }));
    expect(drawn).toContain('Il piano non nomina ancora nessuno');
    expect(drawn).toContain('Il piano non ha ancora nessuna voce.');
    expect(drawn).toContain('Nessuna fase è aperta.');
  });

  it('says that the reminders rest, that nobody can decide, and what is late', () => {
    const board = { ...boardOf({ ...phase, paused: true }), queues: [{ who: '', count: 1, days: 0 }] };
    const days = [
      { day: '2021-09-01', items: [], milestones: [{ item: nasty, milestone: aMilestone }], isLate: true },
    ];
    const drawn = JSON.stringify(buildHome({ ...content, plans: [{ ...ofPlan, days, boards: [board] }] }));
    expect(drawn).toContain('I promemoria sono in pausa');
    expect(drawn).toContain('• Nessuno a cui chiedere: 1, da oggi');
    expect(drawn).toContain(
      ':warning: in ritardo, il 1º settembre 2021: «Collaudo &lt;x&gt;» (obiettivo 24)',
    );
  });

  it('makes names harmless', () => {
    expect(JSON.stringify(buildHome(content))).toContain('Nome &lt;!here&gt;');
  });
});

describe('the request for approval', () => {
  const pending = everything
    .slice(0, 20)
    .map(({ kind, number }, index) => anUpdate({ id: 100 + index, kind, number, note: 'x'.repeat(3_000) }));
  const requestFor = (updates: typeof pending) =>
    buildReportNotice({
      kind: 'approval',
      key: 'a-key',
      person: 'dir-settore-3',
      phase,
      plan: luccaPlan(),
      pending: updates,
      decided: [],
      retired: false,
    });
  const approveAll = (updates: typeof pending) =>
    requestFor(updates)
      .blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []))
      .find(({ action_id: id }) => id === ACTIONS.approveAll);

  it('fits a message, whatever waits', () => {
    expect(messageProblems(requestFor(pending).blocks)).toEqual([]);
  });

  it('says where a new weight would leave the weights off their sum', () => {
    const plan = luccaPlan();
    const weight = plan.items.reduce((sum, one) => sum + (one.weight ?? 0), 0);
    const drawn = (to: string, head: Partial<typeof plan.head>) =>
      JSON.stringify(
        buildReportNotice({
          kind: 'approval',
          key: 'a-key',
          person: 'dir-settore-3',
          phase,
          plan: { ...plan, head: { ...plan.head, ...head } },
          pending: [
            anUpdate({
              state: 'amended',
              changes: [{ field: 'weight', old: null, new: to }],
            }),
          ],
          decided: [],
          retired: false,
        }).blocks,
      );
    const before = luccaItem('objective:24').weight ?? 0;
    expect(drawn(String(before + 5), { weightSum: weight })).toContain(
      `Con questo peso i pesi dell’ente sommano a ${formatDecimal(weight + 5)}, non a ${formatDecimal(weight)}`,
    );
    expect(drawn(String(before), { weightSum: weight })).not.toContain('Con questo peso');
    expect(drawn('1', { weightSum: null })).not.toContain('Con questo peso');
    expect(drawn('1', { weightSum: 100, weightPer: 'unit' })).toContain(
      'Con questo peso i pesi dell’U.O.3.2 sommano a',
    );
  });

  it('approves with one button what it shows, and names it before', () => {
    const all = approveAll(pending.slice(0, 2));
    expect(all).toMatchObject({
      text: { text: 'Approva tutti (2)' },
      value: withinPlan(2021, '100,101'),
      confirm: { text: { text: 'Approvare 2 aggiornamenti? Obiettivo 1 e obiettivo 2.' } },
    });
  });

  it('never approves with it what it does not show', () => {
    const shown = Array.from({ length: 15 }, (_, index) => 100 + index);
    expect(approveAll(pending)).toMatchObject({
      text: { text: 'Approva questi 15' },
      value: withinPlan(2021, shown.join(',')),
    });
    expect(requestFor(pending).blocks.at(-1)).toMatchObject({
      elements: [{ text: 'E altri 5: compaiono qui man mano che decidi.' }],
    });
  });
});

describe('reported answers', () => {
  const long = 'parola & <b> '.repeat(400);
  const report = {
    answerId: 'the-id',
    person: 'p & q '.repeat(20),
    rating: 'bad' as const,
    outcome: null,
    comment: long.slice(0, 1_000),
    at: new Date('2021-09-09T08:00:00Z'),
    given: {
      id: 'the-id',
      at: new Date('2021-09-09T08:00:00Z'),
      asker: null,
      conversation: 'dm:D1',
      published: false,
      question: long,
      answer: { ...FULL_ANSWER, headline: long },
    },
  };

  it('fit a message, twenty of the longest', () => {
    const uses = { byOutcome: new Map([['used', 3]] as const), inputTokens: 9_000, outputTokens: 90 };
    const twenty = Array.from({ length: 20 }, (_, nth) => ({
      ...report,
      given: { ...report.given, id: `${nth}-the-id` },
    }));
    const { blocks } = buildReports(twenty, { good: 1, bad: 20 }, uses, 'Europe/Rome');
    expect(messageProblems(blocks)).toEqual([]);
    expect(JSON.stringify(blocks)).not.toContain('<b>');
  });

  it('fit their form, with the longest question', () => {
    expect(viewProblems(buildReportForm({ answerId: 'the-id', channel: 'C1' }, long))).toEqual([]);
  });
});

it('a choice of items fits, and is harmless', () => {
  const { text, blocks } = buildItemChoice(
    '24',
    [nasty, ...everything.slice(0, 9)].map((item) => ({ item, phase })),
  );
  expect(messageProblems(blocks)).toEqual([]);
  expect(JSON.stringify(blocks)).toContain('A &lt;!here&gt; &amp; B');
  expect(text).toContain('«24» può essere più di uno. Quale vuoi aggiornare?');
});

it.each(COMMANDS.map((command) => [command.name, command] as const))('the help of %s fits', (_, command) => {
  const { purpose, examples } = command.help;
  const own = examples(exampleNames(luccaPlan())).filter((one) => one !== null);
  const help = { purpose, examples: own };
  expect(messageProblems(buildHelp({ name: command.name, help }, COMMANDS).blocks)).toEqual([]);
});
