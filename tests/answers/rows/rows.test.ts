import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/answers/answer.ts';
import type { Conversation } from '../../../src/answers/conversation.ts';
import type { Engine } from '../../../src/answers/engine.ts';
import type { Plan } from '../../../src/domain/types.ts';
import { describeImportIssue, readPlan } from '../../../src/store/plan/import/index.ts';
import { engineOf } from '../../support/engine.ts';

/** A made-up body, whose tables have more than a plan needs. */
function bodyIn(folder: string): Plan {
  const read = readPlan(fileURLToPath(new URL(`../../../eval/bodies/${folder}`, import.meta.url)));
  if (!read.ok) throw new Error(read.errors.map(describeImportIssue).join('\n'));
  return read.plan;
}

const NOW = new Date('2026-07-20T08:00:00Z');

let region: Engine;
let union: Engine;
beforeAll(() => {
  region = engineOf([bodyIn('altamarca-2026'), bodyIn('altamarca-2025')]);
  union = engineOf([bodyIn('valle-serena-2025')]);
});

const ask = async (question: string, of: Engine = region): Promise<Answer> =>
  (await of.ask({ question, conversation: null, asker: null, now: NOW, language: 'it' })).answer;

it('means the office by its own name, and no item that begins with the same word', async () => {
  expect((await ask('quanto ha impegnato il servizio Ospedali?')).value).toBe(18_372_960);
  expect((await ask('quanto è stanziato per gli ospedali di comunità?')).value).toBe(275_000_000);
  expect((await ask('qual è il budget degli ospedali di comunità?')).value).toBe(275_000_000);
});

it('asks back how many days, which no row tells', async () => {
  expect((await ask('di quanti giorni sono in ritardo le fasi?')).kind).toBe('clarification');
});

describe('indicators are counted, filtered and put in order as items are', () => {
  it.each([
    ['quanti indicatori si misurano in giorni?', 2],
    ['quali indicatori in percentuale sono sotto il target?', 3],
    ['quali indicatori migliorano scendendo?', 5],
    ['quanti obiettivi hanno almeno un indicatore?', 7],
    ['quanti obiettivi hanno più di un indicatore?', 1],
    ['quali obiettivi non hanno indicatori?', 20],
    ['quali indicatori pesano più di 50?', 1],
    ['quali indicatori hanno un raggiungimento sotto il 70 %?', 2],
    ['quali direzioni hanno indicatori sotto il target?', 3],
    ['quanti indicatori hanno un peso?', 2],
    ['indicatori con risultato superiore a 50 %', 1],
    ['per ogni direzione quanti indicatori ci sono?', 4],
    ['quanti indicatori ci sono per unità di misura?', 6],
    ['quanti indicatori sono sotto il target e quanti l’hanno raggiunto?', 2],
  ])('is answered: %s', async (question, value) => {
    expect(await ask(question)).toMatchObject({ value, unit: 'count' });
  });

  it.each([
    ['quale indicatore è più vicino al target?', 115, 'Presenze tra ottobre e marzo (obiettivo 15): 115 %'],
    ['quale indicatore è più lontano dal target?', 0, 'Giorni medi di ritardo (obiettivo 25): 0 %'],
    ['quale servizio ha più indicatori?', 3, 'S51 Servizio Ragioneria'],
    ['quale obiettivo ha l’indicatore messo peggio?', 0, 'Giorni medi di ritardo (obiettivo 25)'],
  ])('names the first and says of how many: %s', async (question, value, said) => {
    const answer = await ask(question);
    expect(answer.value).toBe(value);
    expect(answer.headline).toContain(said);
  });

  it('tells an indicator of today as it is, and never that there is none on that day', async () => {
    const { headline } = await ask('che target ha l’acqua dispersa nel 2026 e quanto vale oggi?');
    expect(headline).toContain('valore atteso 40 %, risultato 42 %');
  });

  it('says how far a result is from its target, in its own unit', async () => {
    const { headline, value } = await ask(
      'di quanti giorni siamo sopra il target dei giorni di attesa?',
      union,
    );
    expect(value).toBe(7);
    expect(headline).toContain('7 giorni');
  });

  it.each([
    ['che percentuale degli indicatori ha raggiunto il target?', 22.22],
    ['qual è il raggiungimento medio degli indicatori in giorni?', 40],
    ['tra gli indicatori di D20 quale ha raggiunto meno?', 75],
  ])('is worked out over those that are meant: %s', async (question, value) => {
    const answer = await ask(question);
    expect(answer.unit).toBe('percent');
    expect(answer.value).toBeCloseTo(value, 2);
  });

  it('says in words on which side of its target a result is', async () => {
    expect(
      (await ask('di quanto la percentuale di fatture pagate entro la scadenza è sotto il target?')).headline,
    ).toBe(
      'Fatture pagate entro la scadenza (obiettivo 25): 2,8 % sotto il valore atteso (95 %), risultato 92,2 %, 2026.',
    );
  });

  it('tells what an indicator starts from', async () => {
    expect((await ask('da quanto parte il debito a fine anno?')).value).toBe(410);
  });

  it('puts no values of different units in one order', async () => {
    const { kind, headline } = await ask('quale indicatore ha il target più alto?');
    expect(kind).toBe('no_data');
    expect(headline).toContain('unità diverse');
  });
});

