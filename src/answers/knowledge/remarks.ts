import { createHash } from 'node:crypto';
import { type Plan, UNPRINTED } from '../../domain/types.ts';
import { buildSearch, type SearchIndex } from '../language/search.ts';
import { type Token, tokenise } from '../language/tokens.ts';
import { type Memo, remember } from './memo.ts';

/** A remark on the document: about an item, a structure or the plan, or about a context table. */
export interface Remark {
  /** Stays the same as long as the remark does, whatever comes before it in the plan. */
  readonly code: string;
  readonly subject: string;
  readonly note: string;
  readonly source: string;
  /** False for what the document leaves to charts. */
  readonly printed: boolean;
  /** It says where the figures of a table come from. */
  readonly origin: boolean;
  /** Values and codes that it names: 511, 105.99, "1.6", "c.03". */
  readonly figures: ReadonlySet<string>;
}

export interface Remarks {
  readonly all: readonly Remark[];
  readonly byCode: ReadonlyMap<string, Remark>;
  readonly search: SearchIndex;
}

/** Every remark that a plan carries, in its order, with what it is found by. */
export const remarksOf = ({ memo, plan }: { readonly memo: Memo; readonly plan: Plan }): Remarks =>
  remember<Remarks>(memo, 'remarks', () => buildRemarks(plan));

function buildRemarks(plan: Plan): Remarks {
  const notes = notesOf(plan);
  const tables = new Map(plan.factNotes.map(({ topic }) => [topic, tableWords(plan, topic)]));
  const all = notes.map((one) => ({
    ...one,
    code: codeOf(one),
    printed: one.subject !== UNPRINTED,
    origin: /\bfonte\b/i.test(one.note),
    figures: new Set(figuresIn(tokenise(`${one.subject}. ${one.note}`))),
  }));
  return {
    all,
    byCode: new Map(all.map((one) => [one.code, one])),
    search: buildSearch(
      notes.map(({ subject, note }) => [
        { text: note.replaceAll(';', ','), weight: 1 },
        { text: tables.get(subject) ?? subject, weight: 0.9 },
      ]),
    ),
  };
}

/** The codes of every remark that the plan carries. */
export const remarkCodes = (plan: Plan): ReadonlySet<string> => new Set(notesOf(plan).map(codeOf));

type Note = Pick<Remark, 'subject' | 'note' | 'source'>;

const notesOf = (plan: Plan): readonly Note[] => [
  ...plan.notes.map(({ subject, note, source }) => ({ subject, note, source })),
  ...plan.factNotes.map(({ topic, note, source }) => ({ subject: topic, note, source })),
];

/** Its subject, which several share, and what it says of it: `objective:50#1c0f3a9e`. */
const codeOf = ({ subject, note, source }: Note): string =>
  `${subject}#${createHash('sha256')
    .update(JSON.stringify([note, source]))
    .digest('hex')
    .slice(0, 8)}`;

/** Keywords that all figures of a table share: they name it. */
function tableWords(plan: Plan, topic: string): string {
  const [first, ...others] = plan.facts
    .filter((fact) => fact.topic === topic)
    .map(({ keywords }) => keywords);
  const shared = (first ?? []).filter((word) => others.every((words) => words.includes(word)));
  return [topic.replaceAll('-', ' '), ...shared].join(';');
}

/** Figures that can tell one remark from another: not the small ones, nor years. */
export const figuresIn = (tokens: readonly Token[]): readonly string[] =>
  tokens.flatMap((token) => {
    if (token.type !== 'number' || token.spelled) return /^[a-z]\.\d/.test(token.text) ? [token.text] : [];
    if (token.text.includes('/')) return [token.text, token.text.split('/')[0] ?? ''];
    const year = token.value >= 1990 && token.value <= 2035;
    if (year || token.value === 100) return [];
    if (Number.isNaN(token.value) || token.value >= 32) return [keyOf(token)];
    return /[.,]/.test(token.text) ? [keyOf(token)] : [];
  });

const keyOf = ({ text, value }: { readonly text: string; readonly value: number }): string =>
  Number.isNaN(value) || /^\d{1,2}\.\d$/.test(text) ? text : String(value);
