import type { ActionsBlock, ContextBlock, DividerBlock, HeaderBlock, SectionBlock } from '@slack/types';
import { mayCancel, type StatusUpdate } from '../../domain/record/index.ts';
import type { ListedItem, ReminderMessage } from '../../domain/reminders/index.ts';
import { type Item, itemRef, type Phase } from '../../domain/types.ts';
import { the } from '../../words/articles.ts';
import { formatDayLong, formatMoment } from '../../words/days.ts';
import { itemName } from '../../words/kinds.ts';
import { theOne } from '../../words/proper-names.ts';
import { capital, counted } from '../../words/sentences.ts';
import {
  about,
  actions,
  button,
  context,
  divider,
  escapeMrkdwn,
  header,
  type MessageView,
  plain,
  section,
} from '../kit/blocks.ts';
import { ACTIONS } from '../kit/ids.ts';
import { LIMITS, shorten } from '../kit/limits.ts';
import { readWithin, within } from '../kit/within.ts';
import { itemTitle, outcomeWords, phaseTitle } from '../kit/words.ts';
import { itemButton, oneClickButtons, undoButtons } from '../update/index.ts';
import { announcementWords, openingWords } from './reminder-words.ts';

type ReminderBlock = HeaderBlock | SectionBlock | DividerBlock | ContextBlock | ActionsBlock;

/** Header, introduction, divider, "and more", next step, put off, buttons, late: what surrounds the items. */
const OTHER_BLOCKS = 8;
const MAX_ITEMS = LIMITS.messageBlocks - OTHER_BLOCKS;

/**
 * A reminder, pending or resolved: the same body, where an item's button becomes its outcome once it has come in.
 * @param timezone of the body, for the times shown
 */
export function buildReminder(message: ReminderMessage, timezone: string): MessageView<ReminderBlock> {
  if (message.retired) return retiredMessage(message);
  if (message.closed) return closedMessage(message, timezone);
  const missing = message.items.filter(({ update }) => update === null);
  const opening = missing.length === 0 ? thanks(message) : introduction(message, missing.length);
  const shown = message.items.slice(0, MAX_ITEMS);
  const hidden = message.items.length - shown.length;
  // Three blocks an item at most: where there is no room, the form's button stays.
  const isTheirs = message.role === 'contact' || message.mayTakeInCharge;
  const withOneClick = isTheirs && message.items.length + missing.length <= MAX_ITEMS;
  const undoable = message.items.filter(({ update }) => update !== null && isUndoable(update, message));
  const withUndo = message.items.length + (withOneClick ? missing.length : 0) + undoable.length <= MAX_ITEMS;
  const ending = missing.length === 0 ? null : announcementWords(message, timezone);
  const count = message.items.length + (withOneClick ? missing.length : 0) + (withUndo ? undoable.length : 0);
  const apart = count + message.items.length - 1 <= MAX_ITEMS;
  const byStructure = message.role === 'controller' && missing.length > 0 && (!isTheirs || hidden > 0);
  const blocks: ReminderBlock[] = [
    header(phaseTitle(message.phase)),
    section(escapeMrkdwn(opening)),
    divider,
    ...(byStructure ? structureBlocks(message) : shown).flatMap((owed, at) =>
      'type' in owed
        ? [owed]
        : [
            ...(apart && at > 0 ? [divider] : []),
            itemSection(owed, message, timezone),
            ...(owed.update === null && withOneClick ? [oneClickButtons(message.phase, owed)] : []),
            ...(withUndo && owed.update !== null && isUndoable(owed.update, message)
              ? [undoButtons(message.phase, owed.item, owed.update)]
              : []),
          ],
    ),
    ...(hidden > 0 && !byStructure
      ? [context(`E altri ${hidden}: scrivi /aggiorna per vederli tutti.`)]
      : []),
    ...(ending === null ? [] : [context(escapeMrkdwn(ending))]),
    ...(missing.length === 0 ? [] : putOffBlocks(message)),
    ...(message.late && missing.length > 0
      ? [
          context(
            `Promemoria partito in ritardo: era previsto per ${the(formatDayLong(message.plannedFor))}.`,
          ),
        ]
      : []),
  ];
  const list = byStructure
    ? structuresMissing(message)
        .map(({ structure, items }) => `${structure}: ${items.length}`)
        .join('; ')
    : missing.map(({ item }) => itemName(item)).join(', ');
  const text = [opening, list === '' ? '' : `${capital(list)}.`, ending ?? ''].filter(Boolean).join(' ');
  return { text: shorten(text, LIMITS.fallbackText), blocks };
}