describe('milestones are counted, filtered and put in order as items are', () => {
  it.each([
    ['quali milestone pesano più di 25?', 2],
    ['quali obiettivi hanno più di una milestone?', 2],
    ['quali servizi non hanno milestone?', 9],
    ['quante milestone in ritardo ha ogni direzione?', 1],
    ['quante fasi sono state fatte in tempo?', 2],
    ['quante fasi sono state completate in anticipo?', 2],
    ['quali fasi mancano all’obiettivo 2?', 2],
    ['quali fasi dell’obiettivo 2 non sono finite?', 2],
    ['quali obiettivi PNRR hanno una milestone in ritardo?', 1],
  ])('is answered: %s', async (question, value) => {
    expect(await ask(question)).toMatchObject({ value, unit: 'count' });
  });

  it('tells the same of both years, each of its own plan', async () => {
    const { headline } = await ask('risultato 2025 e 2026 dell’acqua dispersa in rete');
    expect(headline).toContain('2025): risultato 45 %');
    expect(headline).toContain('2026): risultato 42 %');
  });

  it('are what «fase» means where items have some, and no monitoring that is over', async () => {
    const { kind, query } = await ask('qual è la prossima fase in scadenza?');
    expect([kind, query?.type]).toEqual(['answer', 'parts']);
  });

  it('counts them for each item', async () => {
    const { table } = await ask('quante milestone ha ogni obiettivo?');
    expect(table?.rows.map(([name, count]) => [name?.text, count?.value])).toEqual([
      ['obiettivo 2 «Ospedali di comunità»', 3],
      ['obiettivo 7 «Depuratori costieri»', 2],
      ['obiettivo 12 «Casse di espansione»', 1],
      ['obiettivo 18 «Marchio dei prodotti tipici»', 1],
    ]);
  });

  it('finds the last in order of time', async () => {
    expect((await ask('qual è l’ultima milestone in ordine di tempo?')).headline).toContain(
      'Apertura al pubblico (obiettivo 2): 15/12/2026',
    );
  });
});

