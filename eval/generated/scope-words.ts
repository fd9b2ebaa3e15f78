/** A scope as a noun phrase: «gli obiettivi trasversali del settore 5 con peso superiore a 20, tranne il 24». */
import { ending, type Noun, withArticle, withPreposition } from './articles.ts';
import type { Atom, Scope } from './request.ts';
import { isMoney } from './request.ts';
import { itemNoun, kindNoun, levelNoun, measureNoun, sayValue, structureNoun, type Voice } from './voice.ts';
import { MORE_OF, PARTICIPLES, TIMES } from './words.ts';

/** Where a modifier stands in the phrase. */
type Slot = 'adjective' | 'of' | 'with' | 'which' | 'except';

interface Modifier {
  readonly slot: Slot;
  readonly text: string;
}

const SPANS: Readonly<Record<number, readonly [string, string]>> = {
  1: ['annuale', 'annuali'],
  2: ['biennale', 'biennali'],
  3: ['triennale', 'triennali'],
};

const list = (parts: readonly string[], last: string): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} ${last} ${parts.at(-1)}`;

/** «con impegnato sopra i …», «che pesano più di …». */
const bounded = (
  voice: Voice,
  atom: Extract<Atom, { atom: 'bound' | 'between' }>,
  many: boolean,
): Modifier => {
  const { chance } = voice;
  const { measure } = atom;
  const noun = measureNoun(voice, measure);
  const value = (number: number): string => sayValue(voice, measure, number);
  const head = measure === 'attainment' ? `un${noun.gender === 'm' ? '' : 'a'} ${noun.text}` : noun.text;
  if (atom.atom === 'between')
    return {
      slot: 'with',
      text: `${head} ${chance.pick(['tra', `compres${ending(noun)} tra`])} ${value(atom.low)} e ${value(atom.high)}`,
    };
  const adjective = (one: string, several: string): string => (noun.plural ? several : one);
  const words = {
    gt: [
      `sopra ${value(atom.value)}`,
      `oltre ${value(atom.value)}`,
      `${adjective('superiore', 'superiori')} a ${value(atom.value)}`,
      `${adjective('maggiore', 'maggiori')} di ${value(atom.value)}`,
    ],
    lt: [
      `sotto ${value(atom.value)}`,
      `${adjective('inferiore', 'inferiori')} a ${value(atom.value)}`,
      `${adjective('minore', 'minori')} di ${value(atom.value)}`,
    ],
    gte: [
      `di almeno ${value(atom.value)}`,
      `pari o ${adjective('superiore', 'superiori')} a ${value(atom.value)}`,
    ],
    lte: [
      `di al massimo ${value(atom.value)}`,
      `non ${adjective('superiore', 'superiori')} a ${value(atom.value)}`,
    ],
  } as const;
  if (chance.happens(0.25)) {
    const than = { gt: 'più di', lt: 'meno di', gte: 'almeno', lte: 'al massimo' }[atom.bound];
    if (measure === 'weight')
      return { slot: 'which', text: `che ${many ? 'pesano' : 'pesa'} ${than} ${value(atom.value)}` };
    const participle = isMoney(measure) ? PARTICIPLES[measure] : undefined;
    if (participle)
      return {
        slot: 'which',
        text: `che ${many ? 'hanno' : 'ha'} ${chance.pick(participle)} ${than} ${value(atom.value)}`,
      };
  }
  return { slot: 'with', text: `${head} ${chance.pick(words[atom.bound])}` };
};

const compared = (voice: Voice, atom: Extract<Atom, { atom: 'mean' | 'than' }>, scope: Scope): Modifier => {
  const { chance } = voice;
  const noun = measureNoun(voice, atom.measure);
  const up = atom.bound === 'gt';
  const adjective = `${up ? 'superior' : 'inferior'}${noun.plural ? 'i' : 'e'}`;
  if (atom.atom === 'mean') {
    const whose =
      scope.atoms.length > 1 && scope.kind !== null
        ? ` di tutti ${withArticle(kindNoun(scope.kind).many)}`
        : '';
    return {
      slot: 'with',
      text: `${noun.text} ${chance.pick([`${up ? 'sopra' : 'sotto'} la media`, `${adjective} alla media`])}${whose}`,
    };
  }
  const item = itemNoun(voice, atom.item, scope.year);
  const more = MORE_OF[atom.measure];
  return {
    slot: 'with',
    text: chance.pick([
      `${noun.text} ${adjective} a quell${ending(noun)} ${withPreposition('di', item)}`,
      ...(more.length > 0
        ? [`${up ? 'più' : 'meno'} ${chance.pick(more)} ${withPreposition('di', item)}`]
        : []),
    ]),
  };
};

const declaring = (
  voice: Voice,
  { measure, exclude }: Extract<Atom, { atom: 'declared' }>,
  many: boolean,
): Modifier => {
  const noun = measureNoun(voice, measure);
  const declared = `dichiarat${ending(noun)}`;
  const verb = many ? 'dichiarano' : 'dichiara';
  if (exclude)
    return voice.chance.pick<Modifier>([
      { slot: 'with', text: `${noun.text} non ${declared}` },
      { slot: 'which', text: `che non ${verb} ${withArticle(noun)}` },
      { slot: 'which', text: `senza ${noun.text} ${declared}` },
    ]);
  return voice.chance.pick<Modifier>([
    { slot: 'with', text: `${noun.text} ${declared}` },
    { slot: 'which', text: `che ${verb} ${withArticle(noun)}` },
  ]);
};

const modifier = (voice: Voice, atom: Atom, scope: Scope, many: boolean): Modifier => {
  const { chance } = voice;
  switch (atom.atom) {
    case 'structure': {
      const nouns = atom.codes.map((code) => structureNoun(voice, atom.level, code));
      if (!atom.exclude)
        return {
          slot: 'of',
          text: list(
            nouns.map((noun) => withPreposition('di', noun)),
            'o',
          ),
        };
      const those = many ? 'quelli' : 'quello';
      return {
        slot: 'except',
        text: chance.pick([
          `${chance.pick(['tranne', 'eccetto', many ? 'esclusi' : 'escluso', 'salvo'])} ${those} ${list(
            nouns.map((noun) => withPreposition('di', noun)),
            'e',
          )}`,
          `che non ${many ? 'sono' : 'è'} ${list(
            nouns.map((noun) => withPreposition('di', noun)),
            'né',
          )}`,
        ]),
      };
    }
    case 'items': {
      const nouns = atom.refs.map((ref) => itemNoun(voice, ref, scope.year));
      if (!atom.exclude) return { slot: 'of', text: list(nouns.map(withArticle), 'e') };
      return {
        slot: 'except',
        text: `${chance.pick(['tranne', 'escludendo', 'senza contare', 'eccetto'])} ${list(nouns.map(withArticle), 'e')}`,
      };
    }
    case 'transversal':
      return { slot: 'adjective', text: `${atom.exclude ? 'non ' : ''}trasversal${many ? 'i' : 'e'}` };
    case 'goal':
      return {
        slot: 'of',
        text: `${chance.pick(many ? ['collegati al', 'legati al', 'del', 'associati al'] : ['collegato al', 'legato al', 'del'])} goal ${atom.goal}${chance.pick(['', " dell'Agenda 2030"])}`,
      };
    case 'span': {
      const [one = '', several = ''] = SPANS[atom.years] ?? [];
      return { slot: 'adjective', text: many ? several : one };
    }
    case 'ends':
      return chance.pick<Modifier>([
        { slot: 'which', text: `che ${many ? 'finiscono' : 'finisce'} nel ${atom.year}` },
        { slot: 'which', text: `che ${many ? 'si concludono' : 'si conclude'} nel ${atom.year}` },
        { slot: 'with', text: `scadenza nel ${atom.year}` },
      ]);
    case 'declared':
      return declaring(voice, atom, many);
    case 'bound':
    case 'between':
      return bounded(voice, atom, many);
    case 'mean':
    case 'than':
      return compared(voice, atom, scope);
    case 'times': {
      const noun = measureNoun(voice, atom.measure);
      const item = itemNoun(voice, atom.item, scope.year);
      const times = TIMES[atom.times] ?? '';
      return {
        slot: 'with',
        text: `${noun.text} ${noun.plural ? 'superiori' : 'superiore'} al ${times} di quell${ending(noun)} ${withPreposition('di', item)}`,
      };
    }
    case 'own': {
      const [one, other] = [measureNoun(voice, atom.measure), measureNoun(voice, atom.other)];
      const up = atom.bound === 'gt';
      return chance.pick<Modifier>([
        {
          slot: 'with',
          text: `${one.text} ${up ? 'superior' : 'inferior'}${one.plural ? 'i' : 'e'} ${withPreposition('a', other)}`,
        },
        {
          slot: 'which',
          text: `in cui ${withArticle(one)} ${one.plural ? 'sono' : 'è'} ${up ? 'più alt' : 'più bass'}${ending(one)} ${withPreposition('di', other)}`,
        },
      ]);
    }
    case 'either':
      return {
        slot: 'which',
        text: atom.any.map((one) => conditionText(voice, one, scope, many)).join(' o '),
      };
  }
};

/** A condition as it follows a noun: «trasversali», «con peso superiore a 20», «che finiscono nel 2022». */
export const conditionText = (voice: Voice, atom: Atom, scope: Scope, many = true): string => {
  const { slot, text } = modifier(voice, atom, scope, many);
  return slot === 'with' ? `con ${text}` : text;
};

const join = (modifiers: readonly Modifier[]): string => {
  const of = (slot: Slot): string[] => modifiers.filter((one) => one.slot === slot).map(({ text }) => text);
  const conditions = of('with');
  return [
    of('adjective').join(' e '),
    of('of').join(' '),
    conditions.length > 0 ? `con ${conditions.join(' e ')}` : '',
    of('which').join(' e '),
    of('except').join(' e '),
  ]
    .filter(Boolean)
    .join(' ');
};

interface ScopeWords {
  /** «obiettivi del settore 5 con …»: also as a noun, for articles and prepositions. */
  readonly noun: Noun;
  /** The structure alone, when the scope is no more than that. */
  readonly bare: boolean;
}

/** The one structure that the scope is of, if it is said as such. */
export const soleStructure = (scope: Scope) => {
  const found = scope.atoms.filter((atom) => atom.atom === 'structure');
  const [atom] = found;
  return found.length === 1 && atom?.atom === 'structure' && !atom.exclude && atom.codes.length === 1
    ? {
        level: atom.level,
        code: atom.codes[0] ?? '',
        rest: { ...scope, atoms: scope.atoms.filter((one) => one !== atom) },
      }
    : null;
};

/** What would not stand well between an item and «con più …»: «tra gli obiettivi …, quello con più …» then. */
export const isLong = ({ atoms }: Scope): boolean =>
  atoms.some(
    (atom) =>
      !(['transversal', 'span', 'goal'].includes(atom.atom) || (atom.atom === 'structure' && !atom.exclude)),
  );

const WHOLE: Noun = { text: 'ente', gender: 'm', plural: false };

/** A scope as a noun. `many` is false after «quale» and «qual è». */
export const scopeNoun = (voice: Voice, scope: Scope, many = true): ScopeWords => {
  const { kind, atoms } = scope;
  const [only] = atoms;
  if (only?.atom === 'items' && !only.exclude && only.refs.length === 1 && atoms.length === 1)
    return { noun: itemNoun(voice, only.refs[0] ?? 'objective:0', scope.year), bare: true };
  if (kind === null) {
    if (!only) return { noun: WHOLE, bare: true };
    if (only.atom === 'structure' && atoms.length === 1) {
      const nouns = only.codes.map((code) => structureNoun(voice, only.level, code));
      const [first] = nouns;
      if (first && !only.exclude && nouns.length === 1) return { noun: first, bare: true };
      if (only.exclude) {
        const level = levelNoun(voice, only.level).many;
        const text =
          `${level.text} ${voice.chance.pick(['tranne', 'eccetto', 'escluso'])} ${list(nouns.map(withArticle), 'e')}`.replace(
            /escluso l[ae']/,
            (found) => found.replace('escluso', level.gender === 'f' ? 'esclusa' : 'escluso'),
          );
        return {
          noun: {
            text: `tutt${level.gender === 'm' ? 'i' : 'e'} ${withArticle({ ...level, text })}`,
            gender: 'm',
            plural: true,
          },
          bare: true,
        };
      }
    }
  }
  const nouns: readonly Noun[] =
    kind === null ? [kindNoun('objective').many] : [many ? kindNoun(kind).many : kindNoun(kind).one];
  const head = nouns[0] ?? kindNoun('objective').many;
  const text = `${head.text}${kind === null ? ' e processi' : ''}`;
  const modifiers = atoms.map((atom) => modifier(voice, atom, scope, many));
  const said = join(modifiers);
  return { noun: { ...head, text: said ? `${text} ${said}` : text }, bare: false };
};

/** «del settore 5», «degli obiettivi del settore 5», «di tutti i settori tranne il 5». */
export const ofScope = (voice: Voice, scope: Scope): string => {
  const { noun } = scopeNoun(voice, scope);
  if (noun.text.startsWith('tutt')) return `di ${noun.text}`;
  if (noun === WHOLE) return voice.chance.pick(["dell'ente", "di tutto l'ente", "dell'intero ente"]);
  return withPreposition('di', noun);
};

/** Who does something with money: «il settore 5 ha …», «gli obiettivi trasversali hanno …». */
export const subjectOf = (voice: Voice, scope: Scope): { readonly text: string; readonly many: boolean } => {
  const { noun } = scopeNoun(voice, scope);
  return { text: noun.text.startsWith('tutt') ? noun.text : withArticle(noun), many: noun.plural };
};
