import { describe, expect, it } from 'vitest';
import { compose } from '../../../src/answers/grammar/compose.ts';
import { converse, luccaEngine, luccaVocabulary } from '../lucca.ts';

const vocabulary = luccaVocabulary();
const engine = luccaEngine();
const queriesOf = (question: string) => compose(question, vocabulary).queries;

describe('everyday words ask for what the plain ones ask for', () => {
  it.each([
    // What is the most in a figure, and of what together.
    ['qual è il processo che conta di più come personale?', 'processo con il personale più alto'],
    ['i 3 obiettivi che contano di più come impegnato', 'i 3 obiettivi con più impegnato'],
    [
      'a quanto sommano i pesi degli obiettivi del settore 5?',
      'somma dei pesi degli obiettivi del settore 5',
    ],
    ['processi con impegnato senza che risulti nulla di liquidato', 'processi con impegnato senza liquidato'],
    ['obiettivo con la percentuale di realizzazione più bassa', 'obiettivo con il raggiungimento più basso'],
    ['i 3 processi con più risorse impegnate', 'i 3 processi con più impegnato'],
    ['costo delle risorse umane per settore', 'costo del personale per settore'],
    ['ordina gli obiettivi del settore 6 per costo finale', 'ordina gli obiettivi del settore 6 per costo'],
    // Of all that a structure has.
    ['quali settori hanno raggiunto tutti gli obiettivi?', 'settori con tutti gli obiettivi al 100 %'],
    ['quali settori hanno completato tutti i loro obiettivi?', 'settori con tutti gli obiettivi al 100 %'],
    ['in quali settori tutti gli obiettivi sono al 100 %?', 'settori con tutti gli obiettivi al 100 %'],
    ['chi ha raggiunto tutti gli obiettivi?', 'settori con tutti gli obiettivi al 100 %'],
    [
      'quali sono i settori che hanno centrato tutti gli obiettivi?',
      'settori con tutti gli obiettivi al 100 %',
    ],
    // What goes past a limit.
    [
      'quali obiettivi passano il mezzo milione di impegnato?',
      'obiettivi con impegnato superiore a 500.000 €',
    ],
    [
      'quali processi hanno passato i 200 mila euro di personale?',
      'processi con costo del personale superiore a 200.000 €',
    ],
    [
      'quali processi oltrepassano il milione di impegnato?',
      'processi con impegnato superiore a 1.000.000 €',
    ],
    ['processi che eccedono i 300.000 € di liquidato', 'processi con liquidato superiore a 300.000 €'],
    [
      'processi che non hanno superato i 20.000 € di personale',
      'processi con costo del personale non superiore a 20.000 €',
    ],
    [
      'processi che non passano il milione di impegnato',
      'processi con impegnato non superiore a 1.000.000 €',
    ],
    // How long they last, how many there are, what part of a cost.
    ['obiettivi di durata superiore a 2 anni', 'obiettivi che durano più di 2 anni'],
    ['obiettivi che durano più di un anno', 'obiettivi pluriennali'],
    ['numero totale dei processi del settore 4', 'quanti processi ha il settore 4?'],
    ['quanto spende di personale il settore 5?', 'costo del personale del settore 5'],
    ['processi esclusi, qual è l’impegnato?', 'impegnato degli obiettivi'],
    ['liquidato del settore 2 senza i processi', 'liquidato degli obiettivi del settore 2'],
    // How far they are.
    ['quali obiettivi vanno ancora completati?', 'quali obiettivi sono sotto il 100 %?'],
    ['obiettivi non conclusi del settore 5', 'obiettivi sotto il 100 % del settore 5'],
    ['obiettivi conclusi del settore 9', 'obiettivi raggiunti del settore 9'],
    ['come vanno gli obiettivi del settore 5?', 'raggiungimento degli obiettivi del settore 5'],
    // What is left out.
    [
      'togliendo il settore 6 e il settore 9, a quanto arriva il liquidato dei processi?',
      'liquidato dei processi tranne il settore 6 e il settore 9',
    ],
    [
      'lasciando stare il settore 7, quanto è stato riscosso?',
      'quanto è stato riscosso, escluso il settore 7?',
    ],
    [
      'se eliminiamo il settore 8, quanto resta di impegnato?',
      'se togliamo il settore 8, quanto resta di impegnato?',
    ],
    // What takes most.
    [
      'i due processi del settore 9 che hanno assorbito più personale',
      'i due processi del settore 9 con più personale',
    ],
    ['quale processo si è mangiato più impegnato?', 'quale processo ha più impegnato?'],
    ['quanti processi ha ogni macrostruttura?', 'quanti processi ha ogni settore?'],
    [
      'quante volte il liquidato del settore 9 contiene quello del settore 6?',
      'quante volte il liquidato del settore 9 è quello del settore 6?',
    ],
  ])('«%s»', (everyday, plain) => {
    expect(queriesOf(everyday).length).toBeGreaterThan(0);
    expect(queriesOf(everyday)).toEqual(queriesOf(plain));
  });
});

