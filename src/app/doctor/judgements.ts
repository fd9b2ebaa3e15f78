import type { DatabaseMode } from '../../store/engine/database-mode.ts';
import { formatCount, formatDecimal } from '../../words/formats.ts';
import { counted, listed } from '../../words/sentences.ts';
import { type Finding, failing, ok, warning } from './findings.ts';

/** A request whose clock is further off than this is refused, by Slack and by the bot. Source: docs.slack.dev/authentication/verifying-requests-from-slack. */
const TOLERANCE_S = 300;
/** What a clock that is kept by the network never is off. */
const USUAL_S = 5;

const GIB = 1024 ** 3;
const LEAST_FREE = 100 * 1024 ** 2;

const HOUR_MS = 3_600_000;
/** A copy a day, and the weekend. */
const OLD_COPY_H = 3 * 24;

/** @param skewMs how far this machine's clock is ahead of Slack's; null where Slack did not say its time */
export function judgeClock(skewMs: number | null): Finding {
  if (skewMs === null)
    return warning(
      'clock',
      'Orologio: Slack non ha detto che ora è.',
      'Controllare con «timedatectl» che l’orologio sia regolato dalla rete.',
    );
  const seconds = Math.round(Math.abs(skewMs) / 1_000);
  if (seconds <= USUAL_S) return ok('clock', 'Orologio: d’accordo con quello di Slack.');
  const said = `Orologio: ${skewMs > 0 ? 'avanti' : 'indietro'} di ${counted(seconds, 'secondo', 'secondi')} rispetto a quello di Slack.`;
  const remedy = 'Regolare l’orologio dalla rete (NTP): promemoria e firme dipendono dall’ora.';
  return seconds < TOLERANCE_S ? warning('clock', said, remedy) : failing('clock', said, remedy);
}

/** @param free and `size` of the database, in bytes */
export function judgeDisk(free: number, size: number): Finding {
  const said = `Disco: liberi ${bytes(free)}${size === 0 ? '' : `; il database ne occupa ${bytes(size)}`}.`;
  const remedy = 'Liberare spazio: senza, gli aggiornamenti non si possono salvare né copiare.';
  if (free < Math.max(LEAST_FREE, size)) return failing('disk', said, remedy);
  return free < Math.max(GIB, 3 * size) ? warning('disk', said, remedy) : ok('disk', said);
}

const bytes = (count: number): string =>
  count >= GIB
    ? `${formatDecimal(Math.round((count / GIB) * 10) / 10)} GB`
    : `${formatCount(Math.max(1, Math.round(count / 1024 ** 2)))} MB`;

/** @param last when the last copy was made; null for none that is known of */
export function judgeBackup(last: Date | null, now: Date, mode: DatabaseMode | null): Finding {
  const remedy = 'Farne una ogni giorno con «npm run backup -- FILE», e tenerla altrove.';
  if (last === null) {
    const said = 'Copie: nessuna fatta con «npm run backup».';
    // Of a trial nobody needs one.
    return mode === 'live' ? warning('backup', said, remedy) : ok('backup', said);
  }
  const hours = Math.floor((now.getTime() - last.getTime()) / HOUR_MS);
  const said = `Copie: l’ultima ${hours < 1 ? 'da meno di un’ora' : hours < 48 ? `da ${counted(hours, 'ora', 'ore')}` : `da ${counted(Math.floor(hours / 24), 'giorno', 'giorni')}`}.`;
  return hours > OLD_COPY_H && mode === 'live' ? warning('backup', said, remedy) : ok('backup', said);
}

/**
 * @param granted the scopes that Slack says the token has; null where it did not say
 * @param wanted those of the manifest
 */
export function judgeScopes(granted: readonly string[] | null, wanted: readonly string[]): Finding {
  if (granted === null)
    return warning('scopes', 'Permessi: Slack non ha detto quali.', 'Controllarli in «OAuth & Permissions».');
  const missing = wanted.filter((scope) => !granted.includes(scope));
  if (missing.length > 0)
    return failing(
      'scopes',
      `Permessi: ${missing.length === 1 ? 'manca' : 'mancano'} ${listed(missing)}.`,
      'Aggiornare l’app con manifest.json e reinstallarla nel workspace (Install App → Reinstall).',
    );
  const more = granted.filter((scope) => !wanted.includes(scope));
  return more.length === 0
    ? ok('scopes', `Permessi: ci sono tutti quelli del manifesto (${wanted.length}).`)
    : warning(
        'scopes',
        `Permessi: ci sono tutti; in più ${listed(more)}.`,
        'Toglierli dall’app: Traguardo non li usa.',
      );
}

