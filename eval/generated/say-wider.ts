/** Places of an order, neighbours, structures beyond a bound, means of structures, comparisons. */
import { ending, type Noun, withArticle, withPreposition } from './articles.ts';
import {
  type Core,
  is,
  noun,
  one,
  order,
  participle,
  question,
  superlative,
  whether,
  withMost,
} from './phrases.ts';
import type { Figure, Request, Scope, Single } from './request.ts';
import { ofScope, scopeNoun, soleStructure } from './scope-words.ts';
import { itemNoun, levelNoun, measureNoun, sayValue, structureNoun, type Voice } from './voice.ts';
import { NUMBERS, ORDINALS, TIMES } from './words.ts';

type Of<Ask extends Request['ask']> = Extract<Single, { ask: Ask }>;

export const sliceCore = (voice: Voice, { scope, by, direction, from, to }: Of<'slice'>): Core => {
  const subject = measureNoun(voice, by);
  const { noun: scoped } = scopeNoun(voice, scope);
  const places = `dal ${ORDINALS[from - 1]} al ${ORDINALS[to - 1]}`;
  const hint = direction === 'most' ? voice.chance.pick(['', ', dal più alto']) : ', partendo dal più basso';
  return one(voice, [
    () => noun(`${scoped.text} ${places} per ${subject.text}${hint}`),
    () => question(`quali sono ${withArticle(scoped)} ${places} posto per ${subject.text}${hint}`),
    () =>
      order(
        `${voice.chance.pick(['dimmi', 'dammi'])} ${withArticle(scoped)} ${places} posto per ${subject.text}${hint}`,
      ),
  ]);
};

export const nearestCore = (voice: Voice, { scope, by, to }: Of<'nearest'>): Core => {
  const subject = measureNoun(voice, by);
  const { noun: scoped } = scopeNoun(voice, scope, false);
  const target = to === 'mean' ? 'alla media' : `a ${sayValue(voice, by, to)}`;
  const near = `più vicin${ending(subject)} ${target}`;
  return one(voice, [
    () => question(`quale ${scoped.text} ha ${withArticle(subject)} ${near}`),
    () => question(`qual è ${withArticle(scoped)} con ${withArticle(subject)} ${near}`),
    () => question(`quale ${scoped.text} si avvicina di più ${target} per ${subject.text}`),
    () => noun(`${scoped.text} con ${subject.text} ${near}`),
  ]);
};

/** «Più di 8 obiettivi», «un impegnato sopra i …». */
const beyond = (voice: Voice, { figure, scope, bound, value }: Of<'groups-beyond'>): string => {
  const than = bound === 'gt' ? 'più di' : 'meno di';
  if (figure.fold === 'count') return `${than} ${value} ${scopeNoun(voice, scope).noun.text}`;
  const subject = measureNoun(voice, figure.measure);
  const of = scope.kind === null ? '' : ` ${ofScope(voice, scope)}`;
  return `${subject.plural ? '' : `un${ending(subject) === 'a' ? 'a' : ''} `}${subject.text}${of} ${bound === 'gt' ? 'superior' : 'inferior'}${subject.plural ? 'i' : 'e'} a ${sayValue(voice, figure.measure, value)}`;
};

export const groupsBeyondCore = (voice: Voice, request: Of<'groups-beyond'>): Core => {
  const { chance } = voice;
  const word = levelNoun(voice, request.level).many;
  const verb = request.figure.fold === 'sum' ? participle(voice, request.figure.measure) : null;
  const than = request.bound === 'gt' ? 'più di' : 'meno di';
  const how = request.counted ? `quant${ending(word)}` : 'quali';
  return one(voice, [
    () => question(`${how} ${word.text} hanno ${beyond(voice, request)}`),
    () =>
      verb && request.figure.fold === 'sum' && request.scope.kind === null
        ? question(
            `${how} ${word.text} hanno ${verb} ${than} ${sayValue(voice, request.figure.measure, request.value)}`,
          )
        : null,
    () =>
      request.counted
        ? noun(`numero ${withPreposition('di', word)} con ${beyond(voice, request)}`)
        : order(`${chance.pick(['elenca', 'dimmi'])} ${withArticle(word)} con ${beyond(voice, request)}`),
  ]);
};

