import type { ActionsBlock, ContextBlock, DividerBlock, HeaderBlock, SectionBlock } from '@slack/types';
import type { StructureCoverage } from '../../domain/phases/index.ts';
import {
  APPROVAL_LADDER,
  type ApprovalsMessage,
  type DailyMessage,
  type DeadlinesMessage,
  type DigestMessage,
  type ReturnMessage,
} from '../../domain/reminders/index.ts';
import { type Item, itemRef } from '../../domain/types.ts';
import { the } from '../../words/articles.ts';
import { formatDayLong } from '../../words/days.ts';
import { itemName } from '../../words/kinds.ts';
import { counted, listed } from '../../words/sentences.ts';
import {
  about,
  actions,
  button,
  context,
  divider,
  escapeMrkdwn,
  header,
  type MessageView,
  section,
} from '../kit/blocks.ts';
import { ACTIONS } from '../kit/ids.ts';
import { LIMITS, shorten } from '../kit/limits.ts';
import { within, withinPlan } from '../kit/within.ts';
import { itemTitle, periodWords, phaseTitle, stateWords } from '../kit/words.ts';
import { itemButton } from '../update/index.ts';
import { plainNext } from './reminder-words.ts';

type NoteBlock = HeaderBlock | SectionBlock | DividerBlock | ContextBlock | ActionsBlock;

/** What goes out besides reminders: the digest of a phase, the summary for whoever comes back, the week's deadlines, what waits. */
export const buildNote = (
  message: DigestMessage | ReturnMessage | DeadlinesMessage | ApprovalsMessage | DailyMessage,
  timezone: string,
): MessageView<NoteBlock> => {
  switch (message.kind) {
    case 'digest':
      return buildDigest(message, timezone);
    case 'return':
      return buildReturn(message);
    case 'deadlines':
      return buildDeadlines(message);
    case 'approvals':
      return buildApprovals(message);
    case 'daily':
      return buildDaily(message, timezone);
  }
};

/** One line, and what comes next. */
function buildDaily(message: DailyMessage, timezone: string): MessageView<NoteBlock> {
  const { phase, total, arrived, fresh, waiting, waitingDays, next } = message;
  const news = fresh === 0 ? 'nessuno nuovo' : counted(fresh, 'nuovo', 'nuovi');
  const oldest =
    waitingDays === 0
      ? 'da oggi'
      : `${waiting === 1 ? 'da' : 'il più vecchio da'} ${counted(waitingDays, 'giorno lavorativo', 'giorni lavorativi')}`;
  const undecided =
    waiting === 0
      ? 'niente aspetta l’approvazione'
      : `${counted(waiting, 'aspetta', 'aspettano')} l’approvazione (${oldest})`;
  const text = `${phaseTitle(phase)}: ${arrived} aggiornamenti su ${total} (${news}), ${undecided}. Scadenza: ${formatDayLong(phase.dueOn)}.`;
  return {
    text,
    blocks: [
      section(escapeMrkdwn(text)),
      ...(next !== null && arrived < total ? [context(plainNext(next, timezone))] : []),
    ],
  };
}

