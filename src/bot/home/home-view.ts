import type {
  ActionsBlock,
  ContextBlock,
  DataTableBlock,
  DividerBlock,
  HeaderBlock,
  HomeView,
  SectionBlock,
} from '@slack/types';
import { suggestionsFor } from '../../answers/suggestions.ts';
import type { StructureCoverage } from '../../domain/phases/index.ts';
import type { RegisterEntry, StateCounts, StatusUpdate } from '../../domain/record/index.ts';
import { itemRef, type Person, type Phase, type Plan, type PlanHead } from '../../domain/types.ts';
import type { OwedInPhase } from '../../domain/updates/index.ts';
import { progressBar } from '../../words/bars.ts';
import { CHANGE_NAMES } from '../../words/changes.ts';
import { formatDay } from '../../words/days.ts';
import { ITEM_KINDS, itemName, kindNoun, newItem } from '../../words/kinds.ts';
import { ROLE_NAMES, type Role } from '../../words/roles.ts';
import { capital, counted } from '../../words/sentences.ts';
import { pendingList } from '../approve/index.ts';
import {
  about,
  actions,
  button,
  context,
  divider,
  escapeMrkdwn,
  header,
  plain,
  section,
} from '../kit/blocks.ts';
import { ACTIONS, SUGGESTED_ACTIONS } from '../kit/ids.ts';
import { LIMITS, shorten } from '../kit/limits.ts';
import { groupsOf } from '../kit/menu.ts';
import { within, withinPlan } from '../kit/within.ts';
import { itemTitle, phaseTitle } from '../kit/words.ts';
import { buildMonitoring } from '../phase/index.ts';
import { buildOwed } from '../update/index.ts';

type HomeBlock = HeaderBlock | SectionBlock | ActionsBlock | ContextBlock | DividerBlock | DataTableBlock;

/** The state of an open phase, for whoever follows it. */
export interface PhaseBoard {
  readonly phase: Phase;
  readonly counts: readonly StateCounts[];
  /** The structures of the departments that the reader leads. */
  readonly structures: readonly StructureCoverage[];
  readonly departments: readonly StructureCoverage[];
  /** How many reminders did not reach the person they were for. */
  readonly undelivered: number;
}

/** What one plan asks of the reader, and shows them. */
export interface HomeOfPlan {
  readonly plan: Plan;
  /** The reader's, in this plan. */
  readonly roles: readonly Role[];
  readonly owed: readonly OwedInPhase[];
  /** What waits for the reader's approval. */
  readonly pending: readonly StatusUpdate[];
  readonly boards: readonly PhaseBoard[];
  readonly changes: readonly RegisterEntry[];
}

/** What the Home of one person is made of. */
export interface HomeContent {
  /** Front page of the current plan. */
  readonly head: PlanHead;
  /** Null for an account that no plan knows. */
  readonly person: Person | null;
  /** The current plan first; of the others, those that ask for something. */
  readonly plans: readonly HomeOfPlan[];
}

/** Questions that the current plan can answer. */
function suggested([current]: HomeContent['plans']): readonly string[] {
  if (!current) return [];
  const { byStructure, most, deadlines } = suggestionsFor(current.plan);
  return [byStructure, most, deadlines].map(({ message }) => message);
}

/** Of Slack's hundred blocks, those that are always there. */
const FIXED_BLOCKS = 12;
const MAX_PENDING = 12;

