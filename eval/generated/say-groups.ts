/** Something for each structure, and the structures in order. */
import { ending, withArticle, withPreposition } from './articles.ts';
import {
  articled,
  type Core,
  meanOf,
  noun,
  one,
  participle,
  question,
  superlative,
  which,
} from './phrases.ts';
import type { Single } from './request.ts';
import { ofScope, scopeNoun } from './scope-words.ts';
import { levelNoun, measureNoun, type Voice } from './voice.ts';
import { NUMBERS, ORDINALS } from './words.ts';

export const groupsCore = (voice: Voice, level: Single & { ask: 'groups' }): Core => {
  const { chance } = voice;
  const { figure, scope } = level;
  const word = levelNoun(voice, level.level);
  const every = chance.pick([
    `per ${word.one.text}`,
    `per ciascun${word.one.gender === 'f' ? 'a' : ''} ${word.one.text}`,
    `per ogni ${word.one.text}`,
    `${word.one.text} per ${word.one.text}`,
    `divis${ending(figure.fold === 'count' ? { gender: 'm', plural: true } : measureNoun(voice, figure.measure))} per ${word.one.text}`,
  ]);
  if (figure.fold === 'count')
    return one(voice, [
      () =>
        question(
          `quanti ${scopeNoun(voice, scope).noun.text} ha ${chance.pick(['ogni', word.one.gender === 'f' ? 'ciascuna' : 'ciascun'])} ${word.one.text}`,
        ),
      () => noun(`numero di ${scopeNoun(voice, scope).noun.text} per ${word.one.text}`),
      () => noun(`${scopeNoun(voice, scope).noun.text}: quanti per ${word.one.text}`),
    ]);
  const whole = scope.kind === null && scope.atoms.length === 0;
  const subject = figure.fold === 'mean' ? meanOf(voice, figure.measure) : measureNoun(voice, figure.measure);
  const plain = `per ${word.one.text}`;
  const way = every.startsWith('divis') ? `divis${ending(subject)} ${plain}` : every;
  const of = whole ? '' : ` ${ofScope(voice, scope)}`;
  return one(voice, [
    () => noun(`${subject.text}${of} ${way}`),
    () => noun(`${chance.happens(0.5) ? withArticle(subject) : subject.text}${of} ${way}`),
    () => question(`${which(subject)} ${withArticle(subject)}${of} ${way}`),
    () =>
      noun(
        `${chance.pick(['ripartizione', 'suddivisione'])} ${withPreposition('di', subject)}${of} ${plain}`,
      ),
    () =>
      whole
        ? noun(
            `${subject.text} di ${chance.pick(['ogni', word.one.gender === 'f' ? 'ciascuna' : 'ciascun'])} ${word.one.text}`,
          )
        : null,
    () => {
      const verb = figure.fold === 'mean' ? null : participle(voice, figure.measure);
      if (!verb) return null;
      const kind = whole ? '' : ` per ${withArticle(scopeNoun(voice, scope).noun)}`;
      return question(
        `quanto ha ${verb} ${chance.pick(['ogni', word.one.gender === 'f' ? 'ciascuna' : 'ciascun'])} ${word.one.text}${kind}`,
      );
    },
  ]);
};

export const rankGroupsCore = (voice: Voice, request: Single & { ask: 'rank-groups' }): Core => {
  const { chance } = voice;
  const { figure, scope, direction, place } = request;
  const word = levelNoun(voice, request.level);
  const many = place.kind === 'first' && place.n > 1;
  const named =
    place.kind === 'ordinal'
      ? {
          ...word.one,
          text: `${(ORDINALS[place.n - 1] ?? '').slice(0, -1)}${ending(word.one)} ${word.one.text}`,
        }
      : word.one;
  const more = direction === 'most' ? 'più' : 'meno';
  const of =
    scope.kind === null && scope.atoms.length === 0
      ? ''
      : figure.fold === 'count'
        ? ''
        : ` per ${withArticle(scopeNoun(voice, scope).noun)}`;
  const counted = (): string => scopeNoun(voice, scope).noun.text;
  const subject = figure.fold === 'count' ? null : measureNoun(voice, figure.measure);
  const verb = figure.fold === 'count' ? null : participle(voice, figure.measure);
  const extreme = (): string =>
    subject === null
      ? `con ${more} ${counted()}`
      : chance.pick([
          `con ${withArticle(subject)} ${superlative(direction, subject)}${of}`,
          ...(verb ? [`che ${many ? 'hanno' : 'ha'} ${verb} di ${more}${of}`] : []),
        ]);
  if (many)
    return one(voice, [
      () =>
        question(
          `quali sono ${articled({ ...word.many, text: `${place.n} ${word.many.text}` })} ${extreme()}`,
        ),
      () =>
        noun(
          `${articled({ ...word.many, text: `${chance.happens(0.5) ? (NUMBERS[place.n] ?? place.n) : place.n} ${word.many.text}` })} ${extreme()}`,
        ),
    ]);
  if (place.kind === 'ordinal')
    return one(voice, [
      () =>
        subject && direction === 'most'
          ? question(`qual è ${withArticle(named)} per ${subject.text}${of}`)
          : null,
      () =>
        subject === null && direction === 'most'
          ? question(`qual è ${withArticle(named)} per numero di ${counted()}`)
          : null,
      () =>
        subject
          ? question(
              `quale ${word.one.text} ha ${withArticle({ ...subject, text: `${(ORDINALS[place.n - 1] ?? '').slice(0, -1)}${ending(subject)} ${subject.text}` })} ${superlative(direction, subject)}${of}`,
            )
          : null,
      () =>
        subject === null && direction === 'least'
          ? question(`qual è ${withArticle(named)} per numero di ${counted()}, partendo da chi ne ha meno`)
          : null,
    ]);
  return one(voice, [
    () => question(`qual è ${withArticle(word.one)} ${extreme()}`),
    () => (subject === null ? question(`quale ${word.one.text} ha ${more} ${counted()}`) : null),
    () =>
      subject
        ? question(
            `quale ${word.one.text} ha ${withArticle(subject)} ${superlative(direction, subject)}${of}`,
          )
        : null,
    () => (verb ? question(`quale ${word.one.text} ha ${verb} di ${more}${of}`) : null),
  ]);
};
