import { expect, it } from 'vitest';
import { createSparing } from '../../../src/bot/kit/sparing.ts';
import { recordingLogger } from '../../support/recording-logger.ts';

it('a flood of requests is no flood of lines, and how many there were is told', () => {
  const { logger, logs } = recordingLogger();
  const ends: (() => void)[] = [];
  const sparing = createSparing(logger, (end) => ends.push(end));
  const endOfTheWhile = () => {
    for (const end of ends.splice(0)) end();
  };
  const lines = () => logs.splice(0).map(({ msg, verdict, leftOut }) => [msg, verdict ?? leftOut]);
  for (let request = 0; request < 500; request += 1) sparing.warn({ verdict: 'unsigned' }, 'refused');
  sparing.warn({ verdict: 'odd' }, 'dropped');
  expect(lines()).toEqual([...Array(20).fill(['refused', 'unsigned']), ['dropped', 'odd']]);
  endOfTheWhile();
  expect(lines()).toEqual([['refused', 480]]);
  sparing.warn({ verdict: 'unsigned' }, 'refused');
  endOfTheWhile();
  expect(lines()).toEqual([['refused', 'unsigned']]);
});
