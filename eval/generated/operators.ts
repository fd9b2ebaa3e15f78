/** The names under which results are counted: what a request asks for, and how it was worded. */
import type { Atom, Figure, Place, Request } from './request.ts';
import { scopesOf } from './request.ts';

const ofFigure = (figure: Figure): string => figure.fold;

const ofPlace = ({ kind, n }: Place): string =>
  kind === 'ordinal' ? 'ordinal' : n === 1 ? 'first' : 'first-n';

const ofAtom = (atom: Atom): string[] => {
  switch (atom.atom) {
    case 'structure':
      return [
        atom.exclude ? 'tranne-structure' : atom.level,
        ...(atom.codes.length > 1 && !atom.exclude ? ['any-of'] : []),
      ];
    case 'items':
      return [atom.exclude ? 'tranne-item' : 'item'];
    case 'transversal':
      return [atom.exclude ? 'not-transversal' : 'transversal'];
    case 'declared':
      return [atom.exclude ? 'undeclared' : 'declared'];
    case 'times':
      return ['against-times'];
    case 'own':
      return ['against-own'];
    case 'either':
      return ['either', ...atom.any.flatMap(ofAtom)];
    case 'mean':
      return ['against-mean'];
    case 'than':
      return ['against-item'];
    case 'goal':
    case 'span':
    case 'ends':
    case 'bound':
    case 'between':
      return [atom.atom];
  }
};

const ofRequest = (request: Request): string[] => {
  switch (request.ask) {
    case 'figure':
      return [ofFigure(request.figure)];
    case 'list':
      return ['list'];
    case 'rank':
      return ['rank', ofPlace(request.place), ...(request.direction === 'least' ? ['least'] : [])];
    case 'groups':
      return ['groups', ofFigure(request.figure), `by-${request.level}`];
    case 'rank-groups':
      return [
        'rank-groups',
        ofPlace(request.place),
        ...(request.direction === 'least' ? ['least'] : []),
        `by-${request.level}`,
      ];
    case 'best-per-group':
      return ['best-per-group', ...(request.direction === 'least' ? ['least'] : []), `by-${request.level}`];
    case 'gap':
      return ['difference'];
    case 'gap-scopes':
      return [request.left.year === request.right.year ? 'difference-of-scopes' : 'between-years'];
    case 'ratio':
    case 'rate':
      return [request.ask];
    case 'share':
      return ['share', ...ofAtom(request.part)];
    case 'share-of-first':
      return [request.ask, ...(request.of.direction === 'least' ? ['least'] : [])];
    case 'slice':
      return [request.ask, ...(request.direction === 'least' ? ['least'] : [])];
    case 'nearest':
      return [request.to === 'mean' ? 'nearest-to-mean' : 'nearest'];
    case 'groups-beyond':
      return [request.counted ? 'count-of-groups' : 'groups-beyond', `by-${request.level}`];
    case 'groups-without':
    case 'share-groups':
    case 'rank-rates':
    case 'owner':
      return [request.ask, `by-${request.level}`];
    case 'goals':
      return [request.ask];
    case 'mean-of-groups':
      return [request.ask, ofFigure(request.figure), `by-${request.level}`];
    case 'distance':
    case 'multiple':
      return [request.ask, 'item'];
    case 'which':
    case 'whether':
      return [request.ask, ofFigure(request.figure)];
    case 'per-point':
      return ['per-point', 'item'];
    case 'nested':
      return ['nested', ofFigure(request.figure), ...(request.of.direction === 'least' ? ['least'] : [])];
    case 'join':
      return [
        `join-${request.apart}`,
        ...request.parts.flatMap((part) => ofRequest(part).filter((name) => name !== 'sum')),
      ];
  }
};

/** The operators of a request, each once. */
export const operatorsOf = (request: Request): string[] => [
  ...new Set([...ofRequest(request), ...scopesOf(request).flatMap(({ atoms }) => atoms.flatMap(ofAtom))]),
];

/** Every pair of different names, in alphabetical order inside the pair. */
export const pairsOf = (names: readonly string[]): string[] => {
  const sorted = [...names].sort();
  return sorted.flatMap((a, at) => sorted.slice(at + 1).map((b) => `${a} + ${b}`));
};
