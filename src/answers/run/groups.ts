import { ITEM_KINDS } from '../../words/kinds.ts';
import { rememberFor } from '../knowledge/memo.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import { type Row, selectRows, toRow } from '../knowledge/select.ts';
import type { Filter, GroupBy, Subject } from '../query.ts';
import type { Group } from './result.ts';

/** Splits what a filter lets through by structure, goal, kind, weight or last year. */
export function splitRows(index: PlanIndex, filter: Filter, by: GroupBy): readonly Split[] {
  const rows = selectRows(index, filter);
  return rememberFor(index.memo, rows, `split:${by}:${filter.departments}:${filter.units}`, () =>
    split(index, filter, by, rows),
  );
}

interface Split {
  readonly subject: Group['subject'];
  readonly rows: readonly Row[];
}

function split(index: PlanIndex, filter: Filter, by: GroupBy, rows: readonly Row[]): readonly Split[] {
  const { plan, tier } = index;
  if (by === 'department' || by === 'unit') {
    const named: readonly { readonly code: string; readonly department?: string }[] =
      by === 'department'
        ? plan.departments
        : plan.units.filter(({ code }) => tier === null || tier.codes.has(code));
    const allowed = named.filter(
      (one) =>
        filter.departments.length + filter.units.length === 0 ||
        filter.departments.includes(one.department ?? one.code) ||
        index.above(one.code).some((code) => filter.units.includes(code)),
    );
    const members = new Map<string, Row[]>(allowed.map((one) => [one.code, []]));
    const unitsOf = ({ of }: Row) => (tier === null ? of.units : of.within);
    for (const row of rows)
      for (const code of by === 'department' ? row.of.departments : unitsOf(row))
        members
          .get(code)
          ?.push(toRow(row.of, by === 'department' ? [code] : [], by === 'unit' ? [code] : []));
    return [...members].map(([code, own]) => ({ subject: { type: by, code }, rows: own }));
  }
  if (by === 'kind')
    return ITEM_KINDS.map((kind) => ({
      subject: { type: 'kind' as const, kind },
      rows: rows.filter((row) => row.of.item.kind === kind),
    })).filter((group) => group.rows.length > 0);
  if (by === 'goal')
    return plan.goals.map((goal) => ({
      subject: { type: 'goal' as const, number: goal.number },
      rows: rows.filter((row) => row.of.item.goals.includes(goal.number)),
    }));
  const label = (row: Row): string =>
    String(by === 'weight' ? (row.of.item.weight ?? '—') : row.of.item.horizonEnd);
  const labels = [...new Set(rows.map(label))].sort((a, b) => Number(b) - Number(a));
  return labels.map((one) => ({
    subject: { type: 'other' as const, label: one },
    rows: rows.filter((row) => label(row) === one),
  }));
}

/** The rows of one side of a comparison. */
export function rowsOf(index: PlanIndex, subject: Subject, filter: Filter): readonly Row[] {
  switch (subject.type) {
    case 'item': {
      const one = index.byRef.get(subject.ref);
      return one ? [toRow(one, [], [])] : [];
    }
    case 'unit':
      return selectRows(index, { ...filter, departments: [], units: [subject.code] });
    case 'department':
      return selectRows(index, { ...filter, departments: [subject.code], units: [] });
    case 'kind':
      return selectRows(index, { ...filter, kind: subject.kind });
    case 'goal':
      return selectRows(index, { ...filter, goals: [subject.number] });
  }
}
