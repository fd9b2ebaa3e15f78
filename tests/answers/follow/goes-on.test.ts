import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const engine = luccaEngine();

const said = async (...turns: readonly string[]): Promise<string> =>
  (await converse(engine, ...turns)).text.replaceAll(' ', ' ');

describe('what is asked next of the items that were shown', () => {
  it.each([
    [['obiettivo 24', 'e chi lo segue?'], 'U.O.3.2'],
    [['obiettivo 24', 'quando scade?'], '31 dicembre 2021'],
    [['quale processo costa di più?', 'e chi se ne occupa?'], 'U.O.4.2'],
    [['liquidato del processo 1', 'a cosa è servito?'], 'politiche della memoria'],
    [['obiettivo 39', 'che goal tocca?'], 'goal 11'],
    [['obiettivi sotto il 100%', 'qual è messo peggio?', 'e chi ne risponde?'], 'U.O.C.1'],
  ])('is told of them: %j', async (turns, text) => {
    expect(await said(...turns)).toContain(text);
  });

  it('is asked about where all the plan was shown', async () => {
    const { answer } = await converse(engine, 'quanto è stato liquidato in tutto?', 'chi se ne occupa?');
    expect(answer.kind).toBe('clarification');
  });
});

describe('what is asked next of acts', () => {
  const acts = 'quanti atti ha adottato la giunta?';

  it.each([
    [[acts, 'qual è l’ultimo?'], '31/05/2022'],
    [[acts, 'qual è l’ultimo?', 'e il primo?'], '13/07/2021'],
    [['quali atti ha adottato il consiglio?', 'quanti sono?'], '6 atti'],
    [['quali atti ha adottato la giunta nel 2021?', 'mettili in ordine di data'], '5 atti'],
  ])('is told of them: %j', async (turns, text) => {
    expect(await said(...turns)).toContain(text);
  });
});

describe('what is asked next of a word that was explained', () => {
  it.each([
    [['cosa vuol dire liquidato?', 'quanto ne ha il settore 4?'], '6.625.251,61'],
    [
      ['cosa vuol dire liquidato?', 'quanto ne ha il settore 4?', 'e in percentuale dell’impegnato?'],
      '84,5 %',
    ],
  ])('is that figure: %j', async (turns, text) => {
    expect(await said(...turns)).toContain(text);
  });
});

describe('what is asked next of the departments that were listed', () => {
  it.each([
    [['che settori ci sono?', 'quanti obiettivi ha il primo?'], '2 obiettivi dello Staff A'],
    [['che settori ci sono?', 'quanti obiettivi ha il primo?', 'e il secondo?'], '6 obiettivi dello Staff B'],
    [['elenca i settori', 'e l’ultimo quanti processi ha?'], '1 processo dell’Istituto Boccherini'],
    [['elenca i settori', 'quanti sono?'], '9 settori'],
    [['elenca i settori', 'qual è il più costoso?'], 'Settore 4 – Istruzione'],
    [['quante U.O. ha il settore 5?', 'quali?'], 'U.O.5.7'],
    [
      ['quante U.O. ha il settore 5?', 'quali?', 'quale ha più obiettivi?'],
      'U.O.5.1 Edilizia pubblica: 3 obiettivi',
    ],
    [['quale settore spende di più?', 'e i suoi uffici?'], 'U.O.4.2: 4.233.940,33'],
  ])('is told of them: %j', async (turns, text) => {
    expect(await said(...turns)).toContain(text);
  });
});

