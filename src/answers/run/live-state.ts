import type { Phase } from '../../domain/types.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import { type Row, selectRows } from '../knowledge/select.ts';
import type { Live } from '../ports.ts';
import { EVERYTHING, type QueryOf } from '../query.ts';
import type { KnownState, LivePhase } from './result.ts';

/** The newest update of each row's item, over all phases. */
export async function knownStates(
  live: Live,
  rows: readonly Row[],
): Promise<ReadonlyMap<string, KnownState>> {
  const states = new Map<string, KnownState>();
  if (rows.length > 20) return states;
  for (const phase of await live.phases())
    for (const update of await live.latestUpdates(phase.code)) {
      const ref = `${update.kind}:${update.number}`;
      const known = states.get(ref);
      if (!known || known.update.at < update.at) states.set(ref, { phase, update });
    }
  return states;
}

/** The phase that is open, or the last one, with the state of every item it asks about; null without any update or open phase. */
export async function livePhase(
  index: PlanIndex,
  live: Live,
  query: QueryOf<'monitoring'>,
): Promise<LivePhase | null> {
  const phases = await live.phases();
  const phase = phases.find((one) => one.closesOn === null) ?? phases.at(-1);
  if (!phase) return null;
  const updates = await live.latestUpdates(phase.code);
  if (updates.length === 0 && !query.missing) return null;
  const byRef = new Map(updates.map((update) => [`${update.kind}:${update.number}`, update.state]));
  const rows = selectRows(index, {
    ...EVERYTHING,
    kind: query.kind,
    departments: query.departments,
    units: query.units,
  });
  const states = rows
    .filter((row) => asks(phase, row))
    .map((row) => ({ item: row.of, state: byRef.get(row.of.ref) ?? null }));
  return { phase, states };
}

const asks = (phase: Phase, row: Row): boolean => phase.kinds.includes(row.of.item.kind);
