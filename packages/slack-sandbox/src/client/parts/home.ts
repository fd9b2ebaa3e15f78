import { asArray } from '../../json.ts';
import type { View } from '../../model.ts';
import { renderBlocks } from '../blocks/render.ts';
import { el, reconcile } from '../dom.ts';
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
  const list = el('div', { class: 'home-blocks' });
  let shown = '';
  let viewId = '';
  let form: Form = createForm();
  /** Each block as it is drawn, by what it says: what stays as it is is not drawn again under whoever is pressing it. */
  let drawn = new Map<string, HTMLElement>();

  function draw(view: View): void {
    if (view.id !== viewId) {
      viewId = view.id;
      form = createForm();
      drawn = new Map();
    }
    const context = placeContext(model, 'home', { viewId }, form);
    const next = new Map(
      asArray(view.content.blocks).map((block) => {
        const said = JSON.stringify(block);
        return [said, drawn.get(said) ?? renderBlocks([block], context)[0]] as const;
      }),
    );
    drawn = new Map([...next].flatMap(([said, block]) => (block ? [[said, block]] : [])));
    reconcile(list, [...drawn.values()]);
  }

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
      draw(view);
      reconcile(node, [list]);
    },
  };
}
