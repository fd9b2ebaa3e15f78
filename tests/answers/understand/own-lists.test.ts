import { describe, expect, it } from 'vitest';
import { engineOf } from '../../support/engine.ts';
import { item, smallPlan } from '../../support/small-plan.ts';
import { converse } from '../lucca.ts';

const small = smallPlan();
const engine = engineOf([
  {
    ...small,
    items: [
      item('objective', 1, { weight: 10, horizonEnd: small.head.year + 1 }),
      item('objective', 2, { weight: null }),
      item('objective', 3, { weight: 5 }),
    ],
  },
]);

describe('two lists that one message asks for', () => {
  it.each([
    'quale obiettivo pesa meno di 6 e quale è rimasto senza peso?',
    'quali obiettivi pesano meno di 6? E quali sono rimasti senza peso?',
  ])('are answered each for itself, and never the rows of both: %s', async (question) => {
    const { answer, text } = await converse(engine, question);
    expect(answer.kind).toBe('answer');
    expect(text).toMatch(/1 obiettivo con peso inferiore a 6.*1 obiettivo con peso non dichiarato/s);
    expect(answer.table?.rows.map(([name]) => name?.text)).toEqual([
      expect.stringContaining('obiettivo 3'),
      expect.stringContaining('obiettivo 2'),
    ]);
  });

  it('are never the rows of both, where one is not understood', async () => {
    const { text } = await converse(
      engine,
      'quale obiettivo dura più di un anno e quale è rimasto senza peso?',
    );
    expect(text).toContain('1 obiettivo con peso non dichiarato');
    expect(text).not.toContain('Nessuno');
  });

  it('are no two where the second asks what the rows of the first have', async () => {
    const { text } = await converse(
      engine,
      'quali obiettivi dell’U.1.1 pesano più di 7 e quale scadenza hanno?',
    );
    expect(text).toContain('1 obiettivo');
    expect(text).not.toContain('3 obiettivi');
  });
});
