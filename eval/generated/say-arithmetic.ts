/** Differences, ratios, shares. */
import { ending, type Noun, withArticle, withPreposition } from './articles.ts';
import { type Core, is, noun, one, participle, question, which, withTo } from './phrases.ts';
import type { Figure, Single } from './request.ts';
import { ofScope, scopeNoun, subjectOf } from './scope-words.ts';
import { itemNoun, measureNoun, structureNoun, type Voice } from './voice.ts';

export const gapCore = (voice: Voice, { more, less, scope }: Single & { ask: 'gap' }): Core => {
  const [a, b] = [measureNoun(voice, more), measureNoun(voice, less)];
  return one(voice, [
    () => question(`qual è la differenza tra ${withArticle(a)} e ${withArticle(b)} ${ofScope(voice, scope)}`),
    () => noun(`differenza tra ${a.text} e ${b.text} ${ofScope(voice, scope)}`),
    () => question(`che differenza c'è tra ${a.text} e ${b.text} ${ofScope(voice, scope)}`),
    () => noun(`${a.text} meno ${withArticle(b)} ${ofScope(voice, scope)}`),
    () =>
      question(
        `di quanto ${withArticle(a)} ${ofScope(voice, scope)} ${a.plural ? 'superano' : 'supera'} ${withArticle(b)}`,
      ),
  ]);
};

/** What is held against each other: «il numero», or a measure. */
const comparedNoun = (voice: Voice, figure: Figure): Noun =>
  figure.fold === 'count'
    ? { text: 'numero', gender: 'm', plural: false }
    : measureNoun(voice, figure.measure);

export const betweenScopes = (
  voice: Voice,
  { figure, left, right }: Extract<Single, { ask: 'gap-scopes' | 'ratio' }>,
): Core => {
  if (left.year !== right.year) {
    if (figure.fold === 'count') throw new Error('counts are not compared between years');
    const subject = measureNoun(voice, figure.measure);
    return one(voice, [
      () =>
        question(
          `di quanto ${is(subject)} cambiat${ending(subject)} ${withArticle(subject)} ${ofScope(voice, left)} tra il ${right.year} e il ${left.year}`,
        ),
      () =>
        noun(
          `differenza tra ${left.year} e ${right.year} ${withPreposition('di', subject)} ${ofScope(voice, left)}`,
        ),
      () =>
        question(
          `che differenza c'è tra ${right.year} e ${left.year} per ${withArticle(subject)} ${ofScope(voice, left)}`,
        ),
      () =>
        noun(
          `variazione ${withPreposition('di', subject)} ${ofScope(voice, left)} dal ${right.year} al ${left.year}`,
        ),
    ]);
  }
  const subject = comparedNoun(voice, figure);
  const that = `quell${ending(subject)}`;
  return one(voice, [
    () =>
      question(
        `qual è la differenza tra ${withArticle(subject)} ${ofScope(voice, left)} e ${that} ${ofScope(voice, right)}`,
      ),
    () =>
      question(
        `di quanto ${withArticle(subject)} ${ofScope(voice, left)} ${subject.plural ? 'superano' : 'supera'} ${that} ${ofScope(voice, right)}`,
      ),
    () =>
      figure.fold === 'count'
        ? null
        : noun(
            `differenza di ${subject.text} tra ${subjectOf(voice, left).text} e ${subjectOf(voice, right).text}`,
          ),
    () => {
      const verb = figure.fold === 'count' ? null : participle(voice, figure.measure);
      const { text, many } = subjectOf(voice, left);
      return verb
        ? question(`quanto ${many ? 'hanno' : 'ha'} ${verb} in più ${text} rispetto ${withTo(voice, right)}`)
        : null;
    },
  ]);
};

export const ratioCore = (
  voice: Voice,
  { figure, left, right }: Extract<Single, { ask: 'gap-scopes' | 'ratio' }>,
): Core => {
  const subject = comparedNoun(voice, figure);
  const that = `quell${ending(subject)}`;
  return one(voice, [
    () =>
      question(
        `quante volte ${withArticle(subject)} ${ofScope(voice, left)} ${is(subject)} ${that} ${ofScope(voice, right)}`,
      ),
    () =>
      question(
        `qual è il rapporto tra ${withArticle(subject)} ${ofScope(voice, left)} e ${that} ${ofScope(voice, right)}`,
      ),
    () =>
      noun(
        `${voice.chance.pick(['rapporto', 'il rapporto'])} tra ${withArticle(subject)} ${ofScope(voice, left)} e ${that} ${ofScope(voice, right)}`,
      ),
  ]);
};

