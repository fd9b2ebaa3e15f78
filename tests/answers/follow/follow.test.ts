import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const engine = luccaEngine();

/** What an answer says first. */
const headline = async (...turns: readonly string[]): Promise<string> =>
  (await converse(engine, ...turns)).answer.headline.replaceAll('\u00a0', ' ');

describe('a question that leans on the answer before and cannot be placed', () => {
  it('is asked about, not answered with something else', async () => {
    const { answer } = await converse(engine, 'quanti obiettivi ha il settore 4?', 'somma i nove');
    expect(answer.kind).toBe('clarification');
  });

  it('is not filled with a plan that is not there', async () => {
    const { answer } = await converse(engine, 'liquidato del settore 7', 'e dell’anno prima?');
    expect(answer.kind).toBe('no_data');
    expect(answer.headline).toContain('2020');
  });
});

describe('several that are named after one', () => {
  it.each(['e il 24 e il 25?', 'quanto costano il 24 e il 25?', 'e il 24, il 25?'])(
    'are all meant, the one from before too: «%s»',
    async (last) => {
      expect(await headline('quanto costa l’obiettivo 24?', last)).toContain('62.620,27 €');
    },
  );

  it('take its place, each', async () => {
    expect(await headline('quanto costa il settore 3?', 'e il settore 5 e il settore 7?')).toBe(
      await headline('quanto costa il settore 3?', 'e i settori 5 e 7?'),
    );
  });
});

describe('what two that were asked in turn make', () => {
  it('is of what they cost in all', async () => {
    expect(await headline('quanto costa l’obiettivo 8?', 'e il processo 8?', 'la differenza?')).toMatch(
      /^Risorse utilizzate.*differenza 205\.099,56 €/,
    );
  });

  it.each(['che differenza c’è?', 'quante volte?'])(
    'is no negative and no part of one: «%s»',
    async (last) => {
      for (const turns of [
        ['impegnato degli obiettivi trasversali del settore 6', 'e del settore 9?'],
        ['impegnato degli obiettivi trasversali del settore 9', 'e del settore 6?'],
      ]) {
        const { answer } = await converse(engine, ...turns, last);
        expect(answer.value ?? 1, answer.headline).toBeGreaterThanOrEqual(1);
      }
    },
  );
});

describe('two figures', () => {
  it.each([
    ['quanto ha accertato il settore 4?', 'e quanto ha impegnato?', 'e insieme?'],
    ['quanto ha accertato il settore 4?', 'e impegnato il settore 6?', 'e insieme?'],
    ['quanto ha accertato il settore 4?', 'e impegnato il settore 6?', 'che differenza c’è?'],
  ])('of two things, or of one, are no sum and no difference: %j', async (...turns) => {
    expect((await converse(engine, ...turns)).answer.kind).toBe('clarification');
  });
});

describe('what two have in common', () => {
  it.each([
    [
      ['quanti obiettivi ha il settore 3?', 'e il settore 8?', 'quali hanno in comune?'],
      /^1 obiettivo .*obiettivo 55/,
    ],
    [
      ['quanti obiettivi toccano il goal 11?', 'e il goal 16?', 'quanti ne hanno in comune?'],
      /^Nessun obiettivo/,
    ],
  ] as const)('is what both have: %j', async (turns, said) => {
    expect(await headline(...turns)).toMatch(said);
  });
});

describe('those that are left when one is left out', () => {
  const three = ['i tre obiettivi che costano di più', 'i tre processi con più impegnato'] as const;
  it.each([
    [three[0], 'escludi quello del settore 9: quanto fanno gli altri?', '1.165.369,71'],
    [three[0], 'togli quello del settore 9, quanto fanno gli altri due?', '1.165.369,71'],
    [three[1], 'togli il primo: quanto fanno gli altri due?', '6.651.241,29'],
  ])('«%s», «%s»', async (first, then, figure) => {
    expect(await headline(first, then)).toContain(figure);
  });
});

describe('what is missing between two figures', () => {
  it('is their difference', async () => {
    expect(await headline('impegnato del settore 6', 'e il liquidato?', 'quindi quanto ne manca?')).toContain(
      '1.004.270,82',
    );
    expect(
      await headline('quanti obiettivi ha il settore 2?', 'e il settore 4?', 'quanti ne mancano?'),
    ).toContain('differenza 6');
  });
});

