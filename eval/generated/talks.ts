/** Conversations of two to four messages: each leaves unsaid what the ones before have said. */
import { withArticle, withPreposition } from './articles.ts';
import {
  codes,
  direction,
  item,
  itemScope,
  kind,
  measure,
  money,
  moneyOf,
  structure,
  Unfit,
} from './draw-scope.ts';
import { simpleScope } from './draw-wider.ts';
import { noun, order, participle, question, withMost } from './phrases.ts';
import type { Atom, Money, Ref, Request, Scope } from './request.ts';
import { conditionText, ofScope } from './scope-words.ts';
import { count, first, itemsScope, type Message, narrowed, only, refsOf, type Stage, sum } from './spoken.ts';
import { verbalise } from './verbalise.ts';
import { itemNoun, kindNoun, levelNoun, measureNoun, plainNoun, structureNoun } from './voice.ts';
import { ORDINALS } from './words.ts';

const one = (...requests: readonly Request[]): readonly (readonly Request[])[] => [requests];

/** A message that stands by itself. */
const opening = ({ voice }: Stage, operator: string, request: Request): Message => ({
  operator,
  core: verbalise(voice, request),
  parts: one(request),
});

/** Two amounts, neither of which is the sum of others. @throws Unfit where the plan declares but one */
const twoAmounts = (ground: Stage['ground']): readonly [Money, Money] => {
  const [x, y] = ground.chance.some(
    moneyOf(ground).filter((about) => about !== 'resources'),
    2,
  );
  if (!x || !y) throw new Unfit('too few');
  return [x, y];
};

const list = (scope: Scope): Request => ({ ask: 'list', scope });

/** The set that was shown, measured: «quanto hanno impegnato in tutto?». */
const total = ({ voice, ground }: Stage, scope: Scope, about: Money): Message => {
  const verb = participle(voice, about);
  const subject = measureNoun(voice, about);
  return {
    operator: 'then sum',
    core: question(
      ground.chance.pick([
        ...(verb ? [`quanto hanno ${verb} in tutto`, `in totale quanto hanno ${verb}`] : []),
        `qual è il loro totale ${withPreposition('di', subject)}`,
      ]),
    ),
    parts: one(sum(about, scope)),
  };
};

/** The first of those shown; both the last ones and those before them may be meant. */
const topOf = ({ voice, ground }: Stage, ...shown: readonly Scope[]): Message => {
  const by = money(ground);
  const to = direction(ground);
  return {
    operator: 'then first',
    core: question(
      `${ground.chance.pick(['qual è quello', 'e quello', 'e di questi qual è quello', 'quale tra questi è quello'])} ${withMost(voice, by, to, false)}`,
    ),
    parts: one(...shown.map((scope) => first(scope, by, 1, to))),
  };
};

const but = (stage: Stage, scope: Scope): { readonly message: Message; readonly scope: Scope } => {
  const { voice, ground } = stage;
  const refs = refsOf(stage, list(scope));
  if (refs.length < 3) throw new Unfit('too few');
  const ref = ground.chance.pick(refs);
  const left = { ...scope, atoms: [...scope.atoms, { atom: 'items', refs: [ref], exclude: true } as const] };
  const named = withArticle(itemNoun(voice, ref, ground.year));
  return {
    message: {
      operator: 'then but one',
      core: order(
        ground.chance.pick([
          `escludi ${named}`,
          `togli ${named}`,
          `senza ${named}`,
          `e senza contare ${named}`,
        ]),
      ),
      parts: one(list(left), count(left)),
    },
    scope: left,
  };
};

const sharing = ({ ground }: Stage, part: Scope, whole: Scope, atom: Atom): Message => ({
  operator: 'then share of all',
  core: question(
    ground.chance.pick([
      `che percentuale sono di tutti ${withArticle(kindNoun(whole.kind ?? 'objective').many)}`,
      `che percentuale è sul totale ${withPreposition('di', kindNoun(whole.kind ?? 'objective').many)}`,
    ]),
  ),
  parts: part.kind === null ? [] : one({ ask: 'share', figure: { fold: 'count' }, whole, part: atom }),
});

const another = ({ ground }: Stage, atom: Atom): Atom & { atom: 'structure' } => {
  if (atom.atom !== 'structure') throw new Unfit('no structure');
  const code = ground.chance.pick(
    codes(ground, atom.level, 2).filter((known) => !atom.codes.includes(known)),
  );
  return { ...atom, codes: [code] };
};

