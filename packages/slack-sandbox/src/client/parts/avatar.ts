import { el } from '../dom.ts';

const COLOURS = 8;

function initials(name: string): string {
  const words = name.split(/[\s.·-]+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const [first = '?'] = words;
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  return (first.charAt(0) + last.charAt(0)).toUpperCase();
}

/** A square with initials, its colour chosen by the name. */
export function avatar(name: string, size: 'small' | 'large' = 'large', app = false): HTMLElement {
  const sum = Array.from(name).reduce((total, character) => total + (character.codePointAt(0) ?? 0), 0);
  const colour = app ? 'avatar-app' : `avatar-${sum % COLOURS}`;
  // Drawn by the style: beside the name they are no words of their own.
  return el('span', {
    class: `avatar avatar-${size} ${colour}`,
    'aria-hidden': 'true',
    'data-initials': initials(name),
  });
}
