/**
 * The oracle: what the right figures are, computed from a plan's CSV files alone.
 *
 * It shares no code with the engine on purpose: two ways to the same figure are worth more than one.
 * Money is integer cents throughout; an empty cell is `null`, which no sum turns into zero.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import {
  type Bound,
  type Expression,
  type Field,
  type Measure,
  MONEY_MEASURES,
  type Where,
} from './expressions.ts';

type Row = Record<string, string>;

interface Line {
  readonly item: string;
  readonly department: string;
  readonly unit: string;
  readonly money: Readonly<Record<(typeof MONEY_MEASURES)[number], number | null>>;
}

interface Item {
  readonly ref: string;
  readonly kind: string;
  readonly number: number;
  readonly code: string;
  readonly scope: string;
  readonly horizonStart: number;
  readonly horizonEnd: number;
  readonly weight: number | null;
  readonly attainment: number | null;
  readonly goals: readonly number[];
  readonly places: readonly { readonly department: string; readonly unit: string }[];
}

/** Something an answer must show, and in which form. */
export type Figure =
  | { readonly form: 'money'; readonly cents: number }
  /** A percentage as the document prints it. */
  | { readonly form: 'percent'; readonly value: number }
  /** A percentage that was computed, and may be rounded. */
  | { readonly form: 'share'; readonly value: number }
  | { readonly form: 'number'; readonly value: number }
  /** A number with more decimals than anyone prints. */
  | { readonly form: 'average'; readonly value: number }
  | { readonly form: 'date'; readonly day: string }
  | { readonly form: 'name'; readonly spellings: readonly string[] };

/** Cents of a decimal amount, without floating point. */
const cents = (text: string): number => {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (!match) throw new Error(`"${text}" is not an amount`);
  const amount = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'));
  return match[1] ? -amount : amount;
};

const optional = <T>(text: string | undefined, read: (text: string) => T): T | null =>
  text === undefined || text.trim() === '' ? null : read(text);

const list = (text: string | undefined): string[] =>
  (text ?? '')
    .split(';')
    .map((s) => s.trim())
    .filter(Boolean);

/** The first of `names` that the row has: `personnel_eur` in one file is `personnel` in another. */
const cell = (row: Row, ...names: string[]): string => {
  const name = names.find((n) => n in row);
  if (name === undefined)
    throw new Error(`no column ${names.join(' or ')} among ${Object.keys(row).join(', ')}`);
  return row[name] ?? '';
};

const fits = (value: number | null, bound: Bound | undefined, scale = 1): boolean => {
  if (!bound) return true;
  if (bound.declared !== undefined && bound.declared !== (value !== null)) return false;
  const wantsValue = [bound.gt, bound.gte, bound.lt, bound.lte, bound.eq].some((n) => n !== undefined);
  if (!wantsValue) return true;
  if (value === null) return false;
  const v = value / scale;
  return (
    (bound.gt === undefined || v > bound.gt) &&
    (bound.gte === undefined || v >= bound.gte) &&
    (bound.lt === undefined || v < bound.lt) &&
    (bound.lte === undefined || v <= bound.lte) &&
    (bound.eq === undefined || v === bound.eq)
  );
};

const isYear = (year: number, wanted: number | Bound | undefined): boolean =>
  typeof wanted === 'number' ? year === wanted : fits(year, wanted);

const MEASURE_NAMES = [...MONEY_MEASURES, 'resources'] as const;
const isMoney = (field: Field): field is Measure => field !== 'weight' && field !== 'attainment';
/** Sum that stays `null` when nothing at all is declared. */
const plus = (values: readonly (number | null)[]): number | null =>
  values.reduce((sum, v) => (v === null ? sum : (sum ?? 0) + v), null);

export class Oracle {
  readonly #items: Item[];
  readonly #lines: Line[];
  readonly #units: Row[];
  readonly #departments: Row[];
  readonly #declared: Row[];
  readonly #facts: Row[];

