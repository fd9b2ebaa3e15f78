import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const engine = luccaEngine();

const headline = async (...turns: readonly string[]): Promise<string> =>
  (await converse(engine, ...turns)).answer.headline.replaceAll('\u00a0', ' ');

describe('an amount of which it is not said what it is of', () => {
  it('is of the figure that was told', async () => {
    expect(await headline('quali obiettivi hanno entrate?', 'quanti ne hanno oltre 100.000 euro?')).toMatch(
      /^4 obiettivi .*accertato superiore/,
    );
    expect(await headline('impegnato dei processi', 'quanti ne hanno più di 1.000.000 euro?')).toContain(
      'impegnato superiore',
    );
  });

  it('is of what items cost where that was told', async () => {
    expect(await headline('quanto costano gli obiettivi?', 'quanti superano i 100.000 euro?')).toContain(
      'risorse utilizzate',
    );
  });
});

describe('one more way to narrow what was shown', () => {
  it('stands beside the last, not inside it', async () => {
    expect(
      await headline(
        'quanti sono gli obiettivi?',
        'quanti di questi sono trasversali?',
        'e quelli pluriennali?',
      ),
    ).toMatch(/^7 obiettivi pluriennali/);
  });

  it('keeps what was asked of it', async () => {
    expect(
      await headline(
        'quanti sono gli obiettivi?',
        'quanti di questi sono trasversali?',
        'che percentuale sono?',
        'e quelli pluriennali, che percentuale sono?',
      ),
    ).toContain('7 su 69');
  });
});

describe('where the items are that were shown', () => {
  it.each([
    ['in quali settori stanno?', /Settore 2: 1; Settore 4: 4/],
    ['e di quali uffici sono?', /CRED: 2/],
    ['in quanti settori sono?', /^2 settori/],
    ['quanti sono per settore?', /Settore 2: 1; Settore 4: 4/],
  ])('«%s»', async (last, said) => {
    expect(await headline('quanti obiettivi riguardano il goal 4?', last)).toMatch(said);
  });
});

describe('the mean', () => {
  const most = 'qual è il settore che ha liquidato di più?';

  it('of what was put in order is of all of it', async () => {
    expect(await headline(most, 'e quello che ha liquidato di meno?', 'qual è la media?')).toContain(
      '1.108.036,35',
    );
    expect(await headline('qual è l’obiettivo che costa di più?', 'qual è la media?')).toContain('70.764,29');
  });

  it('is a limit to it', async () => {
    expect(await headline(most, 'quanti settori stanno sopra la media?')).toMatch(/^1 .*Settore 4/);
    expect(
      await headline(
        'qual è l’obiettivo che costa di più?',
        'qual è la media?',
        'quanti stanno sopra la media?',
      ),
    ).toMatch(/^17 obiettivi/);
  });
});

describe('a set that was shown before', () => {
  const all = 'elenca gli obiettivi del settore 9';

  it('is gone back to by that word', async () => {
    const turns = [all, 'quali hanno peso 24?', 'torna all’elenco di prima: quanti sono?'] as const;
    expect(await headline(...turns)).toMatch(/^5 obiettivi del Settore 9/);
  });

  it('is meant again where nothing was found in it', async () => {
    const none = 'quali sono sotto il 100 per cento?';
    expect(await headline(all, none, 'quando scade il primo?')).toContain('obiettivo 6');
    expect(await headline(all, none, 'torna a quelli di prima: qual è il più costoso?')).toContain(
      '482.880,55',
    );
  });
});

describe('a part of the whole', () => {
  it('is of all there is of its kind where «sul totale» is said', async () => {
    const turns = [
      'quanto hanno impegnato i processi?',
      'senza il settore 2',
      'e senza nemmeno il settore 5',
    ];
    expect(await headline(...turns, 'che quota resta sul totale?')).toContain('56,2 %');
  });
});

it('all of a kind take the place of one item, with its figure', async () => {
  expect(await headline('quanto manca da riscuotere al processo 11?', 'e per tutti i processi?')).toContain(
    '2.741.600,28',
  );
});
