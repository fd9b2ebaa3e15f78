/** Messages that ask two or three things at once, which share a scope, a figure, or lean on each other. */
import { type Noun, withArticle, withPreposition } from './articles.ts';
import { direction, item, itemScope, kind, measure, money, moneyOf, Unfit } from './draw-scope.ts';
import { simpleScope } from './draw-wider.ts';
import { type Core, noun, order, participle, question, superlative, withMost } from './phrases.ts';
import type { Money, Request, Scope } from './request.ts';
import { conditionText, ofScope, scopeNoun, soleStructure, subjectOf } from './scope-words.ts';
import { count, first, itemsScope, type Message, narrowed, refsOf, type Stage, sum } from './spoken.ts';
import { verbalise } from './verbalise.ts';
import { itemNoun, kindNoun, measureNoun, plainNoun, structureNoun, type Voice } from './voice.ts';
import { NUMBERS } from './words.ts';

type Maker = (stage: Stage) => Omit<Message, 'operator'>;

/** Two or three different things that structures spend. */
const some = ({ ground }: Stage, n: number): readonly Money[] => {
  const found = ground.chance.some(
    moneyOf(ground).filter((one) => one !== 'resources'),
    n,
  );
  if (found.length < n) throw new Unfit('too few measures');
  return found;
};

/** A structure with everything in it, or a kind in it. */
const place = (stage: Stage): Scope => {
  const { ground } = stage;
  const scope = simpleScope(ground, kind(ground), 0);
  return ground.chance.happens(0.5) ? { ...scope, kind: null } : scope;
};

const all = (...requests: readonly Request[]): readonly (readonly Request[])[] =>
  requests.map((request) => [request]);

const nouns = (voice: Voice, measures: readonly Money[]): readonly Noun[] =>
  measures.map((one) => measureNoun(voice, one));

/** «Quanti processi ha il settore 5», of a structure; else «quanti sono …». */
const howMany = (voice: Voice, scope: Scope): string => {
  const sole = soleStructure(scope);
  return sole && scope.kind !== null
    ? `quanti ${scopeNoun(voice, sole.rest).noun.text} ha ${withArticle(structureNoun(voice, sole.level, sole.code))}`
    : `quanti sono ${subjectOf(voice, scope).text}`;
};

const the = (voice: Voice, request: Request & { ask: 'rank' }): string =>
  `quello ${withMost(voice, request.by, request.direction, false)}`;

