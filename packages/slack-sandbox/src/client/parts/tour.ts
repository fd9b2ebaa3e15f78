import type { TourStep } from '../../options.ts';
import type { PageTeam } from '../../page/shapes.ts';
import { formatAddress } from '../address.ts';
import { el, ICONS, icon } from '../dom.ts';
import { type BegunStep, closeTour, readStep, readTour, writeStep } from '../tour-memory.ts';
import { avatar } from './avatar.ts';

/** Becomes the step's person, in its place; what the step says is sent once the page is there. */
function begin(team: PageTeam, index: number): void {
  const step = team.tour[index];
  if (!step) return;
  writeStep({ index, fresh: true });
  const address = { user: step.user, channel: step.place, tab: step.tab ?? 'messages' };
  history.replaceState(null, '', `/${formatAddress(address)}`);
  location.reload();
}

function card(team: PageTeam, step: TourStep, index: number): HTMLElement {
  const person = team.people.find(({ handle }) => handle === step.user);
  const tried = readTour().tried.includes(index);
  return el(
    'li',
    {},
    el(
      'button',
      {
        type: 'button',
        class: 'tour-card',
        'data-testid': `tour-${index + 1}`,
        onclick: () => begin(team, index),
      },
      el(
        'span',
        { class: 'tour-title' },
        el('span', { class: 'tour-number', 'aria-hidden': 'true' }, tried ? '✓' : String(index + 1)),
        el('strong', {}, step.title),
        tried ? el('span', { class: 'tour-tried' }, 'fatta') : null,
      ),
      el('span', { class: 'tour-text' }, step.text),
      person ? el('span', { class: 'tour-who' }, avatar(person.name, 'small'), person.name) : null,
    ),
  );
}

function cards(team: PageTeam): HTMLElement {
  return el('ol', { class: 'tour-cards' }, ...team.tour.map((step, index) => card(team, step, index)));
}

/** The guide above the list of people: open at a first visit, and closed for good once closed. */
export function renderTour(team: PageTeam): HTMLElement | null {
  if (team.tour.length === 0) return null;
  const node = el('section', { class: 'tour', 'aria-label': 'Da provare', 'data-testid': 'tour' });
  const draw = (closed: boolean, focus: boolean) => {
    const toggle = el(
      'button',
      {
        type: 'button',
        class: 'text-button',
        'aria-expanded': String(!closed),
        'data-testid': 'tour-toggle',
        onclick: () => {
          closeTour(!closed);
          draw(!closed, true);
        },
      },
      closed ? 'Mostra che cosa provare' : 'Nascondi',
    );
    node.replaceChildren(
      el('div', { class: 'tour-head' }, closed ? '' : el('h2', {}, 'Da provare, un clic ciascuna'), toggle),
      ...(closed ? [] : [cards(team)]),
    );
    if (focus) toggle.focus();
  };
  draw(readTour().closed, false);
  return node;
}

/** The same guide over the page. Esc closes it. */
export function openTour(team: PageTeam): void {
  const dialog = el(
    'dialog',
    {
      class: 'dialog tour-dialog',
      'aria-label': 'Da provare',
      'data-testid': 'tour-dialog',
      onclose: () => dialog.remove(),
    },
    el('h2', { class: 'dialog-title' }, 'Da provare, un clic ciascuna'),
    cards(team),
    el(
      'button',
      {
        type: 'button',
        class: 'icon-button dialog-close',
        'aria-label': 'Chiudi',
        onclick: () => dialog.close(),
      },
      icon(ICONS.close),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
}

/** The step being tried in this tab by this person. */
export interface TourStrip {
  /** Empty where nothing is being tried. */
  readonly node: HTMLElement;
  /** The step, where it has just been begun; the second call gives nothing. */
  take(): TourStep | undefined;
}

export function createTourStrip(team: PageTeam, user: string): TourStrip {
  const begun: BegunStep | null = readStep();
  const step = begun ? team.tour[begun.index] : undefined;
  const node = el('div', { class: 'tour-strip-place' });
  if (!begun || step?.user !== user) return { node, take: () => undefined };
  const stop = () => {
    writeStep(null);
    node.replaceChildren();
  };
  const next = begun.index + 1;
  node.append(
    el(
      'section',
      { class: 'tour-strip', 'aria-label': 'La prova in corso', 'data-testid': 'tour-strip' },
      el('p', {}, el('strong', {}, `Prova ${next} di ${team.tour.length} · ${step.title}. `), step.text),
      el(
        'div',
        { class: 'tour-strip-buttons' },
        next < team.tour.length
          ? el(
              'button',
              {
                type: 'button',
                class: 'button button-small',
                'data-testid': 'tour-next',
                onclick: () => begin(team, next),
              },
              'Prossima prova',
            )
          : null,
        el(
          'button',
          { type: 'button', class: 'icon-button', 'aria-label': 'Chiudi la prova', onclick: stop },
          icon(ICONS.close),
        ),
      ),
    ),
  );
  let fresh = begun.fresh ? step : undefined;
  return {
    node,
    take() {
      const taken = fresh;
      fresh = undefined;
      writeStep({ ...begun, fresh: false });
      return taken;
    },
  };
}
