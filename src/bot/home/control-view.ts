import { the } from '../../words/articles.ts';
import { progressBar } from '../../words/bars.ts';
import { formatDayLong } from '../../words/days.ts';
import { newItem } from '../../words/kinds.ts';
import { capital, counted } from '../../words/sentences.ts';
import { about, actions, button, context, divider, escapeMrkdwn, header, section } from '../kit/blocks.ts';
import { ACTIONS } from '../kit/ids.ts';
import { within, withinPlan } from '../kit/within.ts';
import { phaseTitle } from '../kit/words.ts';
import { stepLines } from '../phase/index.ts';
import { arrivedOf, behindFirst, coverageLine, cutLines, dueWords, sinceWords } from './coverage-words.ts';
import type { HomeBlock, HomeOfPlan, PhaseBoard, Queue } from './home-content.ts';

/** So many phases are shown in full; of the others there is a line. */
const FULL = 3;
const STEPS = 4;
const FAILURES = 3;
const QUEUES = 10;

/** The control office's cockpit: each open phase with what it waits for and what can be done; or how to open one. */
export function controlBoards(of: HomeOfPlan, which: string): readonly HomeBlock[] {
  if (of.boards.length === 0) return nothingOpen(of, which);
  const others = of.boards.slice(FULL);
  return [
    ...of.boards.slice(0, FULL).flatMap((board) => controlBoard(of, board)),
    ...(others.length === 0
      ? []
      : [
          section(
            `*Altre fasi aperte*\n${cutLines(
              others.map((board) => {
                const { arrived, total } = arrivedOf(board);
                return escapeMrkdwn(
                  `${progressBar(arrived, total)}  ${phaseTitle(board.phase)}, ${dueWords(board.phase, of.today)}`,
                );
              }),
              (count) => `E altre ${count}: /monitoraggio.`,
            )}`,
          ),
          divider,
        ]),
  ];
}

function nothingOpen({ plan, planned }: HomeOfPlan, which: string): readonly HomeBlock[] {
  const { year } = plan.head;
  const coming = planned.map((phase) => `${phaseTitle(phase)} si apre ${the(formatDayLong(phase.opensOn))}`);
  return [
    section(
      escapeMrkdwn(
        `*Fasi di monitoraggio${which}*\nNessuna fase è aperta${coming.length === 0 ? '' : `; in programma: ${coming.join(', ')}`}. Quando ne apri una, qui vedi chi ha risposto e chi no.`,
      ),
    ),
    actions(
      ...[
        button('Apri una fase', ACTIONS.openPhase, withinPlan(year, ''), 'primary'),
        button('Grafici', ACTIONS.showCharts, withinPlan(year, '')),
        button('Incongruenze', ACTIONS.showInconsistencies, withinPlan(year, '')),
      ].map((element) => about(element, `piano ${year}`)),
    ),
    divider,
  ];
}

function controlBoard({ plan, today, pictures }: HomeOfPlan, board: PhaseBoard): readonly HomeBlock[] {
  const { phase, departments, queues } = board;
  const value = within(phase, '');
  const named = <T extends Parameters<typeof about>[0]>(elements: readonly T[]) =>
    actions(...elements.map((element) => about(element, phaseTitle(phase))));
  return [
    header(phaseTitle(phase)),
    section(phaseLine(board, today)),
    ...(phase.paused
      ? [
          section(
            ':double_vertical_bar: *I promemoria sono in pausa.* Per riprenderli: /monitoraggio riprendi.',
          ),
        ]
      : []),
    section(
      departments.length === 0
        ? '*Copertura*\nNessuna voce di questa fase è affidata a una struttura.'
        : `*Copertura*\n${cutLines(behindFirst(departments).map(coverageLine), (count) => `E altre ${counted(count, 'struttura', 'strutture')}: /monitoraggio stato.`)}`,
    ),
    ...(pictures.body === null ? [] : [pictures.body]),
    section(`*In attesa di approvazione*\n${queueLines(queues)}`),
    ...failureBlocks(board),
    section(nextSteps(board, plan.head.timezone, today)),
    named([
      button('Sollecita', ACTIONS.previewNudge, value, 'primary'),
      button('Proroga', ACTIONS.extendPhase, value),
      button('Chiudi', ACTIONS.closePhase, value),
      button('Consegne', ACTIONS.showDeliveries, value),
      button('Esporta', ACTIONS.sendExport, value),
    ]),
    named([
      button('Grafici', ACTIONS.showCharts, value),
      button('Incongruenze', ACTIONS.showInconsistencies, value),
      button(capital(newItem(plan.head.wording?.items)), ACTIONS.proposeItem, value),
    ]),
    divider,
  ];
}

