import type { HomeView } from '@slack/types';
import { suggestionsFor } from '../../answers/suggestions.ts';
import { type Role, roleName } from '../../words/roles.ts';
import { actions, button, context, divider, escapeMrkdwn, header, section } from '../kit/blocks.ts';
import { SUGGESTED_ACTIONS } from '../kit/ids.ts';
import { LIMITS } from '../kit/limits.ts';
import { buildMonitoring } from '../phase/index.ts';
import { controlBoards, coverageNote } from './control-view.ts';
import { evaluatorBoard } from './evaluator-view.ts';
import { approvals, departmentBoards } from './head-view.ts';
import type { HomeBlock, HomeContent, HomeOfPlan } from './home-content.ts';
import { deadlineBlocks, owedBlocks } from './own-view.ts';
import { planBlocks } from './plan-view.ts';

/** App Home: what the reader has to do first, then what they follow, then what is ahead, then how to ask. */
export function buildHome({ head, person, plans }: HomeContent): HomeView {
  if (head === null)
    return home([
      header('Traguardo'),
      section(
        'Non c’è ancora nessun piano: chi gestisce Traguardo lo importa con npm run import, o l’ufficio controllo manda il file qui in Messaggi.',
      ),
    ]);
  const roles = [...new Set(plans.flatMap((one) => one.roles))];
  const years = plans.map(({ plan }) => plan.head.year);
  const which = (of: HomeOfPlan): string => (years.length > 1 ? ` · piano ${of.plan.head.year}` : '');
  const opening: HomeBlock[] = [
    header('Traguardo'),
    context(
      escapeMrkdwn(
        `${head.bodyName} · ${years.length > 1 ? `piani ${[...years].sort().join(', ')}` : `piano ${head.year}`}`,
      ),
      escapeMrkdwn(readerWords(person?.name ?? null, roles, plans[0])),
    ),
    divider,
  ];
  const boards = plans.flatMap((one) => one.boards);
  const followed = [
    ...plans.flatMap((one) => actedOnBlocks(one, which(one))),
    // One table for all: a view may not hold as many as one likes.
    ...(boards.length > 0 ? (buildMonitoring(boards).blocks as HomeBlock[]) : []),
    ...(boards.length > 0 && plans.some((one) => has(one, 'controller') || has(one, 'head'))
      ? [coverageNote]
      : []),
    ...(boards.length > 0 ? [divider] : []),
    ...plans.flatMap((one) => readBlocks(one, which(one))),
  ];
  const later = plans.flatMap((one) => deadlineBlocks(one, which(one)));
  const ending = [...later, ...questionBlocks(plans)];
  const room = LIMITS.homeBlocks - opening.length - ending.length;
  const between = [...owedBlocks(plans, room - followed.length), ...followed];
  return home([...opening, ...fitting(between, room), ...ending]);
}

const home = (blocks: HomeBlock[]): HomeView => ({ type: 'home', blocks });

/** Who reads, and what Traguardo is to them. */
function readerWords(name: string | null, roles: readonly Role[], current: HomeOfPlan | undefined): string {
  if (name !== null)
    return roles.length === 0
      ? `${name} · nessun ruolo nel piano`
      : `${name} · ${roles.map((role) => roleName(role, current?.plan.head.wording?.evaluator)).join(', ')}`;
  return current?.plan.people.length === 0
    ? 'Il piano non nomina ancora nessuno: si possono fare domande; per raccogliere gli aggiornamenti servono referenti e dirigenti, ciascuno con il suo indirizzo.'
    : 'Questo account non è tra quelli del piano: puoi fare domande, ma non inviare aggiornamenti.';
}

/** All that has no room is said, never left out silently. */
const fitting = (blocks: readonly HomeBlock[], room: number): readonly HomeBlock[] =>
  blocks.length <= room
    ? blocks
    : [
        ...blocks.slice(0, room - 1),
        context(
          'Il resto non entra in questa pagina: /aggiorna, /monitoraggio e /monitoraggio stato lo elencano.',
        ),
      ];

const has = ({ roles }: HomeOfPlan, role: Role): boolean => roles.includes(role);

/** What a reader decides on and runs in one plan, by their roles there. */
const actedOnBlocks = (of: HomeOfPlan, which: string): readonly HomeBlock[] => [
  ...(has(of, 'head') || of.pending.length > 0 ? approvals(of, which) : []),
  ...(has(of, 'controller') ? controlBoards(of, which) : []),
  ...(has(of, 'head') ? departmentBoards(of) : []),
];

/** What a reader only looks at. */
const readBlocks = (of: HomeOfPlan, which: string): readonly HomeBlock[] => [
  ...(has(of, 'evaluator') ? evaluatorBoard(of, which) : []),
  ...(of.roles.every((role) => role === 'staff') ? planBlocks(of) : []),
];

/** Three questions that the current plan can answer. */
function questionBlocks([current]: readonly HomeOfPlan[]): readonly HomeBlock[] {
  if (!current) return [];
  const { byStructure, most, deadlines } = suggestionsFor(current.plan);
  return [
    section(
      '*Fai una domanda*\nPremine una, o scrivi la tua in Messaggi: la risposta arriva lì. In qualunque canale c’è /chiedi.',
    ),
    actions(
      ...[byStructure, most, deadlines].map(({ message }, index) =>
        button(message, SUGGESTED_ACTIONS[index] ?? '', message),
      ),
    ),
  ];
}
