import { describe, expect, it } from 'vitest';
import { buildOpinionForm } from '../../../../src/bot/phase/index.ts';
import { buildProposalForm } from '../../../../src/bot/update/proposal-form.ts';
import { toXlsx } from '../../../../src/documents/xlsx.ts';
import type { Plan } from '../../../../src/domain/types.ts';
import { planTables } from '../../../../src/store/plan/import/index.ts';
import { openFile } from '../../../../src/store/plan/import/open-source.ts';
import { readSource } from '../../../../src/store/plan/import/read-plan.ts';
import { loadPlan } from '../../../../src/store/plan/plan-store.ts';
import { itemName, theItem } from '../../../../src/words/kinds.ts';
import { memoryDatabase } from '../../../support/database.ts';
import { engineOf } from '../../../support/engine.ts';
import { readFiles, said, unioneWith } from '../../../support/plan-files.ts';
import { phase } from '../../../support/small-plan.ts';

/** The Unione, whose objectives are measures, and whose commitments are funding. */
function ownPlan(columns: string, cells: string): Plan {
  const read = readFiles(
    unioneWith(
      ['plan.csv', 'timezone\n', `timezone,${columns}\n`],
      ['plan.csv', 'Europe/Rome\n', `Europe/Rome,${cells}\n`],
    ),
  );
  if (!read.ok) throw new Error(said(read).join('\n'));
  return read.plan;
}

const measures = (): Plan =>
  ownPlan('objective_noun,committed_name,settled_name', 'misura,finanziamento;stanziato,spese sostenute;fp');

describe('what a body calls who evaluates it', () => {
  const oiv = () => ownPlan('evaluator_name', 'OIV');
  const seat = phase();

  it('is read, stored, exported and imported again', async () => {
    const plan = oiv();
    expect(plan.head.wording?.evaluator).toBe('OIV');
    const db = await memoryDatabase(plan);
    expect((await loadPlan(db, plan.head.body, plan.head.year))?.head).toEqual(plan.head);
    const file = await openFile('piano.xlsx', await toXlsx(planTables(plan), plan.head.timezone));
    const again = readSource(file);
    expect(again.ok && again.plan.head.wording).toEqual(plan.head.wording);
  });

  it.each([
    ['OIV', 'OIV'],
    ['Presidente dell’Organismo indipendente di valutazione', 'OIV'],
    ['Nucleo', undefined],
    ['Livia Moivano', undefined],
  ])('is told by the account «%s» where the plan does not say it', (name, evaluator) => {
    const read = readFiles(
      unioneWith(
        ['people.csv', '+', `valuta,${name},valuta@unione.example\n`],
        ['roles.csv', '+', 'valuta,evaluator,,\n'],
      ),
    );
    expect(read.ok && read.plan.head.wording?.evaluator).toBe(evaluator);
  });

  it('stands in the form of its opinion, as long as others have the Nucleo', () => {
    expect(buildOpinionForm(oiv(), seat, '2026-06-01').title.text).toBe('Parere dell’OIV');
    expect(buildOpinionForm(measures(), seat, '2026-06-01').title.text).toBe('Parere del Nucleo');
  });

  it('leaves a new item the word of the body', () => {
    expect(buildProposalForm(measures(), seat, []).title.text).toBe('Nuova misura');
    expect(buildProposalForm(oiv(), seat, []).title.text).toBe('Nuovo obiettivo');
  });
});

