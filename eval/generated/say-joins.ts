/** Two requests in one sentence. */
import { ending, type Noun, withArticle, withPreposition } from './articles.ts';
import { type Core, noun, one, participle, question, superlative, which, withMost } from './phrases.ts';
import type { Request } from './request.ts';
import { ofScope, scopeNoun, soleStructure, subjectOf } from './scope-words.ts';
import { kindNoun, measureNoun, structureNoun, type Voice } from './voice.ts';

export const joinCore = (voice: Voice, request: Request & { ask: 'join' }): Core => {
  const [first, second] = request.parts;
  const { chance } = voice;
  if (request.apart === 'figures' && first.ask === 'figure' && second.ask === 'figure') {
    const [a, b] = [first.figure, second.figure];
    const scope = first.scope;
    if (a.fold === 'count' && b.fold === 'sum') {
      const subject = measureNoun(voice, b.measure);
      const verb = participle(voice, b.measure);
      return one(voice, [
        () =>
          question(
            `quanti sono ${subjectOf(voice, scope).text} e ${which(subject)} ${withArticle({ ...subject, text: `loro ${subject.text}` })}${subject.text.startsWith('totale') ? '' : subject.plural ? ' in tutto' : ' totale'}`.replace(
              "l'loro",
              'il loro',
            ),
          ),
        () =>
          verb
            ? question(`quanti sono ${subjectOf(voice, scope).text} e quanto hanno ${verb} in tutto`)
            : null,
        () => noun(`numero e totale ${withPreposition('di', subject)} ${ofScope(voice, scope)}`),
      ]);
    }
    if (a.fold === 'count' || b.fold === 'count') throw new Error('a count stands first');
    const [x, y] = [measureNoun(voice, a.measure), measureNoun(voice, b.measure)];
    const [p, q] = [participle(voice, a.measure), participle(voice, b.measure)];
    return one(voice, [
      () => noun(`${x.text} e ${y.text} ${ofScope(voice, scope)}`),
      () => question(`quali sono ${withArticle(x)} e ${withArticle(y)} ${ofScope(voice, scope)}`),
      () => {
        if (!p || !q) return null;
        const { text, many } = subjectOf(voice, scope);
        const has = many ? 'hanno' : 'ha';
        return question(
          chance.pick([
            `quanto ${has} ${p} e quanto ${has} ${q} ${text}`,
            `quanto ${has} ${p} e ${q} ${text}`,
            `quanto ${has} ${p} ${text} e quanto ${has} ${q}`,
          ]),
        );
      },
      () =>
        noun(
          `${ofScope(voice, scope)
            .replace(
              /^d(el|ei|egli|ell'|ella|elle)\b ?/,
              (all) =>
                `per ${all === "dell'" ? "l'" : all === 'del ' ? 'il ' : all === 'dei ' ? 'i ' : all === 'degli ' ? 'gli ' : all === 'della ' ? 'la ' : 'le '}`,
            )
            .replace(/^di /, 'per ')}: ${x.text} e ${y.text}`,
        ),
    ]);
  }
  if (request.apart === 'kinds' && first.ask === 'figure' && second.ask === 'figure') {
    const [a, b] = [first.scope, second.scope];
    const sole = soleStructure(a);
    const owner = sole ? structureNoun(voice, sole.level, sole.code) : null;
    const kinds = [a, b].map(({ kind }) => kindNoun(kind ?? 'objective').many) as [Noun, Noun];
    if (first.figure.fold === 'count')
      return one(voice, [
        () =>
          question(
            `quanti ${kinds[0].text} e quanti ${kinds[1].text} ${owner ? `ha ${withArticle(owner)}` : 'ci sono'}`,
          ),
        () =>
          noun(
            `numero di ${kinds[0].text} e di ${kinds[1].text}${owner ? ` ${withPreposition('di', owner)}` : ''}, separati`,
          ),
      ]);
    const subject = measureNoun(voice, first.figure.measure);
    const verb = participle(voice, first.figure.measure);
    return one(voice, [
      () =>
        noun(
          `${owner ? `per ${withArticle(owner)}: ` : ''}${subject.text} ${withPreposition('di', kinds[0])} e ${subject.text} ${withPreposition('di', kinds[1])}`,
        ),
      () =>
        verb && owner
          ? question(
              `quanto ha ${verb} ${withArticle(owner)} per ${withArticle(kinds[0])} e quanto per ${withArticle(kinds[1])}`,
            )
          : null,
      () =>
        verb && !owner
          ? question(
              `quanto è stato ${verb} per ${withArticle(kinds[0])} e quanto per ${withArticle(kinds[1])}`,
            )
          : null,
    ]);
  }
  if (request.apart === 'scopes' && first.ask === 'figure' && second.ask === 'figure') {
    const figure = first.figure;
    if (figure.fold === 'count') {
      const [a, b] = [soleStructure(first.scope), soleStructure(second.scope)];
      if (!a || !b) throw new Error('counts are joined by structure');
      const [x, y] = [a, b].map(({ level, code }) => withArticle(structureNoun(voice, level, code)));
      const counted = scopeNoun(voice, a.rest).noun.text;
      return one(voice, [
        () => question(`quanti ${counted} ha ${x} e quanti ${y}`),
        () => question(`quanti ${counted} ha ${x} e quanti ne ha ${y}`),
      ]);
    }
    const subject = measureNoun(voice, figure.measure);
    const that = `quell${ending(subject)}`;
    const verb = participle(voice, figure.measure);
    return one(voice, [
      () => noun(`${subject.text} ${ofScope(voice, first.scope)} e ${that} ${ofScope(voice, second.scope)}`),
      () =>
        question(
          `${which(subject)} ${withArticle(subject)} ${ofScope(voice, first.scope)} e ${which(subject)} ${that} ${ofScope(voice, second.scope)}`,
        ),
      () => {
        const [a, b] = [subjectOf(voice, first.scope), subjectOf(voice, second.scope)];
        if (!verb || a.many !== b.many) return null;
        const has = a.many ? 'hanno' : 'ha';
        return question(`quanto ${has} ${verb} ${a.text} e quanto ${b.text}`);
      },
    ]);
  }
  if (request.apart === 'ends' && first.ask === 'rank' && second.ask === 'rank') {
    const subject = measureNoun(voice, first.by);
    if (first.scope.kind !== second.scope.kind) {
      const kinds = [first, second].map(({ scope }) => kindNoun(scope.kind ?? 'objective').one) as [
        Noun,
        Noun,
      ];
      const sole = soleStructure(first.scope);
      const of = sole ? ` ${withPreposition('di', structureNoun(voice, sole.level, sole.code))}` : '';
      return one(voice, [
        () =>
          question(
            `quali sono ${withArticle(kinds[0])} e ${withArticle(kinds[1])}${of} ${withMost(voice, first.by, first.direction, true)}`,
          ),
        () =>
          noun(
            `${withArticle(kinds[0])} e ${withArticle(kinds[1])}${of} con ${withArticle(subject)} ${superlative(first.direction, subject)}`,
          ),
      ]);
    }
    const scoped = (): Noun => scopeNoun(voice, first.scope, false).noun;
    return one(voice, [
      () =>
        question(
          `qual è ${withArticle(scoped())} con ${withArticle(subject)} ${superlative('most', subject)} e ${chance.pick(['quale quello', 'qual è quello'])} con ${withArticle(subject)} ${superlative('least', subject)}`,
        ),
      () =>
        noun(
          `${withArticle(scoped())} con ${withArticle(subject)} ${superlative('most', subject)} e quello con ${withArticle(subject)} ${superlative('least', subject)}`,
        ),
    ]);
  }
  throw new Error(`no words for a join of ${request.apart}`);
};
