/** One number, or the items themselves: «quanto ha impegnato …», «quanti …», «elenca …». */
import { type Noun, withArticle, withPreposition } from './articles.ts';
import {
  amounts,
  type Core,
  meanOf,
  noun,
  one,
  order,
  participle,
  question,
  superlative,
  which,
} from './phrases.ts';
import { type Figure, isMoney, type Scope } from './request.ts';
import { isLong, ofScope, scopeNoun, soleStructure, subjectOf } from './scope-words.ts';
import { measureNoun, structureNoun, type Voice } from './voice.ts';

export const figureCore = (voice: Voice, figure: Figure, scope: Scope): Core => {
  const { chance } = voice;
  const single = scope.atoms.length === 1 && scope.atoms[0]?.atom === 'items' && !scope.atoms[0].exclude;
  if (figure.fold === 'count') {
    const counted = (): Noun => scopeNoun(voice, scope).noun;
    const sole = soleStructure(scope);
    return one(voice, [
      () => question(`quanti ${counted().text} ci sono`),
      () => question(`quanti sono ${withArticle(counted())}`),
      () => noun(`${chance.pick(['numero', 'il numero'])} ${withPreposition('di', counted())}`),
      () => {
        if (!sole || scope.kind === null || isLong(sole.rest)) return null;
        const owner = withArticle(structureNoun(voice, sole.level, sole.code));
        const rest = scopeNoun(voice, sole.rest).noun.text;
        return question(`quanti ${rest} ha ${owner}`);
      },
    ]);
  }
  if (figure.fold === 'sum') {
    const subject = measureNoun(voice, figure.measure);
    const verb = participle(voice, figure.measure);
    if (!isMoney(figure.measure) && !single)
      return one(voice, [
        () =>
          question(
            `qual è ${chance.pick(['il totale', 'la somma'])} ${withPreposition('di', subject)} ${ofScope(voice, scope)}`,
          ),
        () =>
          noun(
            `${chance.pick(['somma', 'totale'])} ${withPreposition('di', subject)} ${ofScope(voice, scope)}`,
          ),
        () =>
          question(
            `quanto ${chance.pick(['pesano in tutto', 'pesano in totale', 'pesano complessivamente'])} ${subjectOf(voice, scope).text}`,
          ),
      ]);
    return one(voice, [
      () => question(`${which(subject)} ${withArticle(subject)} ${ofScope(voice, scope)}`),
      () => noun(`${chance.happens(0.4) ? withArticle(subject) : subject.text} ${ofScope(voice, scope)}`),
      () =>
        isMoney(figure.measure)
          ? question(`a quanto ${amounts(subject)} ${withArticle(subject)} ${ofScope(voice, scope)}`)
          : null,
      () =>
        single || subject.text.startsWith('totale')
          ? null
          : noun(
              `${chance.pick(['totale', 'il totale', 'somma'])} ${withPreposition('di', subject)} ${ofScope(voice, scope)}`,
            ),
      () => {
        if (!verb) return null;
        const { text, many } = subjectOf(voice, scope);
        return question(
          `quanto ${many ? 'hanno' : 'ha'} ${verb}${chance.pick(['', '', single ? '' : ' in tutto', single ? '' : ' in totale'])} ${text}`,
        );
      },
      () => {
        if (!verb) return null;
        const { noun: scoped, bare } = scopeNoun(voice, scope);
        if (bare && !single) return null;
        return question(
          `${chance.pick(['quanto è stato', 'quanto si è'])} ${verb} ${scoped.text.startsWith('tutt') ? `per ${scoped.text}` : `per ${withArticle(scoped)}`}`,
        );
      },
    ]);
  }
  if (figure.fold === 'mean')
    return one(voice, [
      () => {
        const mean = meanOf(voice, figure.measure);
        return question(`${which(mean)} ${withArticle(mean)} ${ofScope(voice, scope)}`);
      },
      () => noun(`${meanOf(voice, figure.measure).text} ${ofScope(voice, scope)}`),
      () => {
        const verb = participle(voice, figure.measure);
        const { text, many } = subjectOf(voice, scope);
        return verb && many ? question(`quanto hanno ${verb} in media ${text}`) : null;
      },
    ]);
  if (figure.fold === 'median')
    return one(voice, [
      () =>
        question(
          `qual è la mediana ${withPreposition('di', measureNoun(voice, figure.measure))} ${ofScope(voice, scope)}`,
        ),
      () =>
        noun(`mediana ${withPreposition('di', measureNoun(voice, figure.measure))} ${ofScope(voice, scope)}`),
    ]);
  const direction = figure.fold === 'max' ? 'most' : 'least';
  const subject = measureNoun(voice, figure.measure);
  return one(voice, [
    () =>
      question(
        `${which(subject)} ${withArticle(subject)} ${superlative(direction, subject)} tra ${withArticle(scopeNoun(voice, scope).noun)}`,
      ),
    () =>
      noun(
        `${chance.pick(['valore', 'il valore'])} ${figure.fold === 'max' ? 'massimo' : 'minimo'} ${withPreposition('di', subject)} tra ${withArticle(scopeNoun(voice, scope).noun)}`,
      ),
  ]);
};

export const listCore = (voice: Voice, scope: Scope): Core => {
  const { chance } = voice;
  const listed = (): Noun => scopeNoun(voice, scope).noun;
  const sole = soleStructure(scope);
  return one(voice, [
    () =>
      order(
        `${chance.pick(['elenca', 'elencami', 'mostrami', 'fammi vedere', 'dimmi'])} ${withArticle(listed())}`,
      ),
    () => question(`quali sono ${withArticle(listed())}`),
    () =>
      noun(`${chance.pick(['elenco', 'lista', "l'elenco", 'la lista'])} ${withPreposition('di', listed())}`),
    () => (scope.atoms.length > 0 ? noun(listed().text) : null),
    () => {
      if (!sole || scope.kind === null || isLong(sole.rest)) return null;
      const owner = withArticle(structureNoun(voice, sole.level, sole.code));
      return question(
        `${chance.pick(['quali', 'che'])} ${scopeNoun(voice, sole.rest).noun.text} ha ${owner}`,
      );
    },
  ]);
};
