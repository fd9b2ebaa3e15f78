/**
 * The oracle of generated requests: right answers from the CSV files alone, with code that the engine never sees.
 *
 * Null is never zero: a sum takes the rows that declare a value, and nothing declared is an answer of its own.
 */
import { type Choose, underEveryConvention } from './conventions.ts';
import { type Amount, type Outcome, Unaskable } from './outcome.ts';
import type { PlanRows } from './plan-rows.ts';
import {
  type Direction,
  type Figure,
  isMoney,
  kindOf,
  type Level,
  type Measure,
  type Place,
  type Ranking,
  type Request,
  type Scope,
  scopesOf,
} from './request.ts';
import { Selection } from './selection.ts';

const UNDECLARED: Outcome = { is: 'undeclared' };

const amount = (value: number, figure: Figure): Amount => {
  if (figure.fold === 'count') return { unit: 'count', value };
  if (isMoney(figure.measure)) return { unit: 'cents', value: Math.round(value) };
  if (figure.fold === 'mean' || figure.fold === 'median')
    return { unit: figure.measure === 'attainment' ? 'share' : 'mean', value };
  return { unit: figure.measure === 'attainment' ? 'percent' : 'points', value };
};

const fold = (selection: Selection, figure: Figure): number | null => {
  if (figure.fold === 'count') return selection.items.length;
  if (figure.fold === 'sum') return selection.sum(figure.measure);
  const values = selection.values(figure.measure);
  if (values.length === 0) return null;
  if (figure.fold === 'mean') return values.reduce((a, b) => a + b, 0) / values.length;
  if (figure.fold === 'median') {
    const inOrder = values.toSorted((a, b) => a - b);
    const middle = inOrder.slice(Math.ceil(inOrder.length / 2) - 1, Math.floor(inOrder.length / 2) + 1);
    return middle.reduce((a, b) => a + b, 0) / middle.length;
  }
  return figure.fold === 'max' ? Math.max(...values) : Math.min(...values);
};

/** The first of a list, or the one in a place. @throws {Unaskable} when too few, or when a tie makes it a matter of taste. */
const placed = <T>(
  ranked: readonly { readonly key: T; readonly value: number }[],
  direction: Direction,
  { kind, n }: Place,
): T[] => {
  const sorted = [...ranked].sort((a, b) => (direction === 'most' ? b.value - a.value : a.value - b.value));
  if (sorted.length <= n) throw new Unaskable('too few to rank');
  const [before, last, after] = [sorted[n - 2], sorted[n - 1], sorted[n]];
  if (last?.value === after?.value || (kind === 'ordinal' && last?.value === before?.value))
    throw new Unaskable('a tie');
  return sorted.slice(kind === 'first' ? 0 : n - 1, n).map(({ key }) => key);
};

export class GeneratedOracle {
  readonly #plans: readonly PlanRows[];
  /** How the body calls its departments; a department called otherwise may be left out of a ranking. */
  readonly #departmentNoun: string;

  /** @param plans the first is the one meant when no year is said */
  constructor(plans: readonly PlanRows[], departmentNoun: string) {
    this.#plans = plans;
    this.#departmentNoun = departmentNoun;
  }

