import { describe, expect, it } from 'vitest';
import { compose } from '../../../src/answers/grammar/compose.ts';
import { converse, luccaEngine, luccaVocabulary } from '../lucca.ts';

const queriesOf = (question: string) => compose(question, luccaVocabulary()).queries;
const answerTo = async (question: string) => (await converse(luccaEngine(), question)).answer;

describe('what comes first by how near it is', () => {
  it.each([
    [
      'qual è il processo con l’impegnato più vicino a 100.000 euro?',
      'processo 52',
      'più vicino a 100.000,00',
    ],
    ['il processo con l’impegnato più vicino a quello del processo 52', 'processo 37', 'più vicino a quello'],
    [
      'quale obiettivo ha il costo di personale più vicino alla media?',
      'obiettivo 57',
      'più vicino alla media',
    ],
    ['quale settore è più lontano dalla media per personale?', 'Settore 9', 'più lontano dalla media'],
    ['quale ufficio ha il costo del personale più vicino a quello della ragioneria?', 'U.O.3.2', 'U.O.1.2'],
    [
      'l’obiettivo del settore 5 che si avvicina di più ai 50 mila euro di personale',
      'obiettivo 21',
      'Settore 5',
    ],
  ])('«%s»', async (question, first, said) => {
    const { headline } = await answerTo(question);
    expect(headline.toLowerCase()).toContain(first.toLowerCase());
    expect(headline.replaceAll('\u00a0', ' ')).toContain(said);
  });

  it('is asked more of, for each structure, and of few', async () => {
    const near = { value: 3_000_000 };
    expect(queriesOf('per ogni settore l’obiettivo con il personale più vicino a 30.000 euro')).toMatchObject(
      [{ order: { per: 'department', near } }],
    );
    expect(queriesOf('i tre obiettivi con il personale più vicino a 30.000 euro')).toMatchObject([
      { order: { limit: 3, near } },
    ]);
    expect(
      await answerTo('quanto ha liquidato il processo con l’impegnato più vicino a 100.000 euro?'),
    ).toMatchObject({ value: 6_823_289 });
  });
});

describe('what each structure has on average', () => {
  it.each([
    ['quanti processi in più ha il settore 9 rispetto alla media dei settori?', '5,31', '4,69'],
    ['di quanto il settore 9 supera la media dei settori per personale?', '2.898.470,55', '1.195.099,39'],
    ['quanto costa di personale il settore 2 rispetto alla media dei settori?', '433.150,55', '1.195.099,39'],
    ['il settore 9 costa il doppio della media dei settori?', 'Sì.', '2,48 volte'],
  ])('is what one of them is held against: «%s»', async (question, ...figures) => {
    const { headline } = await answerTo(question);
    for (const figure of figures) expect(headline).toContain(figure);
  });
});

describe('what is asked of the first few, beside what they come first by', () => {
  it('is the figure whose part they are', async () => {
    const { headline } = await answerTo(
      'i 5 processi più cari che percentuale fanno sul personale dei processi?',
    );
    expect(headline).toContain('3.465.582,26');
  });
});

describe('what nobody has spent', () => {
  it('is of the level that is said', () => {
    expect(queriesOf('quali uffici non hanno liquidato nulla?')).toMatchObject([{ by: 'unit' }]);
    expect(queriesOf('quali settori non hanno liquidato nulla?')).toMatchObject([{ by: 'department' }]);
    expect(queriesOf('quali non hanno liquidato nulla?')).toMatchObject([{ by: 'item' }]);
  });
});

describe('more of a kind than on average', () => {
  it('holds of those that have more', async () => {
    expect(await answerTo('quanti settori hanno più obiettivi della media?')).toMatchObject({ value: 6 });
    expect(queriesOf('quale settore ha più obiettivi in media?')).not.toMatchObject([
      { having: [{ than: { mean: true } }] },
    ]);
  });

  it('is no gap between two figures, which is put in order', () => {
    expect(queriesOf('quale processo ha il divario maggiore tra accertato e riscosso?')).toMatchObject([
      { order: { by: { figure: 'uncollected' }, direction: 'most' } },
    ]);
  });
});

describe('what holds of those among which one comes first', () => {
  it('leaves out what does not declare it', async () => {
    const { headline } = await answerTo(
      'qual è il processo con il costo più basso tra quelli che incassano?',
    );
    expect(headline).toContain('Processo 50');
  });

  it('is of structures, where what they have is limited', () => {
    expect(queriesOf('quanti uffici hanno più di 100.000 euro di personale sugli obiettivi?')).toMatchObject([
      { by: 'unit', having: [{ expr: { figure: 'personnel' }, op: 'gt' }], fold: 'count' },
    ]);
  });

  it('is a rate, where it is what a part is of', () => {
    expect(queriesOf('in che percentuale il settore 9 ha incassato quello che ha accertato?')).toMatchObject([
      { columns: [{ figure: 'collection_rate' }] },
    ]);
  });
});
