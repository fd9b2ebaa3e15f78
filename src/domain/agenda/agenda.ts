import { the } from '../../words/articles.ts';
import { formatDayLong } from '../../words/days.ts';
import { itemName } from '../../words/kinds.ts';
import { ROLE_NAMES } from '../../words/roles.ts';
import { capital, listed } from '../../words/sentences.ts';
import { isClosed, itemsOf, scheduleOf } from '../phases/index.ts';
import {
  asksAbout,
  assignmentsOf,
  dueDayOf,
  markOfItem,
  responsibilitiesOf,
  standpointOfStructure,
  structureOf,
  type WorkCalendar,
} from '../plan/index.ts';
import { type IsoDay, type Item, itemRef, type Milestone, type Phase, type Plan } from '../types.ts';

/** Whose days a calendar holds. */
export type AgendaScope =
  | { readonly of: 'person'; readonly person: string; readonly standsInFor: readonly string[] }
  | { readonly of: 'structure'; readonly structure: string }
  | { readonly of: 'phase'; readonly phase: Phase };

/** A day of a calendar, and what it is. */
interface AgendaEntry {
  /** The same whenever the calendar is made anew: whoever takes it in twice has it once. */
  readonly id: string;
  readonly day: IsoDay;
  readonly title: string;
  readonly details: readonly string[];
  /** Somebody has something to do by then, and it is not done. */
  readonly asks: boolean;
}

/** scadenzario: the days of somebody, of a structure or of a phase. */
export interface Agenda {
  readonly name: string;
  readonly entries: readonly AgendaEntry[];
}

/**
 * The days of a plan that are somebody's: due days, milestones and the phases that ask about them; oldest first.
 * @param today what the plan tells of a later day is not told yet: a result is of the year's end
 */
export function agendaOf(plan: Plan, scope: AgendaScope, calendar: WorkCalendar, today: IsoDay): Agenda {
  const items = itemsIn(plan, scope).filter(({ withdrawnIn }) => withdrawnIn === undefined);
  const phases =
    scope.of === 'phase'
      ? [scope.phase]
      : plan.phases.filter((phase) => items.some((item) => asksAbout(phase, item)));
  const entries = [
    ...phases.flatMap((phase) => phaseEntries(plan, phase)),
    ...(scope.of === 'phase' ? stepEntries(plan, scope.phase, calendar) : []),
    ...items.map((item) => dueEntry(plan, item, today)),
    ...items.flatMap((item) =>
      plan.milestones
        .filter((milestone) => itemRef(milestone) === itemRef(item))
        .flatMap((milestone) => milestoneEntry(plan, item, milestone, today)),
    ),
  ];
  return {
    name: `${nameOf(plan, scope)} – ${plan.head.bodyName} ${plan.head.year}`,
    entries: entries.sort((a, b) => a.day.localeCompare(b.day) || a.id.localeCompare(b.id)),
  };
}

function itemsIn(plan: Plan, scope: AgendaScope): readonly Item[] {
  if (scope.of === 'phase') return itemsOf(plan, scope.phase);
  if (scope.of === 'structure')
    return plan.items.filter((item) => standpointOfStructure(plan, item, scope.structure) !== null);
  const people = [scope.person, ...scope.standsInFor];
  const own = new Set(responsibilitiesOf(plan, people).map(({ item }) => itemRef(item)));
  const led = plan.roles.filter(({ role, person }) => role === 'head' && people.includes(person));
  return plan.items.filter(
    (item) =>
      own.has(itemRef(item)) ||
      assignmentsOf(plan, item).some(({ department }) => led.some((head) => head.department === department)),
  );
}

function nameOf(plan: Plan, scope: AgendaScope): string {
  if (scope.of === 'phase') return scope.phase.name;
  if (scope.of === 'structure') return `Scadenze ${scope.structure}`;
  return `Le mie scadenze (${plan.people.find(({ code }) => code === scope.person)?.name ?? scope.person})`;
}