export const rateCore = (voice: Voice, { part, whole, scope }: Single & { ask: 'rate' }): Core => {
  const { chance } = voice;
  const [a, b] = [measureNoun(voice, part), measureNoun(voice, whole)];
  const verb = participle(voice, part);
  return one(voice, [
    () =>
      verb
        ? question(
            `che percentuale ${withPreposition('di', b)} ${ofScope(voice, scope)} è stata ${verb.slice(0, -1)}a`,
          )
        : null,
    () =>
      noun(`percentuale ${withPreposition('di', a)} ${withPreposition('su', b)} ${ofScope(voice, scope)}`),
    () =>
      question(
        `in percentuale, quant${a.plural ? ending(a) : "'"}${a.plural ? ' sono' : 'è'} ${withArticle(a)} rispetto ${withPreposition('a', b)} ${ofScope(voice, scope)}`,
      ),
    () =>
      verb
        ? question(
            `${chance.pick(['quanto', 'quale quota'])} ${withPreposition('di', b)} ${ofScope(voice, scope)} è stat${'a'} ${verb.slice(0, -1)}a, in percentuale`.replace(
              'quanto del',
              'quale parte del',
            ),
          )
        : null,
  ]);
};

export const shareCore = (voice: Voice, { figure, whole, part }: Single & { ask: 'share' }): Core => {
  const { chance } = voice;
  const structure = part.atom === 'structure' ? structureNoun(voice, part.level, part.codes[0] ?? '') : null;
  const percent = (): string =>
    chance.pick(['che percentuale', 'quale percentuale', 'quale quota percentuale']);
  if (part.atom === 'items' && figure.fold === 'sum') {
    const item = itemNoun(voice, part.refs[0] ?? 'objective:0', whole.year);
    const subject = measureNoun(voice, figure.measure);
    return one(voice, [
      () =>
        question(
          `${percent()} ${withPreposition('di', subject)} ${ofScope(voice, whole)} è ${withPreposition('di', item)}`,
        ),
      () =>
        question(
          `quanto incide ${withArticle(item)} in percentuale ${withPreposition('su', subject)} ${ofScope(voice, whole)}`,
        ),
      () =>
        noun(
          `peso percentuale ${withPreposition('di', item)} ${withPreposition('su', subject)} ${ofScope(voice, whole)}`,
        ),
    ]);
  }
  if (figure.fold === 'count') {
    const scoped = (): Noun => scopeNoun(voice, whole).noun;
    if (structure)
      return one(voice, [
        () =>
          question(`${percent()} ${withPreposition('di', scoped())} è ${withPreposition('di', structure)}`),
        () => question(`in percentuale, quanti ${scoped().text} sono ${withPreposition('di', structure)}`),
      ]);
    return one(voice, [
      () => question(`${percent()} ${withPreposition('di', scoped())} è trasversale`),
      () => question(`in percentuale, quanti ${scoped().text} sono trasversali`),
    ]);
  }
  const subject = measureNoun(voice, figure.measure);
  const of = (): string => ofScope(voice, whole);
  if (!structure)
    return one(voice, [
      () => question(`${percent()} ${withPreposition('di', subject)} ${of()} riguarda quelli trasversali`),
      () =>
        question(
          `quanto incidono quelli trasversali, in percentuale, ${withPreposition('su', subject)} ${of()}`,
        ),
    ]);
  return one(voice, [
    () =>
      question(
        `${percent()} ${withPreposition('di', subject)} ${of()} è ${withPreposition('di', structure)}`,
      ),
    () =>
      noun(
        `quota ${withPreposition('di', structure)} ${withPreposition('su', subject)} ${of()}, in percentuale`,
      ),
    () =>
      question(
        `quanto incide ${withArticle(structure)} in percentuale ${withPreposition('su', subject)} ${of()}`,
      ),
    () =>
      question(
        `che fetta ${withPreposition('di', subject)} ${of()} va ${withPreposition('a', structure)}, in percentuale`,
      ),
  ]);
};

export const perPointCore = (voice: Voice, { measure, item, year }: Single & { ask: 'per-point' }): Core => {
  const subject = measureNoun(voice, measure);
  const named = (): string => withPreposition('di', itemNoun(voice, item, year));
  const point = voice.chance.pick([
    'per punto di peso',
    'per ogni punto di peso',
    'per punto di pesatura',
    'a punto di peso',
  ]);
  return one(voice, [
    () => question(`${which(subject)} ${withArticle(subject)} ${point} ${named()}`),
    () => noun(`${subject.text} ${point} ${named()}`),
    () => noun(`${subject.text} ${named()} ${point}`),
  ]);
};
