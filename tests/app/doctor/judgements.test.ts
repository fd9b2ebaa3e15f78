import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/app/doctor/findings.ts';
import {
  judgeAccounts,
  judgeAudit,
  judgeBacklog,
  judgeBackup,
  judgeChannel,
  judgeClock,
  judgeDisk,
  judgeMode,
  judgeScopes,
} from '../../../src/app/doctor/judgements.ts';

const NOW = new Date('2026-03-10T09:00:00Z');
const hoursAgo = (hours: number): Date => new Date(NOW.getTime() - hours * 3_600_000);
const MB = 1024 ** 2;

describe('what the doctor thinks of what it finds', () => {
  it.each<[string, Finding, Finding['verdict'], RegExp]>([
    ['a clock that agrees', judgeClock(-1_200), 'ok', /d’accordo/],
    ['a clock a minute behind', judgeClock(-61_000), 'warning', /indietro di 61 secondi/],
    [
      'a clock so far ahead that signatures are refused',
      judgeClock(301_000),
      'error',
      /avanti di 301 secondi/,
    ],
    ['a Slack that does not say the time', judgeClock(null), 'warning', /non ha detto/],
    ['a disk with room', judgeDisk(50 * 1024 * MB, 4 * MB), 'ok', /liberi 50 GB; il database ne occupa 4 MB/],
    ['a disk that gets narrow', judgeDisk(600 * MB, 4 * MB), 'warning', /liberi 600 MB/],
    ['a disk without room for a copy', judgeDisk(900 * MB, 901 * MB), 'error', /liberi 900 MB/],
    ['a copy of last night', judgeBackup(hoursAgo(9), NOW, 'live'), 'ok', /da 9 ore/],
    ['a copy of before the weekend', judgeBackup(hoursAgo(71), NOW, 'live'), 'ok', /da 2 giorni/],
    ['a copy of last week', judgeBackup(hoursAgo(8 * 24), NOW, 'live'), 'warning', /da 8 giorni/],
    ['no copy', judgeBackup(null, NOW, 'live'), 'warning', /nessuna/],
    ['no copy of a trial', judgeBackup(null, NOW, 'trial'), 'ok', /nessuna/],
    [
      'the scopes of the manifest',
      judgeScopes(['a', 'b'], ['b', 'a']),
      'ok',
      /tutti quelli del manifesto \(2\)/,
    ],
    ['a scope that is missing', judgeScopes(['a'], ['a', 'b', 'c']), 'error', /mancano b e c/],
    ['a scope too many', judgeScopes(['a', 'admin'], ['a']), 'warning', /in più admin/],
    ['everybody with an account', judgeAccounts([], 49), 'ok', /tutte le 49/],
    ['somebody without one', judgeAccounts(['Anna (a@x.example)'], 49), 'warning', /Anna \(a@x\.example\)/],
    ['nobody with one', judgeAccounts(['A', 'B'], 2), 'error', /2 persone del piano su 2/],
    ['a plan of nobody', judgeAccounts([], 0), 'error', /non ne ha/],
    ['a channel it is in', judgeChannel('C1', 'member'), 'ok', /C1: Traguardo c’è/],
    ['a channel it is not in', judgeChannel('C1', 'outside'), 'error', /non c’è/],
    ['a channel that is gone', judgeChannel('C1', 'archived'), 'error', /archiviato/],
    ['a channel that Slack hides', judgeChannel('C1', 'not found'), 'error', /privato/],
    ['a channel it may not ask about', judgeChannel('C1', 'not told'), 'warning', /non dice/],
    ['the body’s database with its Slack', judgeMode('live', true), 'ok', /dell’ente/],
    ['a trial’s with a real Slack', judgeMode('trial', true), 'error', /di una prova/],
    ['the body’s without tokens', judgeMode('live', false), 'error', /mancano i token/],
    ['one of no use yet', judgeMode(null, true), 'ok', /destina all’ente/],
    ['an audit as it was written', judgeAudit(1, 0), 'ok', /una riga|1 riga/],
    ['an audit that was touched', judgeAudit(40, 2), 'error', /2 punti/],
    ['nothing that waits', judgeBacklog(0, null, NOW), 'ok', /nessuno/],
    ['a message of Friday', judgeBacklog(2, hoursAgo(70), NOW), 'ok', /il più vecchio da 70 ore/],
    ['one that nobody sends', judgeBacklog(1, hoursAgo(200), NOW), 'warning', /da 200 ore/],
  ])('%s', (_, finding, verdict, said) => {
    expect(finding).toMatchObject({ verdict, said: expect.stringMatching(said) });
    expect(finding.remedy === null).toBe(verdict === 'ok');
  });
});
