import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { ReminderMessage } from '../../domain/reminders/index.ts';
import { type ItemRef, itemRef, readItemRef } from '../../domain/types.ts';
import { the } from '../../words/articles.ts';
import { formatDayLong } from '../../words/days.ts';
import { context, escapeMrkdwn, section } from '../kit/blocks.ts';
import { choice, dayPicker, input, modal } from '../kit/form-parts.ts';
import { VIEWS } from '../kit/ids.ts';
import { menuOf } from '../kit/menu.ts';
import { fieldsOf, type SentView } from '../kit/sent-view.ts';
import { itemTitle, phaseTitle } from '../kit/words.ts';

const metadata = z.object({ key: z.string() });
const keyIn = (view: SentView): string => metadata.parse(JSON.parse(view.private_metadata)).key;

/** "Ricordamelo": on which day, no later than the due date. */
export const buildSnoozeForm = (message: ReminderMessage, tomorrow: string, limit: string): ModalView =>
  modal(
    VIEWS.snoozeForm,
    'Ricordamelo',
    { year: message.phase.year, key: message.key },
    [
      section(`${escapeMrkdwn(phaseTitle(message.phase))}: quando vuoi che te lo ricordi?`),
      input('day', 'Giorno', dayPicker(tomorrow < limit ? tomorrow : limit)),
      context(
        `Al più ${the(formatDayLong(limit))}, ${limit === message.phase.dueOn ? 'giorno della scadenza' : 'ultimo giorno lavorativo prima della scadenza'}. Arriva alle 9 di un giorno lavorativo.`,
      ),
    ],
    'Ricordamelo',
  );

export const parseSnoozeForm = (view: SentView): { readonly key: string; readonly day: string | null } => ({
  key: keyIn(view),
  day: fieldsOf(view).day('day'),
});

/** "Preso in carico": which items are being worked on, and until when nobody should ask. */
export function buildInChargeForm(message: ReminderMessage, tomorrow: string, limit: string): ModalView {
  const missing = message.items.filter(({ update }) => update === null);
  const options = missing.map(({ item }) => choice(itemTitle(item), itemRef(item)));
  return modal(
    VIEWS.inChargeForm,
    'Preso in carico',
    { year: message.phase.year, key: message.key },
    [
      section(
        `${escapeMrkdwn(phaseTitle(message.phase))}: ci stai lavorando? Prima del giorno che scegli non ti verrà chiesto.`,
      ),
      input('items', 'Quali voci', {
        type: 'multi_static_select',
        ...menuOf(options),
        ...(options.length === 1 ? { initial_options: options } : {}),
      }),
      input('until', 'Da quando chiederlo di nuovo', dayPicker(tomorrow < limit ? tomorrow : limit)),
      context(
        `Al più ${the(formatDayLong(limit))}. L’aggiornamento serve lo stesso: «preso in carico» lo rimanda, non lo sostituisce.`,
      ),
    ],
    'Conferma',
  );
}

export function parseInChargeForm(view: SentView): {
  readonly key: string;
  readonly items: readonly ItemRef[];
  readonly until: string | null;
} {
  const fields = fieldsOf(view);
  return {
    key: keyIn(view),
    items: fields.options('items').flatMap((value) => {
      const key = readItemRef(value);
      return key ? [itemRef(key)] : [];
    }),
    until: fields.day('until'),
  };
}
