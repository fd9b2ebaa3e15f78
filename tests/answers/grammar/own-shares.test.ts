import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const engine = luccaEngine();
const answered = async (question: string): Promise<string> => (await converse(engine, question)).text;

describe('which part of the items of each structure is so', () => {
  it.each([
    'percentuale di obiettivi pluriennali per settore',
    'che percentuale degli obiettivi di ogni settore è pluriennale?',
  ])('is of its own items, and not of all that are so: «%s»', async (question) => {
    const text = await answered(question);
    expect(text).toContain('10,14 % (7 obiettivi pluriennali su 69 obiettivi)');
    expect(text).toMatch(/Settore 4 +3 +6 +50 %/);
    expect(text).toMatch(/Settore 9 +0 +5 +0 %/);
  });

  it('puts them in order', async () => {
    expect(await answered('quale settore ha la percentuale più alta di obiettivi con peso 24?')).toContain(
      '4 obiettivi con peso pari a 24, 5 obiettivi, 80 %',
    );
  });

  it.each([
    [
      'chi ha più obiettivi non conclusi in proporzione a quanti ne ha?',
      'Staff C e Settore 7, a pari merito',
    ],
    [
      'l’ufficio del settore 1 con più personale in rapporto al numero di obiettivi',
      'costo del personale 583.450,57 € ÷ 1 obiettivo',
    ],
    ['il settore con più personale in rapporto agli obiettivi', '1.883.391,46 € ÷ 2 obiettivi'],
    ['costo del personale diviso per numero di obiettivi per ogni settore', '14.341.192,66 € ÷ 69 obiettivi'],
    [
      'qual è il settore che spende di più in proporzione al numero di processi?',
      '7.506.492,83 € ÷ 4 processi',
    ],
  ])('may be said in proportion to how many there are: «%s»', async (question, part) => {
    expect(await answered(question)).toContain(part);
  });

  it('is of all that are so where a whole is said', async () => {
    expect(await answered('percentuale di obiettivi trasversali per settore sul totale')).toMatch(
      /Settore 1 +3 +20 %/,
    );
  });
});

describe('what one figure is of another', () => {
  it.each([
    [
      'qual è il settore che ha liquidato di meno rispetto a quanto impegnato?',
      'liquidato su impegnato 4,66 %',
    ],
    ['quale settore ha pagato di più in rapporto a quello che ha impegnato?', 'liquidato su impegnato 100 %'],
    ['chi ha speso in proporzione di meno di quello che ha impegnato?', 'liquidato su impegnato 4,66 %'],
    ['che peso ha il personale sui costi del settore 4?', '11,74 %'],
    ['quanto ha liquidato il settore 6 sull’impegnato?', 'liquidato su impegnato 32,02 %'],
    ['quanto ha riscosso l’ente rispetto all’accertato?', 'sui totali interi è 18,57 %'],
    ['in quale settore il riscosso incide di meno sull’accertato?', 'riscosso su accertato 36,5 %'],
    [
      'qual è il settore in cui il personale incide di più sulle risorse?',
      'incidenza del personale sulle risorse utilizzate 100 %',
    ],
    [
      'il costo totale degli obiettivi del goal 13 che percentuale è del costo di tutti gli obiettivi?',
      '8,28 %',
    ],
    ['il personale del settore 9 che quota è del personale totale?', '28,54 %'],
    ['in percentuale, quanto del personale sta negli staff?', '4,96 %'],
    ['quanto ci è costato in media un punto di peso nel settore 9?', '5.407,27 €'],
  ])('is a rate: «%s»', async (question, part) => {
    expect(await answered(question)).toContain(part);
  });

  it('says of each what whole totals would give, in an order', async () => {
    expect(await answered('settori in ordine di percentuale di liquidato sull’impegnato')).toContain(
      'sui totali interi: Settore 1 35,16 %, Settore 4 83,43 %, Staff A 58,17 %, Settore 9 45,59 %, Settore 2 1,14 %.',
    );
  });

  it('is held against it by each department', async () => {
    expect(await answered('chi ha incassato più di quanto ha accertato?')).toContain('Settore 7: 18.062,44');
    expect(await answered('chi ha incassato più del previsto?')).toContain('Non ho capito');
  });
});

