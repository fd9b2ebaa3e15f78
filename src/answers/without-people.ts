import { ROLE_NAMES } from '../words/roles.ts';
import type { PlanNames } from './query-proposer.ts';

const ADDRESS = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
/** A mention, or the id of an account or of a conversation. Source: docs.slack.dev. */
const SLACK_ID = /<[@#!][^>]*>|\b[UWCDGT](?=[A-Z]*\d)[A-Z0-9]{8,}\b/g;
const WORD = /\p{L}+/gu;
/** So many letters make a name of a word. */
const LETTERS = 3;

/**
 * Takes people out of a text: addresses, ids of Slack, and the names of the plan's people, whole or by one word of
 * theirs, unless the plan itself uses that word for something else ("Referente U.O. 3.2").
 * @returns what makes a text so
 */
export function withoutPeople(
  people: readonly { readonly name: string }[],
  names: PlanNames,
): (text: string) => string {
  const { body, departments, units, items, goals, terms, acts, legal, facts } = names;
  const used = new Set(
    [
      ...[body, ...departments, ...units, ...items, ...goals, ...terms, ...acts, ...legal, ...facts],
      ...Object.values(ROLE_NAMES).flatMap(({ it, en }) => [it.one, it.many, en.one, en.many]),
    ].flatMap(wordsOf),
  );
  const ofPeople = new Set(
    people.flatMap(({ name }) => wordsOf(name)).filter((word) => word.length >= LETTERS && !used.has(word)),
  );
  const whole = people
    .map(({ name }) => name.trim())
    .filter((name) => wordsOf(name).some((word) => ofPeople.has(word)));
  const pattern =
    whole.length === 0
      ? null
      : new RegExp(
          whole
            .sort((a, b) => b.length - a.length)
            .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
            .join('|'),
          'giu',
        );
  return (text) => {
    const addressed = text.replace(ADDRESS, '[indirizzo]').replace(SLACK_ID, '[account]');
    return (pattern === null ? addressed : addressed.replace(pattern, '[persona]')).replace(WORD, (word) =>
      ofPeople.has(plainly(word)) ? '[persona]' : word,
    );
  };
}

/** The same letter written in two ways is one. */
const plainly = (word: string): string => word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const wordsOf = (text: string): readonly string[] => (text.match(WORD) ?? []).map(plainly);
