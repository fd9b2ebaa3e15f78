/** Which items and cost lines a scope means, and what they declare. */
import type { Choose } from './conventions.ts';
import { Unaskable } from './outcome.ts';
import type { CostLine, PlanItem, PlanRows } from './plan-rows.ts';
import { type Atom, isMoney, type Level, type Measure, type Money, type Scope } from './request.ts';

type StructureAtom = Extract<Atom, { atom: 'structure' }>;

/** Sum that stays null when nothing at all is declared. */
const plus = (values: readonly (number | null)[]): number | null =>
  values.reduce((sum, value) => (value === null ? sum : (sum ?? 0) + value), null);

const amountOf = (line: CostLine, measure: Money): number | null =>
  measure === 'resources' ? plus([line.money.personnel, line.money.settled]) : line.money[measure];

const isStructure = (atom: Atom): atom is StructureAtom => atom.atom === 'structure';

const inPlace = (
  place: { department: string; unit: string },
  level: Level,
  codes: readonly string[],
): boolean => codes.includes(level === 'department' ? place.department : place.unit);

/** Cost lines are looked at where they are printed. */
const lineFits = (line: CostLine, atoms: readonly StructureAtom[]): boolean =>
  atoms.every((atom) => inPlace(line, atom.level, atom.codes) !== atom.exclude);

/** A scope over one plan, under one mix of conventions. */
export class Selection {
  readonly items: readonly PlanItem[];
  readonly #structures: readonly StructureAtom[];
  readonly #others: readonly Atom[];
  readonly #plan: PlanRows;
  readonly #scope: Scope;
  readonly #choose: Choose;

  constructor(plan: PlanRows, scope: Scope, choose: Choose) {
    this.#plan = plan;
    this.#scope = scope;
    this.#choose = choose;
    this.#structures = scope.atoms.filter(isStructure);
    this.#others = scope.atoms.filter((atom) => !isStructure(atom));
    this.items = plan.items.filter(
      (item) =>
        this.#isOfKind(item) &&
        this.#structures.every((atom) => this.#isAssigned(item, atom)) &&
        this.#others.every((atom) => this.#holds(item, atom)),
    );
  }

