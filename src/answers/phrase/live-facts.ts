import type { LiveCondition, LiveFact, QueryOf } from '../query.ts';
import { say } from './draft.ts';
import type { Words } from './words.ts';

/** "Con criticità segnalate", "senza azioni correttive aperte": what is so of a row of a phase, or is not. */
export const factText = (words: Words, { is, not }: LiveCondition): string =>
  say(words, `${not ? 'senza' : 'con'} ${IT[is]}`, `${not ? 'without' : 'with'} ${EN[is]}`);

const IT: Readonly<Record<LiveFact, string>> = {
  arrived: 'aggiornamento arrivato',
  sent: 'aggiornamento inviato',
  missing: 'aggiornamento ancora da mandare',
  waiting: 'aggiornamento in attesa di approvazione',
  approved: 'aggiornamento approvato',
  returned: 'aggiornamento restituito',
  critical: 'criticità segnalate',
  actions: 'azioni correttive aperte',
  changed: 'cambiamenti dalla fase precedente',
};

const EN: Readonly<Record<LiveFact, string>> = {
  arrived: 'an update that has come in',
  sent: 'an update that was sent',
  missing: 'an update still owed',
  waiting: 'an update waiting for approval',
  approved: 'an approved update',
  returned: 'an update sent back',
  critical: 'critical points reported',
  actions: 'corrective actions open',
  changed: 'changes since the phase before',
};

/** What else is asked of rows of a phase: their state, how far they are, what is so of them too, whose they are not. */
export const restOf = (
  words: Words,
  { states, percent, also, without }: QueryOf<'monitoring'>,
): readonly string[] => [
  ...(states.length > 0
    ? [
        `${say(words, 'con stato', 'whose state is')} ${states.map((one) => words.states[one].one).join(` ${words.or} `)}`,
      ]
    : []),
  ...(percent === null
    ? []
    : [`${say(words, 'con avanzamento', 'with progress')} ${words.ops[percent.op]} ${percent.value} %`]),
  ...also.map((one) => factText(words, one)),
  ...(without.length > 0 ? [`${say(words, 'senza', 'without')} ${without.join(', ')}`] : []),
];
