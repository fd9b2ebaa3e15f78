import { stepName } from '../../domain/phases/index.ts';
import type { ReminderMessage } from '../../domain/reminders/index.ts';
import { AGAIN, BY_HAND, type NextStep } from '../../domain/reminders/index.ts';
import type { LadderStep } from '../../domain/types.ts';
import { joined, the } from '../../words/articles.ts';
import { formatDayLong } from '../../words/days.ts';
import { capital } from '../../words/sentences.ts';
import { fromDay, onDay } from '../kit/words.ts';

/*
 * What a reminder says before and after its list: the opening, which is gentle while there is time and precise when
 * there is none, and the announcement of the next step.
 */

/** From so many working days before the due date on there is plenty of time, and from so many on there is little. */
const PLENTY = 10;
const LITTLE = 3;

/** Each step says its own thing: the time there is, the time left, the delay, who is told of it from now on. */
export function openingWords(message: ReminderMessage): string {
  const { step, daysLeft, phase } = message;
  if (step === AGAIN) return `Mi avevi chiesto di ricordartelo: ${timeLeft(message)}.`;
  if (step === BY_HAND)
    return `L’ufficio controllo sollecita gli aggiornamenti mancanti: ${timeLeft(message)}.`;
  if (daysLeft < 0) return overdueWords(message);
  const due = formatDayLong(phase.dueOn);
  const told = toldWords(message);
  const also = told === null ? '' : ` ${capital(told)}.`;
  if (daysLeft === 0)
    return `${capital(timeLeft(message))}: quello che manca va inviato entro la giornata.${also}`;
  if (daysLeft >= PLENTY)
    return `È in corso il monitoraggio: gli aggiornamenti servono entro ${the(due)}, tra ${workingDays(daysLeft)}. C’è tempo: puoi inviarli anche un po’ alla volta.${also}`;
  if (daysLeft > LITTLE)
    return `${capital(timeLeft(message))}: è un buon momento per gli aggiornamenti.${also}`;
  return `La scadenza ${joined('di', due)} è vicina: ${daysLeft === 1 ? 'resta' : 'restano'} ${workingDays(daysLeft)}.${also}`;
}

function overdueWords(message: ReminderMessage): string {
  const { role, phase, step } = message;
  const time = capital(timeLeft(message));
  const audience = audienceOf(message);
  if (role === 'controller' && audience.includes('controller'))
    return `${time}: ecco che cosa manca ancora nell’ente.`;
  const told = toldWords(message);
  if (role === 'head' && audience.includes('head')) {
    const why = isFirstTo('head', phase.ladder, step) ? ': per questo da oggi lo scrivo anche a te' : '';
    return `${time} e nella tua struttura manca ancora qualcosa${told === null ? why : `: ${told}`}.`;
  }
  return told === null ? `${time}: invia appena puoi quello che manca.` : `${time}: ${told}.`;
}

/** Who is told of it besides the reader: "da oggi è informato anche il dirigente"; null for nobody. */
function toldWords(message: ReminderMessage): string | null {
  const { superiors, phase, step } = message;
  const audience = audienceOf(message);
  const isTold = (who: 'head' | 'controller'): boolean => superiors[who] && audience.includes(who);
  const isNew = (who: 'head' | 'controller'): boolean => isFirstTo(who, phase.ladder, step);
  if (isTold('controller')) {
    const besides = isTold('head') && !isNew('head') ? ', oltre al dirigente,' : '';
    if (!isNew('controller')) return 'ne è informato anche l’ufficio controllo';
    return isTold('head') && isNew('head')
      ? 'da oggi sono informati anche il dirigente e l’ufficio controllo'
      : `da oggi${besides} è informato anche l’ufficio controllo`;
  }
  if (!isTold('head')) return null;
  return isNew('head') ? 'da oggi è informato anche il dirigente' : 'ne è informato anche il dirigente';
}

const audienceOf = ({ phase, step }: ReminderMessage): LadderStep['audience'] =>
  phase.ladder.find(({ offset }) => stepName(offset) === step)?.audience ?? [];

/** No step of the ladder before this one tells them. */
const isFirstTo = (who: 'head' | 'controller', ladder: readonly LadderStep[], step: string): boolean =>
  !ladder.some(({ offset, audience }) => offset < Number(step) && audience.includes(who));

const workingDays = (days: number): string =>
  Math.abs(days) === 1 ? 'un giorno lavorativo' : `${Math.abs(days)} giorni lavorativi`;

/** "mancano 7 giorni lavorativi alla scadenza del 30 settembre 2021" */
function timeLeft({ daysLeft, isDueToday, phase }: ReminderMessage): string {
  const due = formatDayLong(phase.dueOn);
  if (isDueToday) return `la scadenza è oggi, ${due}`;
  if (daysLeft === 0) return `oggi è l’ultimo giorno lavorativo prima della scadenza ${joined('di', due)}`;
  return daysLeft > 0
    ? `${daysLeft === 1 ? 'manca' : 'mancano'} ${workingDays(daysLeft)} alla scadenza ${joined('di', due)}`
    : `la scadenza ${joined('di', due)} è passata da ${workingDays(daysLeft)}`;
}

/** What the next step will be, and who will be told: nobody is escalated without knowing it beforehand. */
export function announcementWords(message: ReminderMessage, timezone: string): string {
  const { next, superiors, phase } = message;
  if (phase.paused)
    return 'I promemoria di questa fase sono in pausa; gli aggiornamenti si possono inviare lo stesso.';
  if (next === null) return 'È l’ultimo promemoria di questa fase.';
  const willBeTold = (who: 'head' | 'controller'): boolean =>
    superiors[who] && next.audience.includes(who) && isFirstTo(who, phase.ladder, next.step);
  const from = `Se manca ancora qualcosa, ${fromDay(next.at, timezone)}`;
  if (willBeTold('controller'))
    return willBeTold('head')
      ? `${from} saranno informati il dirigente e l’ufficio controllo.`
      : `${from} sarà informato anche l’ufficio controllo.`;
  if (willBeTold('head')) return `${from} sarà informato il dirigente.`;
  return plainNext(next, timezone);
}

/** "Il prossimo promemoria, se serve, arriva il 21 settembre." */
export const plainNext = (next: NextStep, timezone: string): string =>
  `Il prossimo promemoria, se serve, arriva ${onDay(next.at, timezone)}.`;
