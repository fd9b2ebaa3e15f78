/**
 * Questions whose answers must agree with each other, whatever the figures are: no oracle is needed.
 *
 * - `per-group`: the row of B in «A per ogni …» is the answer to «A di B»
 * - `joined`: «X e Y di B» shows what «X di B» and «Y di B» say
 * - `courtesy`: a greeting and a tail change nothing
 * - `all-but`: «tutti tranne B» plus B is the whole
 */

import { withArticle, withPreposition } from './articles.ts';
import type { Body } from './bodies.ts';
import { draw } from './draw.ts';
import { Unfit } from './draw-scope.ts';
import { type SaidAnswer, structuresIn } from './grade.ts';
import { chanceOf } from './random.ts';
import type { Figure, Request, Scope, Single } from './request.ts';
import type { Ask } from './run.ts';
import { ofScope } from './scope-words.ts';
import { verbalise } from './verbalise.ts';
import { levelNoun, measureNoun, structureNoun, type Voice } from './voice.ts';

export type Relation = 'per-group' | 'joined' | 'courtesy' | 'all-but';

export interface Pair {
  readonly relation: Relation;
  readonly questions: readonly string[];
  readonly verdict: 'held' | 'asked' | 'broken';
}

interface Drawn {
  readonly questions: readonly string[];
  /** Whether the answers, in the order of the questions, agree; null when one of them has no figure. */
  readonly agree: (said: readonly SaidAnswer[]) => boolean | null;
}

const euro = (cents: number): string =>
  `${String(Math.floor(cents / 100)).replace(/\B(?=(\d{3})+$)/g, '.')},${String(cents % 100).padStart(2, '0')}`;

const values = (said: readonly SaidAnswer[]): number[] | null => {
  const found = said.map(({ value, unit }) => (unit === 'eur' ? value : null));
  return found.every((value) => value !== null) ? found : null;
};

const sum = (voice: Voice): Figure & { fold: 'sum' } => ({
  fold: 'sum',
  measure: voice.chance.pick(
    voice.body.measures.filter((measure) => measure !== 'weight' && measure !== 'attainment'),
  ),
});

const department = ({ chance, body }: Voice): string =>
  chance.pick((body.plans[0]?.structures ?? []).filter(({ level }) => level === 'department')).code;

const of = (code: string, exclude = false): Scope => ({
  kind: null,
  atoms: [{ atom: 'structure', level: 'department', codes: [code], exclude }],
  year: null,
});

const WHOLE: Scope = { kind: null, atoms: [], year: null };

const said = (voice: Voice, request: Request): string => verbalise(voice, request).text;

const figure = (one: Figure, scope: Scope): Single => ({ ask: 'figure', figure: one, scope });

const DRAWS: Readonly<Record<Relation, (voice: Voice) => Drawn>> = {
  'per-group': (voice) => {
    const [one, code] = [sum(voice), department(voice)];
    return {
      questions: [
        said(voice, { ask: 'groups', level: 'department', figure: one, scope: WHOLE }),
        said(voice, figure(one, of(code))),
      ],
      agree: ([groups, single]) => {
        const known = values(single ? [single] : []);
        if (!groups || known === null) return null;
        const departments = (voice.body.plans[0]?.structures ?? []).filter(
          ({ level }) => level === 'department',
        );
        const row = groups.rows.find(([first = '']) => structuresIn(first, departments)[0] === code);
        return row?.some((cell) => cell.startsWith(euro(known[0] ?? 0))) ?? false;
      },
    };
  },
  joined: (voice) => {
    const [one, code] = [sum(voice), department(voice)];
    const others = voice.body.measures.filter(
      (measure) => measure !== one.measure && measure !== 'weight' && measure !== 'attainment',
    );
    const two: Figure = { fold: 'sum', measure: voice.chance.pick(others) };
    const parts = [figure(one, of(code)), figure(two, of(code))] as const;
    return {
      questions: [
        said(voice, { ask: 'join', apart: 'figures', parts }),
        ...parts.map((part) => said(voice, part)),
      ],
      agree: ([joined, ...alone]) => {
        const known = values(alone);
        if (!joined || known === null) return null;
        return known.every((cents) => joined.headline.includes(euro(cents)));
      },
    };
  },
  courtesy: (voice) => {
    const plain = said(voice, draw(voice.chance, voice.body));
    const dressed = `${voice.chance.pick(['ciao, ', 'buongiorno, ', 'scusa, '])}${plain}${voice.chance.pick([', per favore', ', grazie', ', mi serve per la giunta', ', è urgente'])}`;
    return {
      questions: [plain, dressed],
      agree: ([a, b]) =>
        a && b
          ? a.value === b.value && a.total === b.total && JSON.stringify(a.rows) === JSON.stringify(b.rows)
          : null,
    };
  },
  'all-but': (voice) => {
    const [one, code] = [sum(voice), department(voice)];
    const { chance } = voice;
    const subject = measureNoun(voice, one.measure);
    const level = levelNoun(voice, 'department').many;
    const all = `${subject.text} di tutt${level.gender === 'm' ? 'i' : 'e'} ${withArticle(level)} ${chance.pick(['tranne', 'eccetto'])} ${withArticle(structureNoun(voice, 'department', code))}`;
    return {
      questions: [
        all,
        `${subject.text} ${withPreposition('di', structureNoun(voice, 'department', code))}`,
        `${subject.text} ${ofScope(voice, WHOLE)}`,
      ],
      agree: (answers) => {
        const known = values(answers);
        if (known === null) return null;
        const [rest = 0, excluded = 0, whole = 0] = known;
        // Where the document prints another total than its rows make, the answer says both.
        return (
          rest + excluded === whole || (answers[2]?.notes.join(' ').includes(euro(rest + excluded)) ?? false)
        );
      },
    };
  },
};

/** Draws `n` pairs about a body, a quarter of each relation, asks them and compares the answers. */
export const askPairs = async (body: Body, n: number, seed: number, ask: Ask): Promise<Pair[]> => {
  const voice: Voice = { chance: chanceOf(seed), body, marks: new Set(), everyday: false };
  const relations = Object.keys(DRAWS) as Relation[];
  const pairs: Pair[] = [];
  while (pairs.length < n) {
    const relation = relations[pairs.length % relations.length] ?? 'courtesy';
    let drawn: Drawn;
    try {
      drawn = DRAWS[relation](voice);
    } catch (error) {
      if (error instanceof Unfit) continue;
      throw error;
    }
    const answers = [];
    for (const question of drawn.questions) answers.push(await ask(question));
    const agree = answers.every(({ kind }) => kind === 'answer') ? drawn.agree(answers) : null;
    pairs.push({
      relation,
      questions: drawn.questions,
      verdict: agree === null ? 'asked' : agree ? 'held' : 'broken',
    });
  }
  return pairs;
};