interface StructureMissing {
  readonly structure: string;
  readonly people: readonly string[];
  readonly items: readonly Item[];
}

/** What is missing, structure by structure. */
function structuresMissing({ items }: ReminderMessage): readonly StructureMissing[] {
  const parts = items.flatMap(({ item, parts }) => parts.map((part) => ({ ...part, item })));
  return [...Map.groupBy(parts, ({ structure }) => structure)]
    .map(([structure, all]) => ({
      structure,
      people: [...new Set(all.flatMap(({ people }) => people))],
      items: all.map(({ item }) => item),
    }))
    .sort((a, b) => a.structure.localeCompare(b.structure, 'it', { numeric: true }));
}

/** One line a structure, for whoever looks at the whole body: who answers, what is missing, and a way to open it. */
function structureBlocks(message: ReminderMessage): readonly ReminderBlock[] {
  const all = structuresMissing(message);
  const hidden = all.length - MAX_ITEMS;
  return [
    ...all.slice(0, MAX_ITEMS).map(({ structure, people, items }): SectionBlock => {
      const named = items.slice(0, NAMED_ITEMS).map((item) => itemName(item));
      const others = items.length > NAMED_ITEMS ? ` e altri ${items.length - NAMED_ITEMS}` : '';
      const who = people.length === 0 ? '' : ` (${people.join(', ')})`;
      return {
        ...section(
          `*${escapeMrkdwn(structure)}*${escapeMrkdwn(who)}: ${items.length === 1 ? 'manca' : 'mancano'} ${named.join(', ')}${others}`,
        ),
        accessory: {
          type: 'static_select',
          action_id: ACTIONS.chooseDossier,
          placeholder: plain(`Apri… ${structure}`, LIMITS.buttonText),
          options: items.slice(0, MAX_OPTIONS).map((item) => ({
            text: plain(itemTitle(item), LIMITS.optionText),
            value: within(message.phase, itemRef(item)),
          })),
        },
      };
    }),
    ...(hidden > 0
      ? [context(`E altre ${hidden} strutture: scrivi /monitoraggio stato per vederle tutte.`)]
      : []),
  ];
}

/** At most so many items by name in one line; the menu has the others. */
const NAMED_ITEMS = 6;
/** Slack's limit on the options of a menu. */
const MAX_OPTIONS = 100;

/** "Ricordamelo" and "Preso in carico…"; once it was put off, the day says so. */
function putOffBlocks({
  key,
  phase,
  mayPutOff,
  mayTakeInCharge,
  snoozedUntil,
}: ReminderMessage): ReminderBlock[] {
  const elements = [
    ...(mayPutOff ? [snoozeMenu(phase, key)] : []),
    ...(mayTakeInCharge
      ? [about(button('Preso in carico…', ACTIONS.takeInCharge, within(phase, key)), phaseTitle(phase))]
      : []),
  ];
  return [
    ...(snoozedUntil === null
      ? []
      : [context(`:alarm_clock: Te lo ricordo ${the(formatDayLong(snoozedUntil))}.`)]),
    ...(elements.length === 0 ? [] : [actions(...elements)]),
  ];
}

/** When to be reminded again: resolved when it is chosen, so that an old message offers no past day. */
const SNOOZE_CHOICES = { tomorrow: 'Domani', monday: 'Lunedì', date: 'Scegli una data…' } as const;
type SnoozeChoice = keyof typeof SNOOZE_CHOICES;

const snoozeMenu = (phase: Phase, key: string) => ({
  type: 'static_select' as const,
  action_id: ACTIONS.snooze,
  placeholder: plain('Ricordamelo'),
  options: Object.entries(SNOOZE_CHOICES).map(([when, label]) => ({
    text: plain(label, LIMITS.optionText),
    value: within(phase, `${when}|${key}`),
  })),
});

/** Reads the option that was chosen; null for anything else. */
export function parseSnooze(value: string): { readonly when: SnoozeChoice; readonly key: string } | null {
  const [when = '', key = ''] = readWithin(value).what.split('|');
  return Object.hasOwn(SNOOZE_CHOICES, when) && key !== '' ? { when: when as SnoozeChoice, key } : null;
}

