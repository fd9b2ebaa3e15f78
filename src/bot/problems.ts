import type { Problem } from '../domain/errors.ts';
import type { ItemKind } from '../domain/types.ts';

/** What a user reads when something expected goes wrong: what happened and what to do next. */
export function problemSentence({ problem, details }: Problem): string {
  const item = itemWords(details.item ?? '');
  switch (problem) {
    case 'person_unknown':
      return 'Questo account non è tra quelli del piano, quindi non posso accettare aggiornamenti. Chiedi all’ufficio controllo di aggiungerlo.';
    case 'item_unknown':
      return `Nel piano non c’è ${item}. Controlla il numero: con /obiettivi puoi cercarlo.`;
    case 'item_not_in_phase':
      return `Il ${details.phase} non chiede aggiornamenti per ${item}.`;
    case 'no_open_phase':
      return 'Nessuna fase di monitoraggio è aperta, quindi ora non servono aggiornamenti.';
    case 'phase_closed':
      return `Il ${details.phase} è chiuso: l’aggiornamento non è stato salvato. Per una correzione rivolgiti all’ufficio controllo.`;
    case 'not_authorised':
      return `Non puoi aggiornare ${item}: lo possono fare ${details.reporters || 'i referenti'}, il dirigente o l’ufficio controllo.`;
    case 'role_missing':
      return `Questo è riservato a: ${details.roles}.`;
    case 'changed_meanwhile':
      return `Nel frattempo qualcun altro ha aggiornato ${item}: il tuo aggiornamento non è stato salvato. Riapri il modulo per vedere l’ultima versione.`;
    case 'command_not_understood':
      return `Non ho capito «${details.text}». ${details.expected ?? ''}`.trim();
  }
}

/** With its article: the sentences above put it after a verb or a preposition. */
const WITH_ARTICLE: Readonly<Record<ItemKind, string>> = {
  objective: 'l’obiettivo',
  process: 'il processo',
  indicator: 'l’indicatore di ente',
};

/** "l’obiettivo 24" from `objective:24`; what is no item ref is quoted as it is. */
function itemWords(ref: string): string {
  const [kind = '', number = ''] = ref.split(':');
  return kind in WITH_ARTICLE ? `${WITH_ARTICLE[kind as ItemKind]} ${number}` : `«${ref}»`;
}
