import { joined } from '../../words/articles.ts';
import { formatDayLong } from '../../words/days.ts';
import { capital } from '../../words/sentences.ts';
import { binds } from '../knowledge/bound-bodies.ts';
import type { Law, Rule } from '../knowledge/law.ts';
import type { QueryOf } from '../query.ts';
import { asOf, boundBody, inItalian, outOfYear, scopeIn, updatedOn } from './as-of.ts';
import { actSentence } from './dates.ts';
import { type Draft, type Phrasing, say } from './draft.ts';
import type { Words } from './words.ts';

/** What the law says of a subject, to whom it applies and since when, with the body's own acts beside it. */
export function phraseRule({ index, words }: Phrasing, query: QueryOf<'rule'>): Draft {
  const { guide, plan } = index;
  const { law } = guide;
  const rule = law.rules.find((one) => one.code === query.rule);
  const subject = law.subjects.find((one) => one.subject === query.subject);
  if (!rule) {
    const held = law.rules.some((one) => one.subject === query.subject);
    const { asked: question } = query;
    const isQuoted = question != null && question.length <= MOST_QUOTED && (held || query.act !== null);
    const asked = isQuoted ? `su «${question}»` : onSubject(subject?.begins[0] ?? '');
    // What is held of the subject comes first, and is not denied.
    const nearest = law.rules.find(({ code }) => code === query.near);
    const scope = nearest ? scopeOf(words, law, nearest) : '';
    const near = nearest ? `${nearest.text} (${[nearest.article, scope].filter(Boolean).join('; ')})` : '';
    return {
      kind: 'no_data',
      headline:
        near === ''
          ? say(words, `Non ho la norma ${asked}.`, `I do not hold that rule (in Italian: ${asked}).`)
          : say(
              words,
              `Di questo ho: ${near} Se non basta, altro non ho ${asked}.`,
              `What I hold on it, in Italian: ${near} I hold no more (in Italian: ${asked}).`,
            ),
      notes: held ? [] : onSubjects(words, law, subject?.near ?? []),
      law: [...asOf(words, law), ...(nearest ? boundBody(words, law, nearest.applies, plan) : [])],
    };
  }
  const asksOfActs = query.aspect === 'who' || query.aspect === 'may';
  const acts = (asksOfActs ? (subject?.acts ?? []) : []).flatMap(
    (code) => plan.acts.find((act) => act.code === code) ?? [],
  );
  const valid = validity(words, law, rule, plan.head.year);
  const bound = boundBody(words, law, rule.applies, plan);
  return {
    headline: rule.text,
    notes: [...inItalian(words), ...acts.map((act) => actSentence(words, act))],
    law: binds(law, rule.applies, plan) ? [valid, ...bound] : [...bound, valid],
    sources: [rule.article, ...acts.map((act) => `${plan.head.document}, ${act.source}`)],
  };
}

/** A longer question is told by its subject. */
const MOST_QUOTED = 200;

/** To whom the rule applies, since and until when, and the day it was last compared with the law. */
function validity(words: Words, law: Law, rule: Rule, year: number): string {
  const scope = scopeOf(words, law, rule);
  return [...outOfYear(words, rule, year), scope && `${capital(scope)}.`, updatedOn(words, rule.as_of)]
    .filter(Boolean)
    .join(' ');
}

/** «vale per: enti locali, dal 1º gennaio 2015», as far as it is known. */
function scopeOf(words: Words, law: Law, { applies, from, to }: Rule): string {
  const whom =
    applies === null ? [] : [`${say(words, 'vale per', 'applies to')}: ${scopeIn(words, law, applies)}`];
  const since =
    from === null
      ? []
      : [say(words, joined('da', formatDayLong(from)), `since ${formatDayLong(from, 'en')}`)];
  const until =
    to === null
      ? []
      : [say(words, `fino ${joined('a', formatDayLong(to))}`, `until ${formatDayLong(to, 'en')}`)];
  return [...whom, ...since, ...until].join(', ');
}

/** Of which subjects near to it there are rules. */
const onSubjects = (words: Words, { subjects }: Law, near: readonly string[]): readonly string[] => {
  const names = near.flatMap((code) => subjects.find(({ subject }) => subject === code)?.begins[0] ?? []);
  const [one, ...more] = names.map(onSubject);
  if (one === undefined) return [];
  const all = [one, ...more].join(' e ');
  return [
    say(words, `Le norme più vicine che ho sono ${all}.`, `The nearest rules I hold, in Italian: ${all}.`),
  ];
};

/** "Sul codice dei contratti", "sull’OIV", "sulle ferie": the article is that of the name. */
const onSubject = (begins: string): string =>
  begins
    .replace(/^Tutti /, 'su tutti ')
    .replace(/^Il /, 'sul ')
    .replace(/^Lo /, 'sullo ')
    .replace(/^L’/, 'sull’')
    .replace(/^La /, 'sulla ')
    .replace(/^I /, 'sui ')
    .replace(/^Gli /, 'sugli ')
    .replace(/^Le /, 'sulle ');