export const meanOfGroupsCore = (voice: Voice, { level, figure, scope }: Of<'mean-of-groups'>): Core => {
  const word = levelNoun(voice, level).one;
  const a = word.gender === 'f' ? (/^[aeiou]/i.test(word.text) ? "un'" : 'una ') : 'un ';
  if (figure.fold === 'count') {
    const counted = scopeNoun(voice, scope).noun.text;
    return one(voice, [
      () => question(`quanti ${counted} ha in media ${a}${word.text}`),
      () => question(`in media quanti ${counted} ha ${a}${word.text}`),
      () => noun(`media di ${counted} per ${word.text}`),
    ]);
  }
  const subject = measureNoun(voice, figure.measure);
  const verb = participle(voice, figure.measure);
  return one(voice, [
    () => (verb ? question(`quanto ha ${verb} in media ${a}${word.text}`) : null),
    () =>
      question(
        `in media, ${withArticle(subject)} di ${a}${word.text} ${subject.plural ? 'quanto sono' : "quant'è"}`,
      ),
  ]);
};

export const distanceCore = (voice: Voice, { measure, item, year }: Of<'distance'>): Core => {
  const subject = measureNoun(voice, measure);
  const named = itemNoun(voice, item, year);
  const kinds = item.startsWith('objective') ? 'degli obiettivi' : 'dei processi';
  return one(voice, [
    () =>
      question(
        `di quanto ${withArticle(subject)} ${withPreposition('di', named)} si ${subject.plural ? 'discostano' : 'discosta'} dalla media ${kinds}`,
      ),
    () =>
      question(
        `quanto ${is(subject)} lontan${ending(subject)} dalla media ${kinds} ${withArticle(subject)} ${withPreposition('di', named)}`,
      ),
    () => noun(`differenza tra ${withArticle(subject)} ${withPreposition('di', named)} e la media ${kinds}`),
  ]);
};

export const multipleCore = (voice: Voice, { times, measure, item, year }: Of<'multiple'>): Core => {
  const subject = measureNoun(voice, measure);
  const twice = `il ${TIMES[times]} ${withPreposition('di', subject)} ${withPreposition('di', itemNoun(voice, item, year))}`;
  return one(voice, [
    () => question(`quanto fa ${twice}`),
    () => question(`quant'è ${twice}`),
    () => question(`${twice} quanto sarebbe`),
  ]);
};

export const shareOfFirstCore = (voice: Voice, { of }: Of<'share-of-first'>): Core => {
  const { scope, by, direction, place } = of;
  const subject = measureNoun(voice, by);
  const { noun: scoped } = scopeNoun(voice, scope);
  const first = `i ${voice.chance.happens(0.5) ? (NUMBERS[place.n] ?? place.n) : place.n} ${scoped.text} ${withMost(voice, by, direction, true)}`;
  return one(voice, [
    () =>
      question(
        `che percentuale ${withPreposition('di', subject)} ${withPreposition('di', scoped)} fanno ${first}`,
      ),
    () => question(`${first} che percentuale fanno del totale ${withPreposition('di', scoped)}`),
    () =>
      question(
        `quanto pesano ${first} in percentuale sul totale ${withPreposition('di', subject)} ${withPreposition('di', scoped)}`,
      ),
  ]);
};

const versus = (figure: Figure): { readonly more: string; readonly less: string } =>
  figure.fold === 'sum' && figure.measure === 'weight'
    ? { more: 'pesa di più', less: 'pesa di meno' }
    : { more: '', less: '' };

export const compareCore = (
  voice: Voice,
  { ask, figure, direction, left, right }: Of<'which' | 'whether'>,
): Core => {
  const nameOf = (scope: Scope): Noun => {
    const sole = figure.fold === 'count' ? soleStructure(scope) : null;
    return sole ? structureNoun(voice, sole.level, sole.code) : scopeNoun(voice, scope).noun;
  };
  const [first, second] = [nameOf(left), nameOf(right)];
  const [a, b] = [withArticle(first), withArticle(second)];
  const more = direction === 'most' ? 'più' : 'meno';
  const verb = figure.fold === 'sum' ? participle(voice, figure.measure) : null;
  const said = versus(figure)[direction === 'most' ? 'more' : 'less'];
  const subject: Noun | null = figure.fold === 'count' ? null : measureNoun(voice, figure.measure);
  const counted = left.kind === null ? 'voci' : scopeNoun(voice, { ...left, atoms: [] }).noun.text;
  const has =
    subject === null
      ? `ha ${more} ${counted}`
      : said || `ha ${withArticle(subject)} ${superlative(direction, subject)}`;
  if (ask === 'which')
    return one(voice, [
      () => question(`chi ${has} tra ${a} e ${b}`),
      () => question(`tra ${a} e ${b}, ${voice.chance.pick(['quale', 'chi'])} ${has}`),
      () => (verb ? question(`chi ha ${verb} di ${more}, ${a} o ${b}`) : null),
    ]);
  const rival = withPreposition('di', second);
  return one(voice, [
    () => (verb ? whether(`${a} ha ${verb} ${more} ${rival}`) : null),
    () => (said ? whether(`${a} pesa ${more} ${rival}`) : null),
    () => (subject === null ? whether(`${a} ha ${more} ${counted} ${rival}`) : null),
    () =>
      subject !== null && !said
        ? whether(
            `${withArticle(subject)} ${ofScope(voice, left)} ${is(subject)} ${superlative(direction, subject)} di quell${ending(subject)} ${ofScope(voice, right)}`,
          )
        : null,
  ]);
};