/** Questions that say themselves what they are about: nothing of before holds for them. */
const anew = (stage: Stage): Message => {
  const { ground } = stage;
  const scope = simpleScope(ground, kind(ground), 0);
  const request = ground.chance.pick<Request>([
    count(scope),
    sum(money(ground), scope),
    first(scope, money(ground), 1),
  ]);
  return opening(stage, 'then anew', request);
};

export const TALKS: Readonly<Record<string, (stage: Stage) => readonly Message[]>> = {
  set: (stage) => {
    const { voice, ground } = stage;
    const { chance } = ground;
    const scope = simpleScope(ground, kind(ground), 0.15);
    const inner = narrowed(stage, scope);
    const those = conditionText(voice, inner.atom, scope);
    const messages: Message[] = [
      opening(stage, 'open', chance.happens(0.5) ? count(scope) : list(scope)),
      {
        operator: 'then narrowed',
        core: question(
          chance.pick([
            `e quelli ${those}`,
            `${chance.pick(['di questi', 'tra questi'])} quanti sono ${/^(con|che) /.test(those) ? `quelli ${those}` : those}`,
            `solo quelli ${those}`,
            `quali sono ${/^(con|che) /.test(those) ? `quelli ${those}` : those}`,
          ]),
        ),
        parts: one(list(inner.scope), count(inner.scope)),
      },
    ];
    const [structureAtom] = scope.atoms;
    const next = chance.pick(['sum', 'first', 'others', 'share', 'but', 'anew', 'mean']);
    if (next === 'sum')
      return [...messages, total(stage, inner.scope, money(ground)), topOf(stage, inner.scope, scope)];
    if (next === 'first') return [...messages, topOf(stage, inner.scope, scope)];
    if (next === 'anew') return [...messages, anew(stage)];
    if (next === 'but') {
      const left = but(stage, inner.scope);
      return [...messages, left.message, total(stage, left.scope, money(ground))];
    }
    if (next === 'mean') {
      const about = money(ground);
      return [
        ...messages,
        {
          operator: 'then mean',
          core: question(
            chance.pick([
              `e in media${participle(voice, about) ? ` quanto hanno ${participle(voice, about)}` : `, ${withArticle(plainNoun(about))}`}`,
              `qual è la media ${withPreposition('di', measureNoun(voice, about))}`,
            ]),
          ),
          parts: one({ ask: 'figure', figure: { fold: 'mean', measure: about }, scope: inner.scope }),
        },
      ];
    }
    if (next === 'others') {
      const rest: Scope = {
        ...scope,
        atoms: [...scope.atoms, { atom: 'items', refs: refsOf(stage, list(inner.scope)), exclude: true }],
      };
      const { atom } = inner;
      const others =
        atom.atom === 'bound'
          ? [
              rest,
              {
                ...rest,
                atoms: [...rest.atoms, { atom: 'declared', measure: atom.measure, exclude: false } as const],
              },
            ]
          : [rest];
      return [
        ...messages,
        {
          operator: 'then the others',
          core: question(
            chance.pick(['e gli altri', 'e gli altri quali sono', 'gli altri quanti sono', 'e i restanti']),
          ),
          // Whether what declares nothing is among those not beyond a bound, both may say.
          parts: one(...others.flatMap((scope) => [list(scope), count(scope)])),
        },
        ...(others.length === 1 ? [total(stage, rest, money(ground))] : []),
      ];
    }
    return [
      ...messages,
      structureAtom
        ? {
            operator: 'then share of shown',
            core: question(`che percentuale sono ${ofScope(voice, scope)}`),
            parts: one({ ask: 'share', figure: { fold: 'count' }, whole: scope, part: inner.atom }),
          }
        : sharing(stage, inner.scope, scope, inner.atom),
    ];
  },
  ranking: (stage) => {
    const { voice, ground } = stage;
    const { chance } = ground;
    const of = kind(ground);
    const scope = simpleScope(ground, of, 0.6);
    const by = money(ground);
    const n = chance.int(3, 5);
    const top = first(scope, by, n);
    const refs = refsOf(stage, top);
    // Which is the second must be plain.
    for (let at = 1; at <= n; at += 1)
      only(stage, {
        ask: 'rank',
        scope,
        by,
        direction: 'most',
        place: { kind: 'ordinal', n: Math.max(2, at) },
      });
    const inOrder = Array.from({ length: n }, (_, at) => {
      const place = at === 0 ? ({ kind: 'first', n: 1 } as const) : ({ kind: 'ordinal', n: at + 1 } as const);
      return refsOf(stage, { ask: 'rank', scope, by, direction: 'most', place })[0];
    }).filter((ref) => ref !== undefined);
    const at = chance.int(0, n - 1);
    const ordinal = at === n - 1 && chance.happens(0.4) ? 'ultimo' : (ORDINALS[at] ?? 'primo');
    const ref = inOrder[at];
    const about = measure(ground, of);
    if (!ref || about === by) throw new Unfit('nothing more');
    const verb = participle(voice, about);
    const pointed: Message = {
      operator: 'then the nth',
      core: question(
        about === 'weight'
          ? `quanto pesa ${ordinal === 'ultimo' ? "l'ultimo" : `il ${ordinal}`}`
          : verb
            ? `${chance.pick(['', 'e '])}quanto ha ${verb} ${ordinal === 'ultimo' ? "l'ultimo" : `il ${ordinal}`}`
            : `e ${withArticle(measureNoun(voice, about))} ${ordinal === 'ultimo' ? "dell'ultimo" : `del ${ordinal}`}`,
      ),
      parts: one({ ask: 'figure', figure: { fold: 'sum', measure: about }, scope: itemScope(ground, ref) }),
    };
    const together: Message = {
      operator: 'then their sum',
      core: question(
        chance.pick(['quanto fanno in tutto', 'e insieme quanto fanno', 'qual è il totale', 'e la somma']),
      ),
      parts: one(sum(by, itemsScope(refs, ground.year))),
    };
    const [a, b] = inOrder;
    if (!a || !b) throw new Unfit('too few');
    const apart: Message = {
      operator: 'then their difference',
      core: question(
        chance.pick([
          "che differenza c'è tra il primo e il secondo",
          'e la differenza tra i primi due',
          'di quanto il primo supera il secondo',
        ]),
      ),
      parts: one({
        ask: 'gap-scopes',
        figure: { fold: 'sum', measure: by },
        left: itemScope(ground, a),
        right: itemScope(ground, b),
      }),
    };
    const share: Message = {
      operator: 'then share of total',
      core: question(
        chance.pick([
          'che percentuale sono del totale',
          'quanto incidono in percentuale sul totale',
          'e che quota del totale fanno',
        ]),
      ),
      // Of all that were ranked, or of the whole plan.
      parts: one(
        ...[scope, { ...scope, kind: null, atoms: [] }].map(
          (whole): Request => ({
            ask: 'share',
            figure: { fold: 'sum', measure: by },
            whole,
            part: { atom: 'items', refs, exclude: false },
          }),
        ),
      ),
    };
    const next: Message = {
      operator: 'then the next',
      core: question(chance.pick([`e il ${ORDINALS[n] ?? 'sesto'}`, 'e quello dopo'])),
      parts: one({ ask: 'rank', scope, by, direction: 'most', place: { kind: 'ordinal', n: n + 1 } }),
    };
    // After one of them was pointed at, «in tutto» may be of that one.
    return [
      opening(stage, 'open ranking', top),
      ...chance.some([together, apart, share], 1),
      chance.pick([pointed, pointed, next]),
    ].filter((_, at) => at !== 1 || chance.happens(0.7));
  },
  figure: (stage) => {
    const { voice, ground } = stage;
    const { chance } = ground;
    const atom = structure(ground);
    const [x, y] = twoAmounts(ground);
    const scope: Scope = { kind: null, atoms: [atom], year: ground.year };
    const other = another(stage, atom);
    const place = structureNoun(voice, other.level, other.codes[0] ?? '');
    const there: Scope = { ...scope, atoms: [other] };
    const second: Message = {
      operator: 'then measure',
      core: question(`e ${withArticle(measureNoun(voice, y))}`),
      parts: one(sum(y, scope)),
    };
    const third: Message = {
      operator: 'then structure',
      core: question(
        chance.pick([
          `e ${withArticle(place)}`,
          `e ${withPreposition('di', place)}`,
          `e per ${withArticle(place)}`,
        ]),
      ),
      parts: one(sum(y, there)),
    };
    const fourth = chance.pick<Message>([
      {
        operator: 'then both together',
        core: question(chance.pick(['e insieme', 'quanto fanno in tutto i due', 'e la somma dei due'])),
        parts: one({
          ask: 'figure',
          figure: { fold: 'sum', measure: y },
          scope: {
            ...scope,
            atoms: [{ ...other, codes: [...other.codes, ...(atom.atom === 'structure' ? atom.codes : [])] }],
          },
        }),
      },
      {
        operator: 'then difference',
        core: question(chance.pick(['e la differenza tra i due', "che differenza c'è tra i due"])),
        parts: one({ ask: 'gap-scopes', figure: { fold: 'sum', measure: y }, left: scope, right: there }),
      },
      {
        operator: 'then share of the body',
        core: question(
          chance.pick([
            "che percentuale è del totale dell'ente",
            "quanto incide in percentuale sul totale dell'ente",
          ]),
        ),
        parts: one({
          ask: 'share',
          figure: { fold: 'sum', measure: y },
          whole: { kind: null, atoms: [], year: ground.year },
          part: other,
        }),
      },
      {
        operator: 'then by kind',
        core: question(chance.pick(['solo per gli obiettivi', 'e solo degli obiettivi'])),
        parts: one(sum(y, { ...there, kind: 'objective' })),
      },
      anew(stage),
    ]);
    const start = opening(stage, 'open figure', sum(x, scope));
    return chance.pick([
      [start, second, third, fourth],
      [start, second, third],
    ]);
  },
  correction: (stage) => {
    const { voice, ground } = stage;
    const { chance } = ground;
    const atom = structure(ground);
    const [x, y] = twoAmounts(ground);
    const scope: Scope = { kind: chance.pick([null, kind(ground)]), atoms: [atom], year: ground.year };
    const other = another(stage, atom);
    const there: Scope = { ...scope, atoms: [other] };
    const place = withArticle(structureNoun(voice, other.level, other.codes[0] ?? ''));
    const subject = withArticle(measureNoun(voice, y));
    return [
      opening(stage, 'open figure', sum(x, scope)),
      {
        operator: 'then corrected',
        core: noun(
          chance.pick([
            `no, intendevo ${place}`,
            `scusa, volevo dire ${place}`,
            `no aspetta, ${place}`,
            `mi sono sbagliato: ${place}`,
          ]),
        ),
        parts: one(sum(x, there)),
      },
      {
        operator: 'then corrected measure',
        core: noun(
          chance.pick([
            `anzi, ${subject}`,
            `non ${withArticle(plainNoun(x))}, ${subject}`,
            `scusa, mi serviva ${subject}`,
          ]),
        ),
        parts: one(sum(y, there)),
      },
    ];
  },
  item: (stage) => {
    const { voice, ground } = stage;
    const { chance } = ground;
    const of = kind(ground);
    const [a, b] = [item(ground, of), item(ground, of)];
    const [x, y] = chance.some(
      moneyOf(ground).filter((about) => about !== 'resources'),
      2,
    );
    if (a === b || !x || !y) throw new Unfit('the same');
    const shortly = (ref: Ref): string =>
      `il ${ref.split(':')[1]}`.replace(/^il (8|11)$/, "l'$1").replace(/^il (8\d)$/, "l'$1");
    const messages: Message[] = [
      opening(stage, 'open item', sum(x, itemScope(ground, a))),
      {
        operator: 'then measure of it',
        core: question(
          chance.pick([
            `e ${withArticle(measureNoun(voice, y))}`,
            ...(participle(voice, y) ? [`e quanto ha ${participle(voice, y)}`] : []),
          ]),
        ),
        parts: one(sum(y, itemScope(ground, a))),
      },
      {
        operator: 'then another item',
        core: question(`e ${shortly(b)}`),
        parts: one(sum(y, itemScope(ground, b))),
      },
    ];
    const last = chance.pick<Message>([
      {
        operator: 'then which of both',
        core: question(`quale dei due ne ha di più`),
        parts: one({
          ask: 'which',
          figure: { fold: 'sum', measure: y },
          direction: 'most',
          left: itemScope(ground, a),
          right: itemScope(ground, b),
        }),
      },
      {
        operator: 'then their difference',
        core: question(`che differenza c'è tra i due`),
        parts: one({
          ask: 'gap-scopes',
          figure: { fold: 'sum', measure: y },
          left: itemScope(ground, a),
          right: itemScope(ground, b),
        }),
      },
      {
        operator: 'then share of kind',
        core: question(`che percentuale è di quello di tutti ${withArticle(kindNoun(of).many)}`),
        parts: one({
          ask: 'share',
          figure: { fold: 'sum', measure: y },
          whole: { kind: of, atoms: [], year: ground.year },
          part: { atom: 'items', refs: [b], exclude: false },
        }),
      },
    ]);
    return chance.happens(0.6) ? [...messages, last] : messages;
  },
  groups: (stage) => {
    const { voice, ground } = stage;
    const { chance } = ground;
    const about = money(ground);
    const whole: Scope = { kind: null, atoms: [], year: ground.year };
    const word = levelNoun(voice, 'department');
    const that = word.one.gender === 'f' ? 'quella' : 'quello';
    const ranked = (to: 'most' | 'least', n = 1): Request => ({
      ask: 'rank-groups',
      level: 'department',
      figure: { fold: 'sum', measure: about },
      scope: whole,
      direction: to,
      place: n === 1 ? { kind: 'first', n } : { kind: 'ordinal', n },
    });
    const to = direction(ground);
    const outcome = only(stage, ranked(to));
    const code = outcome.is === 'structures' ? (outcome.codes[0] ?? '') : '';
    const atom: Atom = { atom: 'structure', level: 'department', codes: [code], exclude: false };
    const of: Scope = { ...whole, atoms: [atom] };
    const end = word.one.gender === 'f' ? 'a' : 'o';
    const messages: Message[] = [
      opening(stage, 'open groups', {
        ask: 'groups',
        level: 'department',
        figure: { fold: 'sum', measure: about },
        scope: whole,
      }),
      {
        operator: 'then first group',
        core: question(
          chance.pick([
            `qual è ${that} che ne ha ${to === 'most' ? 'di più' : 'di meno'}`,
            `e quale ne ha ${to === 'most' ? 'di più' : 'di meno'}`,
            `chi è ${to === 'most' ? 'prim' : 'ultim'}${end}`,
          ]),
        ),
        parts: one(ranked(to)),
      },
    ];
    const last = chance.pick<Message>([
      {
        operator: 'then its items',
        core: question('quanti obiettivi ha'),
        parts: one(count({ ...of, kind: 'objective' })),
      },
      {
        operator: 'then its share',
        core: question(
          chance.pick(['che percentuale è del totale', 'quanto incide sul totale, in percentuale']),
        ),
        parts: one({ ask: 'share', figure: { fold: 'sum', measure: about }, whole, part: atom }),
      },
      {
        operator: 'then its first item',
        core: question(`e il suo obiettivo ${withMost(voice, about, 'most', false)}`),
        parts: one(first({ ...of, kind: 'objective' }, about, 1)),
      },
      {
        operator: 'then the second group',
        core: question(`e ${word.one.gender === 'f' ? 'la seconda' : 'il secondo'}`),
        parts: one(ranked(to, 2)),
      },
      {
        operator: 'then mean of groups',
        core: question(`e la media ${withPreposition('di', word.many)}`),
        parts: one({
          ask: 'mean-of-groups',
          level: 'department',
          figure: { fold: 'sum', measure: about },
          scope: whole,
        }),
      },
    ]);
    return [...messages, last];
  },
  years: (stage) => {
    const { voice, ground } = stage;
    const { chance } = ground;
    if (voice.body.plans.length < 2) throw new Unfit('one year');
    const [now, before] = voice.body.plans.map(({ year }) => year);
    if (!now || !before) throw new Unfit('one year');
    const about = money(ground);
    const atom = structure(ground);
    const scope = (year: number): Scope => ({ kind: null, atoms: [atom], year });
    const [from, to] = chance.happens(0.5) ? [now, before] : [before, now];
    const start = sum(about, scope(from));
    return [
      opening(stage, 'open figure', start),
      {
        operator: 'then year',
        core: question(chance.pick([`e nel ${to}`, `e per il ${to}`, `${to}`])),
        parts: one(sum(about, scope(to))),
      },
      chance.happens(0.5)
        ? {
            operator: 'then change',
            core: question(chance.pick(['di quanto è cambiato', 'e la differenza', "che variazione c'è"])),
            parts: one({
              ask: 'gap-scopes',
              figure: { fold: 'sum', measure: about },
              left: scope(now),
              right: scope(before),
            }),
          }
        : {
            operator: 'then measure',
            core: question(`e ${withArticle(measureNoun(voice, money(ground)))}`),
            parts: [],
          },
    ].filter(({ parts }) => parts.length > 0);
  },
};