describe('who manages those that were shown', () => {
  it('is who is responsible for each', async () => {
    const said = await headline('i due processi con più impegnato', 'e chi li segue?');
    expect(said).toMatch(/processo 30.*U\.O\.2\.1.*processo 44.*U\.O\.4\.2/i);
  });
});

describe('what stands beside the talk', () => {
  it('does not end it', async () => {
    const straight = await headline('impegnato del settore 6', 'e del settore 9?');
    const aside = await headline(
      'impegnato del settore 6',
      'che cosa vuol dire impegno?',
      'e del settore 9?',
    );
    expect(aside).toBe(straight);
  });
});

describe('a question that is complete', () => {
  it.each(['costi per settore', 'Costi di personale per settore', 'impegnato per u.o.'])(
    'is answered as if nothing had been said before: «%s»',
    async (question) => {
      expect(await headline('quanto costa l’obiettivo 24?', question)).toBe(await headline(question));
    },
  );
});

describe('a limit said of structures that were shown', () => {
  it.each([
    ['i tre settori con più personale', 'quali di questi hanno impegnato più di 1 milione?', ['2', '9']],
    ['quali settori hanno più di 6 obiettivi?', 'quali di questi hanno liquidato più di 100.000?', ['2']],
    ['impegnato per settore', 'quali di questi hanno liquidato più di 500.000?', ['4']],
  ] as const)('«%s», «%s» is held against what each has in all', async (first, then, kept) => {
    const { answer } = await converse(engine, first, then);
    const names = answer.table?.rows.map(([name]) => name?.text) ?? [];
    expect(names.filter((name) => name !== 'Totale')).toEqual(kept.map((code) => `Settore ${code}`));
  });

  it('is counted where so many are asked for', async () => {
    expect(
      await headline('i tre settori con più personale', 'quanti di questi hanno impegnato più di 1 milione?'),
    ).toContain('2 settori');
  });
});

describe('the first of an order, asked of others', () => {
  it.each([
    ['qual è l’obiettivo più caro del settore 5?', 'e tra quelli del settore 6?', '106.630,46 €'],
    ['qual è l’obiettivo più caro del goal 11?', 'e tra quelli del goal 4?', '903.128,40 €'],
    ['qual è il settore con più personale?', 'guardando solo gli obiettivi cambia qualcosa?', '786.487,26 €'],
    ['quale obiettivo finisce per ultimo?', 'e il primo a partire?', 'iniziati prima degli altri'],
    ['quanti obiettivi hanno peso 24?', 'e 22?', '27 obiettivi'],
  ])('«%s» «%s»', async (first, next, figure) => {
    expect(await headline(first, next)).toContain(figure);
  });
});