const idOf = ({ head }: Plan, ...parts: readonly string[]): string =>
  `${[...parts, String(head.year)].join('-').replace(/[^\p{L}\p{N}._+-]/gu, '_')}@${head.body}.traguardo`;

/** By what an item is known whatever its number becomes; where several bear one code, with the number too. */
function markIn(plan: Plan, item: Item): string {
  const mark = markOfItem(item);
  const isAlone = plan.items.filter((one) => markOfItem(one) === mark).length < 2;
  return isAlone ? `${item.kind}-${mark}` : `${item.kind}-${mark}-${item.number}`;
}

function phaseEntries(plan: Plan, phase: Phase): readonly AgendaEntry[] {
  const entry = (what: string, day: IsoDay, title: string, asks: boolean, details: readonly string[]) => ({
    id: idOf(plan, 'fase', phase.code, what),
    day,
    title,
    details,
    asks,
  });
  return [
    entry('apertura', phase.opensOn, `${phase.name}: si apre`, false, [
      `Gli aggiornamenti servono entro ${the(formatDayLong(phase.dueOn))}.`,
    ]),
    entry(
      'scadenza',
      phase.dueOn,
      `${phase.name}: scadenza degli aggiornamenti`,
      !isClosed(phase, phase.dueOn),
      ['Ultimo giorno per inviare gli aggiornamenti: in Slack /aggiorna, o con la scheda della struttura.'],
    ),
    ...(phase.closesOn === null
      ? []
      : [entry('chiusura', phase.closesOn, `${phase.name}: chiusa`, false, [])]),
  ];
}

/** The days on which a phase reminds, for whoever runs it. */
const stepEntries = (plan: Plan, phase: Phase, calendar: WorkCalendar): readonly AgendaEntry[] =>
  scheduleOf(phase, calendar).map(({ name, at, audience }) => ({
    id: idOf(plan, 'fase', phase.code, 'sollecito', name),
    day: calendar.dayOf(at),
    title: `${phase.name}: sollecito (passo ${name})`,
    details: [`A chi deve ancora qualcosa: ${listed(audience.map((role) => ROLE_NAMES[role].it.many))}.`],
    asks: false,
  }));

function dueEntry(plan: Plan, item: Item, today: IsoDay): AgendaEntry {
  const isDone = item.attainment === 100 && dueDayOf(item) <= today;
  return {
    id: idOf(plan, 'scadenza', markIn(plan, item)),
    day: dueDayOf(item),
    title: `${capital(itemName(item))} – ${item.shortTitle}: scadenza${isDone ? ' (raggiunto)' : ''}`,
    details: [
      item.title,
      ...ofStructures(plan, item),
      item.dueOn === null
        ? 'Il piano non dichiara un giorno: vale la fine del periodo previsto.'
        : 'Giorno dichiarato dal piano.',
    ],
    asks: !isDone,
  };
}

function milestoneEntry(plan: Plan, item: Item, milestone: Milestone, today: IsoDay): readonly AgendaEntry[] {
  const day = milestone.expectedTo ?? milestone.doneOn;
  if (day === null) return [];
  const doneOn = milestone.doneOn !== null && milestone.doneOn <= today ? milestone.doneOn : null;
  const isDone = doneOn !== null;
  return [
    {
      id: idOf(plan, 'fase-voce', markIn(plan, item), milestone.code),
      day,
      title: `${capital(itemName(item))}: «${milestone.name}»${isDone ? ' (fatta)' : ''}`,
      details: [
        item.title,
        ...(milestone.responsible === null ? [] : [`Responsabile: ${milestone.responsible}.`]),
        ...ofStructures(plan, item),
        ...(doneOn === null ? [] : [`Fatta ${the(formatDayLong(doneOn))}.`]),
      ],
      asks: !isDone,
    },
  ];
}

function ofStructures(plan: Plan, item: Item): readonly string[] {
  const codes = [...new Set(assignmentsOf(plan, item).map(structureOf))];
  return codes.length === 0
    ? []
    : [`${codes.length === 1 ? 'Struttura' : 'Strutture'}: ${codes.join(', ')}.`];
}