describe('what is taken out of a total', () => {
  it.each([
    ['se dal totale degli obiettivi tolgo i tre più cari quanto resta?', '3.234.486,03'],
    ['dal personale dei processi tolgo i due più cari: quanto resta?', '8.182.281,18'],
  ])('«%s»', async (question, part) => {
    expect(await answered(question)).toContain(part);
  });
});

describe('structures by letters of which one has the noun', () => {
  it('are all meant', async () => {
    const text = await answered('staff a, b e c: personale di ciascuno e totale');
    for (const part of ['325.707,95', '283.446,22', '102.414,15']) expect(text).toContain(part);
    expect(await answered('personale degli staff b e c')).toContain('102.414,15');
  });
});

describe('the part of a place in another', () => {
  it.each([
    ['quanto incide la uo 4.1 sul personale del settore?', '29,45 %'],
    ['quanto incide la uo 4.1 sul personale del settore 4?', '29,45 %'],
    ['quanto incide il settore 5 sugli obiettivi totali?', '15,94 % degli obiettivi (11 su 69)'],
  ])('«%s»', async (question, part) => {
    expect(await answered(question)).toContain(part);
  });
});

describe('the first of each department', () => {
  it('may be one of its offices', async () => {
    const text = await answered('la uo più costosa di ogni settore');
    for (const part of ['U.O.1.4, 583.450,57', 'U.O.2.1, 1.148.935,66']) expect(text).toContain(part);
  });

  it('may be a goal, by what its items cost', async () => {
    expect(await answered('quale goal ha gli obiettivi più costosi in media?')).toContain('Goal 4');
  });
});

describe('another limit on the same items', () => {
  it('may be said with no number', async () => {
    const text = await answered('quanti obiettivi finiscono nel 2021 e quanti vanno oltre?');
    for (const part of ['65 obiettivi', '4 obiettivi con scadenza dal 2022']) expect(text).toContain(part);
  });

  it('is told once where two that are named are held against each other', async () => {
    const text = await answered('chi ha più obiettivi tra settore 2 e settore 5, e quanti in più?');
    expect(text).toContain('differenza 1');
    expect(text).not.toContain('Non ho capito');
  });
});

describe('several things that are left out', () => {
  it('are left out by what they are about too', async () => {
    const text = await answered('liquidato totale senza mensa e nidi');
    expect(text).toContain('2.016.480,14');
    const listed = await answered('quanti obiettivi ci sono tranne il settore 9 e la biblioteca?');
    expect(listed).toContain('63 obiettivi');
  });
});

describe('what each of several has', () => {
  it('is told of the departments that are named', async () => {
    const text = await answered('quanto hanno speso i settori 3, 5 e 7, ciascuno?');
    for (const part of ['743.212,35', '647.096,98', '1.926.041,03']) expect(text).toContain(part);
  });

  it('is put in the order that is said', async () => {
    expect(await answered('obiettivi del settore 6 ordinati dal meno al più costoso')).toContain(
      'dal più basso',
    );
  });
});

describe('who has the greatest part of a figure', () => {
  it.each([
    ['quale settore incide di più sul personale?', 'Settore 9'],
    ['chi incide di più sull’impegnato?', 'Settore 2'],
  ])('comes first by it: «%s»', async (question, part) => {
    expect(await answered(question)).toContain(part);
  });
});

describe('which of two kinds comes first', () => {
  it.each([
    ['il settore 6 spende di più per gli obiettivi o per i processi?', '1.334.958,59'],
    ['nel settore 6 costa di più il personale degli obiettivi o quello dei processi?', '865.304,08'],
  ])('is told, and not whether anything holds: «%s»', async (question, part) => {
    const text = await answered(question);
    expect(text).toContain('Processi');
    expect(text).toContain(part);
  });
});

describe('which of two kinds there are more of', () => {
  it.each(['il settore 8 ha più obiettivi o più processi?', 'il settore 8 ha più obiettivi o processi?'])(
    'is told with how many there are of each: «%s»',
    async (question) => {
      expect(await answered(question)).toContain('obiettivi, 9; processi, 2');
    },
  );
});

describe('a part beside its whole', () => {
  it.each([
    ['gli obiettivi dello staff B sul totale del personale degli staff', '25,45 %'],
    ['il settore 4 sul totale impegnato', '35,48 %'],
  ])('is a share without a verb too: «%s»', async (question, part) => {
    expect(await answered(question)).toContain(part);
  });
});
