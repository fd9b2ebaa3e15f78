/** Questions about the acts of a body, put together at random, with what a right answer says. */

import { MONTHS } from '../patterns.ts';
import type { Body } from './bodies.ts';
import { type Row, rowsOf } from './csv-rows.ts';
import { type Chance, chanceOf } from './random.ts';
import type { SideQuestion } from './side-questions.ts';

type Made = Omit<SideQuestion, 'body' | 'operator'>;

/** How people call the organs of a body that make its acts. */
const ORGANS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  lucca: {
    'Consiglio comunale': 'del Consiglio comunale',
    'Nucleo di Valutazione': 'del Nucleo di valutazione',
  },
  'valle-serena': {
    'Giunta dell’Unione': 'della Giunta',
    'Consiglio dell’Unione': "del Consiglio dell'Unione",
  },
};

const dayText = (iso: string): string => iso.split('-').reverse().join('/');
const two = (month: number): string => String(month + 1).padStart(2, '0');
const byDay = (acts: readonly Row[]): Row[] =>
  acts.filter(({ date }) => date !== '').sort((a, b) => (a.date ?? '').localeCompare(b.date ?? ''));

const QUESTIONS: Readonly<
  Record<string, (chance: Chance, acts: readonly Row[], body: string) => Made | null>
> = {
  'by months'(chance, acts) {
    const year = chance.pick(byDay(acts)).date?.slice(0, 4) ?? '';
    const from = chance.int(0, 7);
    const to = from + chance.int(1, 3);
    const found = acts.filter(
      ({ date = '' }) => date >= `${year}-${two(from)}-01` && date <= `${year}-${two(to)}-31`,
    );
    if (found.length === 0) return null;
    const [first, last] = [MONTHS[from], MONTHS[to]];
    return {
      text: chance.pick([
        `atti tra ${first} e ${last} ${year}`,
        `elenca gli atti da ${first} a ${last} ${year}`,
        `quanti atti ci sono tra ${first} e ${last} ${year}?`,
      ]),
      figures: [`${found.length} att`],
    };
  },
  'by organ'(chance, acts, body) {
    const [authority, said] = chance.pick(Object.entries(ORGANS[body] ?? {}));
    const found = acts.filter((act) => act.authority === authority);
    return found.length === 0
      ? null
      : {
          text: chance.pick([`quanti atti ${said}?`, `elenco degli atti ${said}`]),
          figures: [`${found.length} att`],
        };
  },
  'first or last'(chance, acts, body) {
    const [authority, said] = chance.pick(Object.entries(ORGANS[body] ?? {}));
    const found = byDay(acts.filter((act) => act.authority === authority));
    const last = chance.happens(0.5);
    const act = last ? found.at(-1) : found[0];
    if (!act || found.filter(({ date }) => date === act.date).length > 1) return null;
    return {
      text: chance.pick([
        `qual è ${last ? "l'ultimo" : 'il primo'} atto ${said}?`,
        `${last ? "l'ultimo" : 'il primo'} atto ${said} in ordine di data`,
      ]),
      figures: [act.title ?? '', dayText(act.date ?? '')],
    };
  },
  'day of one'(chance, acts) {
    const act = chance.pick(byDay(acts));
    const same = acts.filter(({ reference }) => reference !== '' && reference === act.reference);
    if (!/^Deliber/.test(act.reference ?? '') || same.length !== 1 || act.end_date !== '') return null;
    return {
      text: `che giorno è stato approvato questo atto: ${act.title}?`,
      figures: [String(Number(act.date?.slice(8))), MONTHS[Number(act.date?.slice(5, 7)) - 1] ?? ''],
    };
  },
};

export const ACT_OPERATORS: readonly string[] = Object.keys(QUESTIONS);

/** `n` questions about the acts of a body; none where it has none. The same seed gives the same ones. */
export function actQuestions({ name, folders }: Body, n: number, seed: number): readonly SideQuestion[] {
  const acts = rowsOf(folders[0] ?? '', 'acts.csv');
  const chance = chanceOf(seed);
  const made: SideQuestion[] = [];
  while (acts.length > 0 && ORGANS[name] !== undefined && made.length < n) {
    const operator = chance.pick(ACT_OPERATORS);
    const question = QUESTIONS[operator]?.(chance, acts, name);
    if (question) made.push({ body: name, operator: `acts: ${operator}`, ...question });
  }
  return made;
}