describe('what is asked of the others, of all, and of both', () => {
  it.each([
    [['quanti obiettivi riguardano il goal 11?', 'e il 13?', 'quali hanno tutti e due?'], '6 obiettivi'],
    [['chi segue il processo 12?', 'e degli altri processi della stessa unità?'], '8 processi dell’U.O.9.1'],
    [['qual è l’obiettivo meno costoso del settore 5?', 'e di tutto il comune?'], 'Obiettivo 69'],
    [
      ['quanti obiettivi ci sono?', 'quanti sono del settore 5?', 'e gli altri di chi sono?'],
      '58 obiettivi tranne',
    ],
    [
      ['il settore che spende di più per il personale', 'quanti obiettivi ha?', 'e il secondo?'],
      '2 obiettivi del Settore 7',
    ],
    [['i cinque processi più costosi', 'quali uffici li seguono?'], '5 processi tra i primi 5 processi'],
    [['obiettivi del settore 6', 'che settori coinvolgono?'], 'obiettivi del Settore 6 per settore'],
    [['i tre processi più costosi', 'quale costa meno?'], 'Processo 12'],
    [['obiettivi del settore 4', 'quanto costano?', 'quanto costano in tutto?'], '1.107.592,37'],
    [['obiettivi del settore 6', 'dal più caro al meno caro'], 'obiettivo 41, 106.630,46 €; obiettivo 42'],
    [['quanto pesa il 24?', 'e il 30?', 'chi dei due?'], 'di più obiettivo 30, differenza 2'],
    [['quanto costa l’obiettivo 24?', 'e il 30?', 'chi li segue?'], 'U.O.3.2 Mobilità'],
    [['quanto costa il settore 9?', 'e il 6?', 'chi ha il valore più alto?'], 'di più Settore 9'],
    [['costo per settore', 'e la media?', 'chi sta sopra?'], '3 settori e altre strutture'],
    [['obiettivi per settore', 'e la media?'], 'in media 5,83 obiettivi'],
    [['impegnato per settore', 'e il valore più alto?'], 'Settore 2 – Diritti sociali'],
    [['impegnato per settore', 'dal più alto al più basso'], 'Settore 2, 9.520.568,65 €; Settore 4'],
    [['impegnato per settore', 'i tre più alti?'], 'I 3 settori'],
    [
      ['obiettivi di polizia municipale', 'e protezione civile?', 'quanti sono in tutto?'],
      '4 obiettivi dell’U.O.9.1 e dell’U.O.9.2',
    ],
    [['obiettivi di staff b', 'e staff c?', 'chi costa di più?'], 'di più Staff B'],
    [['quanto costa il 24?', 'e il 30?', 'quale dei due pesa di più?'], 'Non ho capito'],
    [
      ['impegnato per settore', 'che differenza c’è tra il primo e il secondo?'],
      'di più Settore 2, differenza 1.579.797,97',
    ],
    [['obiettivi per settore', 'quali settori stanno sopra la media?'], '6 settori'],
    [['chi ha impegnato di più?', 'che obiettivi ha?'], '12 obiettivi del Settore 2'],
    [['chi ha impegnato di più?', 'che uffici ha?'], '2 U.O. del Settore 2'],
    [['chi ha impegnato di più?', 'e chi ne ha meno?'], 'Settore 5 – Lavori pubblici'],
    [
      ['il settore 1 quanti obiettivi ha raggiunto?', 'e quanti processi?', 'e il 7?'],
      'processi del Settore 7',
    ],
  ])('is told of these: %j', async (turns, text) => {
    expect(await said(...turns)).toContain(text);
  });

  it('and of nobody where nothing was understood', async () => {
    const { answer } = await converse(engine, 'settore con più sblabla?', 'quanti obiettivi ha?');
    expect(answer.kind).toBe('clarification');
  });
});

describe('what was asked by mistake', () => {
  it.each([
    [['quanto ha impegnato il settore 4?', 'sbagliato ufficio, il 5'], 'Settore 5, 2021: impegnato'],
    [['quanto costa l’obiettivo 24?', 'ho sbagliato numero, è il 25'], 'L’obiettivo 25'],
    [['quanto ha liquidato il settore 4?', 'in realtà volevo l’impegnato'], '7.940.770,68'],
  ])('is asked otherwise: %j', async (turns, text) => {
    expect(await said(...turns)).toContain(text);
  });

  it('is asked back where nothing was understood before', async () => {
    const { answer } = await converse(engine, 'obiettivi dell’A3', 'quali non hanno pagato niente?');
    expect(answer.kind).toBe('clarification');
  });
});

