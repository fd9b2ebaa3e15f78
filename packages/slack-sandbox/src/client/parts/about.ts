import type { PageTeam } from '../../page/shapes.ts';
import { el } from '../dom.ts';
import { lines } from '../text/render.ts';
import { avatar } from './avatar.ts';

/** The app's "Informazioni" tab, from its manifest. */
export function renderAbout({ app, name }: PageTeam): HTMLElement {
  return el(
    'div',
    { class: 'about', 'data-testid': 'about', role: 'tabpanel', tabindex: '0', 'aria-label': 'Informazioni' },
    el(
      'div',
      { class: 'about-head' },
      avatar(app.name, 'large', true),
      el('div', {}, el('h2', {}, app.name), el('p', {}, app.description)),
    ),
    app.longDescription && app.longDescription !== app.description
      ? el('p', {}, ...lines(app.longDescription))
      : null,
    app.commands.length > 0 ? el('h3', {}, 'Comandi') : null,
    el(
      'dl',
      { class: 'about-commands' },
      ...app.commands.flatMap(({ command, description, usageHint }) => [
        el('dt', {}, el('code', {}, `${command} ${usageHint}`.trim())),
        el('dd', {}, description),
      ]),
    ),
    el('h3', {}, 'Autorizzazioni'),
    el('p', { class: 'about-scopes' }, ...app.scopes.flatMap((scope) => [el('code', {}, scope), ' '])),
    el(
      'p',
      { class: 'about-note' },
      `Installata in ${name}, uno spazio di lavoro locale: niente esce da questo computer.`,
    ),
  );
}