/** How far a phase is: for a channel by department, for a head by unit; never by person. */
function buildDigest(message: DigestMessage, timezone: string): MessageView<NoteBlock> {
  const { phase, isFinal, total, arrived, waiting, structures, next } = message;
  const due = formatDayLong(phase.dueOn);
  const progress =
    total === 0
      ? 'Non c’è niente da aggiornare.'
      : total === 1 && arrived === 1
        ? 'È arrivato l’unico aggiornamento.'
        : arrived === total
          ? `Sono arrivati tutti e ${total} gli aggiornamenti.`
          : arrived === 0
            ? `Non è ancora arrivato niente: ${total === 1 ? 'manca' : 'mancano'} ${counted(total, 'aggiornamento', 'aggiornamenti')}.`
            : `${arrived === 1 ? 'È arrivato' : 'Sono arrivati'} ${counted(arrived, 'aggiornamento', 'aggiornamenti')} su ${total}: ${total - arrived === 1 ? 'ne manca' : 'ne mancano'} ${total - arrived}.`;
  const title = isFinal
    ? `${phaseTitle(phase)}: riepilogo finale`
    : `${phaseTitle(phase)}: riepilogo della settimana`;
  const scope = message.department === null ? '' : `${message.department}. `;
  const undecided =
    waiting === 0
      ? ''
      : ` ${counted(waiting, 'aggiornamento aspetta', 'aggiornamenti aspettano')} ${message.department === null ? 'l’approvazione dei dirigenti' : 'la tua approvazione'}.`;
  const deadline = isFinal ? 'La fase è chiusa.' : `Scadenza: ${due}.`;
  const late = structures.filter(({ missing }) => missing.length > 0);
  const complete = structures.filter(({ missing }) => missing.length === 0);
  const lines = late.map(structureLine);
  const text = `${title}. ${scope}${progress}${undecided} ${deadline}`;
  return {
    text: shorten([text, ...lines.map((line) => line.replaceAll('*', ''))].join(' '), LIMITS.fallbackText),
    blocks: [
      header(title),
      section(escapeMrkdwn(`${scope}${progress}${undecided} ${deadline}`)),
      ...(late.length > 0 ? [section(shorten(lines.join('\n'), LIMITS.sectionText))] : []),
      ...(complete.length > 0 && late.length > 0
        ? [context(escapeMrkdwn(`Al completo: ${complete.map(({ code }) => code).join(', ')}.`))]
        : []),
      ...(next !== null && arrived < total ? [context(plainNext(next, timezone))] : []),
    ],
  };
}

/** "*U.O.3.2* – Mobilità: 2 su 5, mancano obiettivo 24, processo 38" */
function structureLine({ code, name, total, arrived, missing }: StructureCoverage): string {
  const title = name === code ? `*${escapeMrkdwn(code)}*` : `*${escapeMrkdwn(code)}* – ${escapeMrkdwn(name)}`;
  return `• ${title}: ${arrived} su ${total}, ${missing.length === 1 ? 'manca' : 'mancano'} ${itemList(missing)}`;
}

/** At most so many items by name in one line; the rest are counted. */
const NAMED_ITEMS = 6;

function itemList(items: readonly Item[]): string {
  const named = items
    .slice(0, NAMED_ITEMS)
    .map((item) => itemName(item))
    .join(', ');
  return items.length > NAMED_ITEMS ? `${named} e altri ${items.length - NAMED_ITEMS}` : named;
}

const MAX_LISTED = 20;

/** What happened while somebody was away, and what is left to do. */
function buildReturn(message: ReturnMessage): MessageView<NoteBlock> {
  const { phase, substitutes, answered, missing, names } = message;
  const away = `Mentre eri via (${periodWords(message)})`;
  const done =
    answered.length === 0
      ? `${away} non è arrivato niente per te${substitutes.length === 0 ? '' : ` da ${listed(substitutes)}, che ti ${substitutes.length === 1 ? 'sostituiva' : 'sostituivano'}`}.`
      : `${away} ${answered.length === 1 ? 'è arrivato' : 'sono arrivati'} ${counted(answered.length, 'aggiornamento', 'aggiornamenti')} al posto tuo.`;
  const left =
    missing.length === 0
      ? 'Non manca niente.'
      : `${missing.length === 1 ? 'Manca' : 'Mancano'} ancora ${counted(missing.length, 'aggiornamento', 'aggiornamenti')}, entro ${the(formatDayLong(phase.dueOn))}.`;
  return {
    text: `Al tuo rientro, ${phaseTitle(phase)}. ${done} ${left}`,
    blocks: [
      header(`Al tuo rientro: ${phaseTitle(phase)}`),
      section(escapeMrkdwn(`${done} ${left}`)),
      ...answered
        .slice(0, MAX_LISTED)
        .map(({ item, update }) =>
          section(
            `*${escapeMrkdwn(itemTitle(item))}*\n:white_check_mark: ${stateWords(update)} · ${escapeMrkdwn(names.get(update.author) ?? update.author)}`,
          ),
        ),
      ...(missing.length > 0 && answered.length > 0 ? [divider] : []),
      ...missing
        .slice(0, MAX_LISTED)
        .map((item) =>
          section(
            `*${escapeMrkdwn(itemTitle(item))}*\nmanca l’aggiornamento`,
            itemButton('Aggiorna', ACTIONS.updateItem, within(phase, itemRef(item)), item, 'primary'),
          ),
        ),
      ...(answered.length > MAX_LISTED || missing.length > MAX_LISTED
        ? [context(`L’elenco completo: /aggiorna.`)]
        : []),
    ],
  };
}

