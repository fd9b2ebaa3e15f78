import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../src/domain/types.ts';
import { engineOf } from '../../support/engine.ts';
import { item, phase, smallPlan } from '../../support/small-plan.ts';
import { converse, luccaEngine } from '../lucca.ts';

const lucca = luccaEngine();
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('a request that goes without what the one before asks', () => {
  it.each([
    [
      'quanto hanno liquidato i nidi e quanto la mensa?',
      /processo 43.*2\.666\.533,36.*processo 44.*3\.073\.240,94/is,
    ],
    ['quanto costano i nidi e quanto la biblioteca?', /2\.886\.180,53.*284\.949,09/s],
    ['quanto costa il processo 44 e quanto il processo 43?', /3\.330\.811,93.*2\.886\.180,53/s],
    ['quanto costa il settore 5 e quanto il 7?', /Settore 5.*647\.096,98.*Settore 7.*1\.926\.041,03/s],
    ['quanto ha speso di personale il settore 5 e quanto il 6?', /647\.096,98.*1\.084\.134,06/s],
    ['chi è il responsabile del processo 12 e chi del 13?', /Il processo 12.*Il processo 13/s],
    ['quanti obiettivi sui nidi e quanti sul verde?', /^2 obiettivi .*1 obiettivo/s],
    ['quante azioni sui nidi, e quante sulle strade?', /^3 obiettivi e processi .*4 obiettivi e processi/s],
    ['quanti obiettivi ha il settore 5 e quanti nel 6?', /^11 obiettivi .*3 obiettivi/s],
  ])('asks it of what it names: %s', async (question, told) => {
    const { answer } = await converse(lucca, question);
    expect(answer.kind).toBe('answer');
    expect(plain(answer.headline)).toMatch(told);
  });

  it('lends it to what stands in another place', async () => {
    const two = ['primo', 'secondo'].map((half, at) =>
      phase({ code: `m${at}`, name: `Monitoraggio ${half} semestre`, opensOn: `2030-0${at + 4}-01` }),
    );
    const { answer } = await converse(
      engineOf([smallPlan({ phases: two })]),
      'quando apre il primo monitoraggio e quando il secondo?',
    );
    expect(answer.headline.split('\n')).toEqual([
      expect.stringContaining('1º aprile 2030'),
      expect.stringContaining('1º maggio 2030'),
    ]);
  });

  it('lends what is counted, and takes no figure that a table has of the second', async () => {
    const small = smallPlan();
    const named = (number: number, title: string) =>
      item('objective', number, { title, shortTitle: title, summary: title });
    const bikes: Fact = {
      code: 'bici',
      topic: 'mezzi',
      subject: 'Bici',
      measure: 'mezzi in circolazione',
      period: '2025',
      value: 77,
      unit: 'count',
      keywords: ['bici', 'mezzi'],
      source: 'Censimento dei mezzi',
    };
    const items = [named(1, 'Raccolta dei rifiuti'), named(2, 'Bici in affitto'), named(3, 'Bici a scuola')];
    const { text } = await converse(
      engineOf([{ ...small, items, facts: [bikes, { ...bikes, code: 'auto', subject: 'Auto', value: 99 }] }]),
      'quante azioni sui rifiuti e quante sulle bici?',
    );
    expect(text).toMatch(/1 obiettivo.*2 obiettivi/s);
    expect(text).not.toContain('77');
  });

  it('lends it to what comes third', async () => {
    const { answer } = await converse(
      lucca,
      'quanto ha incassato il settore 9 e quanto il settore 7, e quanto fa la differenza?',
    );
    expect(plain(answer.headline)).toMatch(/1\.446\.210,82 €.*18\.062,44 €.*differenza 1\.428\.148,38 €/s);
  });
});

describe('what the first request leaves out', () => {
  it.each([
    'quali obiettivi non sono al 100 % e quali invece lo sono?',
    'quanti obiettivi non sono al 100 % e quanti lo sono?',
  ])('is told of the second: %s', async (question) => {
    const { answer } = await converse(lucca, question);
    expect(plain(answer.headline)).toMatch(/^4 obiettivi .*65 obiettivi /s);
  });
});

describe('a question after a question', () => {
  const small = smallPlan();
  const engine = engineOf([
    {
      ...small,
      items: [
        item('objective', 1, { attainment: 100 }),
        item('objective', 2, { attainment: 50 }),
        item('objective', 3, { attainment: 100 }),
      ],
    },
  ]);

  it('narrows nothing of what the first asks', async () => {
    const { answer } = await converse(engine, 'quanti obiettivi ci sono? sono tutti al 100 %?');
    expect(answer.headline).toContain('3 obiettivi');
  });

  it.each([
    [
      'il settore 8 ha obiettivi sotto il 100 %? e il settore 7?',
      /^No\..*Settore 8.*^Sì\. 1 obiettivo del Settore 7/ms,
    ],
    [
      'l’impegnato del settore 2 è maggiore di quello del settore 4? e il liquidato?',
      /impegnato del Settore 4: 7\.940\.770,68/,
    ],
    ['quanto costa il settore 5? e il 6?', /Settore 5.*Settore 6/s],
    [
      'quanti obiettivi ha il settore 5? e quanti processi? e insieme?',
      /11 obiettivi.*5 processi.*16 obiettivi e processi/s,
    ],
  ])('is answered after it, and not with it: %s', async (question, told) => {
    const { answer } = await converse(lucca, question);
    expect(plain(answer.headline)).toMatch(told);
  });

  it('is no question of its own where it holds the first against something', async () => {
    const { answer } = await converse(lucca, 'quanto ha impegnato il settore 4? più del settore 2?');
    expect(plain(answer.headline)).toMatch(/7\.940\.770,68 € − impegnato del Settore 2: 9\.520\.568,65 €/);
  });

  it('asks nothing where it is talk', async () => {
    const [{ answer }, plainly] = await Promise.all([
      converse(lucca, 'quanto costa l’obiettivo 24? va bene?'),
      converse(lucca, 'quanto costa l’obiettivo 24?'),
    ]);
    expect(answer.headline).toBe(plainly.answer.headline);
  });

  it('takes nothing for the figure that the first asks', async () => {
    const { text } = await converse(
      lucca,
      'quanto hanno speso i settori 2 e 3? il totale comprende il personale?',
    );
    expect(plain(text)).toContain('1.736.496,89 €');
    expect(text).toContain('«il totale comprende il personale»');
  });
});
