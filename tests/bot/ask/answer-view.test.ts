import { describe, expect, it } from 'vitest';
import type { Answer, AnswerTable } from '../../../src/answers/answer.ts';
import { buildAnswer, buildProof } from '../../../src/bot/ask/answer-view.ts';
import { ACTIONS, CHOICE_ACTIONS, FOLLOW_UP_ACTIONS } from '../../../src/bot/kit/ids.ts';
import { messageProblems, viewProblems } from '../../support/block-limits.ts';
import { FULL_ANSWER } from '../../support/canned-questions.ts';

type Json = Readonly<Record<string, unknown>>;

const given = (change: Partial<Answer>) => ({
  id: 'the-id',
  at: new Date('2021-09-09T08:00:00Z'),
  asker: null,
  conversation: 'dm:D1',
  published: false,
  question: 'quanto costa?',
  answer: { ...FULL_ANSWER, ...change },
});
const draw = (change: Partial<Answer> = {}, shareable = false) => buildAnswer(given(change), { shareable });
const drawn = (change: Partial<Answer> = {}, shareable = false): string =>
  JSON.stringify(draw(change, shareable).blocks);
const tableOf = (
  change: Partial<Answer>,
): { page_size?: number; rows: { text: string; value?: number }[][] } | undefined =>
  draw(change).blocks.find(({ type }) => type === 'data_table') as never;

const table = (rows: number, text = 'x'): AnswerTable => ({
  columns: [
    { label: 'Voce', numeric: false },
    { label: 'Costo', numeric: true },
  ],
  rows: Array.from({ length: rows }, (_, index) => [
    { text: `${text} ${index}`, value: null },
    { text: `${index},00 €`, value: index * 100 },
  ]),
  total: rows,
});

describe('an answer in Slack', () => {
  it('says the whole answer in the notification too', () => {
    expect(draw().text).toContain('L’obiettivo 24 è costato 3.850,00 € di personale.');
    expect(draw().text).toContain('Relazione 2021, sezione 4');
  });

  it('names its source, its notes and what was taken for granted', () => {
    const blocks = drawn({ assumed: 'Sto considerando: settore 5' });
    expect(blocks).toContain('Fonte: Relazione 2021, sezione 4');
    expect(blocks).toContain('Il costo diretto non è dichiarato.');
    expect(blocks).toContain('Sto considerando: settore 5');
  });

  it('offers its arithmetic when it has one', () => {
    expect(drawn()).toContain(ACTIONS.showProof);
    expect(drawn({ proof: null })).not.toContain(ACTIONS.showProof);
  });

  it('may be shared only where it was given in private, and only if it answers', () => {
    expect(drawn({}, true)).toContain(ACTIONS.shareAnswer);
    expect(drawn({}, false)).not.toContain(ACTIONS.shareAnswer);
    expect(drawn({ kind: 'no_data' }, true)).not.toContain(ACTIONS.shareAnswer);
  });

  it('asks before it shows to a channel how an open phase goes', () => {
    const monitoring = { type: 'monitoring' } as never;
    expect(drawn({ query: monitoring }, true)).toMatch(/confirm.*anche chi non è dell’ente/);
    expect(drawn({}, true)).not.toContain('"confirm"');
  });

  it('offers what may have been meant, each as a button of its own', () => {
    const choices = Array.from({ length: 9 }, (_, index) => ({
      label: `Scelta ${index}`,
      query: FULL_ANSWER.query as never,
    }));
    const blocks = drawn({ kind: 'clarification', choices });
    for (const [index, id] of CHOICE_ACTIONS.entries())
      expect(blocks).toContain(`"action_id":"${id}","value":"the-id|${index}"`);
    expect(blocks).not.toContain('Scelta 5');
  });

  it('speaks the language of the question', () => {
    expect(drawn({ language: 'en' })).toContain('How I got it');
  });
});

