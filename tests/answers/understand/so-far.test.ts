import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const lucca = luccaEngine();

describe('what is said of figures so far, and of the town as ours', () => {
  it.each(['quanto ha impegnato finora il settore 4?', 'quanto ha impegnato il settore 4 a oggi?'])(
    '«%s» is what was committed',
    async (question) => {
      expect((await converse(lucca, question)).answer.value).toBe(794_077_068);
    },
  );

  it('«la nostra città» is no office of the asker’s', async () => {
    expect((await converse(lucca, 'quanti abitanti ha la nostra città?')).text).toContain('90.224');
    expect((await converse(lucca, 'quali sono i nostri obiettivi?')).answer.kind).toBe('no_data');
  });

  it('what a list comes to in all is asked after how many it has', async () => {
    const turns = ['obiettivi del settore 3', 'quanti sono?', 'quanto hanno impegnato in tutto?'];
    expect((await converse(lucca, ...turns)).answer.value).toBe(2_039_000);
  });

  it('«ma non» denies what «e non» does', async () => {
    const rows = async (joint: string) =>
      (await converse(lucca, `quali obiettivi sono al 100% ${joint} non hanno pagato tutto?`)).answer
        .headline;
    expect(await rows('ma')).toBe(await rows('e'));
    expect(await rows('ma')).toContain('inferiore all’impegnato');
  });

  it.each(['quali processi sono senza importi?', 'quali processi non hanno importi?'])(
    '«%s» are those of which the plan tells none',
    async (question) => {
      expect((await converse(lucca, question)).answer.headline).toMatch(/^42 processi .* non dichiarato/);
    },
  );

  it.each(['quali obiettivi pesano quanto l’obiettivo 24?', 'obiettivi che pesano quanto la bicipolitana'])(
    '«%s» are those of the same weight',
    async (question) => {
      expect((await converse(lucca, question)).answer.headline).toMatch(/^27 obiettivi con peso pari/);
    },
  );

  it('«nel secondo semestre» is said by the days', async () => {
    const { answer } = await converse(lucca, 'quali obiettivi scadono nel secondo semestre 2021?');
    expect(answer.headline).toMatch(/^65 obiettivi/);
    const spent = await converse(lucca, 'quanto ha speso il settore 4 nel primo semestre?');
    expect(spent.answer.kind).toBe('clarification');
  });

  it('«dati» are none of a title', async () => {
    const { answer } = await converse(lucca, 'dati del settore 3: impegnato e personale');
    expect(answer.headline).toContain('2.271.895,69');
  });
});
