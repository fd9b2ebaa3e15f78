import type { PlanIndex } from '../knowledge/plan-index.ts';
import { type Row, selectRows, toRow } from '../knowledge/select.ts';
import type { Filter, Subject } from '../query.ts';

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
