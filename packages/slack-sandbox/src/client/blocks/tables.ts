import { asArray, asObject, asString, isObject, type Json } from '../../json.ts';
import { el, fragment } from '../dom.ts';
import type { Names } from '../names.ts';
import { renderRichText } from './rich-text.ts';

function cellContent(cell: Json, names: Names): Node {
  return cell.type === 'rich_text'
    ? renderRichText(cell, names)
    : document.createTextNode(asString(cell.text));
}

function scroller(label: string, table: HTMLElement): HTMLElement {
  return el('div', { class: 'table-scroll', tabindex: '0', role: 'region', 'aria-label': label }, table);
}

function rowsOf(block: Json): readonly (readonly Json[])[] {
  return asArray(block.rows).map((row) => asArray(row).filter(isObject));
}

/** The `table` block: its first row is the header. */
export function renderTable(block: Json, names: Names): HTMLElement {
  const settings = asArray(block.column_settings).map(asObject);
  const [header = [], ...body] = rowsOf(block);
  const className = (column: number) =>
    `align-${asString(settings[column]?.align) || 'left'}${settings[column]?.is_wrapped ? ' is-wrapped' : ''}`;
  return scroller(
    'Tabella',
    el(
      'table',
      { class: 'table' },
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          ...header.map((cell, column) =>
            el('th', { scope: 'col', class: className(column) }, cellContent(cell, names)),
          ),
        ),
      ),
      el(
        'tbody',
        {},
        ...body.map((row) =>
          el(
            'tr',
            {},
            ...row.map((cell, column) => el('td', { class: className(column) }, cellContent(cell, names))),
          ),
        ),
      ),
    ),
  );
}

interface Sorting {
  readonly column: number;
  readonly ascending: boolean;
}

/** What a cell is sorted by: numbers by value, the rest by its words. */
function sortKey(cell: Json | undefined): number | string {
  if (cell?.type === 'raw_number') return Number(cell.value);
  return cell?.type === 'rich_text' ? (JSON.stringify(cell.elements) ?? '') : asString(cell?.text);
}

/** Orders rows by a column: numbers before words, each among their kind. */
export function sortRows(
  rows: readonly (readonly Json[])[],
  { column, ascending }: Sorting,
): readonly (readonly Json[])[] {
  const sign = ascending ? 1 : -1;
  return [...rows].sort((left, right) => {
    const [a, b] = [sortKey(left[column]), sortKey(right[column])];
    if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
    if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
    return sign * String(a).localeCompare(String(b), 'it', { numeric: true });
  });
}

/** The `data_table` block: sorted by its headers, a page at a time. */
export function renderDataTable(block: Json, names: Names): HTMLElement {
  const [header = [], ...body] = rowsOf(block);
  const pageSize = typeof block.page_size === 'number' ? block.page_size : 5;
  const rowHeader = typeof block.row_header_column_index === 'number' ? block.row_header_column_index : 0;
  // A column of numbers stays one where a cell says in words that there is none.
  const numeric = header.map((_, column) => body.some((row) => row[column]?.type === 'raw_number'));
  const pages = Math.max(1, Math.ceil(body.length / pageSize));
  let sorting: Sorting | undefined;
  let page = 0;

  const sortButtons = header.map((cell, column) =>
    el(
      'button',
      { type: 'button', class: 'sort', onclick: () => sortBy(column) },
      asString(cell.text),
      el('span', { class: 'sort-mark', 'aria-hidden': 'true' }),
    ),
  );
  const heads = sortButtons.map((button, column) =>
    el('th', { scope: 'col', class: numeric[column] ? 'align-right' : '' }, button),
  );
  const rows = el('tbody', {});
  const position = el('span', { 'aria-live': 'polite' });
  const previous = el(
    'button',
    { type: 'button', class: 'button button-small', onclick: () => turn(-1) },
    'Precedenti',
  );
  const next = el(
    'button',
    { type: 'button', class: 'button button-small', onclick: () => turn(1) },
    'Successive',
  );

  function row(cells: readonly Json[]): HTMLElement {
    return el(
      'tr',
      {},
      ...cells.map((cell, column) => {
        const className = numeric[column] ? 'align-right' : '';
        return column === rowHeader
          ? el('th', { scope: 'row', class: className }, cellContent(cell, names))
          : el('td', { class: className }, cellContent(cell, names));
      }),
    );
  }
  function show(): void {
    const ordered = sorting ? sortRows(body, sorting) : body;
    const from = page * pageSize;
    const shown = ordered.slice(from, from + pageSize);
    rows.replaceChildren(...shown.map(row));
    heads.forEach((head, column) => {
      const order = sorting?.column === column ? (sorting.ascending ? 'ascending' : 'descending') : 'none';
      head.setAttribute('aria-sort', order);
    });
    position.textContent = `${from + 1}–${from + shown.length} di ${body.length}`;
    previous.disabled = page === 0;
    next.disabled = page === pages - 1;
  }
  function sortBy(column: number): void {
    sorting = { column, ascending: sorting?.column === column ? !sorting.ascending : true };
    page = 0;
    show();
  }
  function turn(step: number): void {
    page += step;
    show();
  }

  show();
  const caption = asString(block.caption);
  const table = el(
    'table',
    { class: 'table data-table' },
    el('caption', {}, caption),
    el('thead', {}, el('tr', {}, ...heads)),
    rows,
  );
  const footer = pages > 1 ? el('div', { class: 'table-pages' }, position, previous, next) : null;
  return el(
    'div',
    { class: 'data-table-block', 'data-testid': 'data-table' },
    fragment(scroller(caption, table), footer),
  );
}
