import type { AmountName, Item, PlanHead, PlanWording } from '../../../domain/types.ts';
import type { Form } from '../../../words/articles.ts';
import type { ItemKind, ItemNoun, WorkedKind } from '../../../words/kinds.ts';
import { COST_MEASURES, type CostMeasure } from '../../../words/measures.ts';
import { genderOf, pluralOf } from '../../../words/plurals.ts';
import { formOf } from '../../../words/proper-names.ts';

type Noun = `${WorkedKind}_noun`;
type Name = `${CostMeasure}_name`;
/** The cells of the front page that say how the body calls things. */
export type WordingCells = Readonly<Record<Noun | Name | 'evaluator_name', readonly string[]>>;

const FORM = /^[mf][sp]?$/;

/** What the front page says; undefined where it says nothing. */
export function readWording(cells: WordingCells): PlanWording | undefined {
  const items: Partial<Record<ItemKind, ItemNoun>> = {};
  for (const kind of ['objective', 'process'] as const) {
    const noun = itemNoun(cells[`${kind}_noun`]);
    if (noun) items[kind] = noun;
  }
  const amounts: Partial<Record<CostMeasure, AmountName>> = {};
  for (const measure of COST_MEASURES) {
    const name = amountName(cells[`${measure}_name`]);
    if (name) amounts[measure] = name;
  }
  const [evaluator] = cells.evaluator_name;
  if (Object.keys(items).length + Object.keys(amounts).length === 0 && evaluator === undefined)
    return undefined;
  return { items, amounts, ...(evaluator === undefined ? {} : { evaluator }) };
}

/** The cells that say the same again. */
export const writeWording = ({
  items = {},
  amounts = {},
  evaluator,
}: Partial<PlanWording> = {}): WordingCells => {
  const noun = (one: ItemNoun | undefined) => (one ? [one.one, one.many, one.gender] : []);
  const name = (one: AmountName | undefined) => (one ? [...one.names, one.form] : []);
  return {
    objective_noun: noun(items.objective),
    process_noun: noun(items.process),
    personnel_name: name(amounts.personnel),
    committed_name: name(amounts.committed),
    settled_name: name(amounts.settled),
    assessed_name: name(amounts.assessed),
    collected_name: name(amounts.collected),
    evaluator_name: evaluator === undefined ? [] : [evaluator],
  };
};

/** Items as the body calls them. */
export const withNouns = (items: readonly Item[], { wording }: PlanHead): readonly Item[] =>
  wording === undefined
    ? items
    : items.map((item) => {
        const noun = wording.items[item.kind];
        return noun === undefined ? item : { ...item, noun };
      });

/** "azione;azioni;f": what is left out is told by the first. */
function itemNoun(cell: readonly string[]): ItemNoun | null {
  const { words, form } = parted(cell);
  const [one, many] = words;
  if (one === undefined) return null;
  return { one, many: many ?? pluralOf(one), gender: form ? genderIn(form) : genderOf(one) };
}

/** "finanziamento;stanziato": what is printed, and what is understood besides. */
function amountName(cell: readonly string[]): AmountName | null {
  const { words, form } = parted(cell);
  const [first, ...others] = words;
  if (first === undefined) return null;
  const told = form === null ? null : form.length === 1 ? (`${form}s` as Form) : (form as Form);
  return { names: [first, ...others], form: told ?? formOf(first) ?? 'ms' };
}

function parted(cell: readonly string[]): { words: readonly string[]; form: string | null } {
  const words = cell.map((word) => word.toLowerCase());
  const last = words.at(-1) ?? '';
  return words.length > 1 && FORM.test(last)
    ? { words: words.slice(0, -1), form: last }
    : { words, form: null };
}

const genderIn = (form: string): 'm' | 'f' => (form.startsWith('f') ? 'f' : 'm');