function itemSection(
  { item, update, returned, inChargeUntil, parts }: ListedItem,
  { names, phase, closed }: ReminderMessage,
  timezone: string,
): SectionBlock {
  const title = `*${escapeMrkdwn(itemTitle(item))}*`;
  if (update === null) {
    const state =
      inChargeUntil === null
        ? 'manca l’aggiornamento'
        : `:hourglass_flowing_sand: preso in carico: te lo chiedo di nuovo ${the(formatDayLong(inChargeUntil))}`;
    return section(
      `${title}\n${returned ? outcomeWords(returned) : state}${owedBy(parts)}`,
      itemButton('Aggiorna', ACTIONS.updateItem, within(phase, itemRef(item)), item, 'primary'),
    );
  }
  const author = names.get(update.author) ?? update.author;
  return section(
    `${title}\n${outcomeWords(update)} · ${escapeMrkdwn(author)}, ${formatMoment(update.at, timezone)}`,
    closed ? undefined : itemButton('Modifica', ACTIONS.updateItem, within(phase, itemRef(item)), item),
  );
}

/** " · U.O. 3.2, Mario Rossi": whom a head may ask. */
const owedBy = (parts: ListedItem['parts']): string =>
  parts
    .filter(({ people }) => people.length > 0)
    .map(({ structure, people }) => ` · ${escapeMrkdwn([structure, ...people].join(', '))}`)
    .join('');

const isUndoable = (update: StatusUpdate, { person, now }: ReminderMessage): boolean =>
  mayCancel(update, person, now);

function introduction(message: ReminderMessage, missing: number): string {
  const { items, onBehalfOf } = message;
  const done = items.length - missing;
  const progress =
    done === 0
      ? `${missing === 1 ? 'Manca' : 'Mancano'} ${counted(missing, 'aggiornamento', 'aggiornamenti')}.`
      : `${done === 1 ? 'Ne è arrivato' : 'Ne sono arrivati'} ${done} su ${items.length}: ${missing === 1 ? 'ne manca' : 'ne mancano'} ${missing}.`;
  const standing = onBehalfOf.length > 0 ? ` Rispondi anche per: ${onBehalfOf.join(', ')}.` : '';
  return `${openingWords(message)} ${progress}${standing}${waitingWords(message)}`;
}

/** " 4 aggiornamenti aspettano l’approvazione: Dirigente Settore 3 (4)." */
function waitingWords({ role, waiting: { total, by } }: ReminderMessage): string {
  if (total === 0) return '';
  const told = counted(total, 'aggiornamento aspetta', 'aggiornamenti aspettano');
  return role === 'controller'
    ? ` ${told} l’approvazione: ${by.map(({ name, count }) => `${name} (${count})`).join(', ')}.`
    : ` ${told} la tua approvazione.`;
}

/** A newer reminder took its place: it says so, and asks nothing any more. */
function retiredMessage({ phase }: ReminderMessage): MessageView<ReminderBlock> {
  const text = `${phaseTitle(phase)}: questo promemoria è stato sostituito da uno più recente, qui sotto.`;
  return { text, blocks: [context(escapeMrkdwn(text))] };
}

/** The phase has closed: the buttons become the record of what came in and what did not. */
function closedMessage(message: ReminderMessage, timezone: string): MessageView<ReminderBlock> {
  const { phase, items } = message;
  const missing = items.filter(({ update }) => update === null).length;
  const outcome =
    missing === 0
      ? 'Hai inviato tutto, grazie.'
      : `${missing === 1 ? 'Un aggiornamento non è arrivato' : `${missing} aggiornamenti non sono arrivati`}: per una correzione rivolgiti all’ufficio controllo.`;
  const text = `La fase è chiusa: non servono più aggiornamenti. ${outcome}`;
  return {
    text: `${phaseTitle(phase)}. ${text}`,
    blocks: [
      header(phaseTitle(phase)),
      section(escapeMrkdwn(text)),
      divider,
      ...items
        .slice(0, MAX_ITEMS)
        .map((owed) =>
          owed.update === null
            ? section(`*${escapeMrkdwn(itemTitle(owed.item))}*\nnon è arrivato`)
            : itemSection(owed, message, timezone),
        ),
    ],
  };
}

const thanks = ({ phase, items }: ReminderMessage): string =>
  items.length === 1
    ? `Grazie: l’aggiornamento per ${theOne(phaseTitle(phase)) ?? `«${phaseTitle(phase)}»`} è arrivato.`
    : `Grazie: tutti e ${items.length} gli aggiornamenti sono arrivati.`;