  /** Every fair answer. @throws {Unaskable} when there is none that all would give. */
  answers(request: Request): Outcome[] {
    return underEveryConvention((choose) => this.#answer(request, choose));
  }

  /** Whether some condition changes nothing: an answer that drops it would be right by chance. */
  isIdle(request: Request): boolean {
    const refs = (scope: Scope): string =>
      this.#select(scope, () => false)
        .items.map(({ ref }) => ref)
        .join();
    return scopesOf(request).some(
      (scope) =>
        scope.atoms.length > 0 &&
        scope.atoms.some(
          (atom) => refs(scope) === refs({ ...scope, atoms: scope.atoms.filter((other) => other !== atom) }),
        ),
    );
  }

  #answer(request: Request, choose: Choose): Outcome {
    switch (request.ask) {
      case 'figure': {
        const selection = this.#select(request.scope, choose);
        const value = fold(selection, request.figure);
        if (value === null) return UNDECLARED;
        return {
          is: 'amount',
          amount: amount(value, request.figure),
          derived: false,
          refs: request.figure.fold === 'count' ? selection.items.map(({ ref }) => ref) : null,
        };
      }
      case 'list': {
        const refs = this.#select(request.scope, choose).items.map(({ ref }) => ref);
        return refs.length === 0 ? { is: 'none' } : { is: 'items', refs, single: false };
      }
      case 'rank':
        return {
          is: 'items',
          refs: this.#ranked(request, choose).map(({ ref }) => ref),
          single: isSingle(request.place),
        };
      case 'groups': {
        const rows = this.#groups(request.level, request.figure, request.scope, choose).filter(
          ({ value }) => request.figure.fold !== 'count' || value > 0,
        );
        if (rows.length < 2) throw new Unaskable('a single group');
        return {
          is: 'groups',
          rows: rows.map(({ key, value }) => ({ code: key, amount: amount(value, request.figure) })),
        };
      }
      case 'rank-groups': {
        const groups = this.#ofLevel(request, choose);
        // Whether a structure without any has the fewest is a matter of taste.
        if (
          request.figure.fold === 'count' &&
          request.direction === 'least' &&
          groups.some(({ value }) => value === 0)
        )
          throw new Unaskable('a structure with none');
        const codes = placed(groups, request.direction, request.place);
        return { is: 'structures', codes, single: isSingle(request.place) };
      }
      case 'best-per-group': {
        const selection = this.#select(request.scope, choose);
        const rows = this.#structures(request.level).flatMap(({ code }) => {
          // In a structure's own ranking an item counts for what that structure declares, or for the whole of it.
          const inside = this.#select(
            {
              ...request.scope,
              atoms: [
                ...request.scope.atoms,
                { atom: 'structure', level: request.level, codes: [code], exclude: false },
              ],
            },
            choose,
          );
          const values = inside.items.flatMap((item) => {
            const value = inside.valueOf(item, request.by);
            return value === null ? [] : [{ ref: item.ref, value }];
          });
          const best = (request.direction === 'most' ? Math.max : Math.min)(
            ...values.map(({ value }) => value),
          );
          const refs = values.filter(({ value }) => value === best).map(({ ref }) => ref);
          if (refs.length > 1) throw new Unaskable('a tie');
          return refs.length === 0 ? [] : [{ code, refs }];
        });
        if (rows.length < 2 || selection.items.length < 4) throw new Unaskable('too few groups');
        return { is: 'bests', rows };
      }
      case 'gap': {
        const pair = this.#select(request.scope, choose).pair(request.more, request.less);
        if (pair === null) return UNDECLARED;
        // «Di quanto supera» has no answer below zero.
        if (pair[0] <= pair[1]) throw new Unaskable('no difference');
        return derived({ unit: 'cents', value: pair[0] - pair[1] });
      }
      case 'rate': {
        const pair = this.#select(request.scope, choose).pair(request.part, request.whole);
        if (pair === null) return UNDECLARED;
        if (pair[1] === 0) throw new Unaskable('a part of nothing');
        return derived({ unit: 'share', value: (100 * pair[0]) / pair[1] });
      }
      case 'gap-scopes':
      case 'ratio': {
        const [left, right] = [request.left, request.right].map((scope) =>
          fold(this.#select(scope, choose), request.figure),
        );
        if (left === null || right === null || left === undefined || right === undefined) return UNDECLARED;
        if (request.ask === 'gap-scopes') {
          if (left === right || (left < right && request.left.year === request.right.year))
            throw new Unaskable('no difference');
          return derived(amount(left - right, request.figure));
        }
        if (right === 0 || left / right < 1.1) throw new Unaskable('how many times something larger');
        return derived({ unit: 'ratio', value: left / right });
      }
      case 'share': {
        const part = { ...request.whole, atoms: [...request.whole.atoms, request.part] };
        const [left, right] = [part, request.whole].map((scope) =>
          fold(this.#select(scope, choose), request.figure),
        );
        if (left === null || left === undefined) return UNDECLARED;
        if (!right) throw new Unaskable('a part of nothing');
        return derived({ unit: 'share', value: (100 * left) / right });
      }
      case 'per-point': {
        const scope: Scope = {
          kind: 'objective',
          atoms: [{ atom: 'items', refs: [request.item], exclude: false }],
          year: request.year,
        };
        const selection = this.#select(scope, choose);
        const [cost, weight] = [selection.sum(request.measure), selection.sum('weight')];
        if (!weight) throw new Unaskable('no weight');
        return cost === null ? UNDECLARED : derived({ unit: 'cents', value: Math.round(cost / weight) });
      }
      case 'nested': {
        const { figure, of } = request;
        if (figure.fold === 'count') throw new Unaskable('how many are the first five');
        const selection = this.#select(of.scope, choose);
        const values = this.#ranked(of, choose)
          .map((item) => selection.valueOf(item, figure.measure))
          .filter((value) => value !== null);
        if (values.length === 0) return UNDECLARED;
        const total = values.reduce((a, b) => a + b, 0);
        return derived(amount(figure.fold === 'mean' ? total / values.length : total, figure));
      }
      case 'share-of-first': {
        const { of } = request;
        const selection = this.#select(of.scope, choose);
        const first = this.#ranked(of, choose).map((item) => selection.valueOf(item, of.by) ?? 0);
        const whole = fold(selection, { fold: 'sum', measure: of.by });
        if (!whole) throw new Unaskable('a part of nothing');
        return derived({ unit: 'share', value: (100 * first.reduce((a, b) => a + b, 0)) / whole });
      }
      case 'slice': {
        const { from, to } = request;
        // Both ends must be plain: nobody shares the place before them or after.
        const places = [from - 1, to].filter((n) => n > 0);
        const [upTo = [], before = []] = places
          .map((n) => this.#ranked({ ...request, place: { kind: 'first', n } }, choose))
          .reverse();
        return { is: 'items', refs: upTo.slice(before.length).map(({ ref }) => ref), single: false };
      }
      case 'nearest': {
        const values = this.#values(request.scope, request.by, choose);
        const target =
          request.to === 'mean'
            ? values.reduce((sum, { value }) => sum + value, 0) / values.length
            : request.to;
        const apart = values.map(({ key, value }) => ({ key, value: Math.abs(value - target) }));
        const [only] = placed(apart, 'least', { kind: 'first', n: 1 });
        if (!only) throw new Unaskable('nothing near');
        return { is: 'items', refs: [only.ref], single: true };
      }
      case 'groups-beyond': {
        const beyond = this.#ofLevel(request, choose)
          .filter(({ value }) => (request.bound === 'gt' ? value > request.value : value < request.value))
          .map(({ key }) => key);
        if (!request.counted)
          return beyond.length === 0 ? { is: 'none' } : { is: 'structures', codes: beyond, single: false };
        return {
          is: 'amount',
          amount: { unit: 'count', value: beyond.length },
          derived: false,
          refs: null,
        };
      }
      case 'groups-without': {
        const { level, figure, scope } = request;
        const known = new Map(
          this.#groups(level, figure, scope, choose).map(({ key, value }) => [key, value]),
        );
        const codes = this.#structures(level)
          .map(({ code }) => code)
          .filter((code) => level === 'unit' || this.#isOfLevel(code) || !choose('strict-level'))
          .filter((code) => (known.get(code) ?? 0) === 0);
        if (request.counted)
          return {
            is: 'amount',
            amount: { unit: 'count', value: codes.length },
            derived: false,
            refs: null,
          };
        return codes.length === 0 ? { is: 'none' } : { is: 'structures', codes, single: false };
      }
      case 'share-groups': {
        const { level, figure, scope } = request;
        const whole = fold(this.#select(scope, choose), figure);
        if (!whole) throw new Unaskable('a part of nothing');
        return {
          is: 'groups',
          rows: this.#groups(level, figure, scope, choose)
            .filter(({ value }) => value > 0)
            .map(({ key, value }) => ({
              code: key,
              amount: { unit: 'share', value: (100 * value) / whole },
            })),
        };
      }
      case 'rank-rates': {
        const rates = this.#structures(request.level)
          .filter(({ code, level }) => level === 'unit' || this.#isOfLevel(code) || !choose('strict-level'))
          .flatMap(({ code }) => {
            const atom = { atom: 'structure', level: request.level, codes: [code], exclude: false } as const;
            const { scope, part, whole } = request;
            const pair = this.#select({ ...scope, atoms: [...scope.atoms, atom] }, choose).pair(part, whole);
            return pair === null || pair[1] === 0 ? [] : [{ key: code, value: pair[0] / pair[1] }];
          });
        const codes = placed(rates, request.direction, { kind: 'first', n: 1 });
        return { is: 'structures', codes, single: true };
      }
      case 'goals': {
        const goals = new Set(this.#select(request.scope, choose).items.flatMap((item) => item.goals));
        return { is: 'amount', amount: { unit: 'count', value: goals.size }, derived: false, refs: null };
      }
      case 'owner': {
        const plan = this.#select({ kind: null, atoms: [], year: request.year }, choose);
        const item = plan.items.find(({ ref }) => ref === request.item);
        const codes = [...new Set((item?.places ?? []).map((place) => place[request.level]))];
        if (codes.length === 0 || codes.includes('')) throw new Unaskable('nobody');
        return { is: 'structures', codes, single: codes.length === 1 };
      }
      case 'mean-of-groups': {
        const all = this.#ofLevel(request, choose);
        const isCount = request.figure.fold === 'count';
        const groups =
          isCount && all.some(({ value }) => value === 0) && choose('those-with-some')
            ? all.filter(({ value }) => value > 0)
            : all;
        if (groups.length < 3) throw new Unaskable('too few groups');
        const mean = groups.reduce((sum, { value }) => sum + value, 0) / groups.length;
        return derived(isCount ? { unit: 'mean', value: mean } : amount(mean, request.figure));
      }
      case 'distance': {
        const scope: Scope = { kind: kindOf(request.item), atoms: [], year: request.year };
        const values = this.#values(scope, request.measure, choose);
        const own = values.find(({ key }) => key.ref === request.item);
        if (!own || values.length < 3) throw new Unaskable('nothing declared');
        const mean = values.reduce((sum, { value }) => sum + value, 0) / values.length;
        return derived(amount(own.value - mean, { fold: 'mean', measure: request.measure }));
      }
      case 'multiple': {
        const scope: Scope = { kind: kindOf(request.item), atoms: [], year: request.year };
        const own = this.#values(scope, request.measure, choose).find(({ key }) => key.ref === request.item);
        if (!own || own.value === 0) throw new Unaskable('twice nothing');
        return derived({ unit: 'cents', value: request.times * own.value });
      }
      case 'which':
      case 'whether': {
        const [left, right] = [request.left, request.right].map((scope) =>
          fold(this.#select(scope, choose), request.figure),
        );
        if (left === null || right === null || left === undefined || right === undefined || left === right)
          throw new Unaskable('nothing to compare');
        const holds = request.direction === 'most' ? left > right : left < right;
        const [a, b] = [request.left, request.right].map(({ atoms: [atom] }) => {
          if (atom?.atom === 'items') return atom.refs[0];
          return atom?.atom === 'structure' ? atom.codes[0] : undefined;
        });
        if (a !== undefined && b !== undefined) {
          const of = request.left.atoms[0]?.atom === 'items' ? 'items' : 'structures';
          const more = left > right ? a : b;
          return request.ask === 'whether'
            ? { is: 'truth', holds, of, more }
            : { is: 'ahead', wanted: holds ? a : b, of, more };
        }
        throw new Unaskable('neither an item nor a structure');
      }
      case 'join':
        return { is: 'several', parts: request.parts.map((part) => this.#answer(part, choose)) };
    }
  }

  #select(scope: Scope, choose: Choose): Selection {
    const plan = scope.year === null ? this.#plans[0] : this.#plans.find(({ year }) => year === scope.year);
    if (!plan) throw new Error(`no plan of ${scope.year}`);
    return new Selection(plan, scope, choose);
  }

  #ranked({ scope, by, direction, place }: Ranking, choose: Choose) {
    return placed(this.#values(scope, by, choose), direction, place);
  }

  /** The items of a scope that declare a measure, with what they declare. */
  #values(scope: Scope, measure: Measure, choose: Choose) {
    const selection = this.#select(scope, choose);
    return selection.items.flatMap((item) => {
      const value = selection.valueOf(item, measure);
      return value === null ? [] : [{ key: item, value }];
    });
  }

  #structures(level: Level) {
    return (this.#plans[0]?.structures ?? []).filter((structure) => structure.level === level);
  }

  #isOfLevel(code: string): boolean {
    const structure = this.#structures('department').find((candidate) => candidate.code === code);
    return `${code} ${structure?.name ?? ''}`.toLowerCase().includes(this.#departmentNoun);
  }

  /** The figure of every structure of a level, with or without those called otherwise. */
  #ofLevel(
    { level, figure, scope }: { readonly level: Level; readonly figure: Figure; readonly scope: Scope },
    choose: Choose,
  ): { key: string; value: number }[] {
    return this.#groups(level, figure, scope, choose).filter(
      ({ key }) => level === 'unit' || this.#isOfLevel(key) || !choose('strict-level'),
    );
  }

  #groups(level: Level, figure: Figure, scope: Scope, choose: Choose): { key: string; value: number }[] {
    const selection = this.#select(scope, choose);
    return this.#structures(level).flatMap(({ code }) => {
      const inside = (): Selection =>
        this.#select(
          { ...scope, atoms: [...scope.atoms, { atom: 'structure', level, codes: [code], exclude: false }] },
          choose,
        );
      const value =
        figure.fold === 'count'
          ? selection.itemsIn(level, code).length
          : figure.fold === 'sum'
            ? selection.sumIn(level, code, figure.measure)
            : fold(inside(), figure);
      return value === null ? [] : [{ key: code, value }];
    });
  }
}

const isSingle = ({ kind, n }: Place): boolean => kind === 'ordinal' || n === 1;

const derived = (value: Amount): Outcome => ({ is: 'amount', amount: value, derived: true, refs: null });
