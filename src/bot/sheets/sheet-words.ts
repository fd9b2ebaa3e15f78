import type { SheetMistake, SheetProblem, SheetRefusal, SheetReport } from '../../domain/sheets/index.ts';
import type { Item } from '../../domain/types.ts';
import type { DraftProblem } from '../../domain/updates/index.ts';
import { joined, the } from '../../words/articles.ts';
import { formatDayLong } from '../../words/days.ts';
import { formatExact } from '../../words/formats.ts';
import { itemName } from '../../words/kinds.ts';
import { capital, counted, listed } from '../../words/sentences.ts';
import { problemSentence } from '../kit/problems.ts';
import { itemTitle, phaseTitle, stateWords } from '../kit/words.ts';
import { problemWords } from '../update/index.ts';

const NOTHING_TAKEN = 'Non ho preso niente.';

/** Why a sheet is refused whole, and what to do. */
export function refusalWords(refusal: SheetRefusal): string {
  switch (refusal.because) {
    case 'not_a_sheet':
      return `Questo file non è una scheda di Traguardo. ${NOTHING_TAKEN}`;
    case 'cover_missing':
      return `Nella scheda manca il foglio «Leggimi», che dice di chi è: rimettilo, o chiedi una scheda nuova. ${NOTHING_TAKEN}`;
    case 'cover_changed':
      return `La riga «Dati della scheda» del foglio «Leggimi» è stata cambiata, o è di una scheda di altro tipo: non so di chi è. Chiedi una scheda nuova. ${NOTHING_TAKEN}`;
    case 'table_missing':
      return `Nella scheda manca il foglio «${refusal.table}». ${NOTHING_TAKEN}`;
    case 'column_missing':
      return `Nel foglio «${refusal.table}» manca la colonna «${refusal.column}»: rimettila con il suo titolo, o usa una scheda nuova. ${NOTHING_TAKEN}`;
    case 'another_body':
      return `La scheda è di un altro ente («${refusal.body}»): qui si serve ${refusal.served}. ${NOTHING_TAKEN}`;
    case 'year_unknown':
      return `La scheda è del piano ${joined('di', refusal.year)}, che qui non c’è. ${NOTHING_TAKEN}`;
    case 'phase_unknown':
      return `La scheda è della fase «${refusal.phase}», che nel piano non c’è. ${NOTHING_TAKEN}`;
    case 'phase_closed':
      return `La scheda è di «${phaseTitle(refusal.phase)}», che è chiusa${refusal.phase.closesOn === null ? '' : ` ${joined('da', formatDayLong(refusal.phase.closesOn))}`}: per una correzione rivolgiti all’ufficio controllo. ${NOTHING_TAKEN}`;
    case 'phase_planned':
      return `La scheda è di «${phaseTitle(refusal.phase)}», che si apre ${the(formatDayLong(refusal.phase.opensOn))}: rimandala da quel giorno. ${NOTHING_TAKEN}`;
    case 'structure_unknown':
      return `La scheda è di «${refusal.structure}», a cui il piano di oggi non affida niente. ${NOTHING_TAKEN}`;
    case 'not_yours':
      return `La scheda è di ${refusal.structure}: la possono restituire ${refusal.reporters.length === 0 ? 'i suoi referenti' : listed(refusal.reporters)}, il dirigente o l’ufficio controllo. ${NOTHING_TAKEN}`;
  }
}

/** "Scheda di U.O.3.2, Monitoraggio intermedio 2021: presi 3 aggiornamenti; 1 riga no." */
export function summaryWords(report: SheetReport): string {
  const { phase, structure, taken, already, owed, untouched, mistakes } = report;
  const wrongRows = rowsOf(mistakes).length;
  const parts = [
    taken.length === 0
      ? 'nessun aggiornamento preso'
      : counted(taken.length, 'aggiornamento preso', 'aggiornamenti presi'),
    ...(already.length === 0
      ? []
      : [`${already.length} già ${already.length === 1 ? 'riportato' : 'riportati'} da questa scheda`]),
    ...(wrongRows === 0 ? [] : [counted(wrongRows, 'riga non presa', 'righe non prese')]),
    ...(owed.length === 0 ? [] : [`${owed.length} ancora da compilare`]),
    ...(untouched.length === 0
      ? []
      : [
          untouched.length === 1
            ? 'una lasciata com’è stata comunicata'
            : `${untouched.length} lasciate come sono state comunicate`,
        ]),
  ];
  return `Scheda di ${structure}, ${phaseTitle(phase)}: ${parts.join('; ')}.`;
}

