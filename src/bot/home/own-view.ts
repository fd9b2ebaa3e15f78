import type { ComingDay } from '../../domain/plan/index.ts';
import { the } from '../../words/articles.ts';
import { formatDayLong } from '../../words/days.ts';
import { itemName } from '../../words/kinds.ts';
import { capital, counted, listed, othersCounted } from '../../words/sentences.ts';
import { button, divider, escapeMrkdwn, section } from '../kit/blocks.ts';
import { ACTIONS } from '../kit/ids.ts';
import { shorten } from '../kit/limits.ts';
import { withinPlan } from '../kit/within.ts';
import { buildOwed } from '../update/index.ts';
import { cutLines } from './coverage-words.ts';
import type { HomeBlock, HomeOfPlan } from './home-content.ts';

const DAYS = 6;
const NAMED = 4;
/** A list of what is owed has at least so many blocks, however much else there is. */
const LEAST = 6;

/** What one owes, by due date; what one sent and its state. */
export function owedBlocks(plans: readonly HomeOfPlan[], room: number): readonly HomeBlock[] {
  const answersFor = plans.some(({ roles }) => roles.includes('contact'));
  const asked = plans.flatMap(({ owed }) => owed);
  const phases = asked
    .filter(({ items }) => items.length > 0)
    .sort((a, b) => a.phase.dueOn.localeCompare(b.phase.dueOn));
  if (phases.length > 0)
    return [
      ...phases.flatMap(
        ({ phase, items }) =>
          buildOwed(phase, items, Math.max(LEAST, Math.floor(room / phases.length)), phases.length > 1)
            .blocks,
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

/** The days ahead of what the reader answers for: due days of the plan and milestones. */
export function deadlineBlocks({ days, plan }: HomeOfPlan, which: string): readonly HomeBlock[] {
  if (days.length === 0) return [];
  return [
    section(
      `*Le tue scadenze${which}*\n${cutLines(days.map(dayLine), (count) => `E altri ${counted(count, 'giorno', 'giorni')}: /scadenze mie.`, DAYS)}`,
      button('Calendario', ACTIONS.sendCalendar, withinPlan(plan.head.year, 'mie')),
    ),
    divider,
  ];
}

/** "• Il 31 dicembre 2021: obiettivo 24 e processo 38 (fine prevista); «Collaudo» (obiettivo 3)". */
function dayLine({ day, items, milestones, isLate }: ComingDay): string {
  const named = listed([
    ...items.slice(0, NAMED).map((item) => itemName(item)),
    ...(items.length > NAMED ? [othersCounted(items.length - NAMED, 'voce', 'voci')] : []),
  ]);
  const steps = milestones
    .slice(0, NAMED)
    .map(({ item, milestone }) => `«${shorten(milestone.name, 60)}» (${itemName(item)})`);
  const what = [
    ...(items.length === 0 ? [] : [`${named} (fine prevista)`]),
    ...steps,
    ...(milestones.length > NAMED ? [othersCounted(milestones.length - NAMED, 'fase', 'fasi')] : []),
  ].join('; ');
  return `• ${isLate ? ':warning: in ritardo, ' : ''}${isLate ? the(formatDayLong(day)) : capital(the(formatDayLong(day)))}: ${escapeMrkdwn(what)}`;
}
