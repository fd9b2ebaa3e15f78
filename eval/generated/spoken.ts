/**
 * Messages that ask several things, and conversations: each message with the requests it comes to when everything
 * that it leaves unsaid is said, so that the oracle answers it as any other.
 */
import { condition, type Ground, Unfit } from './draw-scope.ts';
import type { GeneratedOracle } from './oracle.ts';
import { type Outcome, Unaskable } from './outcome.ts';
import type { Core } from './phrases.ts';
import type { Atom, Direction, Kind, Money, Ref, Request, Scope } from './request.ts';
import type { Voice } from './voice.ts';

/** What a message asks: every part, each as any of the requests that are fair readings of it. */
export interface Message {
  readonly operator: string;
  readonly core: Core;
  readonly parts: readonly (readonly Request[])[];
}

/** What makers of messages draw from. */
export interface Stage {
  readonly ground: Ground;
  readonly voice: Voice;
  readonly oracle: GeneratedOracle;
}

/** The only answer to a request. @throws {Unaskable} when there are several. */
export const only = ({ oracle }: Stage, request: Request): Outcome => {
  const [outcome, ...others] = oracle.answers(request);
  if (!outcome || others.length > 0) throw new Unaskable('several answers');
  return outcome;
};

/** The items that a request lists. @throws {Unaskable} when it lists none, or not always the same. */
export const refsOf = (stage: Stage, request: Request): readonly Ref[] => {
  const outcome = only(stage, request);
  if (outcome.is !== 'items') throw new Unaskable('no items');
  return outcome.refs;
};

/** These very items. */
export const itemsScope = (refs: readonly Ref[], year: number | null): Scope => {
  const [kind, ...others] = new Set(refs.map((ref) => ref.split(':')[0] as Kind));
  return {
    kind: others.length > 0 ? null : (kind ?? null),
    atoms: [{ atom: 'items', refs, exclude: false }],
    year,
  };
};

export const sum = (measure: Money | 'weight', scope: Scope): Request => ({
  ask: 'figure',
  figure: { fold: 'sum', measure },
  scope,
});

export const count = (scope: Scope): Request => ({ ask: 'figure', figure: { fold: 'count' }, scope });

export const first = (
  scope: Scope,
  by: Money | 'weight',
  n: number,
  direction: Direction = 'most',
): Request => ({
  ask: 'rank',
  scope,
  by,
  direction,
  place: { kind: 'first', n },
});

/** A condition that some items of a scope meet and others do not, with the scope it makes. */
export const narrowed = (stage: Stage, scope: Scope): { readonly atom: Atom; readonly scope: Scope } => {
  const { ground } = stage;
  const whole = refsOf(stage, { ask: 'list', scope });
  for (let tries = 0; tries < 12; tries += 1) {
    const atom = condition(ground, scope.kind ?? 'objective', scope.atoms);
    if (!atom || !['bound', 'transversal', 'goal', 'ends', 'declared', 'span'].includes(atom.atom)) continue;
    if ('exclude' in atom && atom.exclude) continue;
    const inner = { ...scope, atoms: [...scope.atoms, atom] };
    if (stage.oracle.answers({ ask: 'list', scope: inner }).length > 1) continue;
    const [outcome] = stage.oracle.answers({ ask: 'list', scope: inner });
    const n = outcome?.is === 'items' ? outcome.refs.length : 0;
    if (n > 1 && n < whole.length) return { atom, scope: inner };
  }
  throw new Unfit('nothing narrows it');
};
