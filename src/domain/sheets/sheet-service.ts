import { STATE_NAMES } from '../../words/states.ts';
import { Problem } from '../errors.ts';
import { phaseNamed, phaseOf, phaseState } from '../phases/index.ts';
import {
  answeringStructures,
  asksAbout,
  itemMeant,
  type PlanSource,
  reportersOf,
  rightToReportFor,
  standpointOfStructure,
} from '../plan/index.ts';
import { chainOf, type StatusUpdate, stands, type UpdateStore } from '../record/index.ts';
import { type IsoDay, type Item, itemRef, type Phase, type Plan } from '../types.ts';
import {
  type DraftField,
  fieldsOf,
  NO_CHANGE,
  repeats,
  type UpdateForm,
  type UpdateService,
} from '../updates/index.ts';
import {
  canonical,
  canonicalText,
  draftOf,
  partsSayTheSame,
  saysNoChange,
  saysTheSame,
} from './fill-draft.ts';
import { type FilledRow, type Grid, type ReadSheet, readSheet, type Unreadable } from './read-sheet.ts';
import type { SheetIdentity } from './sheet-key.ts';
import type { SheetMistake, SheetProblem } from './sheet-mistakes.ts';
import { FILLED_FIELDS, type FilledField, type PART_COLUMNS } from './sheet-tables.ts';
import {
  cellsOf,
  fileNameOf,
  itemLabel,
  NO_CELLS,
  partsOf,
  structureTitle,
  type UnitSheet,
  unitSheet,
} from './unit-sheet.ts';

/** Why a sheet is refused whole. */
export type SheetRefusal =
  | Unreadable
  | { readonly because: 'another_body'; readonly body: string; readonly served: string }
  | { readonly because: 'year_unknown'; readonly year: number }
  | { readonly because: 'phase_unknown'; readonly phase: string }
  | { readonly because: 'phase_closed' | 'phase_planned'; readonly phase: Phase }
  | { readonly because: 'structure_unknown'; readonly structure: string }
  | { readonly because: 'not_yours'; readonly structure: string; readonly reporters: readonly string[] };

/** What came of a filled sheet, row by row. */
export interface SheetReport {
  readonly phase: Phase;
  readonly structure: string;
  /** By which right it was handed in: by the control office it is written down for the structure. */
  readonly right: 'own' | 'control';
  readonly taken: readonly { readonly item: Item; readonly update: StatusUpdate; readonly row: number }[];
  /** Handed in before, word by word. */
  readonly already: readonly Item[];
  /** Left as they were, and still owed. */
  readonly owed: readonly Item[];
  /** Left as they were, and reported already. */
  readonly untouched: readonly Item[];
  readonly mistakes: readonly SheetMistake[];
}

export type SheetOutcome =
  | { readonly ok: false; readonly refusal: SheetRefusal }
  | { readonly ok: true; readonly report: SheetReport };

export type SheetService = ReturnType<typeof createSheetService>;