describe('lines of the budget are added up, divided and held against each other', () => {
  it.each([
    ['che quota dello stanziamento è PNRR?', 49.77, 'percent'],
    ['quanto dello stanziato dell’obiettivo 2 è stato pagato, in percentuale?', 23.27, 'percent'],
    ['differenza tra stanziato e pagato dell’obiettivo 7', 410_000_000, 'eur'],
    ['quale capitolo ha lo stanziamento più alto, escluso l’88210?', 310_000_000, 'eur'],
    ['quali obiettivi hanno più di 3 milioni di stanziamento?', 2, 'count'],
    ['quanto è stanziato in tutto escludendo il PNRR?', 555_000_000, 'eur'],
    ['qual è il secondo capitolo per stanziamento?', 310_000_000, 'eur'],
    ['quante volte lo stanziamento del PNRR supera quello del FOI?', 1.06, 'other'],
    ['stanziamento medio per obiettivo', 368_333_333.33, 'eur'],
    ['quali fondi hanno meno di 1 milione di stanziamento?', 1, 'count'],
    ['il FOI quanto incide sullo stanziamento della D20?', 62.65, 'percent'],
    ['quanta parte dello stanziamento PNRR va alla D20?', 56.36, 'percent'],
    ['quanto pesa il PNRR sullo stanziamento della direzione Salute?', 87.27, 'percent'],
    ['quanto manca da pagare dello stanziamento dell’obiettivo 7?', 410_000_000, 'eur'],
    ['quali obiettivi non hanno stanziamento?', 24, 'count'],
  ])('is answered: %s', async (question, value, unit) => {
    const answer = await ask(question);
    expect(answer.unit).toBe(unit);
    expect(answer.value).toBeCloseTo(value, 2);
  });

  it('gives each of the two funds that are named', async () => {
    expect((await ask('quanto è stanziato sul PNRR nel 2026 e quanto sul FOI?')).headline).toBe(
      'Stanziamento per fondo, in tutto il piano, 2026: fondo PNRR: 5.500.000,00 €; fondo FOI: 5.200.000,00 €.',
    );
  });

  it('never adds one entry to another', async () => {
    expect((await ask('importo per fondo')).value).not.toBe(804_000_050);
  });

  it('proves a part with both its sides', async () => {
    expect((await ask('che quota dello stanziamento è PNRR?')).proof?.sum).toBe(
      '5.500.000,00 € / 11.050.000,00 € = 49,77 %',
    );
  });

  it.each([
    ['stanziamento per capitolo nella D20', ['capitolo 88210', 'capitolo 88215']],
    ['stanziamento per fondo della missione 9', ['fondo FOI', 'fondo PNRR']],
    ['quali capitoli ha l’obiettivo 2?', ['capitolo 120345', 'capitolo 120346']],
    ['quanti obiettivi sono finanziati dal FOI?', ['obiettivo 7 «Depuratori costieri»']],
    ['bilancio per anno dell’obiettivo 2', ['2026', '2027']],
    ['quanto è lo stanziamento del 2026 in tutto e quanto quello del 2027?', ['2026', '2027']],
  ])('divides them by what is said: %s', async (question, groups) => {
    const { table, value } = await ask(question);
    expect(table?.rows.map(([name]) => name?.text) ?? []).toEqual(groups);
    expect(value).toBe(groups.length);
  });

  it.each([
    ['stanziamento PNRR esclusa la missione 9', 240_000_000],
    ['stanziamento escluso il capitolo 88210', 585_000_000],
  ])('leaves out what a number after its field names: %s', async (question, value) => {
    expect(await ask(question)).toMatchObject({ value, unit: 'eur' });
  });

  it('gives each entry a sum of its own, and none to what is not declared', async () => {
    const { headline, proof } = await ask('stanziamento e pagamenti per direzione');
    expect(headline).toMatch(/: stanziamento 11\.050\.000,00 €; pagato 1\.740\.000,50 €\.$/);
    expect(proof?.sum).toContain('pagato: 640.000,50 € + 1.100.000,00 € = 1.740.000,50 €');
  });

  it('is the cost table where that alone holds what is asked', async () => {
    const { headline } = await ask('impegni e pagamenti della missione 9');
    expect(headline).toContain('impegnato 12.624.819,25 €');
  });

  it('says of which other years there are lines', async () => {
    expect((await ask('che quota dello stanziamento è PNRR?')).notes).toEqual([
      'Per altri anni: 2027 stanziamento 1.000.000,00 €.',
    ]);
  });
});

