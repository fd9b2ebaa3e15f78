/** What the verbaliser carries along: chance, the body's own names, and a record of the wordings it chose. */
import type { Noun } from './articles.ts';
import type { Body } from './bodies.ts';
import { catchword, nicknamesOf } from './nicknames.ts';
import type { PlanItem } from './plan-rows.ts';
import type { Chance } from './random.ts';
import type { Kind, Level, Measure, Ref } from './request.ts';
import { KIND_NOUNS, MEASURE_NOUNS } from './words.ts';

export interface Voice {
  readonly chance: Chance;
  readonly body: Body;
  /** Wordings worth counting apart: `by-code`, `front`, … */
  readonly marks: Set<string>;
  /** As it is typed in a chat: clipped, turned round, things called by a word of their name. */
  readonly everyday: boolean;
}

const thousands = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, '.');

/** «50.000 euro», «€ 50000», «50mila euro». */
const sayMoney = ({ chance }: Voice, cents: number): string => {
  const euro = cents / 100;
  const forms = [`${thousands(euro)} euro`, `${thousands(euro)} €`, `${euro} euro`, `€ ${thousands(euro)}`];
  if (euro % 1000 === 0 && euro < 1_000_000)
    forms.push(`${euro / 1000}mila euro`, `${euro / 1000} mila euro`);
  if (euro === 1_000_000) forms.push('un milione di euro', '1 milione di euro');
  return chance.pick(forms);
};

/** A bound, in the measure's own unit. */
export const sayValue = (voice: Voice, measure: Measure, value: number): string => {
  if (measure === 'weight') return String(value);
  if (measure === 'attainment') return voice.chance.pick([`${value}%`, `${value} %`, `${value} per cento`]);
  return sayMoney(voice, value);
};

export const measureNoun = ({ chance }: Voice, measure: Measure): Noun => {
  const [plain, ...others] = MEASURE_NOUNS[measure];
  return plain && chance.happens(0.5)
    ? plain
    : chance.pick(others.length > 0 ? others : MEASURE_NOUNS[measure]);
};

/** The plainest name of a measure. */
export const plainNoun = (measure: Measure): Noun => {
  const [plain] = MEASURE_NOUNS[measure];
  if (!plain) throw new Error(`no noun for ${measure}`);
  return plain;
};

export const levelNoun = ({ chance, body }: Voice, level: Level) => {
  const words = body.levels[level];
  return chance.happens(0.6) && words[0] ? words[0] : chance.pick(words);
};

export const structureNoun = ({ chance, body, marks, everyday }: Voice, level: Level, code: string): Noun => {
  const structure = body.plans[0]?.structures.find((known) => known.level === level && known.code === code);
  if (!structure) throw new Error(`no ${level} ${code}`);
  const known = everyday ? nicknamesOf(body, structure) : [];
  if (known.length > 0 && chance.happens(0.4)) {
    marks.add('office-by-word');
    return chance.pick(known);
  }
  return chance.pick(body.namesOf(structure));
};

const itemOf = ({ body }: Voice, ref: Ref, year: number | null): PlanItem => {
  const plan = year === null ? body.plans[0] : body.plans.find((known) => known.year === year);
  const item = plan?.items.find((known) => known.ref === ref);
  if (!plan || !item) throw new Error(`no ${ref} in ${year}`);
  return item;
};

/** «obiettivo 24», «obiettivo n. 24», «obiettivo SP5», «obiettivo «Varchi elettronici»». */
export const itemNoun = (voice: Voice, ref: Ref, year: number | null): Noun => {
  const { chance, marks, body } = voice;
  const item = itemOf(voice, ref, year);
  const plan = body.plans.find((known) => known.items.includes(item));
  const kind = KIND_NOUNS[item.kind].one;
  const uniqueCode = item.code !== '' && plan?.items.filter(({ code }) => code === item.code).length === 1;
  const words = voice.everyday ? catchword(body, item) : null;
  if (words !== null && chance.happens(0.4)) {
    marks.add('by-words');
    return { ...kind, text: `${kind.text} ${words}` };
  }
  const way = chance.weighted([
    [6, 'number'],
    [uniqueCode ? 4 : 0, 'code'],
    [1.5, 'title'],
  ]);
  if (way === 'code') {
    marks.add('by-code');
    return { ...kind, text: `${kind.text} ${item.code}` };
  }
  if (way === 'title') {
    marks.add('by-title');
    return { ...kind, text: `${kind.text} ${chance.pick([`«${item.title}»`, `"${item.title}"`])}` };
  }
  marks.add('by-number');
  return {
    ...kind,
    text: `${kind.text} ${chance.weighted([
      [6, ''],
      [1, 'n. '],
      [1, 'numero '],
    ])}${item.number}`,
  };
};

/** «un obiettivo», «24»: only where the kind is plain from what stands before. */
export const kindNoun = (kind: Kind) => KIND_NOUNS[kind];