/** "▇▇▇░░░░░ 40/130 arrivati, 22 approvati · scade fra 12 giorni (30 settembre 2021)". */
function phaseLine(board: PhaseBoard, today: string): string {
  const { arrived, total } = arrivedOf(board);
  if (total === 0) return 'Questa fase non chiede niente: il piano non ha voci dei tipi che monitora.';
  const { approved } = board;
  return escapeMrkdwn(
    `${progressBar(arrived, total)} ${arrived === 1 ? 'arrivato' : 'arrivati'}, ${counted(approved, 'approvato', 'approvati')} · ${dueWords(board.phase, today)}`,
  );
}

const queueLines = (queues: readonly Queue[]): string =>
  queues.length === 0
    ? 'Niente.'
    : cutLines(
        queues.map(
          ({ who, count, days }) =>
            `• ${escapeMrkdwn(who === '' ? 'Nessuno a cui chiedere' : who)}: ${count === 1 ? `1, ${sinceWords(days)}` : `${count}, ${days <= 0 ? 'tutti da oggi' : `il più vecchio ${sinceWords(days)}`}`}`,
        ),
        (count) => `E altri ${count}.`,
        QUEUES,
      );

/** What did not arrive; nothing where all did. */
function failureBlocks({ running }: PhaseBoard): readonly HomeBlock[] {
  if (running === null) return [];
  const { failures, unasked } = running;
  const shown = failures.slice(0, FAILURES).map(({ recipient, why }) => `• ${recipient}: ${why}`);
  return [
    ...(failures.length === 0
      ? []
      : [
          section(
            escapeMrkdwn(
              [
                `:warning: *${counted(failures.length, 'messaggio non consegnato', 'messaggi non consegnati')}*`,
                ...shown,
                ...(failures.length > FAILURES
                  ? [`E altri ${failures.length - FAILURES}: li vedi in Consegne.`]
                  : []),
              ].join('\n'),
            ),
          ),
        ]),
    ...(unasked === 0
      ? []
      : [
          section(
            `:warning: *${unasked === 1 ? '1 persona deve' : `${unasked} persone devono`} ancora qualcosa e nessuno può ricevere il promemoria.* In Consegne c’è chi; con /monitoraggio assenza registri un sostituto.`,
          ),
        ]),
  ];
}

/** What comes next, with its days; after the last reminder, what is left to do. */
function nextSteps({ phase, running }: PhaseBoard, timezone: string, today: string): string {
  const steps = phase.paused ? [] : (running?.steps ?? []);
  if (steps.length > 0) {
    const more = steps.length - STEPS;
    return [
      '*Prossimi passi: promemoria*',
      ...stepLines(steps.slice(0, STEPS), timezone),
      ...(more > 0 ? [`${more === 1 ? 'E un altro' : `E altri ${more}`}: /monitoraggio stato.`] : []),
    ].join('\n');
  }
  return phase.dueOn >= today
    ? `*Prossimi passi*\n• ${capital(the(formatDayLong(phase.dueOn)))}: scadenza. Fino ad allora non sono previsti altri promemoria.`
    : '*Prossimi passi*\nNon sono previsti altri promemoria: quando è il momento, la fase si chiude con Chiudi.';
}

/** Said once, below all that is followed. */
export const coverageNote = context(
  'Una voce condivisa da più strutture conta in ciascuna: le somme possono superare il totale della fase.',
);