export const groupsWithoutCore = (
  voice: Voice,
  { level, figure, scope, counted }: Of<'groups-without'>,
): Core => {
  const word = levelNoun(voice, level).many;
  const how = counted ? `quant${ending(word)}` : 'quali';
  if (figure.fold === 'count') {
    const none = scopeNoun(voice, scope).noun.text;
    return one(voice, [
      () => question(`${how} ${word.text} non hanno ${none}`),
      () => question(`${how} ${word.text} sono senza ${none}`),
    ]);
  }
  const verb = participle(voice, figure.measure);
  return one(voice, [
    () => (verb ? question(`${how} ${word.text} non hanno ${verb} nulla`) : null),
    () => (verb ? question(`${how} ${word.text} non hanno ${verb} niente`) : null),
    () => question(`${how} ${word.text} non hanno ${measureNoun(voice, figure.measure).text}`),
  ]);
};

export const shareGroupsCore = (voice: Voice, { level, figure }: Of<'share-groups'>): Core => {
  if (figure.fold === 'count') throw new Error('shares of a measure only');
  const word = levelNoun(voice, level).one;
  const every = `${voice.chance.pick(['ogni', word.gender === 'f' ? 'ciascuna' : 'ciascun'])} ${word.text}`;
  const subject = measureNoun(voice, figure.measure);
  return one(voice, [
    () => question(`che percentuale ${withPreposition('di', subject)} ha ${every}`),
    () => noun(`${subject.text} per ${word.text} in percentuale sul totale`),
    () => noun(`quota percentuale di ${every} ${withPreposition('su', subject)}`),
  ]);
};

export const rankRatesCore = (voice: Voice, { level, part, whole, direction }: Of<'rank-rates'>): Core => {
  const word = levelNoun(voice, level).one;
  const [a, b] = [measureNoun(voice, part), measureNoun(voice, whole)];
  const verb = participle(voice, part);
  const high = direction === 'most' ? 'alt' : 'bass';
  return one(voice, [
    () =>
      question(`in quale ${word.text} il rapporto tra ${withArticle(a)} e ${withArticle(b)} è più ${high}o`),
    () =>
      verb
        ? question(`quale ${word.text} ha ${verb} la percentuale più ${high}a ${withPreposition('di', b)}`)
        : null,
    () =>
      question(
        `qual è ${withArticle(word)} con la percentuale più ${high}a ${withPreposition('di', a)} ${withPreposition('su', b)}`,
      ),
  ]);
};

export const goalsCore = (voice: Voice, { scope }: Of<'goals'>): Core => {
  const sole = soleStructure(scope);
  const { noun: scoped } = scopeNoun(voice, scope);
  return one(voice, [
    () => question(`a quanti goal sono collegati ${withArticle(scoped)}`),
    () => question(`quanti goal dell'Agenda 2030 toccano ${withArticle(scoped)}`),
    () =>
      sole && sole.rest.atoms.length === 0
        ? question(
            `quanti goal toccano gli obiettivi ${withPreposition('di', structureNoun(voice, sole.level, sole.code))}`,
          )
        : null,
  ]);
};

export const ownerCore = (voice: Voice, { level, item, year }: Of<'owner'>): Core => {
  const word = levelNoun(voice, level).one;
  const named = itemNoun(voice, item, year);
  return one(voice, [
    () => question(`di quale ${word.text} è ${withArticle(named)}`),
    () => question(`a quale ${word.text} è assegnato ${withArticle(named)}`),
    () => question(`quale ${word.text} segue ${withArticle(named)}`),
    () => question(`${withArticle(named)} di che ${word.text} è`),
  ]);
};