/** @param without names of the plan's people who have no account that counts, `of` how many people were looked for */
export function judgeAccounts(without: readonly string[], of: number): Finding {
  if (of === 0)
    return failing(
      'accounts',
      'Persone: il piano non ne ha.',
      'Aggiungere persone e ruoli al piano e importarlo di nuovo: senza, nessuno riceve promemoria.',
    );
  if (without.length === 0)
    return ok('accounts', `Persone: tutte le ${of} del piano hanno un account attivo.`);
  const said = `Persone: ${counted(without.length, 'persona del piano', 'persone del piano')} su ${of} senza un account Slack attivo: ${listed(without)}.`;
  const remedy =
    'Invitarle nel workspace, o correggere il loro indirizzo nel piano: finché manca non ricevono niente.';
  return without.length === of ? failing('accounts', said, remedy) : warning('accounts', said, remedy);
}

/** How the bot stands to the channel of an open phase's digest. */
export type Membership = 'member' | 'outside' | 'archived' | 'not found' | 'not told';

export function judgeChannel(channel: string, membership: Membership): Finding {
  const said = (how: string): string => `Canale del riepilogo ${channel}: ${how}.`;
  switch (membership) {
    case 'member':
      return ok('channel', said('Traguardo c’è'));
    case 'outside':
      return failing('channel', said('Traguardo non c’è'), 'Scrivere nel canale «/invite @Traguardo».');
    case 'archived':
      return failing('channel', said('è archiviato'), 'Riaprirlo, o indicarne un altro nella fase.');
    case 'not found':
      return failing(
        'channel',
        said('non si trova, o è privato e Traguardo non c’è'),
        'Scrivere nel canale «/invite @Traguardo», o indicarne un altro nella fase.',
      );
    case 'not told':
      return warning(
        'channel',
        said('Slack non dice se Traguardo c’è'),
        'Aggiornare i permessi dell’app con manifest.json, e controllare nel canale.',
      );
  }
}

/** A message that waits for working hours goes out within a weekend and a holiday. */
const LONG_WAIT_H = 4 * 24;

/** @param oldest when the oldest message that waits came to be; null for none */
export function judgeBacklog(waiting: number, oldest: Date | null, now: Date): Finding {
  if (oldest === null) return ok('outbox', 'Messaggi: nessuno aspetta di partire.');
  const hours = Math.floor((now.getTime() - oldest.getTime()) / HOUR_MS);
  const said = `Messaggi: ${counted(waiting, 'aspetta', 'aspettano')} di partire, il più vecchio da ${counted(hours, 'ora', 'ore')}.`;
  return hours < LONG_WAIT_H
    ? ok('outbox', said)
    : warning('outbox', said, 'Controllare che il programma sia acceso, e /monitoraggio consegne.');
}

/**
 * @param mode what the database is used for; null for nothing yet
 * @param live whether the tokens of a real Slack are set
 */
export function judgeMode(mode: DatabaseMode | null, live: boolean): Finding {
  if (mode === null)
    return ok('mode', `Uso del database: ancora nessuno; il primo avvio lo destina ${toUse(live)}.`);
  if ((mode === 'live') === live)
    return ok('mode', `Uso del database: ${mode === 'live' ? 'quello dell’ente' : 'una prova'}.`);
  return failing(
    'mode',
    mode === 'trial'
      ? 'Uso del database: è di una prova, e ci sono i token di uno Slack vero.'
      : 'Uso del database: è quello dell’ente, e mancano i token di Slack.',
    mode === 'trial'
      ? 'Indicare un altro database in TRAGUARDO_DB e importarvi il piano.'
      : 'Controllare SLACK_BOT_TOKEN e gli altri token, o indicare un altro database in TRAGUARDO_DB per una prova.',
  );
}

const toUse = (live: boolean): string => (live ? 'all’ente' : 'a una prova');

/** @param problems what the audit's verification found */
export function judgeAudit(rows: number, problems: number): Finding {
  if (problems > 0)
    return failing(
      'audit',
      `Registro: non è integro in ${counted(problems, 'punto', 'punti')}.`,
      '«npm run audit -- verify» dice dove: ripristinare una copia che lo sia.',
    );
  return ok(
    'audit',
    rows === 0
      ? 'Registro: ancora vuoto.'
      : `Registro: ${counted(rows, 'riga', 'righe')}, come ${rows === 1 ? 'è stata scritta' : 'sono state scritte'}.`,
  );
}
