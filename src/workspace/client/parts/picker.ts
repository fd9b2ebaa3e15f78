import type { Person } from '../../model.ts';
import type { PageTeam } from '../../page/shapes.ts';
import { el, ICONS, icon } from '../dom.ts';
import { fold } from '../text/fold.ts';
import { avatar } from './avatar.ts';
import { renderTour } from './tour.ts';

/** People by group, in the order the caller declared them. */
export function groupPeople(people: readonly Person[]): ReadonlyMap<string, readonly Person[]> {
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

function row(person: Person, current: string, choose: (person: Person) => void): HTMLElement {
  return el(
    'button',
    {
      type: 'button',
      class: 'person',
      disabled: !person.active,
      'aria-current': person.id === current ? 'true' : null,
      'data-testid': `person-${person.handle}`,
      onclick: () => choose(person),
    },
    avatar(person.name),
    el(
      'span',
      { class: 'person-words' },
      el('span', { class: 'person-name' }, person.name),
      el(
        'span',
        { class: 'person-title' },
        person.active ? person.title : `${person.title} · account disattivato`,
      ),
    ),
  );
}

/** The first page: what to try, and who to be. */
export function renderWelcome(team: PageTeam, choose: (person: Person) => void): HTMLElement {
  const picker = renderPicker(team, '', choose);
  const tour = renderTour(team);
  if (tour) picker.querySelector('.picker-head')?.after(tour);
  return picker;
}

/** The list "Chi sei?", with search. */
export function renderPicker(team: PageTeam, current: string, choose: (person: Person) => void): HTMLElement {
  const results = el('div', { class: 'picker-groups' });
  const show = (typed: string) => {
    const found = team.people.filter((person) => matches(person, typed));
    const groups = [...groupPeople(found)].map(([group, people]) =>
      el(
        'section',
        { class: 'picker-group' },
        el('h2', {}, group),
        el('div', { class: 'picker-people' }, ...people.map((person) => row(person, current, choose))),
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
    placeholder: 'Cerca per nome, ruolo o settore',
    'aria-label': 'Cerca una persona',
    'data-testid': 'picker-search',
    autofocus: true,
    oninput: () => show(search.value),
    onkeydown: (event) => {
      const only = team.people.filter((person) => person.active && matches(person, search.value));
      if (event.key === 'Enter' && only.length === 1 && only[0]) choose(only[0]);
    },
  });
  show('');
  return el(
    'div',
    { class: 'picker', 'data-testid': 'picker' },
    el(
      'header',
      { class: 'picker-head' },
      avatar(team.app.name, 'large', true),
      el(
        'div',
        {},
        el('h1', {}, 'Chi sei?'),
        el(
          'p',
          {},
          `${team.name} · spazio di lavoro locale. Scegli una persona: potrai cambiarla quando vuoi, e aprirne un’altra in una nuova scheda.`,
        ),
      ),
    ),
    el('div', { class: 'picker-search' }, icon(ICONS.search), search),
    results,
  );
}

/** The same list over the page, to become someone else. Esc closes it. */
export function openSwitcher(team: PageTeam, current: string, choose: (person: Person) => void): void {
  const close = () => {
    dialog.close();
    dialog.remove();
  };
  const dialog = el(
    'dialog',
    { class: 'dialog switcher', 'aria-label': 'Cambia persona', onclose: () => dialog.remove() },
    renderPicker(team, current, (person) => {
      close();
      choose(person);
    }),
    el(
      'button',
      { type: 'button', class: 'icon-button dialog-close', 'aria-label': 'Chiudi', onclick: close },
      icon(ICONS.close),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
}
