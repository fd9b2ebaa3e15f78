import type { Aspect } from '../knowledge/guide.ts';
import { normalise } from '../language/normalise.ts';
import { findPhrases, longestMatches, type Match } from '../language/phrases.ts';
import type { Token } from '../language/tokens.ts';
import { contentOf } from './guide-uses.ts';
import { asksWhoDecides } from './limits.ts';
import { ask, type Context, type Outcome } from './outcome.ts';

/** The aspects, those that say more precisely what is asked first. */
const ORDER: readonly Aspect[] = [
  'recipient',
  'often',
  'since',
  'duration',
  'who-evaluates',
  'consequence',
  'condition',
  'obligatory',
  'may',
  'criteria',
  'contents',
  'purpose',
  'where',
  'who',
  'when',
];
/** What is done with a document: such a word narrows nothing. */
const DONE =
  /^(approv|adott|pubblic|present|aggiorn|valid|invi|trasm|redig|redatt|predispon|scad|dura|rispett|mancat|prevede|previst|va$|vann|anno$|legge$|norma|ente$|comun|ritard|entro$|spett|competenz|nomin|contien|paga|dare$|dato$|norma$|oltre$|adempi|obblig|verific|rif|sempre$|tempo$|tempi$|tardi$|decret|tuel$|dlgs$|lgs$|150$|267$|realt|fatt|mand[aio]|su[aoei]$)/;
const FOREIGN = 4;

/** "A chi va il referto?", "ogni quanto si aggiorna il SMVP?", "è obbligatorio il PIAO?": a rule, by its subject and by what is asked of it. */
export function recogniseRules(context: Context): Outcome | null {
  const { reading, vocabulary } = context;
  const named = reading.items.some((one) => one.items.length > 0 || one.kind !== null);
  if (named || reading.goals.length + reading.amounts.length > 0) return null;
  if (reading.structures.some((one) => one.strong)) return null;
  const { guide } = vocabulary;
  const aspects = findPhrases(guide.aspects, reading.tokens);
  if (aspects.length === 0) return null;
  const subjects = longestMatches(findPhrases(guide.subjects, reading.tokens));
  if (subjects.length === 0) return followed(context, aspects);
  const content = contentOf(context);
  const found = guide.rules.flatMap((rule) => {
    const subject = subjects
      .filter(({ meaning }) => meaning === rule.subject)
      .sort((a, b) => b.to - b.from - (a.to - a.from))[0];
    const aspect = aspects.find(({ meaning }) => meaning === rule.aspect);
    if (!subject || !aspect) return [];
    if (rule.aspect === 'who' && asksWhoDecides(reading) && hasActs(context, rule.subject)) return [];
    // "Chi lo approva ed entro quando?": the terms of law say both.
    if (rule.aspect.startsWith('who') && aspects.some(({ meaning }) => meaning === 'when')) return [];
    const foreign = foreignWords(context, content, [...subjects, ...aspects], rule.keys);
    if (foreign > content.length / FOREIGN) return [];
    return [{ rule, foreign, length: subject.to - subject.from, order: ORDER.indexOf(rule.aspect) }];
  });
  const best = found.sort((a, b) => a.foreign - b.foreign || a.order - b.order || b.length - a.length)[0];
  return best ? ask({ type: 'rule', subject: best.rule.subject, aspect: best.rule.aspect }) : null;
}

/** Who approved it is then asked of the acts, which have their dates. */
const hasActs = ({ vocabulary }: Context, subject: string): boolean =>
  vocabulary.index.guide.subjects.some((one) => one.subject === subject && one.acts.length > 0);

const foreignWords = (
  context: Context,
  content: readonly Token[],
  matches: readonly Match<string>[],
  answer: ReadonlySet<string>,
): number => {
  const { tokens } = context.reading;
  const named = new Set<Token>(matches.flatMap(({ from, to }) => tokens.slice(from, to)));
  return content.filter((token) => !named.has(token) && !answer.has(token.key) && !DONE.test(token.text))
    .length;
};

/** "Entro quando si adotta?", after "che cos'è il PTPCT?". */
function followed(context: Context, aspects: readonly Match<Aspect>[]): Outcome | null {
  const { vocabulary, conversation } = context;
  const { guide } = vocabulary.index;
  const subject = subjectBefore(context);
  if (!subject || !conversation || foreignWords(context, contentOf(context), aspects, new Set()) > 0)
    return null;
  const asked = ORDER.filter((aspect) => aspects.some(({ meaning }) => meaning === aspect));
  for (const aspect of asked) {
    const rule = guide.rules.find((one) => one.subject === subject.subject && one.aspect === aspect);
    if (rule) return assume({ type: 'rule', subject: rule.subject, aspect });
    const known = vocabulary.index.plan.legalDeadlines.some(({ code }) => code === subject.deadline);
    if (aspect === 'when' && known && subject.deadline !== null)
      return assume({ type: 'date', acts: [], phases: [], legal: [subject.deadline], lawFirst: true });
  }
  return null;
}

const assume = (query: Parameters<typeof ask>[0]): Outcome => ({
  type: 'query',
  query,
  assumed: true,
  alternatives: [],
});

/** What the question before was about, where it was a term, a rule or a term of law. */
function subjectBefore({ conversation, vocabulary }: Context) {
  const previous = conversation?.query;
  const { guide, plan } = vocabulary.index;
  if (previous?.type === 'rule') return guide.subjects.find(({ subject }) => subject === previous.subject);
  if (previous?.type === 'date' && previous.acts.length === 0)
    return guide.subjects.find(({ deadline }) => deadline !== null && deadline === previous.legal[0]);
  if (previous?.type !== 'term') return undefined;
  const entry = plan.glossary.find(({ term }) => term === previous.terms[0]);
  const names = entry ? [entry.term, ...entry.aliases].map(normalise) : [];
  return guide.subjects.find((one) => one.names.some((name) => names.includes(normalise(name))));
}
