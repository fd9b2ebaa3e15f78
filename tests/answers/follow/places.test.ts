import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const engine = luccaEngine();

const headline = async (...turns: readonly string[]): Promise<string> =>
  (await converse(engine, ...turns)).answer.headline.replaceAll('\u00a0', ' ');

const FIVE = 'i cinque processi con più impegnato';
const LIST = 'elenca gli obiettivi del settore 9';
const THREE = 'i tre settori che hanno impegnato di più';

describe('what is asked of one place of several', () => {
  it.each([
    [[LIST, 'quanto costa il secondo?'], 'obiettivo 8', '482.880,55'],
    [[FIVE, 'chi è il responsabile del terzo?'], 'processo 43', 'U.O.4.1'],
    [[FIVE, 'quanto ha liquidato l’ultimo?'], 'processo 38', 'liquidato'],
    [[THREE, 'quanto ha liquidato il secondo?'], 'Settore 4', '6.625.251,61'],
    [[THREE, 'chi dirige il secondo?'], 'Settore 4', 'Dirigente Settore 4'],
    [[FIVE, 'quanto ha impegnato il quarto processo?'], 'processo 33', '2.324.788,27'],
    [['qual è il settore con più obiettivi?', 'quanti ne ha?', 'e il secondo settore?'], 'Settore 5', '11'],
  ] as const)('is asked of that row: %j', async (turns, name, figure) => {
    const said = await headline(...turns);
    expect(said).toContain(name);
    expect(said).toContain(figure);
  });

  it('is asked of the same list again after one row was told', async () => {
    expect(await headline(LIST, 'quanto costa il secondo?', 'e il terzo?')).toContain('78.650,38');
    expect(await headline(THREE, 'quanto ha liquidato il secondo?', 'e il primo?')).toContain('108.246,95');
    expect(await headline(FIVE, 'chi è il responsabile del terzo?', 'e del quarto?')).toContain('U.O.2.2');
    expect(await headline(FIVE, 'chi segue il terzo?', 'e quanto ha accertato il primo?')).toContain(
      'processo 30',
    );
  });

  it('is asked about where it is of structures that were put in no order', async () => {
    const { answer } = await converse(
      engine,
      'qual è il settore con più obiettivi?',
      'e il secondo ufficio?',
    );
    expect(answer.kind).toBe('clarification');
  });

  it('is held against all of the kind that was put in order', async () => {
    expect(
      await headline('i primi 3 obiettivi per costo', 'che percentuale è il primo sul totale?'),
    ).toContain('18,5 %');
  });
});

describe('so many others', () => {
  it('are those left of the rows that were shown', async () => {
    expect(await headline(FIVE, 'e quanto ha liquidato il primo?', 'somma gli altri quattro')).toContain(
      '5.848.021,25',
    );
  });

  it('are asked about where as many are not left', async () => {
    const { answer } = await converse(engine, FIVE, 'somma gli altri quattro');
    expect(answer.kind).toBe('clarification');
  });
});

describe('what was asked of one item', () => {
  it('is asked of the next that is named', async () => {
    expect(await headline('chi segue l’obiettivo 24?', 'e il 25?')).toContain('U.O.5.5');
    expect(await headline('quando scade l’obiettivo 24?', 'e il processo 12?')).toMatch(
      /processo 12 .* scade il/,
    );
  });
});
