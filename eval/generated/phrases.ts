/** Pieces that many templates share. */
import { ending, type Noun, withArticle, withPreposition } from './articles.ts';
import { type Direction, isMoney, type Measure, type Place, type Scope } from './request.ts';
import { scopeNoun } from './scope-words.ts';
import { measureNoun, type Voice } from './voice.ts';
import { MORE_OF, NUMBERS, PARTICIPLES } from './words.ts';

/** A sentence before courtesy and slips: a question, one that wants yes or no, a bare noun phrase, or an order. */
export interface Core {
  readonly mood: 'question' | 'whether' | 'noun' | 'order';
  readonly text: string;
}

type Template = () => Core | null;

export const question = (text: string): Core => ({ mood: 'question', text });
export const whether = (text: string): Core => ({ mood: 'whether', text });
export const noun = (text: string): Core => ({ mood: 'noun', text });
export const order = (text: string): Core => ({ mood: 'order', text });

/** One of the templates that fit; those that do not give null. */
export const one = (voice: Voice, templates: readonly Template[]): Core => {
  for (const template of voice.chance.some(templates, templates.length)) {
    const core = template();
    if (core !== null) return core;
  }
  throw new Error('no template fits');
};

export const participle = ({ chance }: Voice, measure: Measure): string | null => {
  const words = isMoney(measure) ? PARTICIPLES[measure] : undefined;
  return words ? chance.pick(words) : null;
};

export const is = (subject: Noun): string => (subject.plural ? 'sono' : 'è');
export const which = (subject: Noun): string => (subject.plural ? 'quali sono' : 'qual è');
export const amounts = (subject: Noun): string => (subject.plural ? 'ammontano' : 'ammonta');

/** «costo medio del personale» is hard to build: the mean is of the noun, or after it. */
export const meanOf = (voice: Voice, measure: Measure): Noun => {
  const subject = measureNoun(voice, measure);
  return voice.chance.happens(0.5)
    ? { text: `media ${withPreposition('di', subject)}`, gender: 'f', plural: false }
    : {
        ...subject,
        text: `${subject.text} medi${subject.gender === 'm' ? (subject.plural ? '' : 'o') : subject.plural ? 'e' : 'a'}`,
      };
};

export const superlative = (direction: Direction, subject: Noun): string =>
  `più ${direction === 'most' ? 'alt' : 'bass'}${ending(subject)}`;

/** «con più impegnato», «con il peso più basso», «che ha riscosso di più». */
export const withMost = (voice: Voice, measure: Measure, direction: Direction, many: boolean): string => {
  const { chance } = voice;
  const more = direction === 'most';
  const subject = measureNoun(voice, measure);
  const verb = participle(voice, measure);
  const plain = MORE_OF[measure];
  return chance.weighted([
    [3, `con ${withArticle(subject)} ${superlative(direction, subject)}`],
    [plain.length > 0 ? 3 : 0, `con ${more ? 'più' : 'meno'} ${plain.length > 0 ? chance.pick(plain) : ''}`],
    [
      1,
      `con ${withArticle({ ...subject, text: `${more ? 'maggior' : 'minor'}${subject.plural ? 'i' : ''} ${subject.text}` })}`,
    ],
    [verb ? 1 : 0, `che ${many ? 'hanno' : 'ha'} ${verb} di ${more ? 'più' : 'meno'}`],
  ]);
};

/** «i 3 …», «i primi tre …»; for the last places one counts from below. */
export const firstN = (voice: Voice, { n }: Place, scoped: Noun): Noun => {
  const number = n > 2 && voice.chance.happens(0.4) ? (NUMBERS[n] ?? String(n)) : String(n);
  return { ...scoped, text: `${number} ${scoped.text}` };
};

/** «i 3 obiettivi», «le tre aree»: a number takes the plain article of its gender. */
export const articled = ({ text, gender }: Noun): string => `${gender === 'm' ? 'i' : 'le'} ${text}`;

export const withTo = (voice: Voice, scope: Scope): string => {
  const { noun: scoped } = scopeNoun(voice, scope);
  return scoped.text.startsWith('tutt') ? `a ${scoped.text}` : withPreposition('a', scoped);
};
