/** The first of something, and what the first ones add up to. */
import { ending, type Noun, withArticle, withPreposition } from './articles.ts';
import {
  articled,
  type Core,
  firstN,
  meanOf,
  noun,
  one,
  order,
  participle,
  question,
  superlative,
  which,
  withMost,
} from './phrases.ts';
import type { Direction, Measure, Place, Scope, Single } from './request.ts';
import { isLong, scopeNoun } from './scope-words.ts';
import { levelNoun, measureNoun, type Voice } from './voice.ts';
import { NUMBERS, ORDINALS } from './words.ts';

export const rankCore = (
  voice: Voice,
  scope: Scope,
  by: Measure,
  direction: Direction,
  place: Place,
): Core => {
  const { chance } = voice;
  const subject = measureNoun(voice, by);
  const among = (): string => `tra ${withArticle(scopeNoun(voice, scope).noun)}, `;
  const long = isLong(scope);
  if (place.kind === 'ordinal') {
    const ordinal = ORDINALS[place.n - 1] ?? 'secondo';
    const scoped = (): Noun => scopeNoun(voice, scope, false).noun;
    const hint =
      direction === 'most'
        ? chance.pick([', dal più alto', ' partendo dal più alto', ''])
        : chance.pick([', dal più basso', ' partendo dal più basso', ' in ordine crescente']);
    const number = `${ordinal.slice(0, -1)}${ending(subject)}`;
    if (long)
      return one(voice, [
        () => question(`${among()}qual è il ${ordinal} per ${subject.text}${hint}`),
        () =>
          question(
            `${among()}quale ha ${withArticle({ ...subject, text: `${number} ${subject.text}` })} ${superlative(direction, subject)}`,
          ),
      ]);
    return one(voice, [
      () =>
        question(
          `qual è ${withArticle({ ...scoped(), text: `${ordinal} ${scoped().text}` })} per ${subject.text}${hint}`,
        ),
      () =>
        question(
          `qual è ${withArticle(scoped())} con ${withArticle({ ...subject, text: `${number} ${subject.text}` })} ${superlative(direction, subject)}`,
        ),
      () =>
        direction === 'most'
          ? question(`quale ${scoped().text} è al ${ordinal} posto per ${subject.text}`)
          : null,
    ]);
  }
  if (place.n === 1) {
    const scoped = (): Noun => scopeNoun(voice, scope, false).noun;
    if (long)
      return one(voice, [
        () => question(`${among()}qual è quello ${withMost(voice, by, direction, false)}`),
        () => question(`${among()}quale ha ${withArticle(subject)} ${superlative(direction, subject)}`),
      ]);
    return one(voice, [
      () => question(`qual è ${withArticle(scoped())} ${withMost(voice, by, direction, false)}`),
      () => question(`quale ${scoped().text} ha ${withArticle(subject)} ${superlative(direction, subject)}`),
      () =>
        noun(
          `${chance.happens(0.6) ? withArticle(scoped()) : scoped().text} ${withMost(voice, by, direction, false)}`,
        ),
      () => {
        const verb = participle(voice, by);
        return verb
          ? question(`quale ${scoped().text} ha ${verb} di ${direction === 'most' ? 'più' : 'meno'}`)
          : null;
      },
    ]);
  }
  const scoped = (): Noun => scopeNoun(voice, scope).noun;
  if (long)
    return question(
      `${among()}quali sono i ${chance.happens(0.6) ? place.n : (NUMBERS[place.n] ?? place.n)} ${withMost(voice, by, direction, true)}`,
    );
  return one(voice, [
    () =>
      question(
        `quali sono ${articled(firstN(voice, place, scoped()))} ${withMost(voice, by, direction, true)}`,
      ),
    () => noun(`${articled(firstN(voice, place, scoped()))} ${withMost(voice, by, direction, true)}`),
    () =>
      direction === 'most'
        ? noun(
            `${chance.pick(['i primi', 'primi'])} ${firstN(voice, place, scoped()).text} per ${subject.text}`,
          )
        : null,
    () =>
      order(
        `${chance.pick(['elenca', 'mostrami', 'dimmi'])} ${articled(firstN(voice, place, scoped()))} ${withMost(voice, by, direction, true)}`,
      ),
    () =>
      direction === 'most'
        ? noun(`top ${place.n} ${withPreposition('di', scoped())} per ${subject.text}`)
        : null,
  ]);
};

export const bestCore = (
  voice: Voice,
  { level, by, direction, scope }: Single & { ask: 'best-per-group' },
): Core => {
  const { chance } = voice;
  const word = levelNoun(voice, level).one;
  const scoped = (): Noun => scopeNoun(voice, scope, false).noun;
  const every = chance.pick([
    `ogni ${word.text}`,
    `${word.gender === 'f' ? 'ciascuna' : 'ciascun'} ${word.text}`,
  ]);
  return one(voice, [
    () => question(`per ${every} qual è ${withArticle(scoped())} ${withMost(voice, by, direction, false)}`),
    () => noun(`${withArticle(scoped())} ${withMost(voice, by, direction, false)} di ${every}`),
    () => question(`qual è ${withArticle(scoped())} ${withMost(voice, by, direction, false)} in ${every}`),
    () => noun(`${scoped().text} ${withMost(voice, by, direction, false)} per ${every}`),
  ]);
};

export const nestedCore = (voice: Voice, { figure, of }: Single & { ask: 'nested' }): Core => {
  const { chance } = voice;
  if (figure.fold === 'count') throw new Error('a count of the first five');
  const { scope, by, direction, place } = of;
  const head = firstN(voice, place, scopeNoun(voice, scope).noun);
  const most = withMost(voice, by, direction, true);
  const subject = measureNoun(voice, figure.measure);
  const verb = participle(voice, figure.measure);
  if (isLong(scope)) {
    const among = `tra ${withArticle(scopeNoun(voice, scope).noun)}, `;
    if (figure.fold === 'mean')
      return noun(`${among}media ${withPreposition('di', subject)} dei ${place.n} ${most}`);
    return one(voice, [
      () => question(`${among}qual è la somma ${withPreposition('di', subject)} dei ${place.n} ${most}`),
      () => (verb ? question(`${among}quanto hanno ${verb} in tutto i ${place.n} ${most}`) : null),
    ]);
  }
  const ofThem = `${head.gender === 'm' ? 'dei' : 'delle'} ${head.text} ${most}`;
  if (figure.fold === 'mean')
    return one(voice, [
      () => {
        const mean = meanOf(voice, figure.measure);
        return question(`${which(mean)} ${withArticle(mean)} ${ofThem}`);
      },
      () => noun(`media ${withPreposition('di', subject)} ${ofThem}`),
    ]);
  return one(voice, [
    () =>
      question(
        `qual è il totale ${withPreposition('di', subject)} ${ofThem}`.replace(
          'il totale del totale',
          'il totale dell',
        ),
      ),
    () =>
      noun(
        `${subject.text} ${chance.pick(['totale', 'complessivo', 'in tutto']).replace(/[oe]$/, (last) => (last === 'o' && subject.gender === 'f' ? 'a' : last))} ${ofThem}`.replace(
          /(somme|risorse|entrate) (\w+) (totale|complessiva)/,
          '$1 $2 in tutto',
        ),
      ),
    () =>
      verb
        ? question(
            `quanto hanno ${verb} ${chance.pick(['in tutto', 'in totale', 'insieme', 'complessivamente'])} i ${head.text} ${most}`,
          )
        : null,
  ]);
};
