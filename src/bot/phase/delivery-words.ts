import type { Unasked } from '../../domain/reminders/index.ts';
import type { ItemKey } from '../../domain/types.ts';
import { joined } from '../../words/articles.ts';
import { formatDayLong } from '../../words/days.ts';
import { itemName } from '../../words/kinds.ts';
import { listed, othersCounted } from '../../words/sentences.ts';

const REASONS: Readonly<Record<string, string>> = {
  no_account: 'nessun account Slack attivo con il suo indirizzo',
  user_not_found: 'account inesistente',
  users_not_found: 'account inesistente',
  user_disabled: 'account disattivato',
  not_authed: 'manca il token',
  invalid_auth: 'token non valido',
  token_expired: 'token scaduto',
  token_revoked: 'token revocato',
  no_permission: 'manca un permesso dell’app',
  account_inactive: 'account o app disattivati in Slack',
  channel_not_found: 'conversazione inesistente',
  not_in_channel: 'Traguardo non è nel canale: va invitato',
  is_archived: 'canale archiviato',
  cannot_dm_bot: 'è un bot',
  invalid_blocks: 'Slack ha rifiutato il contenuto',
  msg_too_long: 'messaggio troppo lungo',
  restricted_action: 'l’amministratore di Slack non lo permette',
  missing_scope: 'manca un permesso dell’app',
  ratelimited: 'Slack ha rinviato l’invio troppo a lungo',
  service_unavailable: 'Slack non era disponibile',
  slack_webapi_request_error: 'Slack non era raggiungibile',
  slack_webapi_http_error: 'Slack non era disponibile',
  mail_refused: 'la sua casella di posta ha rifiutato il messaggio',
  mail_auth: 'il server di posta non accetta utente e password',
  mail_insecure: 'il server di posta non offre una connessione cifrata',
  mail_unavailable: 'il server di posta non risponde, o rinvia',
  unverified: 'esito incerto: forse è arrivato, e non viene ripetuto',
  expired: 'superato: il tempo del promemoria è passato prima che si riuscisse a inviarlo',
  nothing_to_tell: 'non c’era più niente da comunicare',
};

/** Why a message did not arrive. */
export const reasonWords = (reason: string | null): string =>
  REASONS[reason ?? ''] ?? `Slack dice «${reason}»`;

/** So many items are named, the rest counted. */
const NAMED = 3;

/** "obiettivo 24, processo 38 e altre 2 voci" */
export const itemsWords = (items: readonly ItemKey[]): string => {
  const rest = items.length - NAMED;
  return listed([
    ...items.slice(0, NAMED).map((item) => itemName(item)),
    ...(rest > 0 ? [othersCounted(rest, 'voce', 'voci')] : []),
  ]);
};

/** Who would have been asked, and why nobody is: "Rossi assente fino al 20 settembre, Bianchi senza account". */
export const triedWords = (tried: Unasked['tried'], names: ReadonlyMap<string, string>): string =>
  tried
    .map(({ person, awayTo }) =>
      awayTo === null
        ? `${names.get(person) ?? person} non raggiungibile in Slack`
        : `${names.get(person) ?? person} assente fino ${joined('a', formatDayLong(awayTo))}`,
    )
    .join(', ');
