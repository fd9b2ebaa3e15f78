/** Reports of a made-up phase, and questions about it put together at random, with what a right answer says. */

import { withPreposition } from './articles.ts';
import type { Body } from './bodies.ts';
import type { PlanItem, Structure } from './plan-rows.ts';
import { type Chance, chanceOf } from './random.ts';
import type { Ref } from './request.ts';
import type { SideQuestion } from './side-questions.ts';

/** What was reported of one item, in the phase that is open or in the one before. */
export interface LiveReport {
  readonly ref: Ref;
  readonly phase: 'former' | 'open';
  readonly state: 'in_progress' | 'achieved' | 'amended' | 'withdrawn';
  readonly percent: number;
  /** Not approved yet. */
  readonly waits: boolean;
  /** How many days before the questions are asked. */
  readonly daysAgo: number;
  readonly criticalPoint: string | null;
  /** The day by which a corrective action is due. */
  readonly actionDue: string | null;
}

const CRITICAL = ['La gara è andata deserta', 'Manca il parere della Regione', 'Il fornitore è in ritardo'];

/** A phase asks about objectives and processes, those that somebody answers for. */
const isAsked = ({ kind, places }: PlanItem): boolean =>
  (kind === 'objective' || kind === 'process') && places.length > 0;

/** The reports of a body's phases: about a third of its items. The same seed gives the same ones. */
export function liveReports({ plans }: Body, seed: number): readonly LiveReport[] {
  const chance = chanceOf(seed);
  const [plan] = plans;
  return (plan?.items ?? []).filter(isAsked).flatMap((item): LiveReport[] => {
    if (chance.happens(0.65)) return [];
    const open: LiveReport = {
      ref: item.ref,
      phase: 'open',
      state: chance.pick(['in_progress', 'in_progress', 'achieved', 'amended', 'withdrawn'] as const),
      percent: 5 * chance.int(2, 19),
      waits: chance.happens(0.4),
      daysAgo: chance.int(1, 20),
      criticalPoint: chance.happens(0.3) ? chance.pick(CRITICAL) : null,
      actionDue: chance.happens(0.3)
        ? `${plan?.year}-${chance.pick(['10', '11', '12'])}-${chance.int(10, 28)}`
        : null,
    };
    return chance.happens(0.5)
      ? [
          {
            ...open,
            phase: 'former',
            state: 'in_progress',
            percent: 5,
            waits: false,
            criticalPoint: null,
            actionDue: null,
          },
          open,
        ]
      : [open];
  });
}

interface Asked {
  readonly chance: Chance;
  readonly body: Body;
  readonly items: readonly PlanItem[];
  readonly departments: readonly Structure[];
  readonly open: ReadonlyMap<Ref, LiveReport>;
  readonly former: ReadonlyMap<Ref, LiveReport>;
}

type Made = Omit<SideQuestion, 'body' | 'operator'>;

const itemsOf = ({ items }: Asked, { code }: Structure): readonly PlanItem[] =>
  items.filter(({ places }) => places.some(({ department }) => department === code));

const ITEM_NAMES: Readonly<Record<string, string>> = { objective: "l'obiettivo", process: 'il processo' };

