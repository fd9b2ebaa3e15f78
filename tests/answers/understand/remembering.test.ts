import { describe, expect, it } from 'vitest';
import { createCut } from '../../../src/answers/language/tokens.ts';
import { ask } from '../../../src/answers/understand/outcome.ts';
import { remembering } from '../../../src/answers/understand/remembering.ts';
import { luccaVocabulary } from '../lucca.ts';

const CONTEXT = {
  vocabulary: luccaVocabulary(),
  conversation: null,
  asker: null,
  today: '2021-09-15',
  lens: null,
  cut: createCut(),
} as const;

/** A way to understand messages that keeps those it was given. */
function reader() {
  const read: string[] = [];
  const understand = remembering((said) => {
    read.push(said);
    return [ask({ type: 'about', topic: 'help' })];
  });
  return { read, understand };
}

describe('a message understood before', () => {
  it('is not read again, and means the same', () => {
    const { read, understand } = reader();
    expect(understand('quanti obiettivi?', CONTEXT)).toEqual(understand('quanti obiettivi?', CONTEXT));
    expect(read).toEqual(['quanti obiettivi?']);
  });

  it.each([
    ['on another day', { today: '2021-09-16' }],
    ['after another command', { lens: 'costs' as const }],
    ['by somebody with a role', { asker: { person: 'p', roles: [] } }],
  ])('is read again %s', (_where, other) => {
    const { read, understand } = reader();
    understand('quanto costa il mio?', CONTEXT);
    understand('quanto costa il mio?', { ...CONTEXT, ...other });
    expect(read).toHaveLength(2);
  });

  it('is read each time where it goes on from another', () => {
    const { read, understand } = reader();
    const conversation = { query: null, earlier: [], items: [], unanswered: null, year: 2021 };
    understand('e il 25?', { ...CONTEXT, conversation });
    understand('e il 25?', { ...CONTEXT, conversation });
    expect(read).toHaveLength(2);
  });

  it('is forgotten after many others', () => {
    const { read, understand } = reader();
    for (let number = 0; number <= 256; number += 1) understand(`obiettivo ${number}`, CONTEXT);
    understand('obiettivo 256', CONTEXT);
    understand('obiettivo 0', CONTEXT);
    expect(read.filter((said) => said === 'obiettivo 256')).toHaveLength(1);
    expect(read.filter((said) => said === 'obiettivo 0')).toHaveLength(2);
  });
});
