import type { Content, TableCell } from 'pdfmake';
import type { ContentStack, ContentTable, Node, NodeQueries } from 'pdfmake/interfaces.js';

/** A table of so many rows, its sums with them, is not divided between pages where it fits on one. */
const UNDIVIDED_ROWS = 16;
/** So many rows at the end of any other stay together: no sum and no row stands alone on a page. */
const TAIL_ROWS = 3;

/** Where a node stands: in which of the blocks that follow one another, in which of its rows, and how many it has. */
interface Place {
  readonly block: number;
  readonly row: number | null;
  readonly rows: number;
}

/** What pages are made of, and where a page begins before it is full. */
interface Kept {
  readonly content: Content[];
  readonly pageBreakBefore: (node: Node, others: NodeQueries) => boolean;
}

/**
 * Keeps together what reads together: a short table, the last rows of a long one, and the signatures with what comes
 * before them. Nodes get ids, without which the page that an unbreakable one came to is not known.
 */
export function keptTogether(
  blocks: readonly Content[],
  signatures: Content,
  annexes: readonly Content[] = [],
): Kept {
  const places = new Map<string, Place>();
  const idOf = (place: Place): string => {
    const id = `p${places.size}`;
    places.set(id, place);
    return id;
  };
  const content = [...blocks, signatures, ...annexes].map((node, block): Content => {
    if (typeof node !== 'object' || Array.isArray(node)) return node;
    if (isTable(node)) {
      const { body, headerRows = 0 } = node.table;
      const rows = body.length - headerRows;
      const id = idOf({ block, row: null, rows });
      const placed = body.map((cells, at) =>
        at < headerRows ? cells : withFirst(cells, idOf({ block, row: at - headerRows, rows })),
      );
      return { ...node, id, table: { ...node.table, body: placed } } as Content;
    }
    const id = idOf({ block, row: null, rows: 0 });
    if (!isStack(node)) return { ...node, id } as Content;
    return { ...node, id, stack: withFirst(node.stack, idOf({ block, row: 0, rows: 0 })) } as Content;
  });
  const closing = blocks.length;

  const pageBreakBefore = (node: Node, others: NodeQueries): boolean => {
    const place = placeOf(node);
    if (place === undefined) return false;
    const { block, row, rows } = place;
    if (row === null ? rows > UNDIVIDED_ROWS : row === 0 || row !== rows - TAIL_ROWS) return false;
    const next = first(others.getNodesOnNextPage());
    if (next === undefined) return false;
    const isDivided = next.block === block && next.row !== null && next.row > 0;
    const leavesClosing = block === closing - 1 && next.block === closing;
    if (!isDivided && !leavesClosing) return false;
    if (row === null) return first(others.getPreviousNodesOnPage()) !== undefined;
    turnRow(content[block], row);
    return true;
  };
  const placeOf = ({ id }: Node): Place | undefined => (typeof id === 'string' ? places.get(id) : undefined);
  const first = (nodes: readonly Node[]): Place | undefined =>
    nodes.map(placeOf).find((place) => place !== undefined);
  return { content, pageBreakBefore };
}

const isTable = (node: object): node is ContentTable => 'table' in node;
const isStack = (node: object): node is ContentStack => 'stack' in node;

/** Each cell of a row turns the page for itself. */
function turnRow(block: Content | undefined, row: number): void {
  if (typeof block !== 'object' || Array.isArray(block) || !isTable(block)) return;
  const { body, headerRows = 0 } = block.table;
  for (const cell of body[headerRows + row] ?? [])
    if (typeof cell === 'object') Object.assign(cell, { pageBreak: 'before' });
}

/** What stands first in a row or a stack gets the id. */
const withFirst = <T extends Content | TableCell>([first, ...others]: readonly T[], id: string): T[] =>
  first === undefined ? [] : [typeof first === 'object' ? { ...first, id } : first, ...others];