const QUESTIONS: Readonly<Record<string, (asked: Asked) => Made | null>> = {
  missing(asked) {
    const { chance, body, departments, open } = asked;
    const structure = chance.pick(departments);
    const count = itemsOf(asked, structure).filter(({ ref }) => !open.has(ref)).length;
    if (count === 0) return null;
    const to = withPreposition('a', chance.pick(body.namesOf(structure)));
    return {
      text: chance.pick([`quanti aggiornamenti mancano ${to}?`, `quante voci mancano ancora ${to}?`]),
      figures: [`${count} aggiornament`],
    };
  },
  arrived({ chance, items, open }) {
    const share = (100 * open.size) / items.length;
    return chance.happens(0.5)
      ? { text: 'quanti aggiornamenti sono arrivati finora?', figures: [`${open.size} aggiornament`] }
      : {
          text: 'che percentuale degli aggiornamenti è arrivata?',
          figures: [share.toLocaleString('it-IT', { maximumFractionDigits: 2 })],
        };
  },
  waiting({ chance, open }) {
    const found = [...open.values()].filter(({ waits }) => waits);
    const days = chance.pick([5, 7, 10]);
    const long = found.filter(({ daysAgo }) => daysAgo > days);
    if (long.length === 0) return null;
    return chance.happens(0.5)
      ? {
          text: chance.pick([
            'quanti aggiornamenti aspettano approvazione?',
            'che cosa è ancora da approvare?',
          ]),
          figures: [`${found.length} aggiornament`],
        }
      : {
          text: `quali aggiornamenti aspettano l'approvazione da più di ${days} giorni?`,
          figures: [`${long.length} aggiornament`],
        };
  },
  critical(asked) {
    const { chance, departments, open, body } = asked;
    const structure = chance.pick(departments);
    const found = itemsOf(asked, structure).flatMap(({ ref }) => open.get(ref)?.criticalPoint ?? []);
    if (found.length === 0) return null;
    return {
      text: `quali criticità sono state segnalate ${withPreposition('da', chance.pick(body.namesOf(structure)))}?`,
      figures: [`${found.length} voc`, ...found],
    };
  },
  actions({ open, items, chance }) {
    const year = String([...open.values()].find(({ actionDue }) => actionDue)?.actionDue?.slice(0, 4));
    const found = items.flatMap(({ ref }) => open.get(ref)?.actionDue ?? []);
    const november = found.filter((day) => day <= `${year}-11-30`);
    if (november.length === 0) return null;
    return chance.happens(0.5)
      ? { text: 'quante azioni correttive sono aperte?', figures: [`${found.length} azion`] }
      : {
          text: `azioni correttive che scadono entro il 30 novembre ${year}`,
          figures: [`${november.length} azion`],
        };
  },
  behind(asked) {
    const { departments, open, body, chance } = asked;
    const counts = departments
      .map((structure) => ({
        structure,
        count: itemsOf(asked, structure).filter(({ ref }) => !open.has(ref)).length,
      }))
      .sort((a, b) => b.count - a.count);
    const [first, second] = counts;
    if (!first || first.count === second?.count) return null;
    const level = body.levels.department[0]?.one.text ?? '';
    return {
      text: chance.pick([
        `quale ${level} è più indietro con gli aggiornamenti?`,
        `quale ${level} ha più aggiornamenti mancanti?`,
      ]),
      figures: [String(first.count)],
      leads: first.structure.code,
    };
  },
  changed({ open, former }) {
    const found = [...former.keys()].filter((ref) => open.has(ref));
    return found.length === 0
      ? null
      : { text: 'che cosa è cambiato rispetto alla fase precedente?', figures: [`${found.length} voc`] };
  },
  former({ chance, former, items }) {
    const item = items.find(({ ref }) => ref === chance.pick([...former.keys(), '' as Ref]));
    const told = item && former.get(item.ref);
    if (!item || !told) return null;
    const name = `${ITEM_NAMES[item.kind] ?? ''} ${item.number}`;
    return {
      text: chance.pick([
        `com'era ${name} nella fase precedente?`,
        `a che punto era ${name} al monitoraggio precedente?`,
      ]),
      figures: [`${told.percent} %`],
    };
  },
};

export const LIVE_OPERATORS: readonly string[] = Object.keys(QUESTIONS);

/** `n` questions about the phases of a body, as its reports of the same seed have them. */
export function liveQuestions(body: Body, n: number, seed: number): readonly SideQuestion[] {
  const chance = chanceOf(seed + 1);
  const reports = liveReports(body, seed);
  const [plan] = body.plans;
  const of = (phase: LiveReport['phase']): ReadonlyMap<Ref, LiveReport> =>
    new Map(reports.filter((one) => one.phase === phase).map((one) => [one.ref, one]));
  const asked: Asked = {
    chance,
    body,
    items: plan?.items.filter(isAsked) ?? [],
    departments: plan?.structures.filter(({ level }) => level === 'department') ?? [],
    open: of('open'),
    former: of('former'),
  };
  const made: SideQuestion[] = [];
  for (let tries = 0; made.length < n && tries < 50 * n; tries += 1) {
    const operator = chance.pick(LIVE_OPERATORS);
    const question = QUESTIONS[operator]?.(asked);
    if (question) made.push({ body: body.name, operator: `live: ${operator}`, ...question });
  }
  return made;
}
