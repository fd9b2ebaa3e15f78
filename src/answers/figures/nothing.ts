import type { ItemRef } from '../../domain/types.ts';
import { itemName } from '../../words/kinds.ts';
import { capital } from '../../words/sentences.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import { type Draft, type Phrasing, say } from '../phrase/draft.ts';
import { listSource } from '../phrase/sources.ts';
import { selectEntries } from './atoms.ts';
import { needsFigures } from './conditions.ts';
import { describeMany, describeOne, nounOf } from './describe-atoms.ts';
import { havingText } from './describe-having.ts';
import { describeScope } from './describe-set.ts';
import { yearText } from './describe-years.ts';
import { labelOf } from './expr-text.ts';
import { evaluateExpr, figuresOf, groundOf } from './expressions.ts';
import { figureName, pronounOf, undeclaredText } from './figure-names.ts';
import { notesOf } from './figures-notes.ts';
import type { Atom, Figure } from './figures-query.ts';
import type { FiguresTable } from './figures-table.ts';
import { agreeing } from './italian.ts';
import { rankItems } from './ranking.ts';
import { scopeBracket } from './rows-headline.ts';
import { levelAgreement, levelNames } from './subjects.ts';
import { ofTheItem, itemName as voiceName } from './voice.ts';

/** What is said when there is nothing to show: a figure that nobody declares, a place beyond the last, an empty set. */
export function nothingDraft(phrasing: Phrasing, table: FiguresTable): Draft | null {
  const silent = silentFigure(table);
  if (silent !== null) return silentDraft(phrasing, table, silent);
  if (!isEmpty(table)) return null;
  return (
    besideDraft(phrasing, table) ??
    openDraft(phrasing, table) ??
    uncomparedDraft(phrasing, table) ??
    emptyDraft(phrasing, table)
  );
}

const without = (headline: string, index: PlanIndex): Draft => ({
  headline,
  sources: listSource(index),
  value: null,
  unit: null,
});

const notDeclared = ({ words }: Phrasing, figure: Figure): string =>
  `${capital(figureName(words, figure))} ${undeclaredText(words, figure)}`;

/** The figure for want of which there is no answer, because the whole plan is silent on it. */
function silentFigure(table: FiguresTable): Figure | null {
  const { query, rows, silent } = table;
  const needed = query.columns.flatMap(figuresOf).filter((figure) => figure !== 'items');
  const values = rows.flatMap((row) => row.cells.map(({ value }) => value));
  const nothing = isEmpty(table) || (values.length > 0 && values.every((value) => value === null));
  const all = needed.length > 0 && needed.every((figure) => silent.includes(figure));
  return nothing || all ? (silent[0] ?? null) : null;
}

function silentDraft(phrasing: Phrasing, { query }: FiguresTable, figure: Figure): Draft {
  const { index, words } = phrasing;
  const { year } = index.plan.head;
  const scope = describeScope(
    phrasing,
    query.select.filter((atom) => !needsFigures(atom)),
    query.mine,
  );
  const italian = `nel piano ${year} nessuna voce ${pronounOf(words, figure)} riporta (${scope})`;
  const english = `no item of the ${year} plan reports it (${scope})`;
  return without(`${notDeclared(phrasing, figure)}: ${say(words, italian, english)}.`, index);
}

/** A condition that none of the items could be held against: they are not "none", they do not say. */
function openDraft(phrasing: Phrasing, { query, selection }: FiguresTable): Draft | null {
  const { index, words } = phrasing;
  const unheld = query.select.find((atom) => isAgainstSilence(phrasing, atom));
  if (unheld?.type === 'bound' && 'item' in unheld.than) {
    const name = figureName(words, unheld.figure);
    const silence = undeclaredText(words, unheld.figure);
    return without(
      say(
        words,
        `${capital(`${name} ${ofTheItem(phrasing, unheld.than.item)}`)} ${silence}: non si può confrontare.`,
        `${capital(name)} of ${voiceName(phrasing, unheld.than.item)} ${silence}: it cannot be compared.`,
      ),
      index,
    );
  }
  const [open] = selection.undecided;
  if (open === undefined || open.count < selection.candidates) return null;
  const asked = query.select.filter((atom) => !needsFigures(atom));
  const scope = `${describeScope(phrasing, asked, query.mine)}, ${yearText(phrasing, query)}`;
  const none = open.count === 1 ? 'la voce non' : `nessuna delle ${open.count} voci`;
  const italian = `${none} ${pronounOf(words, open.figure)} riporta (${scope})`;
  const english = `none of the ${open.count} items reports it (${scope})`;
  return without(`${notDeclared(phrasing, open.figure)}: ${say(words, italian, english)}.`, index);
}

/** Held against what an item does not declare. */
function isAgainstSilence({ index }: Phrasing, atom: Atom): boolean {
  if (atom.type !== 'bound' || !('item' in atom.than)) return false;
  const { entries } = selectEntries(index, [{ type: 'items', refs: [atom.than.item] }], rankItems);
  const expr = { type: 'fold', fold: 'sum', figure: atom.figure } as const;
  return evaluateExpr(groundOf(index, rankItems), expr, entries).value === null;
}

