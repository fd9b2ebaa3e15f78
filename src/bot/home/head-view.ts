import { coveredTogether } from '../../domain/phases/index.ts';
import { daysBetween } from '../../domain/plan/index.ts';
import { progressBar } from '../../words/bars.ts';
import { wallTime } from '../../words/days.ts';
import { newItem } from '../../words/kinds.ts';
import { counted } from '../../words/sentences.ts';
import { pendingList } from '../approve/index.ts';
import { about, actions, button, context, divider, escapeMrkdwn, header, section } from '../kit/blocks.ts';
import { ACTIONS } from '../kit/ids.ts';
import { within } from '../kit/within.ts';
import { phaseTitle } from '../kit/words.ts';
import { cutLines, dueWords, owingLine, sinceWords } from './coverage-words.ts';
import type { HomeBlock, HomeOfPlan } from './home-content.ts';

/** So many reports are shown with their buttons. */
const MAX_PENDING = 12;

/** What waits for the reader's decision, and since when. */
export function approvals({ pending, plan, today }: HomeOfPlan, which: string): readonly HomeBlock[] {
  const [oldest] = pending;
  if (!oldest)
    return [
      section(
        `*Da approvare${which}*\nNiente in attesa: quando arriva un aggiornamento lo trovi qui e in Messaggi.`,
      ),
      divider,
    ];
  const shown = pending.slice(0, MAX_PENDING);
  const days = daysBetween(wallTime(oldest.at, plan.head.timezone).day, today);
  return [
    header(`Da approvare${which}: ${pending.length}`),
    context(`${pending.length === 1 ? 'Aspetta' : 'Il più vecchio aspetta'} ${sinceWords(days)}.`),
    ...pendingList(plan, shown, { hasMore: pending.length > shown.length, isOneOfSeveral: which !== '' }),
    ...(pending.length > shown.length
      ? [context(`E altri ${pending.length - shown.length}: compaiono man mano che decidi.`)]
      : []),
    divider,
  ];
}

/** A head's department in each open phase: how much has come in, and which units owe what. */
export function departmentBoards({ boards, plan, today, pictures }: HomeOfPlan): readonly HomeBlock[] {
  return boards.flatMap(({ phase, structures }) => {
    if (structures.length === 0) return [];
    const { arrived: done, total } = coveredTogether(structures);
    const late = structures.filter((one) => one.arrived < one.total);
    const article = plan.head.wording?.items.objective?.gender === 'f' ? 'una' : 'un';
    return [
      section(
        [
          `*La tua struttura – ${escapeMrkdwn(phaseTitle(phase))}*`,
          `${progressBar(done, total)} ${done === 1 ? 'arrivato' : 'arrivati'} · ${escapeMrkdwn(dueWords(phase, today))}`,
          late.length === 0
            ? 'Non manca niente.'
            : `${late.length === 1 ? 'Deve' : 'Devono'} ancora inviare ${counted(late.length, 'struttura', 'strutture')} su ${structures.length}:`,
        ].join('\n'),
      ),
      ...(late.length === 0
        ? []
        : [
            section(
              cutLines(
                structures.toSorted((a, b) => b.missing.length - a.missing.length).map(owingLine),
                (count) => `E altre ${counted(count, 'struttura', 'strutture')}: /monitoraggio stato.`,
              ),
            ),
          ]),
      ...(pictures.led === null ? [] : [pictures.led]),
      actions(
        ...[
          button('Grafici', ACTIONS.showCharts, within(phase, '')),
          button(
            `Proponi ${article} ${newItem(plan.head.wording?.items)}`,
            ACTIONS.proposeItem,
            within(phase, ''),
          ),
        ].map((element) => about(element, phaseTitle(phase))),
      ),
      divider,
    ];
  });
}
