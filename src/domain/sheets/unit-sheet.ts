import { the } from '../../words/articles.ts';
import { CHANGE_NAMES } from '../../words/changes.ts';
import { formatDay, formatDayLong } from '../../words/days.ts';
import { formatExact, formatPercent } from '../../words/formats.ts';
import { itemName } from '../../words/kinds.ts';
import { codeAndName } from '../../words/proper-names.ts';
import { capital } from '../../words/sentences.ts';
import { STATE_NAMES } from '../../words/states.ts';
import { dueDayOf } from '../plan/index.ts';
import { actionsAsTyped, type StatusUpdate } from '../record/index.ts';
import type { Indicator, Item, Phase, Plan } from '../types.ts';
import { NO_CHANGE, resultsGoingOn, type UpdateForm } from '../updates/index.ts';
import { type SheetIdentity, writeRowKey, writeSheetKey } from './sheet-key.ts';
import { FILLED_FIELDS, type FilledField, type SheetTableName, YES } from './sheet-tables.ts';

/** scheda di rilevazione: what a structure fills in for a phase, as a workbook holds it. */
export interface UnitSheet {
  readonly identity: SheetIdentity;
  readonly key: string;
  readonly phase: Phase;
  /** "U.O.3.2 Strade e mobilità" */
  readonly structure: string;
  readonly bodyName: string;
  /** What the cover says, a paragraph a line; those that begin with # are headings. */
  readonly cover: readonly string[];
  readonly tables: Readonly<Record<SheetTableName, readonly (readonly string[])[]>>;
  /** Indices of the items' rows that may say that nothing has changed. */
  readonly repeatable: readonly number[];
}

/** What was typed, or would be, in the cells of an item's row. */
export type RowCells = Readonly<Record<FilledField, string>>;

export const NO_CELLS = Object.fromEntries(FILLED_FIELDS.map((field) => [field, ''])) as RowCells;

/** A version as it would be written in a row. */
export const cellsOf = (update: StatusUpdate): RowCells => {
  const change = update.changes.at(-1);
  return {
    state: capital(STATE_NAMES[update.state].it.one),
    percent: update.percent === null ? '' : formatExact(update.percent),
    achievedOn: update.achievedOn === null ? '' : formatDay(update.achievedOn),
    note: update.note ?? '',
    criticalPoints: update.criticalPoints ?? '',
    correctiveActions: actionsAsTyped(update.correctiveActions ?? ''),
    changeField: change === undefined ? '' : capital(CHANGE_NAMES[change.field].it),
    newValue: change === undefined ? '' : change.field === 'deadline' ? formatDay(change.new) : change.new,
    reason: update.reason ?? '',
    act: update.act ?? '',
    evidence: update.evidence ?? '',
  };
};

/** What the version that a row is written from says of the parts below it, by their code. */
export interface PartCells {
  readonly indicators: ReadonlyMap<string, string>;
  readonly milestones: ReadonlyMap<string, string>;
  readonly actions: ReadonlyMap<string, string>;
}

export const partsOf = (update: StatusUpdate | null): PartCells => ({
  indicators: new Map((update?.results ?? []).map(({ code, value }) => [code, formatExact(value)])),
  milestones: new Map((update?.milestonesDone ?? []).map(({ code, doneOn }) => [code, formatDay(doneOn)])),
  actions: new Map((update?.actionsDone ?? []).map((ref) => [`${ref.update}|${ref.line}`, YES])),
});

/** The name under which a structure's sheet goes out. */
export const structureTitle = (plan: Plan, code: string): string => {
  const found = [...plan.units, ...plan.departments].find((one) => one.code === code);
  return found ? codeAndName(code, found.name) : code;
};

/**
 * The sheet of a structure: a row an item, with what is known of it, and what it reported in this phase already.
 * @param forms what each item's form starts from, in plan order
 */
export function unitSheet(
  plan: Plan,
  phase: Phase,
  structure: string,
  forms: readonly UpdateForm[],
  today: string,
): UnitSheet {
  const identity = { body: plan.head.body, year: plan.head.year, phase: phase.code, structure };
  const rowKey = ({ item, previous }: UpdateForm, part: string | null = null): string =>
    writeRowKey(identity, item, previous?.version ?? 0, part);
  const title = structureTitle(plan, structure);
  return {
    identity,
    key: writeSheetKey(identity),
    phase,
    structure: title,
    bodyName: plan.head.bodyName,
    cover: coverOf(plan, phase, title, today),
    repeatable: forms.flatMap(({ mayRepeat }, at) => (mayRepeat ? [at] : [])),
    tables: {
      updates: forms.map((form) => {
        const cells = form.previous === null ? NO_CELLS : cellsOf(form.previous);
        return [
          rowKey(form),
          itemLabel(form.item),
          form.item.title,
          form.current.target ?? '',
          formatDay(form.current.deadline ?? dueDayOf(form.item)),
          knownWords(form),
          ...FILLED_FIELDS.map((field) => cells[field]),
        ];
      }),
      indicators: forms.flatMap((form) =>
        form.indicators.map((one) => [
          rowKey(form, one.code),
          itemLabel(form.item),
          one.name,
          one.unit ?? '',
          one.baseline === null ? '' : formatExact(one.baseline),
          targetWords(one, plan.head.year),
          numberOrNothing(one.result ?? resultsGoingOn(form.former).get(one.code) ?? null),
          partsOf(form.previous).indicators.get(one.code) ?? '',
        ]),
      ),
      milestones: forms.flatMap((form) =>
        form.milestones.map((one) => [
          rowKey(form, one.code),
          itemLabel(form.item),
          one.name,
          one.expectedTo === null ? '' : formatDay(one.expectedTo),
          dayOrNothing(one.doneOn ?? form.former?.milestonesDone.get(one.code) ?? null),
          partsOf(form.previous).milestones.get(one.code) ?? '',
        ]),
      ),
      actions: forms.flatMap((form) =>
        form.openActions.map(({ ref, what, owner, due }) => [
          rowKey(form, `${ref.update}|${ref.line}`),
          itemLabel(form.item),
          what,
          owner,
          dayOrNothing(due === '' ? null : due),
          '',
        ]),
      ),
    },
  };
}

