/*
 * What Slack refuses in blocks and views, written down once more from docs.slack.dev/reference/block-kit: on purpose
 * not from `src`, so that a limit mistyped there is found.
 */

type Json = Readonly<Record<string, unknown>>;

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isJson) : []);
const textOf = (value: unknown): string =>
  isJson(value) && typeof value.text === 'string' ? value.text : '';

const MAX_BLOCKS = { message: 50, modal: 100, home: 100 } as const;
const TEXT_OF_BLOCK: Readonly<Record<string, number>> = { header: 150, section: 3_000 };
const INPUT_TEXTS = { label: 2_000, hint: 2_000 } as const;

/** What is wrong with the blocks of a message; empty when Slack takes them. */
export const messageProblems = (blocks: unknown): readonly string[] => blocksProblems(blocks, 'message');

/** What is wrong with a modal or a Home; empty when Slack takes it. */
export function viewProblems(view: unknown): readonly string[] {
  if (!isJson(view) || (view.type !== 'modal' && view.type !== 'home')) return ['no modal and no Home'];
  const problems = [...blocksProblems(view.blocks, view.type)];
  if (String(view.private_metadata ?? '').length > 3_000) problems.push('private_metadata over 3000');
  if (view.type === 'modal') {
    problems.push(...textProblems('modal title', view.title, 24));
    for (const part of ['submit', 'close'] as const)
      if (view[part] !== undefined) problems.push(...textProblems(`modal ${part}`, view[part], 24));
    const hasInput = list(view.blocks).some(({ type }) => type === 'input');
    if (hasInput && view.submit === undefined) problems.push('inputs without a submit button');
  }
  return problems;
}

function blocksProblems(blocks: unknown, surface: keyof typeof MAX_BLOCKS): readonly string[] {
  if (!Array.isArray(blocks) || blocks.length === 0) return ['no blocks'];
  const ids = list(blocks).flatMap(({ block_id: id }) => (typeof id === 'string' ? [id] : []));
  return [
    ...(blocks.length > MAX_BLOCKS[surface]
      ? [`${blocks.length} blocks in a ${surface} of ${MAX_BLOCKS[surface]}`]
      : []),
    ...(new Set(ids).size < ids.length ? ['a block_id twice'] : []),
    ...sameNames(list(blocks)),
    ...list(blocks).flatMap(blockProblems),
  ];
}

/** Buttons that are read aloud alike and do different things: WCAG 2.4.9. */
function sameNames(blocks: readonly Json[]): readonly string[] {
  const buttons = blocks
    .flatMap(({ accessory, elements }) => [accessory, ...list(elements)])
    .filter(isJson)
    .filter(({ type }) => type === 'button');
  const byName = Map.groupBy(buttons, (one) => String(one.accessibility_label ?? textOf(one.text)));
  return [...byName]
    .filter(([, alike]) => new Set(alike.map((one) => `${one.action_id} ${one.value}`)).size > 1)
    .map(([name, { length }]) => `${length} buttons are read as «${name}»`);
}

function blockProblems(block: Json): readonly string[] {
  const type = String(block.type);
  switch (type) {
    case 'header':
    case 'section':
      return [
        ...textProblems(type, block.text, TEXT_OF_BLOCK[type] ?? 0),
        ...(block.accessory === undefined ? [] : elementProblems(block.accessory)),
      ];
    case 'image': {
      const file = isJson(block.slack_file) ? block.slack_file : {};
      const alt = String(block.alt_text ?? '');
      return [
        ...(typeof file.id === 'string' || typeof block.image_url === 'string'
          ? []
          : ['an image of nothing']),
        ...(alt.length < 1 || alt.length > 2_000 ? [`alt_text of ${alt.length}`] : []),
        ...(block.title === undefined ? [] : textProblems('image title', block.title, 2_000)),
      ];
    }
    case 'context': {
      const elements = list(block.elements);
      return [
        ...(elements.length < 1 || elements.length > 10 ? [`${elements.length} elements in a context`] : []),
        ...elements.flatMap((element) => textProblems('context', element, 3_000)),
      ];
    }
    case 'actions': {
      const elements = list(block.elements);
      return [
        ...(elements.length < 1 || elements.length > 25 ? [`${elements.length} elements in actions`] : []),
        ...uniqueActions(elements),
        ...elements.flatMap(elementProblems),
      ];
    }
    case 'input':
      return [
        ...textProblems('input label', block.label, INPUT_TEXTS.label),
        ...(block.hint === undefined ? [] : textProblems('input hint', block.hint, INPUT_TEXTS.hint)),
        ...elementProblems(block.element),
      ];
    case 'data_table':
      return tableProblems(block);
    case 'divider':
      return [];
    case 'context_actions': {
      const elements = list(block.elements);
      return [
        ...(elements.length < 1 || elements.length > 5
          ? [`${elements.length} elements in context_actions`]
          : []),
        ...uniqueActions(elements),
        ...elements.flatMap(elementProblems),
      ];
    }
    default:
      return [`a block of type ${type}, unknown here`];
  }
}