  /** What an item declares, as a condition or a ranking in this scope sees it. */
  valueOf(item: PlanItem, measure: Measure): number | null {
    if (!isMoney(measure)) return item[measure];
    const inside = item.lines.filter((line) => lineFits(line, this.#structures));
    const lines = inside.length < item.lines.length && this.#choose('whole-item') ? item.lines : inside;
    return plus(lines.map((line) => amountOf(line, measure)));
  }

  /** Values of the items that declare one. */
  values(measure: Measure): number[] {
    return this.items.map((item) => this.valueOf(item, measure)).filter((value) => value !== null);
  }

  /** Total of the cost lines printed under the scope's structures; of weights, over the items assigned there. */
  sum(measure: Measure): number | null {
    if (!isMoney(measure)) return plus(this.items.map((item) => item[measure]));
    const { kind, atoms } = this.#scope;
    const rows = plus(this.#lines().map((line) => amountOf(line, measure)));
    if (atoms.length > 0 || kind === 'indicator' || this.#plan.printed.size === 0) return rows;
    const column = measure === 'resources' ? 'resources_used_eur' : `${measure}_eur`;
    const printed = plus(
      (kind === null ? ['objective', 'process'] : [kind]).map(
        (k) => this.#plan.printed.get(`${k}.${column}`) ?? null,
      ),
    );
    return printed !== null && printed !== rows && this.#choose('printed') ? printed : rows;
  }

  /** Totals of two measures, over the rows that declare both or over all. */
  pair(one: Money, other: Money): readonly [number, number] | null {
    const both = this.#ownLines().filter((lines) =>
      [one, other].every((measure) => plus(lines.map((line) => amountOf(line, measure))) !== null),
    );
    const paired = [one, other].map((measure) => plus(both.flat().map((line) => amountOf(line, measure))));
    const [a = null, b = null] = this.#choose('totals') ? [this.sum(one), this.sum(other)] : paired;
    if (a === null || b === null) return null;
    return [a, b];
  }

  /** Cost lines by the structure they are printed under. */
  sumIn(level: Level, code: string, measure: Measure): number | null {
    if (!isMoney(measure)) return plus(this.itemsIn(level, code).map((item) => item[measure]));
    const lines = this.#lines().filter((line) => inPlace(line, level, [code]));
    return plus(lines.map((line) => amountOf(line, measure)));
  }

  /** Items by the structure they are assigned to. */
  itemsIn(level: Level, code: string): PlanItem[] {
    return this.items.filter((item) => item.places.some((place) => inPlace(place, level, [code])));
  }

  #isOfKind(item: PlanItem): boolean {
    const { kind } = this.#scope;
    return kind === null ? item.kind !== 'indicator' : item.kind === kind;
  }

  #isAssigned(item: PlanItem, { level, codes, exclude }: StructureAtom): boolean {
    const some = item.places.some((place) => inPlace(place, level, codes));
    if (!exclude) return some;
    const every = item.places.every((place) => inPlace(place, level, codes));
    return some === every ? !some : this.#choose('shared-stays');
  }

  /** For sums: a shared item counts by its lines, not by where it is assigned. */
  #ownLines(): CostLine[][] {
    return this.#plan.items
      .filter((item) => this.#isOfKind(item) && this.#others.every((atom) => this.#holds(item, atom)))
      .map((item) => item.lines.filter((line) => lineFits(line, this.#structures)));
  }

  #lines(): CostLine[] {
    return this.#ownLines().flat();
  }

  #holds(item: PlanItem, atom: Atom): boolean {
    switch (atom.atom) {
      case 'structure':
        return this.#isAssigned(item, atom);
      case 'items':
        return atom.refs.includes(item.ref) !== atom.exclude;
      case 'transversal':
        return item.transversal !== atom.exclude;
      case 'goal':
        return item.goals.includes(atom.goal);
      case 'span':
        return item.end - item.start + 1 === atom.years;
      case 'ends':
        return item.end === atom.year;
      case 'declared':
        return (this.valueOf(item, atom.measure) !== null) !== atom.exclude;
      case 'between': {
        const value = this.valueOf(item, atom.measure);
        return value !== null && value >= atom.low && value <= atom.high;
      }
      case 'bound': {
        const value = this.valueOf(item, atom.measure);
        if (value === null) return false;
        if (atom.bound === 'gt') return value > atom.value;
        if (atom.bound === 'gte') return value >= atom.value;
        return atom.bound === 'lt' ? value < atom.value : value <= atom.value;
      }
      case 'own': {
        const [value, other] = [this.valueOf(item, atom.measure), this.valueOf(item, atom.other)];
        if (value === null || other === null) return false;
        return atom.bound === 'gt' ? value > other : value < other;
      }
      case 'either':
        return atom.any.some((one) => this.#holds(item, one));
      case 'times': {
        const value = this.valueOf(item, atom.measure);
        return value !== null && value > atom.times * this.#declaredBy(atom.item, atom.measure);
      }
      case 'mean':
      case 'than': {
        const value = this.valueOf(item, atom.measure);
        const against =
          atom.atom === 'mean' ? this.#meanOf(atom.measure) : this.#declaredBy(atom.item, atom.measure);
        if (value === null) return false;
        return atom.bound === 'gt' ? value > against : value < against;
      }
    }
  }

  #meanOf(measure: Measure): number {
    const values = new Selection(this.#plan, { ...this.#scope, atoms: [] }, this.#choose).values(measure);
    if (values.length === 0) throw new Unaskable('a mean of nothing');
    return values.reduce((a, b) => a + b, 0) / values.length;
  }

  #declaredBy(ref: string, measure: Measure): number {
    const item = this.#plan.items.find((candidate) => candidate.ref === ref);
    const value =
      item && new Selection(this.#plan, { ...this.#scope, atoms: [] }, this.#choose).valueOf(item, measure);
    if (value === null || value === undefined) throw new Unaskable(`${ref} declares no ${measure}`);
    return value;
  }
}