describe('a table', () => {
  it('sorts by the number and shows the Italian text', () => {
    expect(tableOf({})?.rows[1]?.[1]).toEqual({ type: 'raw_number', value: 385_000, text: '3.850,00 €' });
  });

  it('shows a dash where there is nothing, never an empty cell', () => {
    const empty: AnswerTable = {
      columns: [
        { label: '', numeric: false },
        { label: 'Costo', numeric: true },
      ],
      rows: [
        [
          { text: '', value: null },
          { text: '', value: 0 },
        ],
      ],
      total: 1,
    };
    expect(
      tableOf({ table: empty })
        ?.rows.flat()
        .map(({ text }) => text),
    ).toEqual(['—', 'Costo', '—', '—']);
  });

  it('shows what is not declared as text, not as a zero', () => {
    const silent = {
      ...table(1),
      rows: [
        [
          { text: 'a', value: null },
          { text: 'non dichiarato', value: null },
        ],
      ],
    };
    expect(tableOf({ table: silent })?.rows[1]?.[1]).toEqual({ type: 'raw_text', text: 'non dichiarato' });
  });

  it('of 130 rows shows those that Slack takes, and says so', () => {
    expect(messageProblems(draw({ table: table(130) }).blocks)).toEqual([]);
    expect(drawn({ table: table(130) })).toContain('Qui le prime 99 righe su 130.');
  });

  it('of long titles shows as many rows as ten thousand characters hold, and says so', () => {
    const long = table(69, 'un titolo lungo del piano della performance '.repeat(6));
    expect(messageProblems(draw({ table: long }).blocks)).toEqual([]);
    expect(drawn({ table: long })).toMatch(/Qui le prime \d+ righe su 69\./);
  });

  it('is shown whole where little would stand on a second page', () => {
    const sizeOf = (rows: number) => tableOf({ table: table(rows) })?.page_size;
    expect([1, 11, 15, 16, 130].map(sizeOf)).toEqual([1, 11, 15, 10, 10]);
  });

  it('stands before the picture of its figures, with fewer rows at once', () => {
    const image = { type: 'image', image_url: 'https://x.example/a.png', alt_text: 'a' } as const;
    const { blocks } = buildAnswer(given({ table: table(13) }), { shareable: false, image });
    const types = blocks.map(({ type }) => type);
    expect(types.indexOf('image')).toBe(types.indexOf('data_table') + 1);
    expect(blocks.find(({ type }) => type === 'data_table')).toMatchObject({ page_size: 5 });
  });

  it('that is whole says nothing of the kind', () => {
    expect(drawn({ table: table(60) })).not.toContain('Qui le prime');
  });

  it('without rows is left out', () => {
    expect(tableOf({ table: table(0) })).toBeUndefined();
  });
});

describe('within Slack’s limits', () => {
  const long = 'parola '.repeat(1_000);
  const label = (index: number) => ({ label: `${index} ${long}`, query: FULL_ANSWER.query as never });
  const everything: Partial<Answer> = {
    headline: long,
    notes: Array.from({ length: 25 }, () => long),
    sources: Array.from({ length: 12 }, () => long),
    assumed: long,
    choices: Array.from({ length: 9 }, (_, index) => label(index)),
    followUps: Array.from({ length: 9 }, (_, index) => label(10 + index)),
    table: table(130, 'y'),
    proof: { filter: long, formula: long, rows: Array.from({ length: 130 }, () => long), sum: long },
  };

  it('the message is, whatever the answer holds', () => {
    const view = draw(everything, true);
    expect(messageProblems(view.blocks)).toEqual([]);
    expect(view.text.length).toBeLessThanOrEqual(3_000);
    expect(view.blocks.filter(({ type }) => type === 'actions')).toHaveLength(2);
    expect(FOLLOW_UP_ACTIONS).toHaveLength(4);
  });

  it('the arithmetic of 130 rows is, and every row can be read', () => {
    const rows = Array.from(
      { length: 130 },
      (_, index) => `riga ${index}: obiettivo ${index} ${'x'.repeat(60)}`,
    );
    const view = buildProof({ ...FULL_ANSWER, proof: { filter: 'f', formula: 'g', rows, sum: 's' } });
    expect(viewProblems(view)).toEqual([]);
    for (const row of rows) expect(JSON.stringify(view)).toContain(row);
  });

  it('the arithmetic of an English answer is, in English', () => {
    const view = buildProof({ ...FULL_ANSWER, language: 'en' });
    expect(viewProblems(view)).toEqual([]);
    expect(JSON.stringify(view)).toContain('What I considered');
  });
});

describe('text from data or users', () => {
  const nasty = '<!channel> & <@U1>';
  const mrkdwnIn = (value: unknown): string[] => {
    if (Array.isArray(value)) return value.flatMap(mrkdwnIn);
    if (typeof value !== 'object' || value === null) return [];
    const json = value as Json;
    return [...(json.type === 'mrkdwn' ? [String(json.text)] : []), ...Object.values(json).flatMap(mrkdwnIn)];
  };

  it('is harmless wherever Slack would read markup', () => {
    const change: Partial<Answer> = { headline: nasty, notes: [nasty], sources: [nasty], assumed: nasty };
    const view = draw(change);
    const proof = buildProof({
      ...FULL_ANSWER,
      ...change,
      proof: { ...FULL_ANSWER.proof, filter: nasty } as never,
    });
    for (const text of [view.text, ...mrkdwnIn(view.blocks), ...mrkdwnIn(proof)])
      expect(text).not.toMatch(/<[!@]|& </);
  });
});