describe('something that is left out of what is no part of it', () => {
  const share = [
    'quanto ha riscosso l’obiettivo 8?',
    'che percentuale è del riscosso di tutti gli obiettivi?',
  ] as const;

  it.each(['e senza contare il 6?', 'escludi il 6', 'e senza l’obiettivo 6?'])(
    'is left out of the whole that this is a part of: «%s»',
    async (last) => {
      const said = await headline(...share, last);
      expect(said).toContain('Obiettivo 8');
      expect(said).toContain('77,85 % del riscosso degli obiettivi tranne obiettivo 6');
    },
  );

  it('is left out of it too where it is a structure', async () => {
    expect(
      await headline('quanto ha impegnato il settore 3?', 'quanto pesa sul totale?', 'e senza il settore 4?'),
    ).toMatch(
      /^Settore 3, 2021: .* % dell’impegnato di tutto il piano tranne il Settore 4 \(2\.271\.895,69 € su /,
    );
  });

  it.each([
    [...share, 'e senza il processo 3?'],
    ['quanto ha riscosso l’obiettivo 8?', 'e senza il 6?'],
    ['obiettivi del settore 4', 'escludi il processo 3'],
  ])('is asked about where neither holds it: %s, %s, %s', async (...turns) => {
    const { answer } = await converse(engine, ...turns.filter((one) => one !== undefined));
    expect(answer.kind, answer.headline).toBe('clarification');
  });
});

describe('what part those that were shown are of all that are named', () => {
  it.each(['che percentuale è di tutti i processi?', 'che parte è dei processi?'])(
    'is of what they cost in all: «%s»',
    async (last) => {
      expect(await headline('quanto costa il processo 44?', last)).toContain(
        '19,35 % delle risorse utilizzate di tutti i processi (3.330.811,93 €',
      );
    },
  );

  it.each(['che parte sono di tutti i processi del settore?', 'che parte sono dei processi del settore 1?'])(
    'is of those of their structure: «%s»',
    async (last) => {
      expect(
        await headline('i tre processi più cari del settore 1', 'quanto fanno insieme?', last),
      ).toContain('50,44 % delle risorse utilizzate dei processi del Settore 1 (464.409,17 €');
    },
  );

  it('is of the same structure as theirs', async () => {
    expect(
      await headline(
        'quanto costa il processo 25?',
        'e quanto fa in percentuale sui processi della stessa u.o.?',
      ),
    ).toContain('22,32 % delle risorse utilizzate dei processi dell’U.O.1.4');
  });

  it('is asked about where they are none of them', async () => {
    const { answer } = await converse(
      engine,
      'quanto costa l’obiettivo 8?',
      'che percentuale è degli obiettivi del settore 4?',
    );
    expect(answer.kind).toBe('clarification');
  });
});

describe('which ones, after how many there are', () => {
  it.each(['qual è al 75 %?', 'quali sono al 75 %?'])('names them: «%s»', async (last) => {
    const { text } = await converse(engine, 'quanti obiettivi ha il settore 4?', last);
    expect(text).toContain('Scuola innovativa di Sorbano');
  });
});

describe('what is asked of one item that was told', () => {
  it.each([
    ['quanto pesava?', 'quanto pesa l’obiettivo 24?'],
    ['e che punteggio aveva?', 'quanto pesa l’obiettivo 24?'],
    ['quanto era costato?', 'quanto è costato l’obiettivo 24?'],
    ['e com’è andato?', 'a che punto è l’obiettivo 24?'],
    ['a che punto era arrivato?', 'a che punto è l’obiettivo 24?'],
    ['ed è stato raggiunto?', 'a che punto è l’obiettivo 24?'],
    ['entro quando andava finito?', 'quando scade l’obiettivo 24?'],
    ['chi lo seguiva?', 'chi segue l’obiettivo 24?'],
  ])('is what a whole question asks, in any tense: «%s»', async (last, whole) => {
    expect(await headline('parlami della bicipolitana', last)).toBe(await headline(whole));
  });

  it.each([
    ['quanto ha impegnato il processo 33?', 'e di quello impegnato quanto è stato liquidato?', '108.246,95'],
    [
      'dove si parla di autovelox?',
      'che peso ha?',
      'L’obiettivo 6 «Autovelox e telelaser: controlli sulla velocità»: peso 24',
    ],
  ])('is of that one, and no list: «%s», «%s»', async (first, last, told) => {
    expect(await headline(first, last)).toContain(told);
  });
});

describe('one of those that were asked of, and the others', () => {
  it.each([
    [['quali settori hanno raggiunto tutto?', 'e il 9?'], 'No. Settore 9'],
    [['quali settori hanno raggiunto tutto?', 'e il 9?', 'quali no?'], '5 settori e altre strutture'],
    [['quali settori hanno raggiunto tutto?', 'quali no?'], '5 settori e altre strutture'],
    [['quali settori hanno più di 10 obiettivi?', 'e il 2?'], 'Sì. 12 obiettivi del Settore 2'],
    [['quanto hanno impegnato i processi del settore 9?', 'quali non sono stati raggiunti?'], '1 processo'],
    [['atti di consiglio', 'quanti sono?', 'il più recente?'], 'L’ultimo in ordine di data'],
    [['chi deve ancora rispondere?', 'e il 5?'], 'Non ci sono fasi di monitoraggio'],
  ])('%j', async (turns, told) => {
    expect(await headline(...turns)).toContain(told);
  });
});
