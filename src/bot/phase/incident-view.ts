import type { Incident, IncidentKind, IncidentMessage } from '../../domain/incidents/index.ts';
import { phaseOf } from '../../domain/phases/index.ts';
import { channelOf } from '../../domain/sending/index.ts';
import { readItemRef } from '../../domain/types.ts';
import { joined } from '../../words/articles.ts';
import { formatMoment } from '../../words/days.ts';
import { counted } from '../../words/sentences.ts';
import { escapeMrkdwn, header, type MessageView, section } from '../kit/blocks.ts';
import { LIMITS, shorten } from '../kit/limits.ts';
import { phaseTitle } from '../kit/words.ts';
import { itemsWords, reasonWords, triedWords } from './delivery-words.ts';

type IncidentBlock = ReturnType<typeof header> | ReturnType<typeof section>;

/** Each kind with what it means and what to do. */
const KINDS: Readonly<Record<IncidentKind, { readonly title: string; readonly toDo: string }>> = {
  slack_refuses: {
    title: 'Slack non accetta Traguardo',
    toDo:
      'Che cosa fare: chi gestisce Traguardo controlla in Slack che l’app sia installata con i permessi del manifest; se il token è stato revocato ne mette uno nuovo in SLACK_BOT_TOKEN e riavvia. ' +
      'Quello che aspetta parte da sé appena Slack accetta.',
  },
  mail_fails: {
    title: 'La posta non parte',
    toDo: 'Che cosa fare: chi gestisce Traguardo controlla il server di posta, l’utente e la password in TRAGUARDO_SMTP_URL. Quello che aspetta parte da sé appena il server accetta; intanto le schede si possono mandare a mano (/monitoraggio schede).',
  },
  nobody_to_ask: {
    title: 'Nessuno a cui chiedere',
    toDo: 'Che cosa fare: registra un sostituto presente con /monitoraggio assenza, oppure rispondi tu con /aggiorna. Chi rientra per primo riceve il promemoria.',
  },
  unreachable: {
    title: 'Persone che non si raggiungono in Slack',
    toDo: 'Intanto i loro promemoria vanno al sostituto, al dirigente o a te. Che cosa fare: controlla che l’indirizzo nel piano sia quello dell’account Slack e che l’account sia attivo. Al passo successivo si riprova da sé.',
  },
  undelivered: {
    title: 'Messaggi non consegnati',
    toDo: 'Che cosa fare: togli la causa indicata; il messaggio di quel passo non viene ripetuto, il successivo sì. L’elenco è in /monitoraggio consegne.',
  },
};

const MOST = 20;

/** What keeps messages from going out, each with what to do, for the control office. */
export function buildIncidents(message: IncidentMessage, timezone: string): MessageView<IncidentBlock> {
  const { incidents, plan } = message;
  const names = new Map(plan.people.map(({ code, name }) => [code, name]));
  const title = 'I promemoria non arrivano a tutti';
  const byKind = Map.groupBy(incidents, ({ kind }) => kind);
  const parts = (Object.keys(KINDS) as IncidentKind[]).flatMap((kind) => {
    const of = byKind.get(kind) ?? [];
    if (of.length === 0) return [];
    const lines = of.slice(0, MOST).map((one) => `• ${line(one)}`);
    const more = of.length > MOST ? [`E ${counted(of.length - MOST, 'altro', 'altri')}.`] : [];
    return [{ title: KINDS[kind].title, text: [...lines, ...more, KINDS[kind].toDo].join('\n') }];
  });
  return {
    text: shorten(
      [title, ...parts.map((part) => `${part.title}: ${part.text}`)].join('. '),
      LIMITS.fallbackText,
    ),
    blocks: [
      header(title),
      ...parts.map((part) => section(`*${escapeMrkdwn(part.title)}*\n${escapeMrkdwn(part.text)}`)),
    ],
  };

  function line({ detail, openedAt, endedAt }: Incident): string {
    const { recipient, reason, asked } = detail;
    if (asked !== null) {
      const phase = phaseOf(plan, asked.phase);
      const items = asked.items.flatMap((ref) => readItemRef(ref) ?? []);
      return `${phase ? `${phaseTitle(phase)}: ` : ''}${named(recipient)} deve ancora ${itemsWords(items)}; ${triedWords(asked.tried, names)}`;
    }
    if (recipient !== null) return `${named(recipient)}: ${reasonWords(reason)}`;
    const since = `da: ${formatMoment(openedAt, timezone)}`;
    return `${since}${endedAt === null ? '' : ` fino ${joined('a', formatMoment(endedAt, timezone))}`}: ${reasonWords(reason)}`;
  }

  function named(recipient: string | null): string {
    if (recipient === null) return '';
    return channelOf(recipient) === null ? (names.get(recipient) ?? recipient) : 'canale del riepilogo';
  }
}
