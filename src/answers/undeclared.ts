import type { Measure } from '../words/measures.ts';
import { figuresOf } from './figures/expressions.ts';
import type { Figure } from './figures/figures-query.ts';
import { silentFigures } from './figures/silent.ts';
import { remember } from './knowledge/memo.ts';
import type { PlanIndex } from './knowledge/plan-index.ts';
import { remarksOf } from './knowledge/remarks.ts';
import type { Query, QueryOf } from './query.ts';

const isMoney = (figure: Figure): boolean =>
  figure !== 'items' && figure !== 'weight' && figure !== 'attainment';

const allMoney = (figures: readonly Measure[]): boolean => figures.length > 0 && figures.every(isMoney);

/** No line of the plan declares an amount. */
const isMoneyless = (index: PlanIndex): boolean =>
  remember(
    index.memo,
    'moneyless',
    () => !index.items.some(({ figures }) => Object.values(figures).some((amount) => amount !== null)),
  );

/** No item of the plan is linked to a goal of the 2030 Agenda. */
const isGoalless = ({ byGoal }: PlanIndex): boolean => byGoal.size === 0;

/** What a query asks for, and the plan says of no item: "none" and rows of "not declared" would be no answer. */
export function undeclaredBy(index: PlanIndex, query: Query): 'money' | 'goals' | null {
  if (isMoneyless(index) && asksMoneyOnly(index, query)) return 'money';
  return isGoalless(index) && asksByGoals(query) ? 'goals' : null;
}

/** More items than these are asked about as a set, of which a remark tells nothing. */
const MOST_ITEMS = 3;
const AMOUNT = /\d\s*(€|euro|mila|milion)/i;

/** What the plan's remarks say of the money of the few items that a query names, where no column declares any. */
export function remarkedAmounts(index: PlanIndex, query: Query): QueryOf<'remark'> | null {
  const refs = itemsOf(query);
  if (refs.length === 0 || refs.length > MOST_ITEMS) return null;
  const told = remarksOf(index).all.filter(
    ({ subject, note }) => refs.some((ref) => ref === subject) && AMOUNT.test(note),
  );
  return told.length === 0 ? null : { type: 'remark', remarks: told.map(({ code }) => code) };
}

function itemsOf(query: Query): readonly string[] {
  if (query.type === 'item') return query.items;
  if (query.type === 'figures')
    return query.select.flatMap((atom) => (atom.type === 'items' ? atom.refs : []));
  return [];
}

const asksByGoals = (query: Query): boolean =>
  query.type === 'figures' && (query.by === 'goal' || query.select.some(({ type }) => type === 'goal'));

function asksMoneyOnly(index: PlanIndex, query: Query): boolean {
  switch (query.type) {
    case 'item':
      return query.attributes.length === 0 && allMoney(query.measures);
    case 'figures': {
      const told = query.columns.flatMap(figuresOf);
      return told.length > 0 && told.every(isMoney) && silentFigures(index, query).some(isMoney);
    }
    default:
      return false;
  }
}
