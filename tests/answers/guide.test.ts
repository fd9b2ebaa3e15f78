import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Answer } from '../../src/answers/answer.ts';
import type { Conversation } from '../../src/answers/conversation.ts';
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