/** What waits for a decision for too long, and what to do. */
function buildApprovals(message: ApprovalsMessage): MessageView<NoteBlock> {
  const { phase, overdue, isForControl, names } = message;
  const name = (person: string): string => names.get(person) ?? person;
  const title = `${phaseTitle(phase)}: approvazioni in attesa`;
  const count = counted(overdue.length, 'aggiornamento aspetta', 'aggiornamenti aspettano');
  const summary = isForControl
    ? `${count} una decisione da almeno ${APPROVAL_LADDER.controller} giorni lavorativi.`
    : `${count} la tua decisione da almeno ${APPROVAL_LADDER.head} giorni lavorativi.`;
  const toDo = isForControl
    ? 'Che cosa fare: senti chi deve decidere; se è assente, registra chi lo sostituisce con /monitoraggio assenza, e la richiesta passa al sostituto.'
    : `Che cosa fare: approva o restituisci dalla Home o dal messaggio della richiesta. Dopo ${APPROVAL_LADDER.controller} giorni lavorativi lo sa anche l’ufficio controllo.`;
  const lines = overdue.slice(0, MAX_LISTED).map(({ update, deciders, since, days }) => {
    const who = isForControl
      ? `, ${deciders.length === 0 ? 'nessuno può decidere' : `decide ${listed(deciders.map(name))}`}`
      : '';
    return `• ${itemName(update)}, inviato da ${name(update.author)} ${the(formatDayLong(since))} (${counted(days, 'giorno', 'giorni')})${who}`;
  });
  const more = overdue.length > MAX_LISTED ? [`E altri ${overdue.length - MAX_LISTED}.`] : [];
  return {
    text: shorten([title, summary, ...lines, ...more, toDo].join(' '), LIMITS.fallbackText),
    blocks: [
      header(title),
      section(escapeMrkdwn(summary)),
      section(escapeMrkdwn([...lines, ...more].join('\n'))),
      context(escapeMrkdwn(toDo)),
    ],
  };
}

/** What is late, and what comes in the next two weeks, item by item. */
function buildDeadlines({ phase, deadlines, isOpen }: DeadlinesMessage): MessageView<NoteBlock> {
  const late = deadlines.filter((one) => one.isLate).length;
  const near = deadlines.length - late;
  const told = [
    ...(late > 0 ? [counted(late, 'fase in ritardo', 'fasi in ritardo')] : []),
    ...(near > 0
      ? [counted(near, 'scadenza nelle prossime due settimane', 'scadenze nelle prossime due settimane')]
      : []),
  ];
  const title = 'Fasi e scadenze della settimana';
  const summary = told.length === 0 ? 'Non resta niente da fare.' : `${listed(told)}.`;
  const lineOf = ({ item, name, day, isLate }: DeadlinesMessage['deadlines'][number]): string =>
    `*${escapeMrkdwn(itemTitle(item))}*\n${isLate ? ':warning: in ritardo: ' : ''}${escapeMrkdwn(name ?? 'scadenza della voce')}, entro ${the(formatDayLong(day))}`;
  return {
    text: shorten(
      [
        `${title}: ${summary}`,
        ...deadlines.map((one) => lineOf(one).replaceAll('*', '').replaceAll('\n', ': ')),
      ].join(' '),
      LIMITS.fallbackText,
    ),
    blocks: [
      header(title),
      section(escapeMrkdwn(summary)),
      ...deadlines
        .slice(0, MAX_LISTED)
        .map((one) =>
          isOpen && phase.kinds.includes(one.item.kind)
            ? section(
                lineOf(one),
                about(
                  button('Aggiorna', ACTIONS.updateItem, within(phase, itemRef(one.item)), 'primary'),
                  `${itemTitle(one.item)}${one.name === null ? '' : `, ${one.name}`}`,
                ),
              )
            : section(lineOf(one)),
        ),
      ...(deadlines.length > MAX_LISTED ? [context(`E altre ${deadlines.length - MAX_LISTED}.`)] : []),
      actions(button('Calendario', ACTIONS.sendCalendar, withinPlan(phase.year, 'mie'))),
    ],
  };
}
