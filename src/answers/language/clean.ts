import { wholeText } from '../../words/typed.ts';
import { joinGroups, NARROW, writePercent } from './typed-numbers.ts';

/** A message of Slack's is never longer. */
const LONGEST = 40_000;

/**
 * The words of a message as a person would read them aloud: without markup, addresses, emoji and invisible signs, with
 * one apostrophe, one space, one line end, and numbers and percentages written one way. Every text that comes in is
 * cleaned once, before whoever reads it.
 * @param text as it was typed, or as Slack sent it
 */
export function cleanMessage(text: string): string {
  const words = withoutSigns(withoutMarkup(wholeText(text.slice(0, LONGEST))));
  return writePercent(joinGroups(words))
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}

/** Slack's own signs. Source: docs.slack.dev/messaging/formatting-message-text. */
function withoutMarkup(text: string): string {
  const plain = text
    .replace(/\r\n?|\v|\f|[\u0085\u2028\u2029]/g, '\n')
    .replace(/<!date\^[^<>|]*\|([^<>]*)>/g, ' $1 ')
    .replace(/<[@#!][^<>]{0,300}>/g, ' ')
    .replace(
      /<((?:https?|ftp|mailto|tel|slack):[^<>|\s]*)(?:\|([^<>]*))?>/gi,
      (_all, address: string, label = '') => labelOf(address, label),
    )
    .replace(/<\/?[a-z][^<>]{0,300}>/gi, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replace(/&nbsp;/g, '\u00a0')
    .replace(/&#0?39;|&apos;/g, "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
  return withoutListMarks(withoutStyles(withoutAddresses(withoutEndless(plain))));
}

/** A link is its label; one that Slack made of an address by itself is what was typed. */
function labelOf(address: string, label: string): string {
  const bare = address.replace(/^(https?:\/\/|mailto:|tel:)/i, '').replace(/\/$/, '');
  if (label === '' || /^(mailto|tel):/i.test(address)) return ' ';
  if (label.replace(/\/$/, '') !== bare) return ` ${label} `;
  // «raggiunto.il»: two words that a full stop joins, not an address.
  return /^\p{L}+\.\p{L}+$/u.test(label) && !/^www\./i.test(label) ? ` ${label.replace('.', '. ')} ` : ' ';
}

/**
 * No word is so long, nor anything that is read: whoever looks for what a word begins or ends with would look from each
 * of its letters.
 */
const withoutEndless = (text: string): string =>
  text.replace(/[\p{L}\p{M}\p{N}_]{100,}/gu, ' ').replace(/\S{1000,}/g, ' ');

const withoutAddresses = (text: string): string =>
  text
    .replace(/\b(?:https?|ftp|slack):\/\/\S+/gi, ' ')
    .replace(/\bwww\.\S+/gi, ' ')
    .replace(/\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}\/\S*/gi, ' ')
    .replace(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, ' ');

/** Bold, italic and code keep their words; what is struck out was taken back. */
function withoutStyles(text: string): string {
  return text
    .replace(/```/g, ' ')
    .replace(/`([^`\n]+)`(?!\p{L})/gu, '$1')
    .replace(/(?<![\p{L}\p{N}~])~{1,2}(?=[^\s~])([^~\n]*[^\s~])~{1,2}(?![\p{L}\p{N}~])/gu, ' ')
    .replace(/(?<![\p{L}\p{N}*])\*{1,3}(?=[^\s*])([^*\n]*[^\s*])\*{1,3}(?![\p{L}\p{N}*])/gu, '$1')
    .replace(/(?<![\p{L}\p{N}_])_{1,3}(?=[^\s_])([^_\n]*[^\s_])_{1,3}(?![\p{L}\p{N}_])/gu, '$1')
    .replace(/(?<!\p{N}\s?)[*~](?!\s?\p{N})/gu, ' ');
}

/** «… 1) quanti obiettivi 2) quanti processi», «…, 1. … 2. …», «… a) … b) …», «- … - …»: each on a line of its own. */
function onLines(text: string): string {
  const marks = [...text.matchAll(MARKED)];
  const places = marks.map(([, digit, letter]) =>
    Number(digit ?? (letter ?? '').toLowerCase().charCodeAt(0) - 96),
  );
  const counts = places.length > 1 && places.every((place, at) => place === at + 1);
  // «Mi servono: - … - …».
  const sign = counts ? MARKED : BULLETS.test(text) ? BULLET : null;
  return sign === null
    ? text
    : text
        .replace(sign, '\n')
        .replace(/\s*\n\s*/g, '\n')
        .trimStart();
}

const BULLET = /(?<=^|\s)[-–—•·]\s+(?=\p{L})/gu;
const BULLETS = /(?:^|:\s*)[-–—•·]\s+\p{L}[^\n]*\s[-–—•·]\s+\p{L}/u;

/** A full stop after the first place wants a mark before it: «… dell’obiettivo 1. Quanto …» is no list. */
const MARKED = /(?<=^|\s)\(?(?:(\d)|([a-f]))(?:\)|(?<=(?:^|[.,;:?!]\s)[1a]|\s[2-9b-f])\.)\s+(?=\p{L})/giu;

function withoutListMarks(text: string): string {
  const lines = onLines(text)
    .split('\n')
    .map((line) =>
      line
        .replace(/^\s*(?:>\s*)+(?=[^\s\d])/, '')
        .replace(/^\s*#{1,6}\s+/, '')
        .replace(/^\s*(?:[•◦▪▫‣⁃●○■□*·–—-]\s+)+/u, '')
        .replace(/^\s*\[[ xX]?\]\s+/, ''),
    );
  // «1. …», «2. …»: places in a list, where they count from one.
  const places = lines.map((line) => Number(/^\s*(\d{1,2})[.)]\s+\D/.exec(line)?.[1] ?? Number.NaN));
  const first = places.indexOf(1);
  const isList = first >= 0 && places.indexOf(2) > first;
  return lines
    .map((line, at) => (isList && !Number.isNaN(places[at]) ? line.replace(/^\s*\d{1,2}[.)]\s+/, '') : line))
    .join('\n');
}

/** What is written in one sign, as decimals. */
const DECIMALS: Readonly<Record<string, string>> = { '¼': ',25', '½': ',5', '¾': ',75' };

/** Signs that are no words, and the many ways of writing one sign. */
function withoutSigns(text: string): string {
  return (
    text
      .replace(/[\p{Default_Ignorable_Code_Point}--\ufe0f]/gv, '')
      .replace(/[0-9#*]?\ufe0f?\u20e3/g, ' ')
      .replaceAll('\ufe0f', '')
      .replace(/(?<![\p{L}\p{N}]):(?=[a-z]|[+-]1:)[a-z0-9_+'-]{1,60}:(?::skin-tone-\d:)?/gu, ' ')
      .replace(/\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}/gu, ' ')
      .replace(/(?<=^|\s)[:;=]-?[)(DPpoO|](?=$|[\s.,!?])/g, ' ')
      .replaceAll('º', '°')
      // Before the fold of compatible signs, which makes a space and an accent of it.
      .replaceAll('´', "'")
      .replace(/(?<=\d)[\u00a0\u2007\u2009\u202f](?=\d{3}(?!\d))/g, NARROW)
      // «L’obiettivo 2¹» is the second, with a note; «2½» is two and a half, and none of the two is 21.
      .replace(/(?<=\p{Nd})[¹²³⁰⁴-⁹₀-₉]+/gu, '')
      .replace(
        /(\p{Nd}*)([¼½¾])/gu,
        (_all, whole: string, part: string) => `${whole || '0'}${DECIMALS[part]}`,
      )
      .normalize('NFKC')
      .replace(/[\u2018\u2019\u201a\u201b\u02b9\u02bc\u02bb\u2032\u0060]/g, "'")
      .replace(/[\u201c\u201d\u201e\u201f]/g, '"')
      .replace(/[\u2010-\u2012\u2212]/g, '-')
      .replace(/[\p{Zs}\t]/gu, ' ')
  );
}