/** "Obiettivo 24": by it, too, a row that was moved shows. */
export const itemLabel = (item: Pick<Item, 'kind' | 'number' | 'noun'>): string => capital(itemName(item));

const numberOrNothing = (value: number | null): string => (value === null ? '' : formatExact(value));
const dayOrNothing = (day: string | null): string => (day === null ? '' : formatDay(day));

const targetWords = ({ targets }: Indicator, year: number): string =>
  numberOrNothing(targets.find((target) => target.year === year)?.value ?? null);

/** "In fase, 60 % (Monitoraggio intermedio)", or what the former year knows; empty where nothing is known. */
function knownWords({ previous, earlier, former, phase }: UpdateForm): string {
  const last = previous ?? earlier;
  if (last !== null)
    return `${stateWords(last)}${last.phase === phase.code ? `, versione ${last.version}` : ''}`;
  if (former === null) return '';
  const { year, last: ended, attainment } = former;
  if (ended !== null) return `${year}: ${stateWords(ended)}`;
  return attainment === null ? '' : `${year}: risultato ${formatPercent(attainment)}`;
}

const stateWords = ({ state, percent }: Pick<StatusUpdate, 'state' | 'percent'>): string =>
  `${capital(STATE_NAMES[state].it.one)}${percent === null ? '' : `, ${formatExact(percent)} %`}`;

/** What a sheet says of itself, for whoever has never seen one. */
const coverOf = (plan: Plan, phase: Phase, title: string, today: string): readonly string[] => [
  `# ${phase.name} ${phase.name.includes(String(phase.year)) ? '' : phase.year}`.trim(),
  `${plan.head.bodyName} – ${title}`,
  `Da compilare e restituire entro ${the(formatDayLong(phase.dueOn))}. Scheda preparata ${the(formatDayLong(today))}.`,
  '# Come si compila',
  'Nel foglio «Aggiornamenti» c’è una riga per ogni voce affidata alla struttura. Si scrive solo nelle celle gialle; le altre dicono che cosa prevede il piano e che cosa è noto, e sono bloccate.',
  'Per ogni voce si sceglie lo stato dall’elenco, poi si compilano le celle che servono a quello stato:',
  '• In fase: la percentuale e a che punto è; se qualcosa ostacola, le criticità e le azioni correttive.',
  '• Raggiunto: il giorno in cui è stato raggiunto, o nella nota perché manca; la percentuale solo se è meno di 100.',
  '• Modificato: che cosa cambia, il nuovo valore, il motivo e, se c’è, l’atto.',
  '• Ritirato: il motivo e, se c’è, l’atto.',
  `• ${NO_CHANGE}: vale ancora l’ultimo dato noto; le altre celle restano come sono. L’elenco la offre solo dove un dato è noto.`,
  'Una riga lasciata com’è non comunica niente: la voce resta da aggiornare, o resta com’è stata comunicata.',
  'Se ci sono i fogli «Indicatori», «Fasi» e «Azioni correttive», vi si scrivono i valori, i giorni in cui le fasi sono state fatte, le azioni già fatte.',
  'I numeri si scrivono all’italiana (34,5), le date come 30/10/2021. 85 vuol dire 85 %.',
  '# Che cosa non si fa',
  'Non si spostano, ordinano, copiano o tolgono righe e colonne, e non si cambia la prima colonna: serve a ritrovare ogni voce. Una riga spostata viene rifiutata, mai indovinata.',
  '# Come si restituisce',
  'Il file compilato si manda a Traguardo in un messaggio diretto in Slack, oppure all’ufficio controllo, che lo riporta per la struttura. La risposta elenca riga per riga che cosa è stato preso e che cosa no, e perché.',
  'Ogni riga segue le stesse regole dei moduli, va all’approvazione del dirigente e resta nella storia della voce. Lo stesso file mandato due volte non cambia niente.',
  `Questa scheda vale per ${title}, per questa fase e fino alla sua chiusura; dopo, o per un’altra struttura, ne serve un’altra.`,
];

/** Name of the file that a sheet is sent as. */
export const fileNameOf = ({
  identity: { body, year, phase, structure },
}: Pick<UnitSheet, 'identity'>): string =>
  `scheda-${[body, String(year), phase, structure]
    .join(' ')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')}.xlsx`;
