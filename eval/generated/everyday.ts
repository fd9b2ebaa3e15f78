/** How the same things are typed in a chat: clipped, the place first, a noun where one would write a verb. */
import { withArticle, withPreposition } from './articles.ts';
import { type Core, noun, participle, question, superlative, withMost } from './phrases.ts';
import type { Request, Scope, Single } from './request.ts';
import { isLong, ofScope, scopeNoun, soleStructure, subjectOf } from './scope-words.ts';
import { kindNoun, levelNoun, measureNoun, plainNoun, structureNoun, type Voice } from './voice.ts';

type Of<Ask extends Request['ask']> = Extract<Single, { ask: Ask }>;

/** «sett. 5», «ob. 24». */
const clipped = (voice: Voice, text: string): string =>
  text
    .replace(/^settore (?=\d)/i, voice.chance.pick(['sett. ', 'sett ', 'settore ']))
    .replace(/^obiettivo (?=\d)/, voice.chance.pick(['ob. ', 'ob ', 'obiettivo ']))
    .replace(/^processo (?=\d)/, voice.chance.pick(['proc. ', 'processo ']));

const shortName = (voice: Voice, scope: Scope): string => clipped(voice, scopeNoun(voice, scope).noun.text);

const figureWays = (voice: Voice, { figure, scope }: Of<'figure'>): readonly (() => Core)[] => {
  const sole = soleStructure(scope);
  const { bare } = scopeNoun({ ...voice, marks: new Set() }, scope);
  if (figure.fold === 'count') {
    const all = () => scopeNoun(voice, scope).noun;
    const ways = [() => question(`${withArticle(all())} quanti sono`), () => noun(`n. ${all().text}`)];
    if (!sole || scope.kind === null || isLong(sole.rest)) return ways;
    const owner = () => structureNoun(voice, sole.level, sole.code);
    const counted = () => scopeNoun(voice, sole.rest).noun.text;
    return [
      ...ways,
      () => question(`${withArticle(owner())} quanti ${counted()} ha`),
      () => question(`${withPreposition('in', owner())} quanti ${counted()} ci sono`),
      () => question(`${counted()} ${clipped(voice, owner().text)}: quanti`),
    ];
  }
  if (figure.fold !== 'sum') return [];
  const subject = () => measureNoun(voice, figure.measure);
  const verb = participle(voice, figure.measure);
  const ways = [
    () => {
      const said = plainNoun(figure.measure);
      return question(
        `${ofScope(voice, scope)} ${said.plural ? 'quanto sono' : "quant'è"} ${withArticle(said)}`,
      );
    },
    () => question(`a quanto siamo con ${withArticle(subject())} ${ofScope(voice, scope)}`),
  ];
  if (!bare)
    return verb ? [...ways, () => question(`${subjectOf(voice, scope).text} quanto hanno ${verb}`)] : ways;
  const whole =
    scope.atoms.length === 0 || shortName({ ...voice, marks: new Set() }, scope).startsWith('tutt');
  if (whole) return ways;
  return [
    ...ways,
    () => question(`${subject().text} ${shortName(voice, scope)}`),
    () => question(`${shortName(voice, scope)} ${plainNoun(figure.measure).text}`),
    ...(verb
      ? [
          () => question(`${subjectOf(voice, scope).text} quanto ha ${verb}`),
          () => question(`quanti soldi ha ${verb} ${subjectOf(voice, scope).text}`),
          () => question(`quanto ${verb} ${shortName(voice, scope)}`),
        ]
      : []),
  ];
};

/** Another way to say a request; null where this register has none. */
export const everydayCore = (voice: Voice, request: Request): Core | null => {
  const { chance } = voice;
  const ways: readonly (() => Core)[] = (() => {
    switch (request.ask) {
      case 'figure':
        return figureWays(voice, request);
      case 'list': {
        const listed = withArticle(scopeNoun(voice, request.scope).noun);
        return [
          () => question(`${listed} quali sono`),
          () => question(`mi fai vedere ${listed}`),
          () => question(`hai la lista ${withPreposition('di', scopeNoun(voice, request.scope).noun)}`),
        ];
      }
      case 'rank': {
        const { scope, by, direction, place } = request;
        if (place.kind !== 'first' || place.n > 1) return [];
        const among = withArticle(scopeNoun(voice, scope).noun);
        const subject = measureNoun(voice, by);
        return [
          () => question(`chi ha ${withArticle(subject)} ${superlative(direction, subject)} tra ${among}`),
          () => question(`${among}: qual è quello ${withMost(voice, by, direction, false)}`),
        ];
      }
      case 'rank-groups': {
        const { level, figure, scope, direction, place } = request;
        if (place.kind !== 'first' || place.n > 1 || figure.fold !== 'sum' || scope.kind !== null) return [];
        const word = levelNoun(voice, level);
        const verb = participle(voice, figure.measure);
        const more = direction === 'most' ? 'più' : 'meno';
        const subject = measureNoun(voice, figure.measure);
        return [
          ...(verb
            ? [
                () => question(`chi ha ${verb} di ${more} tra ${withArticle(word.many)}`),
                () => question(`che ${word.one.text} ha ${verb} ${more} di tutti`),
              ]
            : []),
          () => noun(`${word.one.text} con ${withArticle(subject)} ${superlative(direction, subject)}`),
        ];
      }
      case 'gap': {
        const { more, less, scope } = request;
        if (more === 'committed' && less === 'settled')
          return [
            () => question(`quanto resta da liquidare dell'impegnato ${ofScope(voice, scope)}`),
            () => question(`quanto manca da liquidare rispetto all'impegnato ${ofScope(voice, scope)}`),
          ];
        if (more === 'assessed')
          return [
            () => question(`quanto resta da riscuotere dell'accertato ${ofScope(voice, scope)}`),
            () => question(`quanto dell'accertato ${ofScope(voice, scope)} non è ancora stato riscosso`),
          ];
        return [];
      }
      case 'share': {
        const { figure, whole, part } = request;
        if (figure.fold !== 'sum' || part.atom !== 'structure') return [];
        const own = structureNoun(voice, part.level, part.codes[0] ?? '');
        const subject = measureNoun(voice, figure.measure);
        return [
          () =>
            question(
              `${withArticle(own)} che percentuale fa ${withPreposition('di', subject)} ${ofScope(voice, whole)}`,
            ),
          () =>
            question(
              `quanto vale in percentuale ${withArticle(own)} ${withPreposition('su', subject)} ${ofScope(voice, whole)}`,
            ),
        ];
      }
      case 'groups': {
        const { level, figure, scope } = request;
        const word = levelNoun(voice, level).one;
        if (figure.fold === 'count' && scope.atoms.length > 0) return [];
        if (figure.fold === 'count')
          return [() => noun(`${kindNoun(scope.kind ?? 'objective').many.text} x ${word.text}`)];
        if (figure.fold !== 'sum' || scope.kind !== null) return [];
        return [
          () => noun(`quadro ${withPreposition('di', measureNoun(voice, figure.measure))} per ${word.text}`),
          () => noun(`${measureNoun(voice, figure.measure).text} x ${word.text}`),
          () =>
            question(
              `come si distribuisce ${withArticle(plainNoun(figure.measure))} tra ${withArticle(levelNoun(voice, level).many)}`.replace(
                'distribuisce le',
                'distribuiscono le',
              ),
            ),
        ];
      }
      default:
        return [];
    }
  })();
  if (ways.length === 0) return null;
  voice.marks.add('everyday');
  return chance.pick(ways)();
};
