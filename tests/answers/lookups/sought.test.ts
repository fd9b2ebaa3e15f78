import { expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const lucca = luccaEngine();

it('what is asked of one office is no statement about the whole body', async () => {
  const { answer } = await converse(lucca, 'quanti dipendenti ha il settore 5?');
  expect(answer.kind).toBe('no_data');
});

it('what a thing is for is told, and no reason denied', async () => {
  const { answer } = await converse(lucca, 'a che serve la bicipolitana?');
  expect(answer.headline).toMatch(/^L’obiettivo 24 «Bicipolitana»: /);
});

it.each([
  ['cosa dice la relazione sulla bicipolitana?', 'L’obiettivo 24 «Bicipolitana»'],
  ['cosa dice la relazione sui nidi?', 'Nidi e servizi per la prima infanzia'],
  ['cosa dice la relazione sull’imu?', 'Accertamenti IMU'],
  ['che dice la relazione sulle farmacie?', 'non si parla di «farmacie»'],
])(
  'what the document says of something is on the items, unless there are none: «%s»',
  async (question, said) => {
    const { answer } = await converse(lucca, question);
    expect(answer.headline).toContain(said);
  },
);
