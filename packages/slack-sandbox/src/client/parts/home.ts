import { asArray } from '../../json.ts';
import type { View } from '../../model.ts';
import { renderBlocks } from '../blocks/render.ts';
import { el } from '../dom.ts';
import { createForm, type Form } from '../form.ts';
import type { Model } from '../model.ts';
import { placeContext } from '../place-context.ts';

/** The app's Home tab. */
export interface HomePart {
  readonly node: HTMLElement;
  show(view: View | null): void;
}

export function createHome(model: Model): HomePart {
  const node = el('div', { class: 'home', 'data-testid': 'home', role: 'tabpanel', 'aria-label': 'Home' });
  let shown = '';
  let form: Form = createForm();
  return {
    node,
    show(view) {
      const version = view ? `${view.id} ${view.hash}` : 'none';
      if (version === shown) return;
      shown = version;
      if (!view) {
        node.replaceChildren(
          el('p', { class: 'empty' }, `${model.team.app.name} non ha ancora preparato questa pagina.`),
        );
        return;
      }
      form = createForm(form.values());
      const context = placeContext(model, 'home', { viewId: view.id }, form);
      node.replaceChildren(
        el('div', { class: 'home-blocks' }, ...renderBlocks(asArray(view.content.blocks), context)),
      );
    },
  };
}
