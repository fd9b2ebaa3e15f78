import { WHOLE_PHASE } from '../query.ts';
import { ownStructures, speaksOfDeadline } from './filters.ts';
import { ask, type Context, type Outcome, refuse } from './outcome.ts';

/** "Perché al monitoraggio gli obiettivi erano 71?": the number is how many were monitored, of which none has that number. */
export function recogniseMonitoredTotal({ reading, vocabulary }: Context): Outcome | null {
  const { plan, byNumber } = vocabulary.index;
  const kind = reading.kinds.find((one) => {
    const monitored = plan.monitoringCounts
      .filter((count) => count.kind === one)
      .reduce((sum, { count }) => sum + count, 0);
    const taken = byNumber.get(monitored)?.some(({ item }) => item.kind === one) ?? false;
    return (
      monitored > 0 &&
      !taken &&
      reading.tokens.some(({ type, value }) => type === 'number' && value === monitored)
    );
  });
  if (
    kind === undefined ||
    reading.measures.some((one) => one !== 'attainment') ||
    reading.amounts.length > 0
  )
    return null;
  return ask({
    ...WHOLE_PHASE,
    kind,
    states: [...reading.states],
    share: asksShare(reading),
  });
}

const asksShare = ({ concepts }: Context['reading']): boolean =>
  concepts.has('ask:percent') || concepts.has('ask:share');

/** The monitoring summary, printed and live. */
export function recogniseMonitoring(context: Context): Outcome | null {
  const { reading } = context;
  const { concepts } = reading;
  // "Quanti erano già raggiunti a settembre?": the state of then, not the final result.
  const midyear =
    concepts.has('mon:midyear') &&
    (reading.states.length > 0 ||
      ['filter:full', 'filter:not_full', 'attr:state', 'measure:attainment'].some((one) =>
        concepts.has(one),
      ));
  const monitoring = concepts.has('mon:monitoring') || midyear || concepts.has('group:state');
  const missing = concepts.has('mon:missing');
  const states =
    reading.states.length > 0 && (reading.setLike || reading.kinds.length > 0 || concepts.has('ask:count'));
  // Entity indicators may be counted by the summary and listed nowhere.
  const unlisted = reading.kinds.join() === 'indicator' && !context.vocabulary.index.byKind.has('indicator');
  if (!monitoring && !missing && !states && !unlisted) return null;
  // "Quanti ritirati aspettano approvazione?" asks of what was reported, which the summary does not tell.
  if (['waiting', 'critical', 'actions'].some((one) => concepts.has(`mon:${one}`))) return null;
  // "Che parere ha dato il Nucleo sul monitoraggio?" asks for an act.
  if (concepts.has('ask:act') && (reading.states.length === 0 || !concepts.has('ask:count'))) return null;
  if ((concepts.has('ask:when') || speaksOfDeadline(reading)) && reading.states.length === 0 && !missing)
    return null;
  if (
    (concepts.has('ask:meaning') && !(monitoring && reading.states.length > 0)) ||
    concepts.has('ask:method') ||
    reading.measures.some((one) => one !== 'attainment')
  )
    return null;
  if (reading.items.length > 0) return null;
  if (reading.topic.length > 1 && !monitoring && !missing) return null;
  const named = reading.structures.length > 0;
  const own = missing && !named && isMine(reading) ? ownStructures(context.asker) : null;
  if (missing && !named && isMine(reading) && own === null) return refuse({ reason: 'unknown_asker' });
  const codes = (level: 'department' | 'unit'): string[] =>
    reading.structures.filter((one) => one.level === level).map((one) => one.code);
  const all = [...reading.states];
  if (monitoring && concepts.has('filter:full') && !all.includes('achieved')) all.unshift('achieved');
  return ask({
    ...WHOLE_PHASE,
    kind: reading.kinds.length === 1 ? (reading.kinds[0] ?? null) : null,
    states: all,
    departments: own ? [...own.departments] : codes('department'),
    units: own ? [...own.units] : codes('unit'),
    missing,
    share: asksShare(reading),
  });
}

/** "Che cosa devo ancora aggiornare?", "che cosa ci manca?": what the asker owes. */
const isMine = (reading: Context['reading']): boolean =>
  reading.concepts.has('filter:mine') ||
  reading.tokens.some(({ text }) => /^(devo|dobbiamo|mi|ci|ho|abbiamo|io|noi)$/.test(text));
