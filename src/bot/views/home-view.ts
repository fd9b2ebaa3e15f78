import type { ActionsBlock, HomeView } from '@slack/types';
import type { Person, Phase, Role } from '../../domain/types.ts';
import type { OwedItem, PhaseSummary } from '../../domain/update-service.ts';
import { SUGGESTED_ACTIONS } from '../ids.ts';
import { actions, button, context, divider, escapeMrkdwn, header, section } from './blocks.ts';
import { LIMITS } from './limits.ts';
import { buildMonitoring } from './monitoring-view.ts';
import { buildOwed } from './owed-view.ts';
import { ROLE_NAMES } from './words.ts';

/** What the Home of one person is made of. */
export interface HomeContent {
  /** Null for an account that the plan does not know. */
  readonly person: Person | null;
  readonly roles: readonly Role[];
  readonly planName: string;
  readonly owed: readonly { readonly phase: Phase; readonly items: readonly OwedItem[] }[];
  readonly summaries: readonly PhaseSummary[];
}

const SUGGESTIONS = [
  'Costi di personale per settore',
  'I 5 obiettivi più costosi',
  'Quando scadono gli obiettivi pluriennali?',
];

/** App Home: what one owes first, then the state of the phase for whoever follows it, then how to ask. */
export function buildHome(content: HomeContent): HomeView {
  const { person, roles, owed, summaries } = content;
  const who =
    person === null
      ? 'Questo account non è tra quelli del piano: puoi fare domande, ma non inviare aggiornamenti.'
      : `${person.name} · ${roles.map((role) => ROLE_NAMES[role]).join(', ')}`;
  const follows = roles.some((role) => role === 'head' || role === 'controller' || role === 'evaluator');
  const owes = owed.filter(({ items }) => items.length > 0);
  const summary = follows ? buildMonitoring(summaries).blocks : [];
  const room = LIMITS.homeBlocks - summary.length - 10;
  return {
    type: 'home',
    blocks: [
      header('Traguardo'),
      context(escapeMrkdwn(content.planName), escapeMrkdwn(who)),
      divider,
      ...owes.flatMap(({ phase, items }) => buildOwed(phase, items, Math.floor(room / owes.length)).blocks),
      ...(owes.length > 0 ? [divider] : []),
      ...summary,
      ...(summary.length > 0 ? [divider] : []),
      section('*Fai una domanda*\nScrivi qui in Messaggi, oppure usa /chiedi in qualunque canale.'),
      suggestions(),
    ],
  };
}

const suggestions = (): ActionsBlock =>
  actions(
    ...SUGGESTIONS.map((question, index) => button(question, SUGGESTED_ACTIONS[index] ?? '', question)),
  );
