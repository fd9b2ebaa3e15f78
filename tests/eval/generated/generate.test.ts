import { describe, expect, it } from 'vitest';
import { withArticle, withPreposition } from '../../../eval/generated/articles.ts';
import { type Body, loadBodies } from '../../../eval/generated/bodies.ts';
import { SHAPES } from '../../../eval/generated/draw.ts';
import { WIDER } from '../../../eval/generated/draw-wider.ts';
import { CONVERSATIONS, converse, generate } from '../../../eval/generated/generate.ts';
import { askPairs, scoreOf } from '../../../eval/generated/index.ts';
import { askConversations, askGenerated } from '../../../eval/generated/run.ts';
import { askerOf, talkerOf } from '../../../src/cli/eval/generated.ts';
import { readPlan } from '../../../src/store/plan/import/index.ts';

const bodies = loadBodies();

/**
 * How many of 200 questions about each body may be answered wrongly, with seed 1. As measured: it only ever
 * goes down, with the change that makes the answers better. The aim is 1.
 */
const MOST_WRONG: Readonly<Record<string, number>> = { lucca: 1, 'valle-serena': 0, altamarca: 0 };

describe.each(bodies)('generated questions about $name', (body) => {
  it('come from a plan that can be imported', () => {
    for (const folder of body.folders) expect(readPlan(folder), folder).toMatchObject({ ok: true });
  });

  it('are the same for the same seed, and others for another', () => {
    const texts = (seed: number): string[] => generate(body, 40, seed).map(({ text }) => text);
    expect(texts(3)).toEqual(texts(3));
    expect(texts(3)).not.toEqual(texts(4));
  });

  it('have words for every shape of request, in several ways', () => {
    const shapes = SHAPES.filter(
      // A region has objectives only: there are no two kinds to ask about.
      (shape) =>
        shape !== 'join-kinds' || new Set(body.plans[0]?.items.map(({ kind }) => kind)).has('process'),
    );
    for (const shape of shapes) {
      const questions = generate(body, 12, 5, shape);
      expect(new Set(questions.map(({ text }) => text)).size, shape).toBeGreaterThan(6);
      for (const { text, outcomes } of questions) {
        expect(text, shape).not.toMatch(/undefined|null|\bNaN\b| {2}|\[object/);
        expect(outcomes.length, text).toBeGreaterThan(0);
      }
    }
  });

  it('are answered wrongly no more often than before', async () => {
    const score = scoreOf(await askGenerated(body, 200, 1, askerOf(body)));
    expect(score.right + score.asked + score.wrong).toBe(200);
    expect(score.wrong).toBeLessThanOrEqual(MOST_WRONG[body.name] ?? 0);
  });

  it('are also asked in pairs that must agree', async () => {
    const pairs = await askPairs(body, 16, 1, askerOf(body));
    expect(new Set(pairs.map(({ relation }) => relation)).size).toBe(4);
    for (const { questions } of pairs) expect(questions.length).toBeGreaterThan(1);
  });
});

/**
 * How many of 40 wider questions, and of the messages of 25 conversations, may be answered wrongly with seed 1: as
 * measured, and two for other wordings that a change may lead to. It only goes down.
 */
const MOST_WRONG_WIDER: Readonly<Record<string, readonly [number, number]>> = {
  lucca: [2, 3],
  'valle-serena': [5, 5],
  altamarca: [2, 3],
};

describe.each(bodies)('wider questions and conversations about $name', (body) => {
  const texts = (seed: number): string[] => [
    ...generate(body, 30, seed, undefined, { makers: WIDER, everyday: true }).map(({ text }) => text),
    ...converse(body, 30, seed).flatMap(({ messages }) => messages.map(({ text }) => text)),
  ];

  it('are the same for the same seed, and have words for all they ask', () => {
    const said = texts(3);
    expect(texts(3)).toEqual(said);
    for (const text of said) expect(text).not.toMatch(/undefined|null|\bNaN\b| {2}|\[object/);
  });

  it('are answered wrongly no more often than before', async () => {
    const manner = { makers: WIDER, everyday: true };
    const wider = scoreOf(await askGenerated(body, 40, 1, askerOf(body), manner));
    const talk = scoreOf(await askConversations(body, 25, 1, talkerOf(body)));
    const [questions = 0, messages = 0] = MOST_WRONG_WIDER[body.name] ?? [];
    expect(wider.wrong).toBeLessThanOrEqual(questions);
    expect(talk.wrong).toBeLessThanOrEqual(messages);
  });
});

describe('every kind of conversation', () => {
  it.each(CONVERSATIONS)('has something to say about some body: %s', (shape) => {
    const isAble = (body: Body): boolean => {
      try {
        return converse(body, 2, 5, shape).length > 0;
      } catch {
        return false;
      }
    };
    expect(bodies.some(isAble)).toBe(true);
  });
});

describe('articles', () => {
  it.each([
    [{ text: 'impegnato', gender: 'm', plural: false }, "l'impegnato", "dell'impegnato"],
    [{ text: 'Staff A', gender: 'm', plural: false }, 'lo Staff A', 'dello Staff A'],
    [{ text: 'obiettivi', gender: 'm', plural: true }, 'gli obiettivi', 'degli obiettivi'],
    [{ text: 'settore 5', gender: 'm', plural: false }, 'il settore 5', 'del settore 5'],
    [{ text: 'U.O. 5.1', gender: 'f', plural: false }, 'la U.O. 5.1', 'della U.O. 5.1'],
    [{ text: 'area Tecnica', gender: 'f', plural: false }, "l'area Tecnica", "dell'area Tecnica"],
    [{ text: 'somme impegnate', gender: 'f', plural: true }, 'le somme impegnate', 'delle somme impegnate'],
  ] as const)('%o: %s, %s', (noun, article, preposition) => {
    expect(withArticle(noun)).toBe(article);
    expect(withPreposition('di', noun)).toBe(preposition);
  });
});
