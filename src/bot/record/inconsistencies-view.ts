import type { ContextBlock, HeaderBlock, SectionBlock } from '@slack/types';
import { INCONSISTENCY_RULES, type Inconsistency } from '../../domain/record/index.ts';
import { itemRef, readItemRef } from '../../domain/types.ts';
import { the } from '../../words/articles.ts';
import { formatDay } from '../../words/days.ts';
import { formatEuro, formatPercent } from '../../words/formats.ts';
import { itemName } from '../../words/kinds.ts';
import { type CostMeasure, MEASURE_NAMES } from '../../words/measures.ts';
import { capital, counted } from '../../words/sentences.ts';
import { type ItemState, STATE_NAMES } from '../../words/states.ts';
import { context, escapeMrkdwn, header, type MessageView, section } from '../kit/blocks.ts';
import { LIMITS, shorten } from '../kit/limits.ts';

type InconsistencyBlock = HeaderBlock | SectionBlock | ContextBlock;

/** What the rule finds, as printed. */
export const ruleWords = ({ rule }: Inconsistency): string => INCONSISTENCY_RULES[rule];

/** The facts that make it, in parentheses. */
export function factWords({ rule, facts }: Inconsistency): string {
  const of = (name: string): string => String(facts[name] ?? '');
  switch (rule) {
    case 'percent_fell':
      return `(da ${formatPercent(Number(facts.from))} a ${formatPercent(Number(facts.to))})`;
    case 'achieved_late':
      return `(${the(formatDay(of('achievedOn')))}, scadenza ${formatDay(of('deadline'))})`;
    case 'change_without_act':
      return `(${STATE_NAMES[of('state') as ItemState].it.one})`;
    case 'same_money': {
      const other = readItemRef(of('other'));
      const measures = of('measures')
        .split(', ')
        .map((measure) => MEASURE_NAMES[measure as CostMeasure].it);
      return `(con ${other ? itemName(other) : of('other')}: ${measures.join(', ')})`;
    }
    case 'action_overdue':
      return `(${of('what')}; ${of('owner')}; entro ${the(formatDay(of('due')))})`;
    case 'collected_over_assessed':
      return `(accertato ${formatEuro(Number(facts.assessed))}, riscosso ${formatEuro(Number(facts.collected))})`;
    case 'attainment_differs':
      return `(documento ${formatPercent(Number(facts.declared))}; ultimo aggiornamento: ${STATE_NAMES[of('state') as ItemState].it.one}${facts.percent === undefined ? '' : `, ${formatPercent(Number(facts.percent))}`})`;
    case 'achieved_with_critical_points':
      return `(«${shorten(of('criticalPoints'), 120)}»)`;
    case 'parts_missing':
      return `(${of('structures')})`;
    case 'approved_by_author':
    case 'no_update':
    case 'never_approved':
      return '';
  }
}

/** Rules that compare the document with itself: `npm run check` and the answers find the same. */
const OF_THE_DOCUMENT: ReadonlySet<Inconsistency['rule']> = new Set([
  'same_money',
  'collected_over_assessed',
]);

/**
 * All inconsistencies, those of the updates rule by rule, those of the document one by one: the Nucleo's list.
 * @param printed what the document contradicts, a sentence each
 */
export function buildInconsistencies(
  all: readonly Inconsistency[],
  printed: readonly string[],
): MessageView<InconsistencyBlock> {
  const found = all.filter(({ rule }) => !OF_THE_DOCUMENT.has(rule));
  const sentence = `Negli aggiornamenti: ${counted(found.length, 'incongruenza', 'incongruenze')}. Nel documento: ${counted(printed.length, 'contraddizione', 'contraddizioni')}.`;
  const groups = [...Map.groupBy(found, ({ rule }) => rule)];
  return {
    text: shorten(
      `${sentence} ${groups.map(([rule, list]) => `${INCONSISTENCY_RULES[rule]} ${list.length}`).join(' ')}`,
      LIMITS.fallbackText,
    ),
    blocks: [
      header('Incongruenze'),
      section(sentence),
      ...groups.map(([rule, list]) => section(ruleSection(rule, list))),
      ...(printed.length === 0 ? [] : [section(documentSection(printed))]),
      rulesContext(),
    ],
  };
}

function ruleSection(rule: Inconsistency['rule'], list: readonly Inconsistency[]): string {
  const lines = [...Map.groupBy(list, ({ item }) => itemRef(item)).values()].map((same) => {
    const [first] = same;
    const facts = same.map(factWords).filter((words) => words !== '');
    return first ? `${capital(itemName(first.item))} ${escapeMrkdwn(facts.join(' '))}`.trim() : '';
  });
  const title = `*${INCONSISTENCY_RULES[rule]}* ${counted(list.length, 'caso', 'casi')}`;
  const isPlain = list.every((one) => factWords(one) === '');
  return shorten(
    isPlain ? `${title}\n${lines.join(', ')}` : [title, ...lines.map((line) => `• ${line}`)].join('\n'),
    LIMITS.sectionText,
  );
}

/** As many as a section holds; the answer to a question gives them all. */
function documentSection(printed: readonly string[]): string {
  const lines = [`*Nel documento* ${counted(printed.length, 'contraddizione', 'contraddizioni')}`];
  const rest = (count: number): string =>
    `… e altre ${count}: chiedi «quali discordanze ci sono nel documento?».`;
  for (const [at, sentence] of printed.entries()) {
    const next = [...lines, `• ${escapeMrkdwn(sentence)}`];
    if (next.join('\n').length > LIMITS.sectionText - 100)
      return [...lines, rest(printed.length - at)].join('\n');
    lines.push(next.at(-1) ?? '');
  }
  return lines.join('\n');
}

const rulesContext = (): ContextBlock =>
  context(
    `Regole applicate agli aggiornamenti: ${Object.entries(INCONSISTENCY_RULES)
      .filter(([rule]) => !OF_THE_DOCUMENT.has(rule as Inconsistency['rule']))
      .map(([, words]) => words)
      .join(' ')}`,
  );
