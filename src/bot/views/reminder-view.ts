import type { ContextBlock, DividerBlock, HeaderBlock, SectionBlock } from '@slack/types';
import { formatDayLong } from '../../answers/format.ts';
import type { StepName } from '../../domain/ladder.ts';
import type { ReminderMessage } from '../../domain/reminder-service.ts';
import { AGAIN, BY_HAND, type NextStep } from '../../domain/reminders.ts';
import { itemRef } from '../../domain/types.ts';
import { ACTIONS } from '../ids.ts';
import { button, context, divider, escapeMrkdwn, header, type MessageView, section } from './blocks.ts';
import { LIMITS, shorten } from './limits.ts';
import {
  capital,
  counted,
  fromDay,
  itemName,
  itemTitle,
  momentWords,
  onDay,
  stateWords,
  withArticle,
} from './words.ts';

type ReminderBlock = HeaderBlock | SectionBlock | DividerBlock | ContextBlock;

/** Header, introduction, divider, "and more", next step, late: what a reminder holds besides its items. */
const OTHER_BLOCKS = 6;
const MAX_ITEMS = LIMITS.messageBlocks - OTHER_BLOCKS;

/**
 * A reminder, pending or resolved: the same body, where an item's button becomes its outcome once it has come in.
 * @param timezone of the body, for the times shown
 */
export function buildReminder(message: ReminderMessage, timezone: string): MessageView<ReminderBlock> {
  if (message.retired) return retiredMessage(message);
  const missing = message.items.filter(({ update }) => update === null);
  const opening = missing.length === 0 ? thanks(message) : introduction(message, missing.length);
  const shown = message.items.slice(0, MAX_ITEMS);
  const hidden = message.items.length - shown.length;
  const ending = missing.length === 0 ? null : announcement(message.next, timezone);
  const blocks: ReminderBlock[] = [
    header(message.phase.name),
    section(escapeMrkdwn(opening)),
    divider,
    ...shown.map((owed) => itemSection(owed, message, timezone)),
    ...(hidden > 0 ? [context(`E altri ${hidden}: scrivi /aggiorna per vederli tutti.`)] : []),
    ...(ending === null ? [] : [context(escapeMrkdwn(ending))]),
    ...(message.late && missing.length > 0
      ? [context('Questo promemoria è partito in ritardo: il bot non era in funzione all’ora prevista.')]
      : []),
  ];
  const list = missing.map(({ item }) => itemName(item)).join(', ');
  const text = [opening, list === '' ? '' : `${capital(list)}.`, ending ?? ''].filter(Boolean).join(' ');
  return { text: shorten(text, LIMITS.fallbackText), blocks };
}

function itemSection(
  { item, update }: ReminderMessage['items'][number],
  { names }: ReminderMessage,
  timezone: string,
): SectionBlock {
  const title = `*${escapeMrkdwn(itemTitle(item))}*`;
  if (update === null)
    return section(
      `${title}\nmanca l’aggiornamento`,
      button('Aggiorna', ACTIONS.updateItem, itemRef(item), 'primary'),
    );
  const author = names.get(update.author) ?? update.author;
  return section(
    `${title}\n:white_check_mark: ${stateWords(update)} · ${escapeMrkdwn(author)}, ${momentWords(update.at, timezone)}`,
  );
}

function introduction({ phase, step, role, items, onBehalfOf }: ReminderMessage, missing: number): string {
  const due = formatDayLong(phase.dueOn);
  const done = items.length - missing;
  const progress =
    done === 0
      ? `${missing === 1 ? 'Manca' : 'Mancano'} ${counted(missing, 'aggiornamento', 'aggiornamenti')}.`
      : `${done === 1 ? 'Ne è arrivato' : 'Ne sono arrivati'} ${done} su ${items.length}: ${missing === 1 ? 'ne manca' : 'ne mancano'} ${missing}.`;
  // A head or the control office sees what is late under them: that is not standing in for anybody.
  const standing =
    role === 'contact' && onBehalfOf.length > 0 ? ` Rispondi anche per: ${onBehalfOf.join(', ')}.` : '';
  return `${opening(step, role, due)} ${progress}${standing}`;
}

/** A newer reminder took its place: it says so, and asks nothing any more. */
function retiredMessage({ phase }: ReminderMessage): MessageView<ReminderBlock> {
  const text = `${phase.name}: questo promemoria è stato sostituito da uno più recente, qui sotto.`;
  return { text, blocks: [context(escapeMrkdwn(text))] };
}

/** Each step says its own thing: the opening, the time left, the delay, the escalation. */
function opening(step: StepName, role: ReminderMessage['role'], due: string): string {
  if (step === AGAIN)
    return `Mi avevi chiesto di ricordartelo oggi: gli aggiornamenti servono entro ${withArticle('il', due)}.`;
  if (step === BY_HAND)
    return `L’ufficio controllo sollecita gli aggiornamenti mancanti: la scadenza è ${withArticle('il', due)}.`;
  const days = Math.abs(Number(step));
  const working = days === 1 ? 'un giorno lavorativo' : `${days} giorni lavorativi`;
  if (Number(step) <= -10)
    return `È in corso il monitoraggio: gli aggiornamenti servono entro ${withArticle('il', due)}.`;
  if (Number(step) < 0)
    return `${days === 1 ? 'Manca' : 'Mancano'} ${working} alla scadenza ${withArticle('del', due)}.`;
  if (Number(step) === 0) return `La scadenza è oggi, ${due}.`;
  const overdue = `La scadenza ${withArticle('del', due)} è passata da ${working}.`;
  if (role === 'head') return `${overdue} Nella tua struttura manca ancora qualcosa.`;
  if (role === 'controller') return `${overdue} Ecco che cosa manca ancora nell’ente.`;
  return overdue;
}

const thanks = ({ phase, items }: ReminderMessage): string =>
  items.length === 1
    ? `Grazie: l’aggiornamento per il ${phase.name} è arrivato.`
    : `Grazie: tutti e ${items.length} gli aggiornamenti sono arrivati.`;

/** What the next step will be, and who will be told: nobody is escalated without knowing it beforehand. */
function announcement(next: NextStep | null, timezone: string): string {
  if (next === null) return 'È l’ultimo promemoria di questa fase.';
  if (next.audience.includes('controller'))
    return `Se manca ancora qualcosa, ${fromDay(next.at, timezone)} sarà informato anche l’ufficio controllo.`;
  if (next.audience.includes('head'))
    return `Se manca ancora qualcosa, ${fromDay(next.at, timezone)} sarà informato il dirigente.`;
  return `Il prossimo promemoria, se serve, arriva ${onDay(next.at, timezone)}.`;
}
