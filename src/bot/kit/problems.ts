import type { Problem, StoreUnavailable } from '../../domain/errors.ts';
import { readItemRef } from '../../domain/types.ts';
import { joined, the } from '../../words/articles.ts';
import { formatDayLong } from '../../words/days.ts';
import { theItem } from '../../words/kinds.ts';

/** What a user reads when something expected goes wrong: what happened and what to do next. */
export function problemSentence({ problem, details }: Problem): string {
  const item = itemWords(details.item ?? '');
  switch (problem) {
    case 'person_unknown':
      return 'Questo account non è tra quelli del piano, quindi non posso accettare aggiornamenti. Chiedi all’ufficio controllo di aggiungerlo.';
    case 'plan_unknown':
      return `Non ho un piano ${joined('di', details.year ?? '')}: ci sono quelli ${joined('di', details.known?.replace(/, (\d+)$/, ' e $1') ?? '')}.`;
    case 'workspace_unknown':
      return `Traguardo non è attivo in questo workspace${details.workspace === undefined ? '' : ` (${details.workspace})`}: chi lo amministra può installarlo, o chiedere a chi gestisce Traguardo di registrarlo per l’ente.`;
    case 'plan_missing':
      return 'Il piano di questo ente non è ancora stato importato: appena c’è, rispondo. Per saperne di più chiedi a chi gestisce Traguardo.';
    case 'item_unknown':
      return `Nel piano non c’è ${item}. Controlla il numero: con /obiettivi puoi cercarlo.`;
    case 'item_replaced':
      return `Nel frattempo il piano è stato importato di nuovo, e ${item} non è più quello di prima: non ho salvato niente. Copia quello che hai scritto e riapri il modulo.`;
    case 'item_not_in_phase':
      return `La fase «${details.phase}» non chiede aggiornamenti per ${item}.`;
    case 'no_open_phase':
      return 'Nessuna fase di monitoraggio è aperta, quindi ora non servono aggiornamenti.';
    case 'phase_closed':
      return `La fase «${details.phase}» è chiusa: non ho salvato niente. Per una correzione rivolgiti all’ufficio controllo.`;
    case 'phase_unknown':
      return `Non trovo la fase «${details.phase}». Con /monitoraggio vedi quelle che ci sono.`;
    case 'structure_unknown':
      return `Nel piano non c’è la struttura «${details.structure}». Scrivi il suo codice, per esempio ${details.known}.`;
    case 'minutes_not_drawn_up':
      return `Il verbale di «${details.phase}» si forma quando la fase viene chiusa.`;
    case 'document_not_written':
      return `Il documento non è stato scritto: il processo che lo scriveva si è interrotto prima della fine (${details.reason}). Riprova fra poco; se succede ancora, dillo a chi gestisce Traguardo: può mancare memoria.`;
    case 'phase_ambiguous':
      return `Ci sono più fasi: scrivi anche quale, tra ${details.phases}.`;
    case 'phase_is_closed':
      return `«${details.phase}» è già chiusa. Per riaprirla: /monitoraggio riapri.`;
    case 'phase_not_closed':
      return `«${details.phase}» non è chiusa, quindi non c’è niente da riaprire.`;
    case 'phase_already_paused':
      return `I solleciti di «${details.phase}» sono già in pausa. Per riprenderli: /monitoraggio riprendi.`;
    case 'phase_not_paused':
      return `I solleciti di «${details.phase}» non sono in pausa.`;
    case 'phase_changed_meanwhile':
      return `Nel frattempo qualcun altro ha modificato «${details.phase}»: ripeti il comando per vedere com’è ora.`;
    case 'phase_reason_missing':
      return 'Per riaprire una fase serve un motivo.';
    case 'due_not_later':
      return `La nuova scadenza deve essere da oggi in poi e dopo ${the(formatDayLong(details.due ?? ''))}.`;
    case 'due_too_far':
      return `La scadenza è troppo lontana: al più tardi ${the(formatDayLong(details.last ?? ''))}. Controlla l’anno.`;
    case 'postponed_too_far':
      return `Si può rimandare al più fino ${joined('a', formatDayLong(details.until ?? ''))}${details.due && details.until !== details.due ? `: la scadenza è ${the(formatDayLong(details.due))}` : ''}.`;
    case 'put_off_to_the_past':
      return 'Scegli un giorno da domani in poi.';
    case 'put_off_too_late':
      return `Non si può più rimandare: l’ultimo giorno possibile è ${the(formatDayLong(details.last ?? ''))}.`;
    case 'reminder_not_yours':
      return 'Questo promemoria non è rivolto a te, quindi non puoi rimandarlo.';
    case 'reminder_retired':
      return 'Questo promemoria è stato sostituito da uno più recente: usa i pulsanti di quello.';
    case 'not_authorised':
      return `Non puoi aggiornare ${item}: lo possono fare ${details.reporters || 'i referenti'}, il dirigente o l’ufficio controllo.`;
    case 'role_missing':
      return `Questo è riservato a: ${details.roles}.`;
    case 'changed_meanwhile':
      return `Nel frattempo ${details.name ?? 'qualcun altro'} ha aggiornato ${item}: il tuo aggiornamento non è stato salvato. Riapri il modulo per vedere l’ultima versione.`;
    case 'already_decided':
      return `Su ${details.item ? item : 'questo aggiornamento'} è già stato deciso: apri la storia per vedere come.`;
    case 'too_late_to_cancel':
      return `Sono passati più di dieci minuti: per ${details.item ? item : 'questo aggiornamento'} non si torna più indietro con un clic. Invia un nuovo aggiornamento, o chiedi all’ufficio controllo di riaprirlo.`;
    case 'approval_not_yours':
      return `Non spetta a te decidere su ${details.item ? item : 'questo aggiornamento'}: lo possono fare il dirigente della struttura o l’ufficio controllo.`;
    case 'own_report':
      return `L’aggiornamento per ${details.item ? item : 'questa voce'} è tuo: decide qualcun altro, l’ufficio controllo.`;
    case 'answer_not_yours':
      return 'Questa risposta non è stata data a te: per averla, fai la domanda.';
    case 'department_not_yours':
      return `Puoi proporre obiettivi solo per le strutture che dirigi; per «${details.department}» lo fa il suo dirigente, o l’ufficio controllo.`;
    case 'reason_missing':
      return 'Serve il motivo: scrivilo e riprova.';
    case 'nothing_before':
      return `Non so com’era prima ${item}, quindi «nessuna variazione» non direbbe niente: apri il modulo e scrivi a che punto è.`;
    case 'too_many_waiting':
      return `Hai già ${details.waiting} richieste in attesa: rispondo a quelle, e le altre che mandi intanto non le prendo. Quando ho finito scrivi di nuovo questa.`;
    case 'sheet_not_yours':
      return details.structure === undefined
        ? `In «${details.phase}» non rispondi di nessuna struttura, quindi non c’è una scheda da compilare.`
        : `Non rispondi di ${details.structure}: la sua scheda la chiedono i suoi referenti, il suo dirigente o l’ufficio controllo.`;
    case 'command_not_understood':
      // Where nothing was written there is nothing that was not understood.
      return `${details.text === '' ? '' : `Non ho capito «${details.text}». `}${details.expected ?? ''}`.trim();
  }
}

/** What whoever was writing reads when nothing could be saved. */
export const notSavedSentence = ({ reason }: StoreUnavailable): string =>
  reason === 'busy'
    ? 'Non ho salvato: il database è occupato da un’altra operazione. Riprova tra qualche secondo.'
    : 'Non ho salvato: il disco su cui scrivo è pieno o non si può scrivere. Avvisa chi gestisce Traguardo e riprova più tardi.';

/** "l’obiettivo 24" from `objective:24`; what is no item ref is quoted as it is. */
function itemWords(ref: string): string {
  const item = readItemRef(ref);
  return item ? theItem(item) : `«${ref}»`;
}
