import { describe, expect, it } from 'vitest';
import { compose } from '../../../src/answers/grammar/compose.ts';
import { converse, luccaEngine, luccaVocabulary } from '../lucca.ts';

const vocabulary = luccaVocabulary();
const lucca = luccaEngine();
const composed = (question: string) => compose(question, vocabulary);
const queriesOf = (question: string) => composed(question).queries;

describe('what is asked of one item', () => {
  it.each([
    ['chi segue l’obiettivo sulla bicipolitana?', { items: ['objective:24'], attributes: ['responsible'] }],
    ['entro quando scade l’obiettivo sulla bicipolitana?', { attributes: ['deadline'] }],
    ['quanto pesa l’obiettivo che riguarda la bicipolitana?', { measures: ['weight'], attributes: [] }],
    ['quanto è costato in personale il processo 44?', { items: ['process:44'], measures: ['personnel'] }],
    ['l’obiettivo 12 è trasversale?', { items: ['objective:12'], attributes: ['scope'] }],
    ['di chi è e quanto pesa l’obiettivo 12?', { measures: ['weight'], attributes: ['responsible'] }],
  ])('«%s»', (question, expected) => {
    expect(queriesOf(question)).toMatchObject([{ type: 'item', ...expected }]);
  });

  it('is no card where a sum of several is asked', () => {
    expect(queriesOf('quanto fanno insieme gli impegni degli obiettivi 38 e 24?')).toMatchObject([
      { type: 'figures', by: null },
    ]);
  });
});

describe('items by what they are about', () => {
  it('keep a number that stands in their title', () => {
    expect(queriesOf('i marciapiedi e le zone 30: quanto costano?')).toMatchObject([
      { type: 'item', items: ['objective:25', 'objective:7'] },
    ]);
  });

  it('are those of which one name has all the words', () => {
    expect(queriesOf('a chi è affidato il piano di protezione civile?')).toMatchObject([
      { type: 'item', items: ['objective:9'] },
    ]);
  });

  it.each([
    'per la bicipolitana quanto si è impegnato ai nidi?',
    'per la bicipolitana, quanto si è impegnato sui nidi?',
  ])('are not two where nothing joins them: «%s»', (question) => {
    expect(queriesOf(question)).toEqual([]);
  });

  it.each([
    'la bicipolitana quanto ha impegnato, e i nidi?',
    'quanto hanno impegnato la bicipolitana e i nidi?',
    'quanto ha impegnato la bicipolitana rispetto ai nidi?',
  ])('are two where a word joins them: «%s»', (question) => {
    expect(queriesOf(question)).toMatchObject([{ type: 'item', items: ['objective:24', 'process:43'] }]);
  });

  it('are all of them where many are asked for', () => {
    const [query] = queriesOf('quanti obiettivi riguardano l’anticorruzione?');
    expect(query).toMatchObject({ select: [{ type: 'kind' }, { type: 'items' }] });
    const atoms = query?.type === 'figures' ? query.select : [];
    expect(atoms.flatMap((one) => (one.type === 'items' ? one.refs : [])).length).toBeGreaterThan(6);
  });

  it('are left out as well', () => {
    expect(
      queriesOf(
        'quanto costano in personale gli obiettivi trasversali, esclusi gli obiettivi anticorruzione?',
      ),
    ).toMatchObject([
      { select: [{ type: 'kind' }, { type: 'scope' }, { type: 'not', atom: { type: 'items' } }] },
    ]);
  });

  it('are one against the other where two are compared', () => {
    expect(queriesOf('nidi o bicipolitana: dove si è impegnato di più?')).toMatchObject([
      { by: 'item', select: [{ type: 'items', refs: ['process:43', 'objective:24'] }], order: { limit: 1 } },
    ]);
  });

  it('are only a guess without a word for items, where what is asked may be of something else', () => {
    expect(composed('quando finiscono i nidi?').guessed).toBe(true);
    expect(composed('quanto abbiamo impegnato per i nidi?').guessed).toBe(false);
    expect(composed('quanto abbiamo impegnato per l’obiettivo sulla bicipolitana?').guessed).toBe(false);
  });

  it.each(['quanto costa l’obiettivo sulla fusione nucleare?', 'chi segue l’obiettivo sui marziani?'])(
    'are none where the plan has no such word: «%s»',
    (question) => {
      expect(queriesOf(question)).toEqual([]);
    },
  );

  it('never empty a place that is named', () => {
    expect(queriesOf('obiettivi del settore 9 sulla bicipolitana')).toEqual([]);
  });
});

describe('what is asked, or said of others', () => {
  it.each([
    'quali effetti ha avuto il covid sul personale?',
    'che effetto ha avuto il covid sui costi?',
    'chi approva il piano degli obiettivi?',
    'i costi del personale sono definitivi?',
    'quali vantaggi dà la bicipolitana?',
    'quanti incidenti ci sono stati nelle zone 30?',
  ])('is not what items are about: «%s»', async (question) => {
    const { answer } = await converse(luccaEngine(), question);
    expect(answer.query?.type ?? 'none').not.toMatch(/^(item|list|total|count|figures)$/);
  });
});

describe('words that one item has together', () => {
  it.each([
    ['gli oneri di urbanizzazione quanto costano di personale?', 'objective:14'],
    ['la rete per l’apprendimento permanente quanto ha impegnato?', 'objective:28'],
    ['quanto ha impegnato PagoPA per la mensa?', 'objective:31'],
  ])('are about that one, whatever else they mean: «%s»', (question, item) => {
    expect(queriesOf(question)).toMatchObject([{ type: 'item', items: [item] }]);
  });

  it('are the one thing that a structure has of what many do alike', () => {
    expect(queriesOf('l’anticorruzione dello staff C quanto costa?')).toMatchObject([
      { type: 'item', items: ['objective:52'] },
    ]);
  });
});

describe('a word that is only like one of an item', () => {
  it.each([
    // Of one stem with «abitati», «centri».
    'qual è la spesa del personale per abitante?',
    'i settori che hanno centrato di più',
    // A term of the glossary, with the word before it.
    'a quanto ammonta la spesa corrente?',
  ])('is not what it is about: «%s»', (question) => {
    expect(queriesOf(question).filter(({ type }) => type === 'item')).toEqual([]);
  });

  it('is of the body where nothing is shared', async () => {
    const { text } = await converse(lucca, 'quanto si è impegnato in comune?');
    expect(text).toContain('22.379.846,52 €');
    expect((await converse(lucca, 'obiettivi in comune')).text).toContain('15 obiettivi trasversali');
  });
});
