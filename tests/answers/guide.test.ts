import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { Answer } from '../../src/answers/answer.ts';
import type { Conversation } from '../../src/answers/conversation.ts';
import { readPlan } from '../../src/store/plan/import/index.ts';
import { engineOf } from '../support/engine.ts';
import { luccaEngine, NOW } from './lucca.ts';

const guide = readFileSync(new URL('../../docs/guida.md', import.meta.url), 'utf8');
const section = guide.slice(guide.indexOf('## Fare una domanda'), guide.indexOf('| Comando |'));
/** A bullet, or a paragraph: its questions go on from one another where it says «poi». */
const passages = section.split(/\n(?=- )|\n\n/).map((text) => text.replace(/\s+/g, ' '));

/** Of these the guide says that Lucca's plan, or the law that is held, has nothing. */
const NOT_HELD = [
  'gantt dell’obiettivo 2',
  'la relazione va mandata alla Regione?',
  'che cosa dice il codice dei contratti?',
];

const engine = luccaEngine();

async function answersTo(passage: string): Promise<readonly (readonly [string, Answer])[]> {
  const questions = [...passage.matchAll(/(?<!\*)\*([^*]+)\*(?!\*)/g)].map(([, question = '']) => question);
  const given: (readonly [string, Answer])[] = [];
  let conversation: Conversation | null = null;
  for (const question of questions) {
    const reply = await engine.ask({ question, conversation, asker: null, now: NOW });
    given.push([question, reply.answer]);
    conversation = / poi \*/.test(passage) ? reply.conversation : null;
  }
  return given;
}

it('each question of the guide is answered, or said not to be held', async () => {
  const given = (await Promise.all(passages.map(answersTo))).flat();
  expect(given.length).toBeGreaterThan(25);
  const silent = given.flatMap(([question, { kind }]) => (kind === 'answer' ? [] : [question]));
  expect(silent).toEqual(NOT_HELD);
});

it('what is asked after a figure is answered of its item', async () => {
  const [passage = ''] = passages.filter((one) => / poi \*/.test(one));
  const said = (await answersTo(passage)).map(([, { headline }]) => headline);
  expect(said.at(-1)).toContain(
    'L’obiettivo 25 «Ricognizione dei marciapiedi (circoscrizioni 3 e 9)» è affidato a',
  );
});

it('the answer that the guide quotes is the one that is given', async () => {
  const quoted = section
    .split('\n')
    .filter((line) => line.startsWith('> '))
    .map((line) => line.slice(2))
    .join(' ');
  const { answer } = await engine.ask({
    question: 'quanto costa l’obiettivo 24?',
    conversation: null,
    asker: null,
    now: NOW,
  });
  expect(answer.headline.replaceAll('\u00a0', ' ')).toBe(quoted);
});

/** Of these the plans of two years that are asked declare nothing. */
const NOT_OF_THOSE = [
  'quanto costava l’obiettivo 24 nel 2021?',
  'la ciclovia: impegnato 2025 e 2026',
  'quanto devono sommare i pesi?',
];

it('each question about several years, phases and days is answered where plans declare them', async () => {
  const plans = ['altamarca-2026', 'altamarca-2025'].map((name) => {
    const read = readPlan(fileURLToPath(new URL(`../../eval/bodies/${name}`, import.meta.url)));
    if (!read.ok) throw new Error(`${name} cannot be read`);
    return read.plan;
  });
  const years = engineOf(plans);
  const part = guide.slice(guide.indexOf('### Più fasi, più anni'), guide.indexOf('### Assenze e sostituti'));
  const questions = [...part.replace(/\s+/g, ' ').matchAll(/(?<!\*)\*([^*]+)\*(?!\*)/g)].map(
    ([, one = '']) => one,
  );
  expect(questions.length).toBeGreaterThan(12);
  const silent: string[] = [];
  for (const question of questions) {
    const { answer } = await years.ask({
      question,
      conversation: null,
      asker: null,
      now: new Date('2026-09-01T08:00:00Z'),
    });
    if (answer.kind !== 'answer') silent.push(question);
  }
  expect(silent).toEqual(NOT_OF_THOSE);
});
