import { asObject, asString, type Json } from '../../json.ts';
import type { BlockContext } from '../context.ts';
import { el } from '../dom.ts';

/** Address of an image: its own, or that of a file of the workspace. */
export function imageAddress(image: Json): string {
  const file = asObject(image.slack_file);
  return asString(image.image_url) || asString(file.url) || `/files/${asString(file.id)}/immagine`;
}

export function renderImageElement(element: Json, _context: BlockContext): HTMLElement {
  const alt = asString(element.alt_text);
  return el('img', { class: 'thumbnail', src: imageAddress(element), alt, title: alt, loading: 'lazy' });
}
