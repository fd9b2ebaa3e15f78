import { beforeAll, describe, expect, it } from 'vitest';
import { contradictionsIn } from '../../src/answers/phrase/discrepancies.ts';
import { reconcile } from '../../src/domain/plan/reconciliation.ts';
import { temporaryDatabase } from '../support/database.ts';
import { luccaEngine } from '../support/engine.ts';
import { luccaPlan } from '../support/plan.ts';
import { runCommand } from '../support/terminal.ts';

let database = '';
beforeAll(async () => {
  ({ path: database } = await temporaryDatabase());
});

describe.concurrent('check', () => {
  it('prints what agrees, each discrepancy and the notes of the document, in Italian', async () => {
    const { code, out: printed } = await runCommand('check', [], database);
    const out = printed.replaceAll('\u00a0', ' ');
    expect(code).toBe(0);
    expect(out).toContain('Quadratura del Comune di Lucca, 2021');
    expect(out).toContain('Totali che tornano: 15 su 20');
    expect(out).toContain(
      'Processi, costo del personale: il documento dichiara 10.551.325,94 €, le righe danno 10.527.354,24 € (differenza 23.971,70 €; senza riga di costo: processo 61). Sezione 4.',
    );
    expect(out).toContain('Il codice 12.1.1 è di più elementi: obiettivo 5 e obiettivo 69.');
    expect(out).toContain(
      'Il monitoraggio (monitoraggio-2021) conta 71 obiettivi, il piano finale ne ha 69: 71 − 2 ritirati = 69.',
    );
    expect(out).toContain(`Discordanze: ${contradictionsIn(luccaPlan()).length}\n`);
    expect(out).not.toMatch(/undefined|NaN|\[object|objective|process:/);
  });

  it('counts as many discrepancies and notes as an answer tells', async () => {
    const { out } = await runCommand('check', [], database);
    const question = 'quante contraddizioni ci sono nel documento?';
    const now = new Date('2021-09-01T10:00:00Z');
    const { answer } = await luccaEngine().ask({ question, conversation: null, asker: null, now });
    const told = /trovo (\d+) discordanze e (\d+) avvertenze/.exec(answer.headline);
    expect(out).toContain(`Discordanze: ${told?.[1]}\n`);
    expect(out).toContain(`Avvertenze sul documento: ${told?.[2]}\n`);
  });

  it('--json is one object with the comparisons and the findings', async () => {
    const { out } = await runCommand('check', ['--json'], database);
    expect(JSON.parse(out)).toEqual(JSON.parse(JSON.stringify(reconcile(luccaPlan()))));
  });
});