describe('what a body calls its items and its amounts', () => {
  it('is read from the front page, with what is left out told by the word', () => {
    const { head, items } = measures();
    expect(head.wording).toEqual({
      items: { objective: { one: 'misura', many: 'misure', gender: 'f' } },
      amounts: {
        committed: { names: ['finanziamento', 'stanziato'], form: 'ms' },
        settled: { names: ['spese sostenute'], form: 'fp' },
      },
    });
    expect(items.map((item) => itemName(item))).toEqual(['misura 1', 'misura 2', 'processo 1']);
    expect(items.map(theItem)).toEqual(['la misura 1', 'la misura 2', 'il processo 1']);
  });

  it.each([
    ['azione', { one: 'azione', many: 'azioni', gender: 'f' }],
    ['progetto', { one: 'progetto', many: 'progetti', gender: 'm' }],
    ['linea di attività', { one: 'linea di attività', many: 'linee di attività', gender: 'f' }],
    ['scheda;schede;f', { one: 'scheda', many: 'schede', gender: 'f' }],
    ['obiettivo strategico', { one: 'obiettivo strategico', many: 'obiettivi strategici', gender: 'm' }],
    ['azione strategica', { one: 'azione strategica', many: 'azioni strategiche', gender: 'f' }],
  ])('%s has its plural and its gender', (cell, noun) => {
    expect(ownPlan('objective_noun', cell).head.wording?.items.objective).toEqual(noun);
  });

  it('says nothing where the plan says nothing', () => {
    expect(ownPlan('objective_noun', '').head).not.toHaveProperty('wording');
  });

  it('stays in the store, and in a workbook that is exported and imported again', async () => {
    const plan = measures();
    const db = await memoryDatabase(plan);
    const stored = await loadPlan(db, 'alta-valle', 2026);
    expect(stored?.head.wording).toEqual(plan.head.wording);
    expect(stored?.items[0]?.noun?.many).toBe('misure');
    const workbook = await toXlsx(planTables(plan), plan.head.timezone);
    expect(readSource(await openFile('piano.xlsx', workbook))).toMatchObject({ ok: true, plan });
  });
});

describe('answers about such a plan', () => {
  const ask = async (question: string) => {
    const engine = engineOf([measures()]);
    const { answer } = await engine.ask({
      question,
      conversation: null,
      asker: null,
      now: new Date('2026-05-04T09:00:00Z'),
    });
    return answer;
  };

  it.each([
    ['quante misure ha l’area tecnica?', '1 misura di A2, 2026.'],
    ['quanti obiettivi ci sono?', '2 misure, 2026.'],
    [
      'la misura con più finanziamento',
      'Misura 2 «Strada del passo»: finanziamento 90.000,00 €, il valore più alto tra le misure, 2026.',
    ],
    ['quanto è stato stanziato per le misure?', 'Tutte le misure, 2026: finanziamento 93.000,00 €'],
    ['quali misure sono legate al goal 16?', '1 misura legata al goal 16'],
    ['di chi è la misura 2?', 'La misura 2 «Strada del passo» è affidata a'],
    ['le 2 misure con più finanziamento', 'Le 2 misure con il finanziamento più alto'],
    ['che percentuale delle misure è trasversale?', '50 % delle misure (1 su 2)'],
    ['la misura 9', 'Non esiste una voce 9 nel piano 2026: ci sono misure'],
  ])('%s', async (question, expected) => {
    expect((await ask(question)).headline).toContain(expected);
  });

  it('say them in notes, tables and proofs too', async () => {
    const spent = await ask('spese sostenute per le misure');
    expect(spent.headline).toBe(
      'Tutte le misure, 2026: spese sostenute 1.500,00 € (1 voce su 2 le dichiara).',
    );
    expect(spent.proof?.rows).toEqual(['misura 1 «Anagrafe nuova»: 1.500,00 €']);
    const ratio = await ask('percentuale liquidata per area');
    expect(ratio.table?.columns.map(({ label }) => label)).toContain('spese sostenute su finanziamento');
  });

  it('keep the usual words in English, where the body’s own are names', async () => {
    const engine = engineOf([measures()]);
    const { answer } = await engine.ask({
      question: 'how many objectives are there?',
      conversation: null,
      asker: null,
      now: new Date('2026-05-04T09:00:00Z'),
    });
    expect(answer.headline).toBe('2 objectives, 2026.');
  });
});