describe('items by what the plan says of them', () => {
  it.each([
    ['quale missione ha più obiettivi?', 4, '9 Sviluppo sostenibile: 4'],
    ['quanti obiettivi non hanno una missione?', 20, 'senza missione'],
  ])('is answered: %s', async (question, value, said) => {
    const answer = await ask(question);
    expect(answer.value).toBe(value);
    expect(answer.headline.toLowerCase()).toContain(said.toLowerCase());
  });
});

describe('what each indicator says of itself', () => {
  it.each([
    ['target degli indicatori della missione 9', 40],
    ['risultati degli indicatori della missione 9', 42],
    ['valore di partenza degli indicatori della missione 9', 48],
    ['quanto pesa l’indicatore «Giorni medi di ritardo»?', 40],
  ])('is told of one: %s', async (question, value) => {
    expect((await ask(question)).value).toBe(value);
  });

  it('has an average in its name that is none of the question', async () => {
    expect((await ask('Giorni medi di ritardo (obiettivo 25)')).headline).toMatch(
      /^Giorni medi di ritardo \(obiettivo 25, 2026\): valore atteso 0 giorni, risultato 3 giorni/,
    );
  });

  it.each(['quanto costano gli indicatori della D20?', 'target 2025 e 2026 dell’obiettivo 6'])(
    'is not told where something else is asked: %s',
    async (question) => {
      expect((await ask(question)).value).toBeNull();
    },
  );
});

describe('what is attained is said of indicators as of items', () => {
  it.each([
    ['indicatori non raggiunti', 5],
    ['quali indicatori sono stati raggiunti?', 2],
    ['quali fasi sono state raggiunte?', 3],
  ])('is a state of rows: %s', async (question, value) => {
    expect(await ask(question)).toMatchObject({ value, unit: 'count' });
  });

  it('is an order where the most and the least are said', async () => {
    const { table } = await ask('elenca gli indicatori dal meno al più raggiunto');
    const percents = table?.rows.map((row) => row.at(-1)?.value ?? -1) ?? [];
    expect(percents).toHaveLength(7);
    expect(percents).toEqual(percents.toSorted((a, b) => a - b));
  });

  it('names the structure that has none too', async () => {
    const { headline } = await ask('confronta gli indicatori raggiunti nella D20 e D50');
    expect(headline).toMatch(/D20 – [^:]+: 0; D50 – [^:]+: 0\.$/);
  });

  it('leaves items to whoever counts items', async () => {
    expect((await ask('quanti obiettivi hanno fasi?')).headline).toBe('4 obiettivi con fasi, 2026.');
    expect(
      (await ask('quanti obiettivi ci sono per fondo?')).table?.rows.map(([, count]) => count?.value),
    ).toEqual([2, 1, 1, 1]);
  });
});

describe('milestones are listed and counted wherever their items are', () => {
  it.each([
    ['elenca le fasi della missione 9', 3],
    ['quante fasi restano da fare per la missione 9?', 2],
    ['quali fasi della missione 9 scadono entro settembre?', 3],
  ])('is answered: %s', async (question, value) => {
    expect(await ask(question)).toMatchObject({ value, unit: 'count' });
  });

  it('says of one what it says of several', async () => {
    expect((await ask('quali fasi della missione 9 sono già fatte?')).headline).toMatch(/^1 fase già fatta /);
    expect((await ask('fasi fatte in tempo della missione 9')).headline).toMatch(
      /^Nessuna fase fatta in tempo /,
    );
  });

  it('says what is declared of none, and never that none of it is so', async () => {
    expect(await ask('fasi fatte in tempo dell’obiettivo 25')).toMatchObject({
      kind: 'no_data',
      value: null,
    });
  });

  it('gives the weight of one that is named, and no list', async () => {
    expect((await ask('quanto pesa la gara per gli arredi?')).headline).toContain('peso');
  });
});

