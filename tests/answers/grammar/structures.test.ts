import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const engine = luccaEngine();
const said = async (question: string) => (await converse(engine, question)).answer;
const rowsOf = async (question: string): Promise<readonly string[]> =>
  ((await said(question)).table?.rows ?? [])
    .map((row) => row[0]?.text ?? '')
    .filter((name) => name !== 'Totale');

describe('what holds of structures themselves', () => {
  it.each([
    ['i settori che hanno impegnato più di un milione', 'i settori che hanno impegnato più di due milioni'],
    ['i settori con più obiettivi del settore 4', 'i settori con più obiettivi del settore 1'],
    ['i settori che costano più del settore 3', 'i settori che costano più del settore 1'],
  ])('leaves fewer where more is asked: «%s», «%s»', async (wide, narrow) => {
    const [all, some] = [await rowsOf(wide), await rowsOf(narrow)];
    expect(some.length).toBeGreaterThan(0);
    expect(some.length).toBeLessThan(all.length);
    expect(all).toEqual(expect.arrayContaining([...some]));
  });

  it('is the figure of the structure, not of its items', async () => {
    const amounts = async (question: string) =>
      new Map(
        ((await said(question)).table?.rows ?? []).map(
          (row) => [row[0]?.text.split(' – ')[0], row[1]?.text] as const,
        ),
      );
    const above = await amounts('quali settori hanno impegnato più della media?');
    const all = await amounts('impegnato per settore');
    above.delete('Totale');
    expect([...above.keys()]).toEqual(['Settore 2', 'Settore 4']);
    for (const [code, amount] of above) expect(all.get(code), code).toBe(amount);
  });

  it('holds a structure against another, which is not among the answers', async () => {
    expect((await rowsOf('i settori con più obiettivi del settore 4')).join()).not.toContain('Settore 4');
  });
});

describe('several things that hold of a structure', () => {
  it('holds an amount against all of its own, beside what it counts', async () => {
    const counted = await rowsOf('quali settori hanno almeno 6 processi?');
    const paid = await rowsOf('quali settori hanno liquidato meno di un milione?');
    const both = await rowsOf('quali settori hanno almeno 6 processi e hanno liquidato meno di un milione?');
    expect(both.toSorted()).toEqual(counted.filter((one) => paid.includes(one)).toSorted());
    expect(both.length).toBeGreaterThan(1);
  });

  it('does so whichever is said first', async () => {
    const [one, other] = [
      await rowsOf('quali settori hanno impegnato più di un milione e hanno almeno 5 processi?'),
      await rowsOf('quali settori hanno almeno 5 processi e hanno impegnato più di un milione?'),
    ];
    expect(one).toEqual(other);
    expect(one).toHaveLength(4);
  });

  it('counts the items of which it holds where it is said of them', async () => {
    const { text } = await converse(engine, 'settori con almeno 3 obiettivi con peso 24');
    expect(text).toContain('obiettivi con peso pari a 24');
  });

  it('wants some of each kind with «sia … sia»', async () => {
    const both = await rowsOf('quali uffici hanno sia obiettivi sia processi?');
    const without = [
      ...(await rowsOf('quali uffici non hanno obiettivi?')),
      ...(await rowsOf('quali uffici non hanno processi?')),
    ];
    expect(both.filter((one) => without.includes(one))).toEqual([]);
    expect(both.length).toBeGreaterThan(20);
  });

  it('shows how many there are of each kind where one outnumbers the other', async () => {
    const { answer, text } = await converse(
      engine,
      'numero di obiettivi e di processi per settore, solo dove i processi superano gli obiettivi',
    );
    expect(text).toContain('con più processi che obiettivi');
    for (const [, processes, objectives] of answer.table?.rows.slice(0, -1) ?? [])
      expect(Number(processes?.text)).toBeGreaterThan(Number(objectives?.text));
  });

  it('names whose are all that must hold', async () => {
    const { text } = await converse(
      engine,
      'quali settori hanno tutti gli obiettivi al 100 % e più di 3 processi?',
    );
    expect(text).toContain('che hanno tutti gli obiettivi con grado di raggiungimento');
  });
});

describe('words that join two scopes', () => {
  it('ask for both with «sia … sia», for either with «o»', async () => {
    const [both, either] = [
      await said('quanti obiettivi sono sia del goal 11 sia del goal 13?'),
      await said('quanti obiettivi sono del goal 11 o del goal 13?'),
    ];
    const [one, other] = [
      await said('quanti obiettivi ha il goal 11?'),
      await said('quanti obiettivi ha il goal 13?'),
    ];
    expect((both.value ?? 0) + (either.value ?? 0)).toBe((one.value ?? 0) + (other.value ?? 0));
  });

  it('leave out what is named by its title', async () => {
    const { value } = await said(
      'quanti obiettivi ci sono tranne la bicipolitana e il Master Plan del verde pubblico?',
    );
    expect(value).toBe(67);
  });
});

describe('structures by name and by code', () => {
  it.each([
    ['quanti obiettivi ha il settore Tutela e pianificazione ambientale?', 'Settore 3'],
    ['obiettivi dell’unità B.1', 'U.O.B.1'],
    ['obiettivi dell’unità B 1', 'U.O.B.1'],
  ])('«%s» is of %s', async (question, code) => {
    expect((await said(question)).headline).toMatch(new RegExp(`^\\d+ obiettivi .*${code}`));
  });

  it('are shown with the items that are asked of them, in one answer', async () => {
    const { headline, table } = await said('gli obiettivi trasversali quali sono e di quali strutture sono?');
    expect(headline).toMatch(/^15 obiettivi trasversali/);
    expect(table?.total).toBe(15);
  });
});