/** Sheets that structures fill in elsewhere: made for them, and taken back under the rules of the form. */
export function createSheetService(deps: {
  readonly plans: PlanSource;
  readonly updates: Pick<UpdateService, 'formOf' | 'quick' | 'submit'>;
  readonly versions: Pick<UpdateStore, 'versionsOf'>;
  /** The people in whose place somebody answers today. */
  readonly standsInFor: (person: string) => Promise<readonly string[]>;
  readonly today: () => IsoDay;
  /** Makes a workbook of a sheet. */
  readonly render: (sheet: UnitSheet) => Promise<Buffer>;
}) {
  const { plans, updates, versions, standsInFor, today } = deps;

  const askedOf = (plan: Plan, phase: Phase, structure: string): readonly Item[] =>
    plan.items.filter(
      (item) => asksAbout(phase, item) && standpointOfStructure(plan, item, structure) !== null,
    );

  /** Whether a sheet may be handed in now, by this person. */
  function refusalOf(
    plan: Plan,
    { body, phase: code, structure }: SheetIdentity,
    person: string,
    others: readonly string[],
  ): SheetRefusal | { readonly phase: Phase; readonly right: 'own' | 'control' } {
    if (body !== plan.head.body) return { because: 'another_body', body, served: plan.head.bodyName };
    const phase = phaseOf(plan, code);
    if (phase === null) return { because: 'phase_unknown', phase: code };
    const state = phaseState(phase, today());
    if (state === 'closed') return { because: 'phase_closed', phase };
    if (state === 'planned') return { because: 'phase_planned', phase };
    if (!answeringStructures(plan).includes(structure)) return { because: 'structure_unknown', structure };
    const right = rightToReportFor(plan, person, structure, others);
    if (right !== null) return { phase, right };
    const [item] = askedOf(plan, phase, structure);
    return {
      because: 'not_yours',
      structure: structureTitle(plan, structure),
      reporters: item ? reportersOf(plan, item) : [],
    };
  }

  /**
   * The sheet of a structure, as things stand now.
   * @throws Problem `phase_unknown`
   */
  async function sheet(phaseCode: string, structure: string): Promise<UnitSheet> {
    const plan = await plans.current();
    const phase = phaseNamed(plan, phaseCode);
    const forms: UpdateForm[] = [];
    for (const item of askedOf(plan, phase, structure))
      forms.push(await updates.formOf(structure, item, phase));
    return unitSheet(plan, phase, structure, forms, today());
  }

  return {
    sheet,

    /** The sheets of some structures, as files. */
    async files(
      phaseCode: string,
      structures: readonly string[],
    ): Promise<readonly { readonly name: string; readonly content: Buffer }[]> {
      const files: { name: string; content: Buffer }[] = [];
      for (const structure of structures) {
        const made = await sheet(phaseCode, structure);
        files.push({ name: fileNameOf(made), content: await deps.render(made) });
      }
      return files;
    },

    /** The structures that a phase asks something of; for a person, those for which they report. */
    async structures(phaseCode: string, person: string | null = null): Promise<readonly string[]> {
      const plan = await plans.current();
      const phase = phaseNamed(plan, phaseCode);
      const others = person === null ? [] : await standsInFor(person);
      return answeringStructures(plan).filter(
        (structure) =>
          askedOf(plan, phase, structure).length > 0 &&
          (person === null || rightToReportFor(plan, person, structure, others) !== null),
      );
    },

    /** Takes a filled sheet: each row whole or not at all, and none twice. */
    async take(person: string, read: Extract<ReadSheet, { ok: true }>): Promise<SheetOutcome> {
      const plan = await plans.current();
      const { identity, rows, mistakes: unread } = read;
      const allowed = refusalOf(plan, identity, person, await standsInFor(person));
      if ('because' in allowed) return { ok: false, refusal: allowed };
      const { phase, right } = allowed;
      const taken: { item: Item; update: StatusUpdate; row: number }[] = [];
      const left: Record<'already' | 'owed' | 'untouched', Item[]> = { already: [], owed: [], untouched: [] };
      const mistakes: SheetMistake[] = [...unread];
      const times = Map.groupBy(rows, ({ key }) => itemRef(key.item));
      for (const row of rows) {
        const found = await itemOf(plan, phase, identity.structure, row, times);
        if ('problem' in found) {
          mistakes.push(found);
          continue;
        }
        const outcome = await takeRow(person, phase, identity.structure, row, found.item);
        if (outcome.is === 'taken')
          taken.push({ item: found.item, update: outcome.update, row: row.place.row });
        else if (outcome.is === 'wrong') mistakes.push(...outcome.mistakes);
        else left[outcome.is].push(found.item);
      }
      return {
        ok: true,
        report: {
          phase,
          structure: structureTitle(plan, identity.structure),
          right,
          taken,
          ...left,
          mistakes,
        },
      };
    },
  };

  /** The item that a row is about, where the row is whole and where it was. */
  async function itemOf(
    plan: Plan,
    phase: Phase,
    structure: string,
    row: FilledRow,
    times: ReadonlyMap<string, readonly FilledRow[]>,
  ): Promise<{ readonly item: Item } | SheetMistake> {
    const { key, label, place } = row;
    const wrong = (problem: SheetProblem, item: Item | null = null): SheetMistake => ({
      place,
      found: label,
      item,
      problem,
    });
    if ((times.get(itemRef(key.item))?.length ?? 0) > 1) return wrong({ because: 'row_twice' });
    let meant: Item | undefined;
    try {
      const now = itemMeant(plan, key.item, key.mark);
      meant = plan.items.find((item) => itemRef(item) === itemRef(now));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return wrong({ because: 'refused', problem: error });
    }
    if (!meant || !asksAbout(phase, meant) || standpointOfStructure(plan, meant, structure) === null)
      return wrong({ because: 'item_not_asked' }, meant ?? null);
    const printed = itemLabel({ ...meant, number: key.item.number });
    if (label.toLowerCase() !== printed.toLowerCase())
      return wrong({ because: 'row_moved', expected: printed }, meant);
    return { item: meant };
  }

  type RowOutcome =
    | { readonly is: 'taken'; readonly update: StatusUpdate }
    | { readonly is: 'already' | 'owed' | 'untouched' }
    | { readonly is: 'wrong'; readonly mistakes: readonly SheetMistake[] };

  async function takeRow(
    person: string,
    phase: Phase,
    structure: string,
    row: FilledRow,
    item: Item,
  ): Promise<RowOutcome> {
    const form = await updates.formOf(structure, item, phase);
    const chain = (await versions.versionsOf(item)).filter(
      (version) => version.phase === phase.code && chainOf(version) === chainOf(form.standpoint),
    );
    const base = chain.find(({ version }) => version === row.key.basedOn) ?? null;
    const before = base === null ? NO_CELLS : cellsOf(base);
    if (saysTheSame(row.cells, before) && partsSayTheSame(row.parts, partsOf(base)))
      return { is: form.previous !== null && stands(form.previous) ? 'untouched' : 'owed' };
    const isAgain = saysNoChange(row.cells);
    const saysIt = (version: StatusUpdate): boolean => (isAgain ? repeats(version) : isSaidBy(row, version));
    if (chain.some((version) => version.basedOn === row.key.basedOn && saysIt(version)))
      return { is: 'already' };
    const mistakeAt = (place: SheetMistake['place'], found: string, problem: SheetProblem): SheetMistake => ({
      place,
      found,
      item,
      problem,
    });
    if (isAgain) return repeatRow();
    const { draft, wrong } = draftOf(row, form);
    const unfit = [
      ...wrong.map(({ place, found, problem }) => mistakeAt(place, found, problem)),
      ...(draft.state === null
        ? []
        : unused(STATE_NAMES[draft.state].it.one, new Set(fieldsOf(draft.state, form.shape)))),
    ];
    if (unfit.length > 0) return { is: 'wrong', mistakes: unfit };
    try {
      const result = await updates.submit(person, item, phase.code, row.key.basedOn, draft, structure);
      if (result.ok)
        return chain.some(({ id }) => id === result.update.id)
          ? { is: 'already' }
          : { is: 'taken', update: result.update };
      if ('conflict' in result)
        return {
          is: 'wrong',
          mistakes: [mistakeAt(row.place, '', { because: 'changed_meanwhile', theirs: result.conflict })],
        };
      return {
        is: 'wrong',
        mistakes: [...result.problems].map(([field, rule]) => {
          const { place, found, inCell } = cellOf(row, form, field, rule.line);
          return mistakeAt(place, found, {
            because: 'rule',
            rule: inCell ? { problem: rule.problem } : rule,
          });
        }),
      };
    } catch (error) {
      return refusedBy(error);
    }

    /** What is known of the item is said again, as by the button. */
    async function repeatRow(): Promise<RowOutcome> {
      const more = unused(NO_CHANGE, new Set(['state']));
      if (more.length > 0) return { is: 'wrong', mistakes: more };
      const { previous } = form;
      const problem: SheetProblem | null =
        previous !== null && previous.version !== row.key.basedOn
          ? { because: 'changed_meanwhile', theirs: previous }
          : form.mayRepeat
            ? null
            : { because: 'not_to_repeat', returned: previous?.outcome === 'returned' };
      if (problem !== null)
        return { is: 'wrong', mistakes: [mistakeAt(row.placeOf('state'), row.cells.state, problem)] };
      try {
        const said = await updates.quick(person, item, 'no_change', row.key.basedOn, phase.code, structure);
        return { is: 'taken', update: said.update };
      } catch (error) {
        return refusedBy(error);
      }
    }

    function refusedBy(error: unknown): RowOutcome {
      if (!(error instanceof Problem)) throw error;
      const problem: SheetProblem =
        error.problem === 'changed_meanwhile'
          ? { because: 'changed_meanwhile', theirs: null }
          : { because: 'refused', problem: error };
      return { is: 'wrong', mistakes: [mistakeAt(row.place, '', problem)] };
    }

    /** What was filled in for nothing: nobody would see that it was lost. */
    function unused(state: string, shown: ReadonlySet<DraftField>): readonly SheetMistake[] {
      const { cells, parts, placeOf } = row;
      const problem: SheetProblem = { because: 'not_of_state', state };
      return [
        ...FILLED_FIELDS.filter(
          (field) =>
            cells[field] !== '' &&
            !shown.has(field) &&
            canonical(field, cells[field]) !== canonical(field, before[field]),
        ).map((field) => mistakeAt(placeOf(field), cells[field], problem)),
        ...parts
          .filter(
            ({ table, code, text }) =>
              text !== '' &&
              !shown.has(FIELD_OF_PART[table]) &&
              canonicalText(text) !== canonicalText(partsOf(base)[table].get(code) ?? ''),
          )
          .map(({ place, text }) => mistakeAt(place, text, problem)),
      ];
    }
  }
}