describe('ages that are passed', () => {
  it.each([
    ['quanti dipendenti hanno passato i 59 anni?', '114 persone'],
    ['quanti dipendenti superano i 59 anni?', '114 persone'],
    ['quanti dipendenti non superano i 59 anni?', '419 persone'],
    ['quanti dipendenti non arrivano a 60 anni?', '419 persone'],
  ])('«%s»', async (question, figure) => {
    expect((await converse(engine, question)).text).toContain(figure);
  });
});

describe('every item of an office is all that it has', () => {
  it.each([
    ['in media quanto costa ogni obiettivo del SUAP?', '129.752,13'],
    ['quanto è costato in media di personale ciascun obiettivo del SUAP?', '129.752,13'],
  ])('«%s»', async (question, figure) => {
    expect((await converse(engine, question)).text).toContain(figure);
  });
});

describe('what is offered in place of a question is never its contrary', () => {
  it.each([['quali obiettivi travalicano i 300 mila euro di personale?', 'pari a']])(
    '«%s»',
    async (question, contrary) => {
      const { answer } = await converse(engine, question);
      expect(answer.kind).toBe('clarification');
      expect(answer.choices.map(({ label }) => label).join()).not.toContain(contrary);
    },
  );
});

describe('asks back where what is held to a limit, or how many times, was not read', () => {
  it.each([
    'ci sono settori che con i soli obiettivi superano i 600 mila euro di costo del personale?',
    'ci sono settori che con gli obiettivi passano i 600 mila euro di costo del personale? Quali?',
    'quante volte il costo dei servizi sociali (processo 30) contiene quello dell’housing (processo 33)?',
  ])('«%s»', async (question) => {
    expect((await converse(engine, question)).answer.kind).toBe('clarification');
  });
});

describe('a verb for spending', () => {
  it.each([
    ['quale obiettivo si è portato via più soldi di personale?', /biettivo 8 .*294\.905,03/],
    ['tolto il 9, qual è il settore che ha tirato fuori di più in impegni?', /Settore 2 – .*9\.520\.568,65/],
    ['chi ha fatto fuori più personale?', /Settore 9 .*4\.093\.569,94/],
    ['quanto ha fatto fuori il settore 6 di personale?', /1\.084\.134,06/],
    ['quale processo pesa di più sul bilancio?', /rocesso 44 .*3\.330\.811,93/],
    ['chi ha il grosso dell’impegnato?', /Settore 2 .*9\.520\.568,65/],
  ])('«%s»', async (question, figure) => {
    expect((await converse(engine, question)).text).toMatch(figure);
  });
});

describe('a limit in everyday words', () => {
  it.each([
    ['quanti processi non arrivano a 50 mila euro di impegnato?', '11 processi'],
    ['quali processi non raggiungono i 100.000 euro di impegnato?', '15 processi'],
    ['quali obiettivi girano intorno ai 50 mila euro di personale?', 'tra 45.000,00 € e 55.000,00 €'],
    ['quanti obiettivi hanno peso 24 e quanti 20?', '1 obiettivo con peso pari a 20'],
    ['tutti i settori, fa eccezione per il 9, quanto hanno impegnato?', '21.345.593,28 €'],
    ['c’è qualche processo dove il liquidato supera l’impegnato?', 'Nessun processo'],
    ['ogni 100 euro impegnati dal settore 4, quanti ne sono stati pagati?', '83,43 %'],
    ['tra i processi che incassano, chi ha riscosso meno?', '2.264,85 €'],
  ])('«%s»', async (question, figure) => {
    expect((await converse(engine, question)).text).toContain(figure);
  });
});

describe('the mean of structures is of what each of them comes to', () => {
  it.each([
    ['mediamente quanto spende di personale un settore?', '1.195.099,39 €'],
    ['personale medio delle unità del settore 5', '80.197,69 €'],
    ['in media quanti obiettivi ha un settore?', 'in media 5,83 obiettivi'],
    ['mediamente quanti processi ha un settore, lasciando stare il settore 2?', 'in media 4,67 processi'],
    ['quanto personale è costato in media un obiettivo del SUAP?', '129.752,13 €'],
  ])('«%s»', async (question, figure) => {
    expect((await converse(engine, question)).text).toContain(figure);
  });

  it('chooses no item in the middle of an order', async () => {
    expect((await converse(engine, 'il processo con il personale mediano')).answer.kind).toBe(
      'clarification',
    );
  });
});

