import { el } from '../dom.ts';

/** A layer over everything, dialogs included, that closes on Esc and on a click elsewhere. */
export interface Popup {
  readonly node: HTMLElement;
  open(): void;
  close(): void;
  isOpen(): boolean;
}

const GAP = 4;
const MARGIN = 8;
const MAX_HEIGHT = 440;

/** Puts the popup under its anchor, or above it where there is no room, always inside the window. */
function place(node: HTMLElement, anchor: HTMLElement): void {
  const at = anchor.getBoundingClientRect();
  const below = window.innerHeight - at.bottom - MARGIN - GAP;
  const above = at.top - MARGIN - GAP;
  const upwards = below < Math.min(node.scrollHeight, 240) && above > below;
  node.style.maxHeight = `${Math.max(120, Math.min(MAX_HEIGHT, upwards ? above : below))}px`;
  node.style.minWidth = `${Math.min(at.width, window.innerWidth - 2 * MARGIN)}px`;
  const left = Math.min(at.left, window.innerWidth - node.offsetWidth - MARGIN);
  node.style.left = `${Math.max(MARGIN, left)}px`;
  node.style.top = upwards ? `${at.top - GAP - node.offsetHeight}px` : `${at.bottom + GAP}px`;
}

/** A popup for `anchor`; it is in the document only while it is open. */
export function createPopup(anchor: HTMLElement, className: string, onClose: () => void = () => {}): Popup {
  const node = el('div', { class: `popup ${className}`, popover: 'auto' });
  const move = () => place(node, anchor);
  // What it holds may come later, and be wider.
  const follow = new ResizeObserver(() => window.requestAnimationFrame(move));
  node.addEventListener('toggle', (event) => {
    if ((event as ToggleEvent).newState !== 'closed') return;
    window.removeEventListener('resize', move);
    follow.disconnect();
    anchor.setAttribute('aria-expanded', 'false');
    node.remove();
    onClose();
  });
  return {
    node,
    isOpen: () => node.isConnected,
    open() {
      // Inside a modal dialog the rest of the document is inert, and a popup closes those it is not part of:
      // a popup goes next to its anchor.
      (anchor.closest('dialog, .popup') ?? document.body).append(node);
      node.showPopover();
      anchor.setAttribute('aria-expanded', 'true');
      move();
      window.addEventListener('resize', move);
      follow.observe(node);
    },
    close() {
      if (node.isConnected) node.hidePopover();
    },
  };
}