describe('a question that goes on from rows', () => {
  const talk = async (...questions: readonly string[]): Promise<readonly Answer[]> => {
    const answers: Answer[] = [];
    let conversation: Conversation | null = null;
    for (const question of questions) {
      const reply = await region.ask({ question, conversation, asker: null, now: NOW, language: 'it' });
      answers.push(reply.answer);
      conversation = reply.conversation;
    }
    return answers;
  };

  it.each([
    [['indicatori dell’obiettivo 25', 'e quanto pesano?'], /peso 60\. Giorni medi .*peso 40/],
    [['fasi dell’obiettivo 2', 'quanto pesano?'], /Gara per gli arredi .*peso 20.*Collaudo .*peso 50/],
    // of an item without rows of its own it is the item's
    [['depuratori costieri', 'quali indicatori ha?', 'e quanto pesa?'], /^L’obiettivo 7 .*peso 4 /],
    [['chi è il RUP dell’obiettivo 2?', 'e la scadenza?'], /^L’obiettivo 2 .* scade il 15 dicembre 2026/],
    [['chi è il RUP dell’obiettivo 2?', 'e la scadenza?', 'e le fasi?'], /^3 fasi dell’obiettivo 2/],
    [['qual è il CUP dell’obiettivo 2?', 'e il responsabile?'], /^L’obiettivo 2 .* è affidato a S11/],
  ])('goes on from what was told of an item: %j', async (turns, told) => {
    expect((await talk(...turns)).at(-1)?.headline).toMatch(told);
  });

  it('asks the same of another structure, and narrows what was shown', async () => {
    const answers = await talk(
      'quanti indicatori ha la D50?',
      'e la D20?',
      'e di questi quanti sono sotto il target?',
    );
    expect(answers.map(({ value }) => value)).toEqual([3, 2, 2]);
    expect(answers[2]?.headline).toContain('2 indicatori sotto il valore atteso della D20, 2026');
  });

  it('asks another entry, or another number, of the same rows', async () => {
    const money = await talk(
      'quanto è stanziato per gli ospedali di comunità?',
      'quanto è stato impegnato?',
      'quanto è stato pagato?',
    );
    expect(money.map(({ value }) => value)).toEqual([275_000_000, 190_000_000, 64_000_050]);
    const [, all] = await talk(
      'quanto è pagato per i depuratori costieri?',
      'e quanto è stanziato in tutto?',
    );
    expect(all?.headline).toContain('in tutto il piano');
    const [, target, result] = await talk('acqua dispersa in rete', 'e il target?', 'qual è il risultato?');
    expect(target?.headline).toMatch(/^Acqua dispersa in rete.*valore atteso 40 %/);
    expect(result?.headline).toMatch(/^Acqua dispersa in rete.*risultato 42 %/);
  });

  it('is of the item or the structure that was spoken of, where it says of nothing else', async () => {
    const ofItem = await talk(
      'obiettivo OVP1.2',
      'quanto è stanziato?',
      'che indicatori ha?',
      'e le milestone?',
      'chi è il RUP?',
    );
    expect(ofItem.slice(1).map(({ headline }) => headline.includes('Ospedali di comunità'))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(ofItem[1]?.value).toBe(275_000_000);
    expect(ofItem[3]?.value).toBe(3);
    const [, indicators] = await talk('elenca gli obiettivi della D50', 'e gli indicatori?');
    expect(indicators).toMatchObject({ value: 3, assumed: expect.stringContaining('D50') });
  });

  it.each([
    'quali indicatori sono sotto il target?',
    'quanti indicatori ci sono nel piano?',
    'stanziamento per fondo',
    'quanti obiettivi hanno indicatori?',
  ])('starts anew where it says of what: %s', async (question) => {
    const [, next] = await talk('obiettivo OVP1.2', question);
    expect(next).toMatchObject({ value: (await ask(question)).value, assumed: null });
  });

  it('tells how many there are besides what is set aside for them', async () => {
    const { headline } = await ask('quanti obiettivi PNRR ci sono e quanto è stanziato?');
    expect(headline).toMatch(/2 obiettivi con tipo «PNRR»/u);
    expect(headline).toMatch(/Stanziamento con tipo «PNRR», 2026/u);
  });

  it('asks the same of another fund, and how far they are apart', async () => {
    const answers = await talk('stanziamento del PNRR', 'e del FOI?', 'che differenza c’è?');
    expect(answers.map(({ value }) => value)).toEqual([550_000_000, 520_000_000, 30_000_000]);
  });

  it('divides it by something else, and leaves some out', async () => {
    const answers = await talk('stanziamento per direzione', 'e per fondo?', 'escluso il PNRR?');
    expect(answers.map(({ table }) => table?.rows.map(([, amount]) => amount?.value))).toEqual([
      [275_000_000, 830_000_000],
      [550_000_000, 35_000_000, 520_000_000],
      [35_000_000, 520_000_000],
    ]);
  });

  it('asks which of those that were shown are late', async () => {
    const answers = await talk(
      'milestone dell’obiettivo 7',
      'quali sono in ritardo?',
      'e dell’obiettivo 12?',
    );
    expect(answers.map(({ value }) => value)).toEqual([2, 1, 1]);
  });

  it('asks the same of another table', async () => {
    const answers = await talk('quale obiettivo ha più indicatori?', 'e quale ha più milestone?');
    expect(answers.map(({ headline }) => headline.split(' (')[0])).toEqual([
      'Obiettivo 25 «Fatture entro la scadenza»: 2',
      'Obiettivo 2 «Ospedali di comunità»: 3',
    ]);
  });
});

it('divides items by a column that only this plan has', async () => {
  const { table } = await ask('quanti obiettivi ci sono per ogni centro di costo?');
  expect(table?.rows).toHaveLength(2);
});

it('gives no items by a value where another column is asked of them', async () => {
  const { value } = await ask('quanti obiettivi con priorità alta hanno un centro di costo?');
  expect(value).toBeNull();
});

it('means the column of the plan where lines of the budget have a field of that name', async () => {
  const plan = bodyIn('altamarca-2026');
  const noted = engineOf([
    {
      ...plan,
      items: plan.items.map((one) =>
        one.kind === 'objective' && one.number === 12
          ? { ...one, extra: { ...one.extra, Note: 'in attesa del parere' } }
          : one,
      ),
    },
  ]);
  expect((await ask('che note ha l’obiettivo 12?', noted)).headline).toContain('in attesa del parere');
  expect((await ask('quanti obiettivi non hanno note?', noted)).value).toBe(26);
});

it.each([
  [
    'di quanti giorni è in ritardo il progetto esecutivo?',
    /fatta il 12\/05\/2026, 42 giorni dopo il termine/,
  ],
  ['con quanti giorni di anticipo è stata fatta la gara per gli arredi?', /, 9 giorni prima del termine/],
  ['quanto manca alla scadenza dell’apertura al pubblico?', /, al termine mancano 148 giorni/],
  ['quanti giorni mancano all’avvio dei lavori?', /, non risulta fatta, in ritardo di 20 giorni/],
])('tells how far from its day a step was done, or lies: %s', async (question, told) => {
  expect((await ask(question)).headline).toMatch(told);
});

it.each(['quali obiettivi sono collegati alla linea Salute vicina?', 'obiettivi della linea Salute vicina'])(
  'takes the word for a place in the plan for no item of that word: %s',
  async (question) => {
    expect((await ask(question)).headline).toMatch(/^3 obiettivi con linea «OVP1 Salute vicina»/);
  },
);

it.each([
  ['quale indicatore è andato meglio?', /^Presenze tra ottobre e marzo/],
  ['quale indicatore è andato peggio?', /^Giorni medi di ritardo/],
])('orders indicators by how they went: %s', async (question, told) => {
  expect((await ask(question)).headline).toMatch(told);
});

it.each([
  [
    'quali obiettivi hanno fondi PNRR?',
    /^2 obiettivi \(obiettivo 2 .*, obiettivo 12 .*\), bilancio .*fondo PNRR/,
  ],
  ['su quali capitoli stanno gli ospedali di comunità?', /^2 capitoli \(capitolo 120345, capitolo 120346\)/],
])('names the few that have lines of the budget: %s', async (question, told) => {
  expect((await ask(question)).headline).toMatch(told);
});