describe('the same of something else', () => {
  it.each([
    [
      ['quanto ha impegnato e liquidato il settore 5?', 'gli stessi dati per il settore 6'],
      'impegnato 1.477.341,33',
    ],
    [['liquidato del processo 43', 'stessa cosa per il 44'], '3.073.240,94'],
    [['a che punto è il monitoraggio?', 'e il settore 6?'], 'sintesi stampata non è divisa per struttura'],
  ])('is what was asked before: %j', async (turns, text) => {
    expect(await said(...turns)).toContain(text);
  });
});

describe('a correction', () => {
  it.each([
    [['liquidato processo 43', 'no aspetta, l’impegnato'], 'impegnato 3.308.051,17'],
    [['costo obiettivo 24', 'mi correggo: processo 24'], 'processo 24'],
    [['quanto ha impegnato il settore 4?', 'pardon, il settore 5'], '5.820,06'],
    [['costo del personale obiettivo 46', 'ok grazie. e del 45?'], '154.920,06'],
    [['quanti obiettivi ha il settore 3', 'e il cinque?'], '11 obiettivi del Settore 5'],
  ])('goes on from what it corrects: %j', async (turns, text) => {
    expect(await said(...turns)).toContain(text);
  });
});

describe('what takes back what was asked', () => {
  it.each([
    [['personale degli obiettivi del settore 5', 'no aspetta, il settore 9'], '638.058,37'],
    [
      ['liquidato della U.O. 4.1', 'scusa, mi serviva il costo per il personale'],
      'costo del personale 259.529,96',
    ],
    [['riscosso del settore 4', 'non il riscosso, il pagato'], 'liquidato 6.625.251,61'],
    [['personale del settore 5', 'no, intendevo la Sicurezza'], 'Settore 9'],
    [['personale dello staff A', 'non il costo del personale, la spesa liquidata?'], 'liquidato 22.510,43'],
    [['liquidato del settore 7', 'e del settore finanziario, che mi serve subito?'], 'liquidato 13.000,00'],
  ])('says what is meant, and nothing of a phase or a table: %j', async (turns, text) => {
    expect(await said(...turns)).toContain(text);
  });
});

describe('one that was held against another', () => {
  const claim = 'il settore 5 ha speso più del settore 7?';

  it('is so by the same difference, and held against a third by itself', async () => {
    expect(await said(claim, 'di quanto?')).toContain('1.278.944,05');
    expect(await said(claim, 'e rispetto al settore 9?')).toContain('differenza 3.917.998,33');
  });
});

describe('two that are held against each other', () => {
  const gap = 'di quanto il settore 2 supera il settore 1 come impegnato?';

  it('are so in another figure too, and others in their place', async () => {
    expect(await said(gap, 'e come liquidato?')).toContain('differenza 95.246,95');
    expect(await said(gap, 'e come liquidato?', 'e il settore 4 rispetto al settore 1?')).toContain(
      'differenza 6.612.251,61',
    );
  });

  it.each([
    [['costi del settore 6', 'e in rapporto al numero di obiettivi?']],
    [['quali obiettivi sgranocchiano?', 'qual è il più costoso?']],
  ])('are none where it is not clear what is asked, and it is asked back: %j', async (turns) => {
    expect((await converse(engine, ...turns)).answer.kind).toBe('clarification');
  });
});

describe('a part of the query before', () => {
  it.each([
    [['obiettivi che proseguono nel 2022', 'e nel 2023?'], '1 obiettivo con scadenza dal 2023'],
    [['liquidato settore 4', 'diviso per obiettivi e processi'], '862.917,98'],
    [['which processes belong to Settore 7?', 'how much did they cost in personnel?'], '1.813.006,75'],
  ])('is another: %j', async (turns, text) => {
    expect(await said(...turns)).toContain(text);
  });
});

it('what items are about is the goal that was spoken of, and no figure of a table', async () => {
  expect((await converse(engine, 'che cos’è il goal 11?', 'quanti obiettivi lo riguardano?')).text).toMatch(
    /^23 obiettivi/,
  );
  const { answer } = await converse(
    engine,
    'quanto è il verde pubblico?',
    'ci sono obiettivi che ne parlano?',
  );
  expect(answer.kind).toBe('clarification');
});