function elementProblems(element: unknown): readonly string[] {
  if (!isJson(element)) return ['an element that is none'];
  const id = element.action_id;
  const common =
    typeof id === 'string' && id.length > 0 && id.length <= 255 ? [] : ['an element without action_id'];
  switch (element.type) {
    case 'button':
      return [
        ...common,
        ...textProblems('button', element.text, 75),
        ...(String(element.value ?? '').length > 2_000 ? ['button value over 2000'] : []),
        ...(String(element.accessibility_label ?? '').length > 75 ? ['button label over 75'] : []),
      ];
    case 'feedback_buttons':
      return [element.positive_button, element.negative_button].flatMap((half) =>
        isJson(half)
          ? [
              ...textProblems('feedback button', half.text, 75),
              ...(String(half.value ?? '').length > 2_000 ? ['feedback value over 2000'] : []),
              ...(String(half.accessibility_label ?? '').length > 75 ? ['feedback label over 75'] : []),
            ]
          : ['half a feedback button'],
      );
    case 'static_select':
    case 'multi_static_select':
    case 'checkboxes':
    case 'radio_buttons': {
      const most = element.type.endsWith('select') ? 100 : 10;
      const groups = list(element.option_groups);
      const lists = groups.length > 0 ? groups.map((group) => list(group.options)) : [list(element.options)];
      const options = lists.flat();
      const initial = [element.initial_option ?? [], element.initial_options ?? []].flat();
      return [
        ...common,
        ...lists.flatMap(({ length }) => (length < 1 || length > most ? [`${length} options`] : [])),
        ...groups.flatMap((group) => textProblems('option group', group.label, 75)),
        ...options.flatMap((option) => [
          ...textProblems('option', option.text, 75),
          ...(String(option.value).length > 150 ? ['option value over 150'] : []),
        ]),
        ...(initial.every((one) => options.some((option) => JSON.stringify(option) === JSON.stringify(one)))
          ? []
          : ['an initial option that is not offered']),
      ];
    }
    case 'datepicker':
      return [
        ...common,
        ...(/^(\d{4}-\d{2}-\d{2})?$/.test(String(element.initial_date ?? '')) ? [] : ['a day that is none']),
      ];
    case 'conversations_select':
    case 'url_text_input':
    case 'file_input':
      return common;
    case 'plain_text_input':
      return [
        ...common,
        ...(String(element.initial_value ?? '').length > 3_000 ? ['initial value over 3000'] : []),
        ...(Number(element.max_length ?? 1) > 3_000 ? ['max_length over 3000'] : []),
      ];
    default:
      return [`an element of type ${String(element.type)}, unknown here`];
  }
}

function tableProblems(block: Json): readonly string[] {
  const rows = Array.isArray(block.rows) ? (block.rows as readonly unknown[]).map(list) : [];
  const cells = rows.flat();
  const columns = rows[0]?.length ?? 0;
  const size = Number(block.page_size ?? 5);
  return [
    ...(rows.length < 2 || rows.length > 101 ? [`${rows.length} rows in a table`] : []),
    ...(columns < 1 || columns > 20 ? [`${columns} columns in a table`] : []),
    ...(rows.some((row) => row.length !== columns) ? ['rows of different lengths'] : []),
    ...(cells.some((cell) => textOf(cell) === '') ? ['an empty cell'] : []),
    ...(cells.some((cell) => cell.type === 'raw_number' && !Number.isFinite(cell.value))
      ? ['a number that is none']
      : []),
    ...(cells.reduce((sum, cell) => sum + textOf(cell).length, 0) > 10_000
      ? ['a table over 10000 characters']
      : []),
    ...(typeof block.caption === 'string' && block.caption !== '' ? [] : ['a table without a caption']),
    ...(size < 1 || size > 100 ? ['page_size out of range'] : []),
  ];
}

function textProblems(place: string, text: unknown, max: number): readonly string[] {
  const { length } = textOf(text);
  if (length === 0) return [`empty text in ${place}`];
  return length > max ? [`${place} text of ${length}, over ${max}`] : [];
}

function uniqueActions(elements: readonly Json[]): readonly string[] {
  const ids = elements.map(({ action_id: id }) => id);
  return new Set(ids).size < ids.length ? ['an action_id twice in a block'] : [];
}