/** Rows there are, but none has a value to be ordered by or held against a condition. */
function uncomparedDraft(phrasing: Phrasing, { query, ordering, undecided }: FiguresTable): Draft | null {
  const { index, words } = phrasing;
  const ordered = query.order !== null && ordering !== null && ordering.compared > 0;
  const unordered = ordered && ordering.undeclared === ordering.compared ? query.order?.by : undefined;
  const unheld = undecided.of > 0 && undecided.count === undecided.of ? query.having[0]?.expr : undefined;
  const expr = unheld ?? unordered;
  if (expr === undefined) return null;
  const scope = `${describeScope(phrasing, query.select, query.mine)}, ${yearText(phrasing, query)}`;
  if (expr.type === 'fold' && expr.figure !== 'items')
    return without(`${notDeclared(phrasing, expr.figure)}: ${scope}.`, index);
  const label = capital(labelOf(phrasing, expr, nounOf(phrasing, query.select)));
  return without(`${label}: ${say(words, 'non si può calcolare', 'cannot be computed')} (${scope}).`, index);
}

/** Nobody stands beside the one that is named, or it has no place. */
function besideDraft(phrasing: Phrasing, table: FiguresTable): Draft | null {
  const { query, ordering } = table;
  const { index, words } = phrasing;
  const { beside } = query.order ?? {};
  if (!beside || table.rows.length > 0 || !query.order) return null;
  const one = index.byRef.get(beside.subject as ItemRef);
  const name = one ? capital(itemName(one.item, words.language)) : beside.subject;
  const by = labelOf(phrasing, query.order.by, nounOf(phrasing, query.select));
  const scope = `${describeScope(phrasing, query.select, query.mine)}, ${yearText(phrasing, query)}`;
  const placed = beside.places !== 0 && (ordering?.undeclared ?? 0) < (ordering?.compared ?? 0);
  const known = isPlaced(phrasing, table, beside.subject);
  const headline = !(placed && known)
    ? say(
        words,
        `${name} non ha un posto in questa classifica: ${by} non dichiarato (${scope}).`,
        `${name} has no place in this ranking: ${by} not declared (${scope}).`,
      )
    : beside.places === 1
      ? say(
          words,
          `${name} è all’ultimo posto per ${by}: dopo non viene nessuno (${scope}).`,
          `${name} is the last by ${by}: nothing comes after it (${scope}).`,
        )
      : say(
          words,
          `${name} è al primo posto per ${by}: prima non viene nessuno (${scope}).`,
          `${name} is the first by ${by}: nothing comes before it (${scope}).`,
        );
  return without(headline, index);
}

/** It declares what the order goes by. */
function isPlaced({ index }: Phrasing, { query }: FiguresTable, subject: string): boolean {
  const one = index.byRef.get(subject as ItemRef);
  const level = index.plan.units.some(({ code }) => code === subject) ? 'unit' : 'department';
  const atom: Atom = one
    ? { type: 'items', refs: [one.ref] }
    : { type: 'structure', level, codes: [subject] };
  const { entries } = selectEntries(index, [...query.select, atom], rankItems);
  return (
    query.order !== null && evaluateExpr(groundOf(index, rankItems), query.order.by, entries).value !== null
  );
}

function isEmpty({ query, rows, selection }: FiguresTable): boolean {
  if (rows.length === 0) return true;
  if (query.by !== null || selection.entries.length > 0 || query.select.length === 0) return false;
  return rows.every(({ cells }) => cells.every(({ expr, value }) => value === null || expr.type === 'fold'));
}

/** "Nessun processo del Settore 9 con peso superiore a 20, 2021." */
function emptyDraft(phrasing: Phrasing, table: FiguresTable): Draft {
  const { index, words } = phrasing;
  const { query } = table;
  const year = yearText(phrasing, query);
  const level = query.by ?? 'item';
  const having = havingText(phrasing, query);
  const scope = scopeBracket(phrasing, table).trim();
  const what =
    level === 'item'
      ? [
          words.language === 'it'
            ? describeOne(phrasing, query.select)
            : describeMany(phrasing, query.select),
          having,
        ]
      : [levelNames(words, level).one, having, scope];
  const short = tooFew(phrasing, table, what);
  if (short !== null) return short;
  const text = what.filter((part) => part !== '').join(' ');
  const none = agreeing('nessun', levelAgreement(words, level)).replace(/o$/, '');
  return {
    headline: say(
      words,
      `${capital(level === 'item' ? 'nessun' : none)} ${text}, ${year}.`,
      `No ${text}, ${year}.`,
    ),
    notes: notesOf(phrasing, { ...table, rows: [] }),
    sources: listSource(index),
    value: 0,
    unit: 'count',
  };
}

/** A place beyond the last: how many there are to choose from. */
function tooFew(phrasing: Phrasing, table: FiguresTable, what: readonly string[]): Draft | null {
  const { index, words } = phrasing;
  const { query, ordering } = table;
  const found = ordering === null ? 0 : ordering.compared - ordering.undeclared;
  if (query.order === null || query.order.per !== null || found === 0) return null;
  const { from } = query.order;
  const text = what.filter((part) => part !== '').join(' ');
  return {
    headline: say(
      words,
      `Non c’è un ${from}º posto: ${found === 1 ? 'ne è in classifica uno solo' : `in classifica sono ${found}`} (${text}, ${yearText(phrasing, query)}).`,
      `There is no place ${from}: ${found} are ranked (${text}, ${yearText(phrasing, query)}).`,
    ),
    notes: notesOf(phrasing, { ...table, rows: [] }),
    sources: listSource(index),
    value: null,
    unit: null,
  };
}
