/// <reference lib="dom" />

export type Child = Node | string | null | undefined | false;

type Handlers = {
  readonly [Name in keyof HTMLElementEventMap as `on${Name}`]?: (event: HTMLElementEventMap[Name]) => void;
};
export type Attributes = Handlers & { readonly [name: string]: unknown };

/**
 * Makes an element. Attributes are set as attributes, `on…` as listeners, true as an empty attribute;
 * false, null and undefined are left out. Text always becomes a text node: nothing is ever parsed as HTML.
 */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value as EventListener);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  append(node, children);
  return node;
}

function append(parent: Node, children: readonly Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    parent.appendChild(typeof child === 'string' ? document.createTextNode(child) : child);
  }
}

export function fragment(...children: readonly Child[]): DocumentFragment {
  const node = document.createDocumentFragment();
  append(node, children);
  return node;
}

/**
 * Makes `parent` hold exactly `nodes`, moving as little as possible so that focus and scroll survive. Where what had the focus is
 * drawn anew, the same control of what stands in its place gets it: whoever uses the keyboard goes on from there.
 */
export function reconcile(parent: Element, nodes: readonly Node[]): void {
  const focused = document.activeElement;
  const place = [...parent.children].findIndex((child) => child.contains(focused));
  const alike = focused instanceof HTMLElement ? sameControls(parent.children[place], focused) : [];
  const wanted = new Set(nodes);
  for (const child of [...parent.childNodes]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, index) => {
    if (parent.childNodes[index] !== node) parent.insertBefore(node, parent.childNodes[index] ?? null);
  });
  if (focused instanceof HTMLElement && alike.length > 0 && !focused.isConnected)
    sameControls(parent.children[place], focused)[alike.indexOf(focused)]?.focus({ preventScroll: true });
}

/** The controls in `place` that are as `control` is: the same kind of element with the same words. */
const sameControls = (place: Element | undefined, control: HTMLElement): readonly HTMLElement[] =>
  [...(place ? [place, ...place.querySelectorAll(control.tagName)] : [])].filter(
    (one): one is HTMLElement =>
      one instanceof HTMLElement &&
      one.tagName === control.tagName &&
      one.dataset.testid === control.dataset.testid &&
      one.textContent === control.textContent,
  );

let lastId = 0;

/** An id no other element of the page has, to tie labels to fields. */
export function uniqueId(prefix: string): string {
  lastId += 1;
  return `${prefix}-${lastId}`;
}

/** A line drawing of 20 by 20 from an SVG path. */
export function icon(path: string): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const shape = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  shape.setAttribute('d', path);
  svg.appendChild(shape);
  return svg;
}

export const ICONS = {
  thumbUp:
    'M3.5 9h3v8h-3zM6.5 9l3-6.5a2 2 0 0 1 2 2V8h4.2a1.4 1.4 0 0 1 1.4 1.7l-1.2 6a1.6 1.6 0 0 1-1.6 1.3H6.5',
  thumbDown:
    'M3.5 11h3V3h-3zM6.5 11l3 6.5a2 2 0 0 0 2-2V12h4.2a1.4 1.4 0 0 0 1.4-1.7l-1.2-6A1.6 1.6 0 0 0 14.3 3H6.5',
  menu: 'M3 5h14M3 10h14M3 15h14',
  close: 'M5 5l10 10M15 5L5 15',
  send: 'M3 3l15 7-15 7 3-7zM6 10h8',
  attach: 'M14 8l-5.5 5.5a2 2 0 0 1-3-3L11.5 4.6a3.2 3.2 0 0 1 4.6 4.6L9.7 15.6a4.6 4.6 0 0 1-6.5-6.5L9 3.4',
  thread: 'M3 4h14v9H9l-4 3.5V13H3z',
  down: 'M5 8l5 5 5-5',
  left: 'M12 5l-5 5 5 5',
  right: 'M8 5l5 5-5 5',
  newTab: 'M8 4H4v12h12v-4M11 3.5h5.5V9M16 4l-7 7',
  calendar: 'M3.5 5h13v11.5h-13zM3.5 8.5h13M7 3v3M13 3v3',
  guide: 'M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM13 7l-1.8 4.2L7 13l1.8-4.2z',
  dots: 'M4 10h.01M10 10h.01M16 10h.01',
  search: 'M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12zM13.5 13.5L17.5 17.5',
  eye: 'M2 10s3-5.5 8-5.5S18 10 18 10s-3 5.5-8 5.5S2 10 2 10zM10 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z',
  slash: 'M13 3L7 17',
  code: 'M7 6l-4 4 4 4M13 6l4 4-4 4',
  file: 'M5 2.5h6.5L15 6v11.5H5zM11.5 2.5V6H15',
  clock: 'M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM10 6v4.3l3 1.7',
  smile: 'M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM7 11.5c1.6 2.4 4.4 2.4 6 0M7.5 8h.01M12.5 8h.01',
} as const;