export const HALVES: Readonly<Record<string, Maker>> = {
  'count, then first': (stage) => {
    const { voice, ground } = stage;
    const of = kind(ground);
    const scope = simpleScope(ground, of, 0.2);
    const top = first(scope, money(ground), 1, direction(ground)) as Request & { ask: 'rank' };
    return {
      core: question(
        `${howMany(voice, scope)} e ${ground.chance.pick(['qual è', 'quale è', 'dimmi qual è'])} ${the(voice, top)}`,
      ),
      parts: all(count(scope), top),
    };
  },
  'list, then sum': (stage) => {
    const { voice, ground } = stage;
    const base = simpleScope(ground, kind(ground), 0);
    const scope = ground.chance.happens(0.5) ? narrowed(stage, base).scope : base;
    const about = money(ground);
    const subject = measureNoun(voice, about);
    const verb = participle(voice, about);
    const listed = withArticle(scopeNoun(voice, scope).noun);
    return {
      core: ground.chance.pick([
        question(
          `quali sono ${listed} e ${verb ? `quanto hanno ${verb} in tutto` : `qual è il totale ${withPreposition('di', subject)}`}`,
        ),
        order(
          `elenca ${listed} e dimmi ${verb ? `quanto hanno ${verb} insieme` : `il totale ${withPreposition('di', subject)}`}`,
        ),
        noun(`${listed}, con il totale ${withPreposition('di', subject)}`),
      ]),
      parts: all({ ask: 'list', scope }, sum(about, scope)),
    };
  },
  'first n, then their sum': (stage) => {
    const { voice, ground } = stage;
    const scope = simpleScope(ground, kind(ground), 0.6);
    const [by = 'committed', other = by] = some(stage, 2);
    const n = ground.chance.int(2, 4);
    const top = first(scope, by, n);
    const refs = refsOf(stage, top);
    const about = ground.chance.happens(0.5) ? by : other;
    const head = `i ${ground.chance.happens(0.5) ? n : NUMBERS[n]} ${scopeNoun(voice, scope).noun.text} ${withMost(voice, by, 'most', true)}`;
    const verb = participle(voice, about);
    const own = `il loro ${plainNoun(about).text}`;
    return {
      core: question(
        about === by && ground.chance.happens(0.5)
          ? `quali sono ${head} e quanto fanno ${ground.chance.pick(['insieme', 'in tutto', 'in totale'])}`
          : verb
            ? `quali sono ${head} e quanto hanno ${verb} in tutto`
            : `quali sono ${head} e qual è ${own} totale`,
      ),
      parts: all(top, sum(about, itemsScope(refs, scope.year))),
    };
  },
  'first, then what it has': (stage) => {
    const { voice, ground } = stage;
    const of = kind(ground);
    const scope = simpleScope(ground, of, 0.4);
    const by = measure(ground, of);
    const about = measure(ground, of);
    if (about === by || about === 'attainment' || by === 'attainment') throw new Unfit('the same');
    const top: Request = {
      ask: 'rank',
      scope,
      by,
      direction: direction(ground),
      place: { kind: 'first', n: 1 },
    };
    const [ref] = refsOf(stage, top);
    if (!ref) throw new Unfit('none');
    const verb = participle(voice, about);
    const what =
      about === 'weight'
        ? 'quanto pesa'
        : verb
          ? `quanto ha ${verb}`
          : `${measureNoun(voice, about).plural ? 'quali sono le sue' : 'qual è il suo'} ${plainNoun(about).text}`;
    return {
      core: question(
        `qual è ${withArticle(scopeNoun(voice, scope, false).noun)} ${withMost(voice, by, top.direction, false)} e ${what}`,
      ),
      parts: all(top, {
        ask: 'figure',
        figure: { fold: 'sum', measure: about },
        scope: itemScope(ground, ref),
      }),
    };
  },
  'first, then whose it is': (stage) => {
    const { voice, ground } = stage;
    const scope = simpleScope(ground, kind(ground), 0.8);
    const top = first(scope, money(ground), 1, direction(ground)) as Request & { ask: 'rank' };
    const [ref] = refsOf(stage, top);
    const level = voice.body.levels.department[0]?.one.text;
    if (!ref || scope.atoms.length > 0) throw new Unfit('none');
    return {
      core: question(
        `qual è ${withArticle(scopeNoun(voice, scope, false).noun)} ${withMost(voice, top.by, top.direction, false)} e ${ground.chance.pick([`di quale ${level} è`, `di che ${level} è`, `a quale ${level} è assegnato`])}`,
      ),
      parts: all(top, { ask: 'owner', level: 'department', item: ref, year: ground.year }),
    };
  },
  'all but the first n': (stage) => {
    const { voice, ground } = stage;
    const scope = simpleScope(ground, kind(ground), 0.5);
    const by = money(ground);
    const verb = participle(voice, by);
    const n = ground.chance.int(1, 3);
    const refs = refsOf(stage, first(scope, by, n));
    const rest: Scope = { ...scope, atoms: [...scope.atoms, { atom: 'items', refs, exclude: true }] };
    const { noun: scoped } = scopeNoun(voice, scope);
    const most = withMost(voice, by, 'most', n > 1);
    const but = n === 1 ? `quello ${most}` : `i ${n} ${most}`;
    const subject = measureNoun(voice, by);
    return {
      core: ground.chance.pick([
        question(
          `senza contare ${but}, ${verb ? `quanto hanno ${verb} gli altri ${scoped.text}` : `qual è il totale ${withPreposition('di', subject)} degli altri ${scoped.text}`}`,
        ),
        noun(`totale ${withPreposition('di', subject)} ${withPreposition('di', scoped)} tranne ${but}`),
      ]),
      parts: all(sum(by, rest)),
    };
  },
  'first, then its share': (stage) => {
    const { voice, ground } = stage;
    const scope = simpleScope(ground, kind(ground), 0.4);
    const by = money(ground);
    const top = first(scope, by, 1);
    const [ref] = refsOf(stage, top);
    if (!ref) throw new Unfit('none');
    return {
      core: question(
        `qual è ${withArticle(scopeNoun(voice, scope, false).noun)} ${withMost(voice, by, 'most', false)} e ${ground.chance.pick(
          [
            'che percentuale è del totale',
            'che quota fa del totale',
            'quanto incide in percentuale sul totale',
          ],
        )}`,
      ),
      parts: all(top, {
        ask: 'share',
        figure: { fold: 'sum', measure: by },
        whole: scope,
        part: { atom: 'items', refs: [ref], exclude: false },
      }),
    };
  },
  'count, then how many of them': (stage) => {
    const { voice, ground } = stage;
    const scope = simpleScope(ground, kind(ground), 0.2);
    const inner = narrowed(stage, scope);
    const those = conditionText(voice, inner.atom, scope);
    return {
      core: question(
        `${howMany(voice, scope)} e quanti ${ground.chance.pick(['di questi', 'tra questi', 'di loro'])} sono ${/^(con|che) /.test(those) ? `quelli ${those}` : those}`,
      ),
      parts: all(count(scope), count(inner.scope)),
    };
  },
  'sum, then its share': (stage) => {
    const { voice, ground } = stage;
    const { atoms, year } = simpleScope(ground, 'objective', 0);
    const [atom] = atoms;
    const about = money(ground);
    const verb = participle(voice, about);
    const scope: Scope = { kind: null, atoms, year };
    if (!atom) throw new Unfit('no structure');
    const rest = ground.chance.pick([
      "del totale dell'ente",
      "di quello di tutto l'ente",
      "sul totale dell'ente",
    ]);
    return {
      core: question(
        `${verb ? `quanto ha ${verb} ${subjectOf(voice, scope).text}` : `qual è il totale ${withPreposition('di', measureNoun(voice, about))} ${ofScope(voice, scope)}`} e che percentuale è ${rest.startsWith('di quello') ? "del totale dell'ente" : rest}`,
      ),
      parts: all(sum(about, scope), {
        ask: 'share',
        figure: { fold: 'sum', measure: about },
        whole: { kind: null, atoms: [], year },
        part: atom,
      }),
    };
  },
  'figures, and their difference': (stage) => {
    const { voice, ground } = stage;
    const scope = ground.chance.happens(0.3) ? itemScope(ground, item(ground)) : place(stage);
    const known = moneyOf(ground);
    const [more, less] = ground.chance.pick(
      (
        [
          ['committed', 'settled'],
          ['assessed', 'collected'],
        ] as const
      ).filter((pair) => pair.every((one) => known.includes(one))),
    );
    const [a, b] = nouns(voice, [more, less]);
    if (!a || !b) throw new Unfit('too few');
    return {
      core: ground.chance.pick([
        noun(`${a.text}, ${b.text} e differenza ${ofScope(voice, scope)}`),
        question(
          `quali sono ${withArticle(a)} e ${withArticle(b)} ${ofScope(voice, scope)} e che differenza c'è`,
        ),
        noun(`${a.text} e ${b.text} ${ofScope(voice, scope)}, e la differenza tra i due`),
      ]),
      parts: all(sum(more, scope), sum(less, scope), { ask: 'gap', more, less, scope }),
    };
  },
  'two figures, place at the end': (stage) => {
    const { voice, ground } = stage;
    const scope = place(stage);
    const [x = 'committed', y = 'settled'] = some(stage, 2);
    const [a, b] = nouns(voice, [x, y]);
    if (!a || !b) throw new Unfit('too few');
    const sole = soleStructure(scope);
    const where =
      sole && scope.kind === null
        ? withPreposition(
            ground.chance.happens(0.8) ? 'in' : 'a',
            structureNoun(voice, sole.level, sole.code),
          )
        : ofScope(voice, scope);
    return {
      core: ground.chance.pick([
        noun(`sia ${withArticle(a)} sia ${withArticle(b)} ${ofScope(voice, scope)}`),
        noun(`oltre ${withPreposition('a', a)}, anche ${withArticle(b)} ${ofScope(voice, scope)}`),
        noun(`${a.text} nonché ${b.text} ${ofScope(voice, scope)}`),
        question(
          `${a.plural ? 'quali sono' : 'qual è'} ${withArticle(a)}, e ${withArticle(b)}, ${where.startsWith('a') ? ofScope(voice, scope) : where}`,
        ),
        order(`dammi ${withArticle(a)} e poi ${withArticle(b)} ${ofScope(voice, scope)}`),
        question(`${ofScope(voice, scope)} vorrei sapere ${withArticle(a)} e anche ${withArticle(b)}`),
      ]),
      parts: all(sum(x, scope), sum(y, scope)),
    };
  },
  'three figures': (stage) => {
    const { voice, ground } = stage;
    const scope = ground.chance.happens(0.3) ? itemScope(ground, item(ground)) : place(stage);
    const measures = some(stage, 3);
    const [a, b, c] = nouns(voice, measures);
    if (!a || !b || !c) throw new Unfit('too few');
    return {
      core: ground.chance.pick([
        noun(`${a.text}, ${b.text} e ${c.text} ${ofScope(voice, scope)}`),
        question(
          `quali sono ${withArticle(a)}, ${withArticle(b)} e ${withArticle(c)} ${ofScope(voice, scope)}`,
        ),
      ]),
      parts: all(...measures.map((one) => sum(one, scope))),
    };
  },
  'one figure, three places': (stage) => {
    const { voice, ground } = stage;
    const [about = 'committed'] = some(stage, 1);
    const level = ground.chance.pick(['department', 'unit'] as const);
    const codes = new Set<string>();
    for (let tries = 0; tries < 40 && codes.size < 3; tries += 1) {
      const [atom] = simpleScope(ground, 'objective', 0).atoms;
      if (atom?.atom === 'structure' && atom.level === level && atom.codes[0]) codes.add(atom.codes[0]);
    }
    if (codes.size < 3) throw new Unfit('too few structures');
    const scopes = [...codes].map(
      (code): Scope => ({
        kind: null,
        atoms: [{ atom: 'structure', level, codes: [code], exclude: false }],
        year: ground.year,
      }),
    );
    const named = scopes.map((scope) => scopeNoun(voice, scope).noun);
    const [a, b, c] = named;
    if (!a || !b || !c) throw new Unfit('too few');
    const verb = participle(voice, about);
    const subject = measureNoun(voice, about);
    return {
      core: ground.chance.pick([
        ...(verb
          ? [question(`quanto hanno ${verb} ${withArticle(a)}, ${withArticle(b)} e ${withArticle(c)}`)]
          : []),
        noun(
          `${subject.text} ${withPreposition('di', a)}, ${withPreposition('di', b)} e ${withPreposition('di', c)}`,
        ),
        ...(verb
          ? [question(`quanto ha ${verb} ${withArticle(a)}? e ${withArticle(b)}? e ${withArticle(c)}`)]
          : []),
        noun(
          `${subject.text} ${withPreposition('di', a)}, e anche ${withPreposition('di', b)} e ${withPreposition('di', c)}`,
        ),
      ]),
      parts: all(...scopes.map((scope) => sum(about, scope))),
    };
  },
  'two figures of two': (stage) => {
    const { voice, ground } = stage;
    const of = kind(ground);
    const [a, b] = [item(ground, of), item(ground, of)];
    if (a === b) throw new Unfit('the same');
    const [x = 'committed', y = 'settled'] = some(stage, 2);
    const [first, second] = nouns(voice, [x, y]);
    if (!first || !second) throw new Unfit('too few');
    const [one, other] = [a, b].map((ref) => itemNoun(voice, ref, ground.year));
    if (!one || !other) throw new Unfit('too few');
    return {
      core: ground.chance.pick([
        noun(
          `${first.text} e ${second.text} ${withPreposition('di', one)} e ${withPreposition('di', other)}`,
        ),
        question(
          `quali sono ${withArticle(first)} e ${withArticle(second)} ${withPreposition('di', one)} e ${withPreposition('di', other)}`,
        ),
      ]),
      parts: all(...[a, b].flatMap((ref) => [x, y].map((about) => sum(about, itemScope(ground, ref))))),
    };
  },
  respectively: (stage) => {
    const { voice, ground } = stage;
    const of = kind(ground);
    const [a, b] = [simpleScope(ground, of, 0), simpleScope(ground, of, 0)].map(
      (scope): Scope => ({ ...scope, kind: null }),
    );
    if (!a || !b || JSON.stringify(a.atoms) === JSON.stringify(b.atoms)) throw new Unfit('the same');
    const [x = 'committed', y = 'settled'] = some(stage, 2);
    const [p, q] = [x, y].map((one) => participle(voice, one));
    const [one, other] = [a, b].map((scope) => subjectOf(voice, scope).text);
    const [m, n] = nouns(voice, [x, y]);
    if (!m || !n) throw new Unfit('too few');
    if (ground.chance.happens(0.5) && p)
      return {
        core: question(`quanto hanno ${p}, rispettivamente, ${one} e ${other}`),
        parts: all(sum(x, a), sum(x, b)),
      };
    return {
      core:
        p && q && ground.chance.happens(0.5)
          ? question(`quanto ha ${p} ${one} e quanto ha ${q} ${other}`)
          : noun(`${m.text} ${ofScope(voice, a)} e ${n.text} ${ofScope(voice, b)}`),
      parts: all(sum(x, a), sum(y, b)),
    };
  },
  'two apart': (stage) => {
    const { voice, ground } = stage;
    const pick = (): Request => {
      const scope = simpleScope(ground, kind(ground), 0);
      return ground.chance.pick([
        count(scope),
        sum(money(ground), scope),
        first(scope, money(ground), 1, direction(ground)),
        {
          ask: 'rank-groups',
          level: 'department',
          figure: { fold: 'sum', measure: money(ground) },
          scope: { kind: null, atoms: [], year: ground.year },
          direction: 'most',
          place: { kind: 'first', n: 1 },
        },
      ] satisfies Request[]);
    };
    const [a, b] = [pick(), pick()];
    if (ground.year !== null) throw new Unfit('each would say the year');
    const core = (request: Request): Core => verbalise(voice, request);
    let [x, y] = [core(a), core(b)];
    for (let tries = 0; tries < 10 && (x.mood !== 'question' || y.mood !== 'question'); tries += 1)
      [x, y] = [core(a), core(b)];
    if (x.mood !== 'question' || y.mood !== 'question') throw new Unfit('no two questions');
    return {
      core: question(`${x.text}${ground.chance.pick([' e ', ', e ', '? e ', '? e poi '])}${y.text}`),
      parts: all(a, b),
    };
  },
  'count, sum and first': (stage) => {
    const { voice, ground } = stage;
    const scope = simpleScope(ground, kind(ground), 0);
    const [about = 'committed'] = some(stage, 1);
    const top = first(scope, about, 1) as Request & { ask: 'rank' };
    const verb = participle(voice, about);
    return {
      core: question(
        `${howMany(voice, scope)}, ${verb ? `quanto hanno ${verb} in tutto` : `qual è il totale ${withPreposition('di', measureNoun(voice, about))}`} e qual è ${the(voice, top)}`,
      ),
      parts: all(count(scope), sum(about, scope), top),
    };
  },
  'most and least structures': (stage) => {
    const { voice, ground } = stage;
    const about = money(ground);
    const subject = measureNoun(voice, about);
    const part = (to: 'most' | 'least'): Request => ({
      ask: 'rank-groups',
      level: 'department',
      figure: { fold: 'sum', measure: about },
      scope: { kind: null, atoms: [], year: ground.year },
      direction: to,
      place: { kind: 'first', n: 1 },
    });
    const word = voice.body.levels.department[0]?.one;
    if (!word) throw new Unfit('no word');
    const that = word.gender === 'f' ? 'quella' : 'quello';
    return {
      core: question(
        `quale ${word.text} ha ${withArticle(subject)} ${superlative('most', subject)} e ${ground.chance.pick(['quale', `qual è ${that} che ha`])} ${withArticle(subject)} ${superlative('least', subject)}`,
      ),
      parts: all(part('most'), part('least')),
    };
  },
  'kinds, then their total': (stage) => {
    const { voice, ground } = stage;
    const known = new Set(ground.plan.items.map((one) => one.kind));
    if (!known.has('process') || !known.has('objective')) throw new Unfit('one kind');
    const scope = simpleScope(ground, 'objective', 0.2);
    const [about = 'committed'] = some(stage, 1);
    const subject = measureNoun(voice, about);
    const [o, p] = [kindNoun('objective').many, kindNoun('process').many];
    const where = soleStructure(scope);
    const of = where ? ` ${withPreposition('di', structureNoun(voice, where.level, where.code))}` : '';
    return {
      core: noun(
        `${subject.text} ${withPreposition('di', o)} e ${withPreposition('di', p)}${of}, e il totale`,
      ),
      parts: all(
        sum(about, scope),
        sum(about, { ...scope, kind: 'process' }),
        sum(about, { ...scope, kind: null }),
      ),
    };
  },
};
