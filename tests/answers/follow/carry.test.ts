import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../../src/answers/conversation.ts';
import { createEngine } from '../../../src/answers/engine.ts';
import { NO_LIVE } from '../../../src/answers/ports.ts';
import { regionPlan } from '../region.ts';

const now = regionPlan(2026);
const lineOf = (row: number, department: string, unit: string, settled: number) => {
  const [line] = now.costLines;
  if (!line) throw new Error('no line');
  return { ...line, row, number: row, department, unit, committed: settled * 2, settled, collected: null };
};
const NUMBER_BEFORE: Readonly<Record<number, number>> = { 1: 3, 2: 2, 3: 1, 5: 4 };
const earlierNumber = <T extends { readonly kind: string; readonly number: number }>(
  rows: readonly T[],
): readonly T[] =>
  rows.flatMap((one) => {
    const number = NUMBER_BEFORE[one.number];
    return one.kind === 'objective' && number !== undefined ? [{ ...one, number }] : [];
  });
// «Argini del fiume Salso» was the third and «Treni regionali» the first; «Case di quartiere» was not there.
const before = regionPlan(2025, {
  items: earlierNumber(now.items),
  assignments: earlierNumber(now.assignments),
  costLines: [
    lineOf(1, 'T2', 'T2.01', 11_100),
    lineOf(2, 'T1', 'T1.01', 22_200),
    lineOf(3, 'T1', 'T1.02', 33_300),
  ],
});

const engine = createEngine([now, before], () => NO_LIVE);

async function last(...turns: readonly string[]): Promise<string> {
  let conversation: Conversation | null = null;
  let headline = '';
  for (const question of turns) {
    const reply = await engine.ask({
      question,
      conversation,
      asker: null,
      now: new Date('2026-06-01T08:00:00Z'),
      language: 'it',
    });
    ({ conversation } = reply);
    ({ headline } = reply.answer);
  }
  return headline.replaceAll(' ', ' ');
}

describe('an item that was spoken of, in the plan of another year', () => {
  it.each([
    [['quanto ha liquidato l’obiettivo 1?', 'e nel 2025?'], 'obiettivo 3', '333,00'],
    [['quanto ha liquidato l’obiettivo 1?', 'e l’anno prima?'], 'obiettivo 3', '333,00'],
    [['parlami dell’obiettivo 1', 'e l’anno scorso quanto aveva liquidato?'], 'obiettivo 3', '333,00'],
    [['parlami dell’obiettivo 1', 'quell’obiettivo nel 2025 quanto aveva liquidato?'], 'obiettivo 3', '333'],
    [['quanto ha liquidato l’obiettivo 1?', 'e nel 2025?', 'e nel 2026?'], 'obiettivo 1', '200,00'],
    [['quanto ha liquidato l’obiettivo 1 nel 2025?', 'e nel 2026?'], 'obiettivo 3', '1.000,00'],
  ])('is found by what it is, not by its number: %j', async (turns, name, amount) => {
    const said = await last(...turns);
    expect(said).toContain(name);
    expect(said).toContain(amount);
  });

  it('is told where that plan has it not, and no other takes its place', async () => {
    const said = await last(
      'quanto è stato impegnato per l’obiettivo 4?',
      'e nel 2025 quanto aveva liquidato?',
    );
    expect(said).toContain('Nel piano 2025 non trovo l’obiettivo 4 «Case di quartiere»');
    expect(await last('parlami dell’obiettivo 4', 'e nel 2025?')).toContain('non trovo');
  });

  it('hinders no question that stands by itself', async () => {
    expect(await last('parlami dell’obiettivo 4', 'quanti obiettivi ci sono nel 2025?')).toContain(
      '4 obiettivi',
    );
  });
});

describe('what came first in one year', () => {
  it('is asked about in the other, whatever comes first there', async () => {
    // In 2026 it is «Frane e versanti», in 2025 «Argini del fiume Salso».
    const said = await last('quale obiettivo ha liquidato di più?', 'e nel 2025 quanto aveva impegnato?');
    expect(said).toContain('Frane e versanti');
    expect(said).toContain('444,00');
  });

  it('is chosen anew where the choice itself is asked again', async () => {
    expect(await last('quale obiettivo ha liquidato di più?', 'e nel 2025?')).toContain(
      'Argini del fiume Salso',
    );
  });

  it('is a structure too', async () => {
    const said = await last('quale area ha impegnato di più?', 'e nel 2025 quanto aveva liquidato?');
    expect(said).toContain('T2');
    expect(said).toContain('111,00');
  });
});

it('is the item of the plan that the answer was about, where its button is pressed later', async () => {
  const turn = {
    conversation: null,
    asker: null,
    now: new Date('2026-06-01T08:00:00Z'),
    language: 'it',
  } as const;
  const { answer } = await engine.ask({ ...turn, question: 'quanto ha liquidato l’obiettivo 3 nel 2025?' });
  const later = await engine.ask({ ...turn, question: 'obiettivo 4' });
  if (answer.query === null) throw new Error('no query');
  const again = await engine.answer(answer.query, {
    ...turn,
    conversation: later.conversation,
    year: answer.year,
  });
  expect(again.answer.headline).toContain('Argini del fiume Salso');
  expect(again.answer.headline.replaceAll(' ', ' ')).toContain('333,00');
});

describe('a question of two years', () => {
  it.each([
    'quanti obiettivi aveva il piano nel 2025 e quanti nel 2026?',
    'quanti obiettivi prevedeva il piano nel 2025 e nel 2026?',
  ])('takes the plan for no word of a title: %s', async (question) => {
    const titled = (one: (typeof now.items)[number]) =>
      one.number === 2 ? { ...one, title: 'Piano delle frane', shortTitle: 'Piano delle frane' } : one;
    const plans = [now, before].map((plan) => ({ ...plan, items: plan.items.map(titled) }));
    const { answer } = await createEngine(plans, () => NO_LIVE).ask({
      question,
      conversation: null,
      asker: null,
      now: new Date('2026-06-01T08:00:00Z'),
      language: 'it',
    });
    expect(answer.headline).toContain('obiettivi 2025: 4; obiettivi 2026: 5');
  });

  it('is answered for both, each item by what it is', async () => {
    const said = await last('quanto abbiamo liquidato per l’obiettivo 1 nel 2025 e quanto nel 2026?');
    expect(said).toContain('L’obiettivo 1 «Treni regionali»: liquidato 111,00 € (2025)');
    expect(said).toContain('L’obiettivo 3 «Treni regionali»: liquidato 1.000,00 € (2026)');
  });
});