  constructor(folder: string) {
    const rows = (file: string): Row[] => {
      const path = join(folder, file);
      return existsSync(path) ? parse(readFileSync(path, 'utf8'), { columns: true, bom: true }) : [];
    };
    this.#units = rows('units.csv');
    this.#departments = rows('departments.csv');
    this.#declared = rows('declared.csv');
    this.#facts = rows('facts.csv');

    const places = new Map<string, { department: string; unit: string }[]>();
    for (const row of rows('assignments.csv')) {
      const ref = `${cell(row, 'kind')}:${cell(row, 'number')}`;
      const known = places.get(ref) ?? [];
      known.push({ department: cell(row, 'department'), unit: cell(row, 'unit') });
      places.set(ref, known);
    }
    this.#items = rows('items.csv').map((row) => {
      const ref = `${cell(row, 'kind')}:${cell(row, 'number')}`;
      return {
        ref,
        kind: cell(row, 'kind'),
        number: Number(cell(row, 'number')),
        code: cell(row, 'code'),
        scope: cell(row, 'scope'),
        horizonStart: Number(cell(row, 'horizon_start')),
        horizonEnd: Number(cell(row, 'horizon_end')),
        weight: optional(cell(row, 'weight'), Number),
        attainment: optional(cell(row, 'attainment', 'attainment_pct'), Number),
        goals: list(cell(row, 'goals', 'sdg_goals')).map(Number),
        places: places.get(ref) ?? [],
      };
    });
    this.#lines = rows('cost_lines.csv').map((row) => {
      const amount = (name: string) => optional(cell(row, name, `${name}_eur`), cents);
      return {
        item: `${cell(row, 'kind')}:${cell(row, 'number')}`,
        department: cell(row, 'department'),
        unit: cell(row, 'unit'),
        money: {
          personnel: amount('personnel'),
          committed: amount('committed'),
          settled: amount('settled'),
          assessed: amount('assessed'),
          collected: amount('collected'),
        },
      };
    });
  }

  /** What an expression stands for: usually one figure, sometimes a list. */
  evaluate(e: Expression): Figure[] {
    if ('sum' in e) return [money(this.#sum(e.sum, e.where))];
    if ('mean' in e) return [this.#mean(e.mean, e.where)];
    if ('weighted' in e) return [{ form: 'share', value: this.#weighted(e.weighted, e.tried ?? {}) }];
    if ('value' in e) return [this.#value(e.value, e.of, e.department)];
    if ('count' in e) return [{ form: 'number', value: this.#select(e.count).length }];
    if ('units' in e) {
      return [{ form: 'number', value: this.#units.filter((u) => u.department === e.units).length }];
    }
    if ('numbers' in e) {
      const found = this.#select(e.numbers);
      if (found.length === 0) throw new Error(`no items for ${JSON.stringify(e.numbers)}`);
      return unique(found.map((item) => item.number)).map((value) => ({ form: 'number', value }));
    }
    if ('top' in e) {
      const ranked = this.#select(e.where)
        .map((item) => ({ item, value: this.#raw(e.by, item.ref) }))
        .filter((r): r is { item: Item; value: number } => r.value !== null)
        .sort((a, b) => (e.order === 'least' ? a.value - b.value : b.value - a.value));
      if (ranked.length < e.top) throw new Error(`fewer than ${e.top} for ${JSON.stringify(e)}`);
      return ranked
        .slice(0, e.top)
        .flatMap(({ item, value }) => [
          ...(e.give === 'figure' || e.give === 'both' ? [figure(e.by, value)] : []),
          ...(e.give !== 'figure' ? [{ form: 'number', value: item.number } as const] : []),
        ]);
    }
    if ('topGroup' in e) {
      const ranked = this.#groups(e.topGroup, e.by, e.where).sort((a, b) =>
        e.order === 'least' ? a.value - b.value : b.value - a.value,
      );
      return ranked
        .slice(0, e.n ?? 1)
        .flatMap(({ code, value }) => [
          ...(e.give !== 'name' ? [money(value)] : []),
          ...(e.give !== 'figure' ? [this.#structure(code)] : []),
        ]);
    }
    if ('groups' in e) return this.#groups(e.groups, e.by, e.where).map(({ value }) => money(value));
    if ('rate' in e) {
      const [part, whole] = e.rate;
      const value = (100 * this.#sum(part, e.where)) / this.#sum(whole, e.where);
      return [{ form: 'share', value }];
    }
    if ('perPoint' in e) {
      const weight = this.#item(e.of).weight;
      const cost = this.#raw(e.perPoint, e.of);
      if (weight === null || cost === null) throw new Error(`${e.of} has no ${e.perPoint} per point`);
      return [money(Math.round(cost / weight))];
    }
    if ('share' in e) {
      return [{ form: 'share', value: (100 * this.#scalar(e.share[0])) / this.#scalar(e.share[1]) }];
    }
    if ('difference' in e) {
      const [a, b] = e.difference;
      const gap = Math.abs(this.#scalar(a) - this.#scalar(b));
      const one = this.#one(a);
      // Two percentages are so many points apart; decimals are printed with two places.
      if (one.form === 'percent') return [{ form: 'number', value: Math.round(gap * 100) / 100 }];
      return [like(one, gap)];
    }
    if ('total' in e) {
      const first = e.total[0];
      if (!first) throw new Error('nothing to add');
      return [
        like(
          this.#one(first),
          e.total.reduce((sum, part) => sum + this.#scalar(part), 0),
        ),
      ];
    }
    if ('list' in e) return e.list.flatMap((part) => this.evaluate(part));
    if ('owner' in e) {
      const places = this.#item(e.owner).places;
      return unique(places.map((p) => p.unit || p.department)).map((code) => this.#structure(code));
    }
    if ('goals' in e) return this.#item(e.goals).goals.map((value) => ({ form: 'number', value }));
    if ('due' in e) return [{ form: 'date', day: `${this.#item(e.due).horizonEnd}-12-31` }];
    if ('fact' in e) return [this.#fact(e.fact)];
    if ('declared' in e || 'monitoring' in e) {
      const isCount = 'monitoring' in e;
      const key = isCount ? e.monitoring : e.declared;
      const [kind, measure] = key.split('.');
      const row = this.#declared.find(
        (r) => r.kind === kind && r.measure === measure && /^3/.test(cell(r, 'section', 'table')) === isCount,
      );
      if (!row) throw new Error(`the document declares no ${key}`);
      const value = cell(row, 'value');
      if (measure?.endsWith('_eur')) return [money(cents(value))];
      return [
        measure?.endsWith('_pct')
          ? { form: 'percent', value: Number(value) }
          : { form: 'number', value: Number(value) },
      ];
    }
    return [{ form: 'date', day: e.date }];
  }

  #item(ref: string): Item {
    const item = this.#items.find((i) => i.ref === ref);
    if (!item) throw new Error(`no ${ref} in the plan`);
    return item;
  }

  /** Cents, points or percent of one item, over all its cost lines. */
  #raw(field: Field, ref: string, department?: string): number | null {
    const item = this.#item(ref);
    if (!isMoney(field)) return item[field];
    const lines = this.#lines.filter((l) => l.item === ref && (!department || l.department === department));
    return plus(lines.map((line) => amountOf(line, field)));
  }

  #value(field: Field, ref: string, department?: string): Figure {
    const value = this.#raw(field, ref, department);
    if (value === null) throw new Error(`${ref} declares no ${field}`);
    return figure(field, value);
  }

  #matches(item: Item, where: Where): boolean {
    const numbers = where.number === undefined ? null : [where.number].flat();
    return (
      (!where.kind || item.kind === where.kind) &&
      (!numbers || numbers.includes(item.number)) &&
      (!where.code || item.code === where.code) &&
      (!where.scope || item.scope === where.scope) &&
      (where.goal === undefined || item.goals.includes(where.goal)) &&
      (where.years === undefined || item.horizonEnd - item.horizonStart + 1 === where.years) &&
      isYear(item.horizonStart, where.horizonStart) &&
      isYear(item.horizonEnd, where.horizonEnd) &&
      fits(item.weight, where.weight) &&
      fits(item.attainment, where.attainment) &&
      MEASURE_NAMES.every((m) => fits(where[m] ? this.#raw(m, item.ref) : null, where[m], 100))
    );
  }

  /** Items, by the structures they are assigned to. */
  #select(where: Where): Item[] {
    return this.#items.filter(
      (item) =>
        this.#matches(item, where) &&
        (!where.department || item.places.some((p) => p.department === where.department)) &&
        (!where.unit || item.places.some((p) => p.unit === where.unit)),
    );
  }

  /** Cost lines, by the structure under which the document prints them. */
  #linesOf(where: Where): Line[] {
    const wanted = new Set(this.#items.filter((item) => this.#matches(item, where)).map((item) => item.ref));
    return this.#lines.filter(
      (line) =>
        wanted.has(line.item) &&
        (!where.department || line.department === where.department) &&
        (!where.unit || line.unit === where.unit),
    );
  }

  #sum(measure: Measure, where: Where): number {
    const sum = plus(this.#linesOf(where).map((line) => amountOf(line, measure)));
    if (sum === null) throw new Error(`nothing declares ${measure} for ${JSON.stringify(where)}`);
    return sum;
  }

  #mean(field: Field, where: Where): Figure {
    const values = this.#select(where)
      .map((item) => this.#raw(field, item.ref))
      .filter((v): v is number => v !== null);
    if (values.length === 0) throw new Error(`nothing declares ${field} for ${JSON.stringify(where)}`);
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    if (isMoney(field)) return money(Math.round(mean));
    return { form: field === 'attainment' ? 'share' : 'average', value: mean };
  }

  #weighted(where: Where, tried: Readonly<Record<string, number | null>>): number {
    let sum = 0;
    let whole = 0;
    for (const { ref } of this.#select(where)) {
      const weight = (ref in tried ? tried[ref] : this.#raw('weight', ref)) ?? 0;
      const attainment = this.#raw('attainment', ref);
      if (attainment === null) continue;
      sum += weight * attainment;
      whole += weight;
    }
    if (whole === 0) throw new Error(`nothing is weighed for ${JSON.stringify(where)}`);
    return sum / whole;
  }

  #groups(by: 'department' | 'unit', measure: Measure, where: Where): { code: string; value: number }[] {
    const lines = this.#linesOf(where);
    return unique(lines.map((line) => line[by]).filter(Boolean)).flatMap((code) => {
      const value = plus(lines.filter((line) => line[by] === code).map((line) => amountOf(line, measure)));
      return value === null ? [] : [{ code, value }];
    });
  }

  /** A structure may be called by its code or by its name. */
  #structure(code: string): Figure {
    const row = [...this.#units, ...this.#departments].find((r) => r.code === code);
    if (!row) throw new Error(`no structure ${code}`);
    return { form: 'name', spellings: unique([code, cell(row, 'name')]) };
  }

  #fact(code: string): Figure {
    const row = this.#facts.find((r) => r.code === code);
    if (!row) throw new Error(`no fact ${code}`);
    const [unit, value] = [cell(row, 'unit'), cell(row, 'value')];
    if (unit === 'eur') return money(cents(value));
    return unit === 'percent'
      ? { form: 'percent', value: Number(value) }
      : { form: 'number', value: Number(value) };
  }

  #one(e: Expression): Figure {
    const [first, ...others] = this.evaluate(e);
    if (!first || others.length > 0) throw new Error(`${JSON.stringify(e)} is not one figure`);
    return first;
  }

  #scalar(e: Expression): number {
    const f = this.#one(e);
    if (f.form === 'money') return f.cents;
    if (f.form === 'percent' || f.form === 'number') return f.value;
    throw new Error(`${JSON.stringify(e)} is no figure`);
  }
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

const amountOf = (line: Line, measure: Measure): number | null =>
  measure === 'resources' ? plus([line.money.personnel, line.money.settled]) : line.money[measure];

const money = (value: number): Figure => ({ form: 'money', cents: value });

const figure = (field: Field, value: number): Figure => {
  if (isMoney(field)) return money(value);
  return field === 'attainment' ? { form: 'percent', value } : { form: 'number', value };
};

const like = (model: Figure, value: number): Figure =>
  model.form === 'money'
    ? money(value)
    : model.form === 'percent'
      ? { form: 'percent', value }
      : { form: 'number', value };