/** App Home: what the reader has to do first, then what they follow, then how to ask. */
export function buildHome({ head, person, plans }: HomeContent): HomeView {
  const roles = [...new Set(plans.flatMap((one) => one.roles))];
  const who =
    person === null
      ? 'Questo account non è tra quelli del piano: puoi fare domande, ma non inviare aggiornamenti.'
      : `${person.name} · ${roles.map((role) => ROLE_NAMES[role].it.one).join(', ')}`;
  const years = plans.map(({ plan }) => plan.head.year);
  const which = (of: HomeOfPlan): string => (years.length > 1 ? ` · piano ${of.plan.head.year}` : '');
  const boards = plans.flatMap((one) => one.boards);
  const followed = [
    ...plans.flatMap((one) =>
      one.roles.includes('head') || one.pending.length > 0 ? approvals(one, which(one)) : [],
    ),
    ...(boards.length > 0 ? (buildMonitoring(boards).blocks as HomeBlock[]) : []),
    ...plans.flatMap((one) => followedBlocks(one, which(one))),
  ];
  const room = LIMITS.homeBlocks - FIXED_BLOCKS - followed.length;
  const opening: HomeBlock[] = [
    header('Traguardo'),
    context(
      escapeMrkdwn(
        `${head.bodyName} · ${years.length > 1 ? `piani ${[...years].sort().join(', ')}` : `piano ${head.year}`}`,
      ),
      escapeMrkdwn(who),
    ),
    divider,
  ];
  const ending: HomeBlock[] = [
    section('*Fai una domanda*\nScrivi qui in Messaggi, oppure usa /chiedi in qualunque canale.'),
    actions(
      ...suggested(plans).map((question, index) =>
        button(question, SUGGESTED_ACTIONS[index] ?? '', question),
      ),
    ),
  ];
  const between = [...owedBlocks(plans, room), ...followed];
  return {
    type: 'home',
    blocks: [...opening, ...between.slice(0, LIMITS.homeBlocks - opening.length - ending.length), ...ending],
  };
}

/** What a reader follows in one plan, by their roles there. */
function followedBlocks(of: HomeOfPlan, which: string): readonly HomeBlock[] {
  const has = (role: Role): boolean => of.roles.includes(role);
  return [
    ...(has('head') ? departmentBoard(of) : []),
    ...(has('controller') ? controlBoard(of) : []),
    ...(has('evaluator') ? evaluatorBoard(of, which) : []),
  ];
}

/** What one owes, by due date; what one sent and its state. */
function owedBlocks(plans: readonly HomeOfPlan[], room: number): readonly HomeBlock[] {
  const answersFor = plans.some(({ roles }) => roles.includes('contact'));
  const asked = plans.flatMap(({ owed }) => owed);
  const phases = asked
    .filter(({ items }) => items.length > 0)
    .sort((a, b) => a.phase.dueOn.localeCompare(b.phase.dueOn));
  if (phases.length > 0)
    return [
      ...phases.flatMap(
        ({ phase, items }) =>
          buildOwed(phase, items, Math.max(6, Math.floor(room / phases.length)), phases.length > 1).blocks,
      ),
      divider,
    ];
  if (!answersFor) return [];
  return [
    section(
      asked.length === 0
        ? '*Niente da inviare*\nNessuna fase di monitoraggio è aperta: quando si apre, qui trovi che cosa serve da te e riceverai un promemoria.'
        : '*Niente da inviare*\nNella fase aperta niente è affidato a te.',
    ),
    divider,
  ];
}

function approvals({ pending, plan }: HomeOfPlan, which: string): readonly HomeBlock[] {
  if (pending.length === 0)
    return [
      section(
        `*Da approvare${which}*\nNiente in attesa: quando arriva un aggiornamento lo trovi qui e in Messaggi.`,
      ),
      divider,
    ];
  const shown = pending.slice(0, MAX_PENDING);
  return [
    header(`Da approvare${which}: ${pending.length}`),
    ...pendingList(plan, shown, { hasMore: pending.length > shown.length, isOneOfSeveral: which !== '' }),
    ...(pending.length > shown.length
      ? [context(`E altri ${pending.length - shown.length}: compaiono man mano che decidi.`)]
      : []),
    divider,
  ];
}

/** A head's department: how much has come in, and the units that are late. */
function departmentBoard({ boards, plan }: HomeOfPlan): readonly HomeBlock[] {
  return boards.flatMap(({ phase, structures }) => {
    if (structures.length === 0) return [];
    const done = structures.reduce((sum, one) => sum + one.arrived, 0);
    const total = structures.reduce((sum, one) => sum + one.total, 0);
    const late = structures.filter((one) => one.arrived < one.total);
    return [
      section(
        `*La tua struttura – ${escapeMrkdwn(phaseTitle(phase))}*\n${done === 1 ? 'È arrivato 1 aggiornamento' : `Sono arrivati ${done} aggiornamenti`} su ${total}. ${late.length === 0 ? 'Non manca niente.' : `Manca ancora qualcosa da: ${escapeMrkdwn(late.map(({ code, arrived, total: all }) => `${code} ${progressBar(arrived, all)}`).join(', '))}.`}`,
      ),
      actions(
        about(
          button(
            `Proponi ${plan.head.wording?.items.objective?.gender === 'f' ? 'una' : 'un'} ${newItem(plan.head.wording?.items)}`,
            ACTIONS.proposeItem,
            within(phase, ''),
          ),
          phaseTitle(phase),
        ),
      ),
      divider,
    ];
  });
}