/** By whom it counts as reported, and what happens next. */
export function followUpWords({ right, structure, taken }: SheetReport): string | null {
  if (taken.length === 0) return null;
  const waiting = taken.filter(({ update }) => update.outcome === 'submitted').length;
  const next =
    waiting === 0 ? '' : ` ${waiting === 1 ? 'Aspetta' : 'Aspettano'} l’approvazione del dirigente.`;
  return right === 'control'
    ? `Riportato dall’ufficio controllo per ${structure}.${next}`
    : next.trim() || null;
}

/** What was taken, an item a line. */
export const takenLines = ({ taken }: SheetReport): readonly string[] =>
  taken.map(({ item, update, row }) => `${itemTitle(item)}: ${stateWords(update)} (riga ${row})`);

/** What was left to be filled in. */
export const owedLine = ({ owed }: SheetReport): string | null =>
  owed.length === 0 ? null : `Da compilare: ${listed(owed.map((item) => itemName(item)))}.`;

/** What was not taken, a mistake a line: where, what stands there, what was expected. */
export const mistakeLines = ({ mistakes }: SheetReport): readonly string[] => mistakes.map(mistakeWords);

/** A row is not taken for any of its mistakes. */
const rowsOf = (mistakes: readonly SheetMistake[]): readonly string[] => [
  ...new Set(
    mistakes.map(({ item, place }) => (item === null ? `${place.sheet}|${place.row}` : itemName(item))),
  ),
];

function mistakeWords({ place, found, item, problem }: SheetMistake): string {
  const where =
    place.cell === null
      ? `Foglio «${place.sheet}», riga ${place.row}`
      : `Foglio «${place.sheet}», cella ${place.cell}, «${place.column}»`;
  const what = found === '' ? '' : `, trovato «${found.length > 80 ? `${found.slice(0, 79)}…` : found}»`;
  return `${where}${ofItem(item)}${what}: ${problemOf(problem)}`;
}

const ofItem = (item: Item | null): string => (item === null ? '' : ` (${itemName(item)})`);

function problemOf(problem: SheetProblem): string {
  switch (problem.because) {
    case 'key_missing':
      return 'nella prima colonna manca la chiave: la riga è stata aggiunta o svuotata. Usa le righe della scheda.';
    case 'key_changed':
      return 'la chiave della prima colonna è stata cambiata: non so di quale voce è la riga. Riprendila dalla scheda originale.';
    case 'key_of_another_sheet':
      return 'la riga viene da un’altra scheda: ogni struttura e ogni fase ha la sua.';
    case 'row_twice':
      return 'due righe hanno la chiave della stessa voce: lascia solo quella giusta.';
    case 'row_moved':
      return `la chiave è di «${problem.expected}», le celle accanto no: righe o colonne sono state spostate. Riportale dov’erano.`;
    case 'item_not_asked':
      return 'la voce non è più affidata alla struttura, o la fase non la chiede: chiedi una scheda nuova.';
    case 'part_unknown':
      return 'nel piano di oggi non c’è più: chiedi una scheda nuova.';
    case 'not_in_list':
      return `scegli dall’elenco: ${problem.offered.join(', ')}.`;
    case 'percent_ambiguous':
      return `è ${formatExact(Number((problem.share * 100).toPrecision(12)))} % o ${formatExact(problem.share)} %? Scrivi il numero da 0 a 100, oppure il segno % dopo il numero se è davvero meno di 1.`;
    case 'not_to_repeat':
      return problem.returned
        ? 'la voce è stata restituita perché sia corretta: scegli uno stato e scrivi che cosa è cambiato.'
        : 'della voce non è noto niente, quindi «Nessuna variazione» non direbbe niente: scegli uno stato.';
    case 'not_of_state':
      return `con lo stato «${capital(problem.state)}» questa cella non serve: svuotala, o cambia lo stato.`;
    case 'rule':
      return CELL_WORDS[problem.rule.problem] ?? lowered(problemWords(problem.rule));
    case 'changed_meanwhile':
      return problem.theirs === null
        ? 'dopo che la scheda è stata preparata qualcun altro ha aggiornato la voce: chiedi una scheda nuova.'
        : `dopo che la scheda è stata preparata la voce è stata aggiornata: ora è ${stateWords(problem.theirs)}. Se vale la scheda, ripeti dal modulo o da una scheda nuova.`;
    case 'refused':
      return lowered(problemSentence(problem.problem));
  }
}

/** What a form says of its lines, a sheet says of its cells. */
const CELL_WORDS: Readonly<Partial<Record<DraftProblem, string>>> = {
  indicator_not_a_number: 'serve un numero, «sì» o «no», per esempio 66,5.',
  milestone_day_unreadable: 'serve una data, per esempio 30/10/2021.',
  milestone_in_the_future: 'la data è nel futuro: lascia vuote le fasi non ancora fatte.',
  evidence_not_a_link:
    'scrivi uno o più indirizzi interi, che cominciano con https:// o http://, senza utente né password; i file si allegano dal modulo, con «Allega un documento».',
};

const lowered = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);
