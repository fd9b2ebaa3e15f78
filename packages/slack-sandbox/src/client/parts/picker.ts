import type { Person } from '../../model.ts';
import type { PageTeam } from '../../page/shapes.ts';
import { formatAddress, readAddress } from '../address.ts';
import { el, ICONS, icon } from '../dom.ts';
import { fold } from '../text/fold.ts';
import { avatar } from './avatar.ts';
import { renderTour } from './tour.ts';

/** People by group, in the order the caller declared them. */
function groupPeople(people: readonly Person[]): ReadonlyMap<string, readonly Person[]> {
  const groups = new Map<string, Person[]>();
  for (const person of people) groups.set(person.group, [...(groups.get(person.group) ?? []), person]);
  return groups;
}

function matches(person: Person, typed: string): boolean {
  const words = fold(`${person.name} ${person.title} ${person.group} ${person.handle}`);
  return fold(typed)
    .split(/\s+/)
    .every((word) => words.includes(word));
}

/** A link here, and one in a new tab; whoever is deactivated is shown, and nobody can be them. */
function row(person: Person, current: string): HTMLElement {
  const address = `/${formatAddress({ ...readAddress(location.hash), user: person.handle })}`;
  const words = el(
    'span',
    { class: 'person-words' },
    el('span', { class: 'person-name' }, person.name),
    el(
      'span',
      { class: 'person-title' },
      person.active ? person.title : `${person.title} · account disattivato`,
    ),
  );
  if (!person.active)
    return el(
      'div',
      { class: 'person is-inactive', 'data-testid': `person-${person.handle}` },
      avatar(person.name),
      words,
    );
  return el(
    'div',
    { class: 'person', 'aria-current': person.id === current ? 'true' : null },
    el(
      'a',
      { class: 'person-here', href: address, 'data-testid': `person-${person.handle}` },
      avatar(person.name),
      words,
    ),
    el(
      'a',
      {
        class: 'icon-button person-tab',
        href: address,
        target: '_blank',
        title: 'In una nuova scheda',
        'aria-label': `${person.name}, in una nuova scheda`,
      },
      icon(ICONS.newTab),
    ),
  );
}

/** The first page: what to try, and who to be. */
export function renderWelcome(team: PageTeam): HTMLElement {
  const tour = renderTour(team);
  // The focus in the search would scroll a phone past the guide.
  const picker = renderPicker(team, '', tour === null);
  if (tour) picker.querySelector('.picker-head')?.after(tour);
  picker.querySelector('.picker-head')?.before(whatItIs(team.app));
  picker.setAttribute('role', 'main');
  return picker;
}

/** Of which app this is the trial, for whoever meets it for the first time. */
const whatItIs = ({ name, description }: PageTeam['app']): HTMLElement =>
  el('p', { class: 'picker-app' }, el('strong', {}, name), ` – ${description}`);

/** The list "Chi sei?", with search. */
function renderPicker(team: PageTeam, current: string, focusSearch = true): HTMLElement {
  const results = el('div', { class: 'picker-groups' });
  const show = (typed: string) => {
    const found = team.people.filter((person) => matches(person, typed));
    const groups = [...groupPeople(found)].map(([group, people]) =>
      el(
        'section',
        { class: 'picker-group' },
        el('h2', {}, group),
        el('div', { class: 'picker-people' }, ...people.map((person) => row(person, current))),
      ),
    );
    results.replaceChildren(
      ...(groups.length > 0
        ? groups
        : [el('p', { class: 'empty' }, 'Nessuno corrisponde a ciò che hai scritto.')]),
    );
  };
  const search = el('input', {
    type: 'search',
    class: 'input',
    placeholder: 'Cerca per nome, ruolo o gruppo',
    'aria-label': 'Cerca una persona',
    'data-testid': 'picker-search',
    autofocus: focusSearch,
    oninput: () => show(search.value),
    onkeydown: (event) => {
      const found = results.querySelectorAll<HTMLElement>('.person-here');
      if (event.key === 'Enter' && found.length === 1) found[0]?.click();
    },
  });
  show('');
  return el(
    'div',
    { class: 'picker', 'data-testid': 'picker' },
    el(
      'div',
      { class: 'picker-head' },
      avatar(team.app.name, 'large', true),
      el(
        'div',
        {},
        el('h1', {}, 'Chi sei?'),
        el(
          'p',
          {},
          `${team.name} · spazio di lavoro locale. Scegli una persona: potrai cambiarla quando vuoi, o aprirne un’altra in una nuova scheda.`,
        ),
      ),
    ),
    el('div', { class: 'picker-search' }, icon(ICONS.search), search),
    results,
  );
}

/** The same list over the page, to become someone else. Esc closes it. */
export function openSwitcher(team: PageTeam, current: string): void {
  const close = () => dialog.close();
  const dialog = el(
    'dialog',
    {
      class: 'dialog switcher',
      'aria-label': 'Cambia persona',
      onclose: () => dialog.remove(),
      onclick: ({ target }) => {
        if (target instanceof Element && target.closest('.person-here')) close();
      },
    },
    renderPicker(team, current),
    el(
      'button',
      { type: 'button', class: 'icon-button dialog-close', 'aria-label': 'Chiudi', onclick: close },
      icon(ICONS.close),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
}