/** The control office: the board of each phase, coverage, failures, exports. */
function controlBoard({ boards, plan }: HomeOfPlan): readonly HomeBlock[] {
  if (boards.length === 0)
    return [
      section('*Fasi di monitoraggio*\nNessuna fase è aperta. Per aprirne una: /monitoraggio apri.'),
      divider,
    ];
  return boards.flatMap(({ phase, departments, undelivered }) => [
    section(
      `*Copertura – ${escapeMrkdwn(phaseTitle(phase))}*\n${escapeMrkdwn(departments.map(({ code, arrived, total }) => `${progressBar(arrived, total)}  ${code}`).join('\n'))}`,
    ),
    ...(undelivered > 0
      ? [
          section(
            `:warning: ${counted(undelivered, 'promemoria non è arrivato', 'promemoria non sono arrivati')}: /monitoraggio consegne dice perché.`,
          ),
        ]
      : []),
    actions(
      ...[
        button('Esporta', ACTIONS.sendExport, within(phase, '')),
        button('Incongruenze', ACTIONS.showInconsistencies, within(phase, '')),
        button(capital(newItem(plan.head.wording?.items)), ACTIONS.proposeItem, within(phase, '')),
      ].map((element) => about(element, phaseTitle(phase))),
    ),
    divider,
  ]);
}

/** The Nucleo reads: the state, the changes of the year, the dossier of each item. */
function evaluatorBoard({ boards, changes, plan }: HomeOfPlan, which: string): readonly HomeBlock[] {
  const { year } = plan.head;
  const option = (item: Plan['items'][number]) => ({
    text: plain(itemTitle(item), LIMITS.optionText),
    value: withinPlan(year, itemRef(item)),
  });
  const groups = ITEM_KINDS.flatMap((kind) => {
    const items = plan.items.filter((item) => item.kind === kind);
    return items.length === 0
      ? []
      : groupsOf(items.map(option), capital(kindNoun(kind, plan.head.wording?.items).many));
  });
  const recent = changes
    .slice(-8)
    .map(
      (entry) =>
        `• ${escapeMrkdwn(`${itemName({ ...entry, noun: plan.head.wording?.items[entry.kind] })}: ${CHANGE_NAMES[entry.field].it}, ${formatDay(entry.at.toISOString().slice(0, 10))}${entry.approver === null ? ' (da approvare)' : ''}`)}`,
    );
  return [
    ...(boards.length === 0 ? [section('*Monitoraggio*\nNessuna fase è aperta.')] : []),
    section(
      shorten(
        `*Modifiche in corso d’anno${which}: ${changes.length}*\n${recent.length === 0 ? 'Nessuna finora.' : recent.join('\n')}`,
        LIMITS.sectionText,
      ),
    ),
    ...(groups.length === 0
      ? []
      : [
          {
            type: 'section' as const,
            text: {
              type: 'mrkdwn' as const,
              text: '*Dossier*\nScegli una voce per vedere promessa, versioni, modifiche e incongruenze.',
            },
            accessory: {
              type: 'static_select' as const,
              action_id: ACTIONS.chooseDossier,
              placeholder: plain('Scegli una voce'),
              option_groups: groups,
            },
          },
        ]),
    actions(
      about(button('Incongruenze', ACTIONS.showInconsistencies, withinPlan(year, '')), `piano ${year}`),
      ...(boards[0]
        ? [
            about(
              button('Esporta', ACTIONS.sendExport, within(boards[0].phase, '')),
              phaseTitle(boards[0].phase),
            ),
            about(
              button('Registra il parere', ACTIONS.recordOpinion, within(boards[0].phase, '')),
              phaseTitle(boards[0].phase),
            ),
          ]
        : []),
    ),
    divider,
  ];
}
