import type { Milestone, Timeline, TourStep } from '@traguardo/slack-sandbox';
import { phaseTitle } from '../../bot/kit/words.ts';
import { scheduleOf } from '../../domain/phases/index.ts';
import type { WorkCalendar } from '../../domain/plan/index.ts';
import type { Plan, RoleAssignment } from '../../domain/types.ts';
import { joined } from '../../words/articles.ts';
import { itemForm, itemName, theItem } from '../../words/kinds.ts';
import type { Role } from '../../words/roles.ts';

/** What the local workspace says of Traguardo to whoever meets it for the first time, and on its clock bar. */

const JUMPS: Timeline['jumps'] = [
  { kind: 'reminder', label: 'al prossimo sollecito' },
  { kind: 'due', label: 'alla scadenza' },
];

/** The phases' opening, reminders, due date and closing. */
export function milestonesOf(
  plans: readonly Plan[],
  calendarOf: (plan: Plan) => WorkCalendar,
): readonly Milestone[] {
  const several = plans.flatMap(({ phases }) => phases).length > 1;
  const withCalendar = plans.flatMap((plan) =>
    plan.phases.map((phase) => ({ phase, calendar: calendarOf(plan) })),
  );
  return withCalendar.flatMap(({ phase, calendar }) => {
    const of = several ? ` · ${phaseTitle(phase)}` : '';
    return [
      { label: `Apertura${of}`, at: calendar.at(phase.opensOn, '00:00'), kind: 'opening' },
      ...scheduleOf(phase, calendar).map((step) => ({
        label: `Sollecito ${step.name.replace('-', '−')}${of}`,
        at: step.at,
        kind: 'reminder',
      })),
      { label: `Scadenza${of}`, at: calendar.at(phase.dueOn, calendar.sendAt), kind: 'due' },
      ...(phase.closesOn === null
        ? []
        : [{ label: `Chiusura${of}`, at: calendar.at(phase.closesOn, '00:00'), kind: 'closing' }]),
    ];
  });
}

export function timelineOf(
  currentPlans: () => Promise<readonly Plan[]>,
  calendarOf: (plan: Plan) => WorkCalendar,
): Timeline {
  return {
    jumps: JUMPS,
    milestones: async () => milestonesOf(await currentPlans(), calendarOf),
  };
}

/** The guide's examples in Lucca's plan; where a plan has no such unit or objective, the first that it has. */
const EXAMPLE = { unit: 'U.O.3.2', objective: 24 };

/** Four things to try: ask, report, approve, close. Those whose role nobody has in the plan are left out. */
export function tourOf(plan: Plan): readonly TourStep[] {
  const holders = (role: Role) => plan.roles.filter((one) => one.role === role);
  const contacts = holders('contact');
  const contact = contacts.find(({ unit }) => unit === EXAMPLE.unit) ?? contacts[0];
  const heads = holders('head');
  const head = heads.find(({ department }) => department === contact?.department) ?? heads[0];
  const [controller] = holders('controller');
  const question = firstQuestion(plan);
  const who = ({ person }: { readonly person: string }): string =>
    plan.people.find(({ code }) => code === person)?.name ?? person;
  const step = (holder: RoleAssignment | undefined, others: Omit<TourStep, 'user' | 'place'>) =>
    holder ? [{ user: holder.person, place: 'app', ...others }] : [];
  return [
    ...step(question === null ? undefined : (contact ?? controller), {
      title: 'Fai una domanda',
      text: `La risposta arriva con le righe, la fonte e il calcolo («Come ho calcolato»). Poi continua con parole tue: «${question?.next}».`,
      ...(question === null ? {} : { say: question.first }),
    }),
    ...step(contact, {
      title: 'Rispondi a un sollecito',
      ...(plan.phases[0] ? { look: plan.phases[0].name } : {}),
      text: `Sei ${contact && who(contact)}: nel promemoria premi «Aggiorna» accanto a una voce, scegli lo stato e invia. Se manca qualcosa te lo dice il modulo.`,
    }),
    ...step(head, {
      title: 'Approva da dirigente',
      text: `Sei ${head && who(head)}: in Home trovi che cosa hanno inviato le tue strutture (la prova 2 ne crea uno) e lo approvi o lo restituisci.`,
      tab: 'home',
    }),
    ...step(controller, {
      title: 'Chiudi la fase',
      text: `Sei ${controller && who(controller)}: porta l’orologio alla scadenza per vedere i solleciti, poi chiudi con sintesi e verbale. Prima della conferma vedi che cosa manca.`,
      say: '/monitoraggio chiudi',
    }),
  ];
}

/** A question about an objective that the plan can answer, and one that goes on from it; null where it has no objective. */
function firstQuestion(plan: Plan): { readonly first: string; readonly next: string } | null {
  const objectives = plan.items.filter(({ kind }) => kind === 'objective').map(({ number }) => number);
  const costOf = (number: number) =>
    plan.costLines.filter((line) => line.kind === 'objective' && line.number === number);
  const withCost = objectives.filter((number) => costOf(number).length > 0);
  const among = withCost.length > 0 ? withCost : objectives;
  const number = among.find((one) => one === EXAMPLE.objective) ?? among[0];
  if (number === undefined) return null;
  const item = { kind: 'objective', number, noun: plan.head.wording?.items.objective } as const;
  if (withCost.length === 0)
    return {
      first: `chi è il responsabile ${joined('di', itemName(item), itemForm(item))}?`,
      next: 'e quando scade?',
    };
  const isCommittedToo = costOf(number).some(
    ({ personnel, committed }) => personnel !== null && committed !== null,
  );
  return {
    first: `quanto costa ${theItem(item)}?`,
    next: isCommittedToo ? 'e quanto è stato impegnato?' : 'e chi è il responsabile?',
  };
}