describe('one kind against the other is all of each', () => {
  it.each([
    ['chi si è mangiato più risorse, gli obiettivi o i processi?', 'Processi: '],
    ['costano di più gli obiettivi o i processi?', 'Processi: '],
    ['hanno più personale gli obiettivi o i processi del settore 5?', 'Obiettivi: '],
    ['quanto hanno riscosso gli obiettivi? e i processi? e insieme?', 'riscosso 2.552.614,64 €'],
  ])('«%s»', async (question, first) => {
    expect((await converse(engine, question)).text).toContain(first);
  });
});

describe('one thing with respect to another is held against it', () => {
  it.each([
    ['quanto hanno impegnato gli obiettivi trasversali rispetto agli altri?', '2.022.345,36 €'],
    ['quanto ha impegnato il settore 4 rispetto al settore 3?', '5.668.874,99 €'],
    ['quanto ci costano i vigili rispetto alla protezione civile?', '4.153.891,73 €'],
    ['quanto costa di personale in media un obiettivo biennale rispetto a uno annuale?', '−16.834,17 €'],
    ['quanto pesano gli obiettivi dello staff B sul totale del personale degli staff?', '25,45 %'],
  ])('«%s»', async (question, figure) => {
    expect((await converse(engine, question)).text).toContain(figure);
  });

  it.each([
    'quanto pesa in media un obiettivo del settore 9 rispetto alla media generale?',
    'la metà degli obiettivi del settore 5 quanto costa?',
    'quanti obiettivi del settore 2 pesano come quelli del settore 7?',
    'quale settore ha impegnato più del settore 3 ma meno del settore 2?',
    'quanto hanno accertato i settori che non hanno liquidato niente?',
    'rapporto tra personale degli obiettivi e personale totale nel settore 8',
  ])('or is asked about: «%s»', async (question) => {
    expect((await converse(engine, question)).answer.kind).toBe('clarification');
  });
});

describe('what structures spend on items', () => {
  it.each([
    ['chi ha speso di più per il personale?', '4.093.569,94 €'],
    ['elenca i settori con più di un milione di personale dal più caro', 'Settore 7, 1.926.041,03 €'],
    ['quale settore ha la media di personale per processo più alta?', '345.551,16 €'],
    ['l’obiettivo 8 costa più di tutti quelli del settore 5 messi insieme?', '434.659,65 €'],
    ['quanto pesa il personale sul costo totale del settore 4?', '11,74 %'],
    ['quanti soldi ha portato a casa il settore 9 di incassi?', 'riscosso 1.446.210,82 €'],
    ['quanto pesano in totale gli obiettivi senza contare l’obiettivo numero 69?', 'peso 1.506'],
    ['quali obiettivi coinvolgono due o più uffici?', 'assegnati ad almeno 2 U.O.'],
    ['quanti obiettivi in più ha il settore 2 del settore 9?', 'differenza 7'],
    ['il processo più caro del settore 9 e quello del settore 5', '61.671,39 €'],
    [
      'chi ha liquidato di più senza contare il settore 4?',
      'Settore 6 – Promozione del territorio: liquidato 473.070,51 €',
    ],
    ['chi ha la percentuale di pagamento più bassa?', 'Settore 2'],
    ['quanti euro di personale per ogni punto di peso nel settore 5?', '1.759,76 €'],
    [
      'chi ha speso di più in personale per gli obiettivi, il settore 1 o il settore 8?',
      'Settore 8: 786.487,26 €',
    ],
    ['quanti soldi ci sono ancora da pagare al settore 4 e al settore 6?', 'Settore 4: 1.215.519,07 €'],
    ['quanto avanza da pagare al settore 6?', '1.004.270,82 €'],
    ['chi non ha nessun processo?', 'Nessun settore/struttura senza processi'],
    ['quanti processi hanno più liquidato che personale?', '5 processi'],
    ['quale goal dell’agenda 2030 raccoglie più obiettivi?', 'Goal 11'],
  ])('«%s»', async (question, figure) => {
    expect((await converse(engine, question)).text).toContain(figure);
  });
});

it.each([
  'mettendo insieme obiettivi e processi, in quale settore il personale costa di più?',
  'sommando obiettivi e processi, quale settore ha il personale più alto?',
])('kinds put together are one set: «%s»', (question) => {
  expect(queriesOf(question)).toMatchObject([
    {
      select: [{ type: 'kind', kinds: ['objective', 'process'] }],
      by: 'department',
      order: { by: { figure: 'personnel' }, direction: 'most', limit: 1 },
    },
  ]);
});
