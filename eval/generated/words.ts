/** The words of each measure and kind, as a colleague would write them. */
import type { Noun } from './articles.ts';
import type { Kind, Measure, Money } from './request.ts';

const m = (text: string): Noun => ({ text, gender: 'm', plural: false });
const f = (text: string): Noun => ({ text, gender: 'f', plural: false });
const ms = (text: string): Noun => ({ text, gender: 'm', plural: true });
const fs = (text: string): Noun => ({ text, gender: 'f', plural: true });

/** Names of a measure. The first is the plainest. */
export const MEASURE_NOUNS: Readonly<Record<Measure, readonly Noun[]>> = {
  personnel: [
    m('costo del personale'),
    f('spesa di personale'),
    f('spesa per il personale'),
    m('costo per il personale'),
  ],
  committed: [
    m('impegnato'),
    m('importo impegnato'),
    f('spesa impegnata'),
    fs('somme impegnate'),
    f('cifra impegnata'),
  ],
  settled: [m('liquidato'), m('importo liquidato'), f('spesa liquidata'), fs('somme liquidate'), m('pagato')],
  resources: [fs('risorse utilizzate'), fs('risorse usate'), fs('risorse impiegate')],
  assessed: [m('accertato'), fs('entrate accertate'), fs('somme accertate'), m('totale accertato')],
  collected: [m('riscosso'), fs('entrate riscosse'), fs('somme riscosse'), m('incassato')],
  weight: [m('peso'), f('pesatura')],
  attainment: [
    m('grado di raggiungimento'),
    f('percentuale di raggiungimento'),
    m('livello di raggiungimento'),
  ],
};

/** Names that hold in «con più …»; with others one says «con il … più alto». */
export const MORE_OF: Readonly<Record<Measure, readonly string[]>> = {
  personnel: ['costo del personale', 'spesa di personale'],
  committed: ['impegnato', 'impegni'],
  settled: ['liquidato'],
  resources: ['risorse utilizzate', 'risorse impiegate'],
  assessed: ['accertato', 'entrate accertate'],
  collected: ['riscosso', 'entrate riscosse', 'incassi'],
  weight: ['peso'],
  attainment: [],
};

/** Participles of what structures do with money. */
export const PARTICIPLES: Readonly<Partial<Record<Money, readonly string[]>>> = {
  committed: ['impegnato'],
  settled: ['liquidato', 'pagato'],
  assessed: ['accertato'],
  collected: ['riscosso', 'incassato'],
};

export const KIND_NOUNS: Readonly<Record<Kind, { readonly one: Noun; readonly many: Noun }>> = {
  objective: { one: m('obiettivo'), many: ms('obiettivi') },
  process: { one: m('processo'), many: ms('processi') },
  indicator: { one: m('indicatore'), many: ms('indicatori') },
};

export const ORDINALS = ['primo', 'secondo', 'terzo', 'quarto', 'quinto', 'sesto'] as const;
export const NUMBERS = [
  'zero',
  'uno',
  'due',
  'tre',
  'quattro',
  'cinque',
  'sei',
  'sette',
  'otto',
  'nove',
  'dieci',
] as const;
/** How many times something: «il doppio». */
export const TIMES: Readonly<Record<number, string>> = {
  2: 'doppio',
  3: 'triplo',
  4: 'quadruplo',
};