const FIELD_OF_PART = {
  indicators: 'results',
  milestones: 'milestonesDone',
  actions: 'actionsDone',
} as const satisfies Record<keyof typeof PART_COLUMNS, DraftField>;

/** Whether a version says what a row says: a percentage left out, where the item is achieved, is a hundred. */
function isSaidBy({ cells, parts }: FilledRow, version: StatusUpdate): boolean {
  const said = cellsOf(version);
  const filled =
    version.state === 'achieved' && cells.percent === '' ? { ...cells, percent: said.percent } : cells;
  return saysTheSame(filled, said) && partsSayTheSame(parts, partsOf(version));
}

/** Where the field of a rule stands: for indicators and milestones, the cell of the line that is wrong. */
function cellOf(row: FilledRow, form: UpdateForm, field: DraftField, line: number | undefined) {
  if (field === 'results' || field === 'milestonesDone') {
    const table = field === 'results' ? 'indicators' : 'milestones';
    const code = form[table][(line ?? 0) - 1]?.code;
    const part =
      row.parts.find((one) => one.table === table && one.code === code) ??
      row.parts.find((one) => one.table === table && one.text !== '');
    return { place: part?.place ?? row.place, found: part?.text ?? '', inCell: true };
  }
  if (field === 'actionsDone') return { place: row.place, found: '', inCell: false };
  const filled: FilledField = field;
  return { place: row.placeOf(filled), found: row.cells[filled], inCell: false };
}

/** Reads a workbook, of any kind: null where it is no sheet of ours. */
export function sheetIn(grids: readonly Grid[]): ReadSheet | null {
  const read = readSheet(grids);
  return !read.ok && read.unreadable.because === 'not_a_sheet' ? null : read;
}
