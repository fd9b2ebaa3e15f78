import type { Vocabulary } from '../knowledge/vocabulary.ts';
import type { Field } from '../parts/parts-query.ts';
import { fieldName } from '../parts/scope.ts';
import { WORDS } from '../phrase/words.ts';
import type { Query, QueryOf } from '../query.ts';
import type { Stated } from './stated.ts';

/**
 * What the things that queries are about are called, in the plan's words and in those of the guide: names of structures,
 * labels of figures, a rule with its subject, a term, what the document says.
 */
export const subjectTexts = (stated: Stated, vocabulary: Vocabulary): readonly string[] => [
  // Names and values of the plan stand in a query as they are written there.
  ...[...stated.words].filter((word) => !/^[a-z_-]+$/.test(word)),
  ...structureTexts(stated, vocabulary),
  ...stated.queries.flatMap((query) => textsOf(query, vocabulary)),
];

/** The codes of named items, the structures that are named, and those that the named items belong to. */
function structureTexts({ words }: Stated, { index }: Vocabulary): readonly string[] {
  const codes = new Set(words);
  const items = index.items.filter(({ ref }) => words.has(ref));
  for (const { departments, units } of items) for (const code of [...departments, ...units]) codes.add(code);
  const named = [...index.plan.departments, ...index.plan.units].filter(({ code }) => codes.has(code));
  const own = items.flatMap(({ item }) => item.code ?? []);
  return own.concat(named.flatMap(({ code, name, aliases }) => [code, name, ...aliases]));
}

function textsOf(query: Query, vocabulary: Vocabulary): readonly string[] {
  const { plan, guide } = vocabulary.index;
  switch (query.type) {
    case 'figures':
      return query.select
        .map((atom) => (atom.type === 'not' ? atom.atom : atom))
        .flatMap((atom) => (atom.type === 'field' ? valueTexts(atom) : []));
    case 'parts':
      return [...query.scope.where.flatMap(valueTexts), ...(('names' in query.ask && query.ask.names) || [])];
    case 'acts':
      return [...query.organs, query.form ?? ''];
    case 'fact':
      return factTexts(query, vocabulary);
    case 'rule':
      return ruleTexts(query, vocabulary);
    case 'date':
      return legalTexts(query, vocabulary);
    case 'term':
      return plan.glossary.flatMap(({ term, aliases, definition }) =>
        query.terms.includes(term) ? [term, ...aliases, definition] : [],
      );
    case 'use':
      return [
        ...guide.idle,
        ...guide.uses.flatMap(({ topic, words, it, en }) =>
          topic === query.topic ? [it, en, ...words.map(apart)] : [],
        ),
      ];
    default:
      return [];
  }
}

/** What items declare of themselves is named by its column and by its value. */
const valueTexts = ({
  field,
  value,
}: {
  readonly field: Field;
  readonly value: string;
}): readonly string[] => [value, fieldName(WORDS.it, field)];

/** "Arriva/arrivano sostituto": words that do as well are parted by a stroke. */
const apart = (way: string): string => way.replaceAll('/', ' ');

function factTexts({ codes, whole }: QueryOf<'fact'>, { index, factTables }: Vocabulary): readonly string[] {
  const said = new Set(codes);
  const facts = index.plan.facts.filter(({ code }) => said.has(code) || code === whole);
  const topics = new Set(facts.map(({ topic }) => topic));
  return [
    ...facts.flatMap(({ subject, measure, topic, period, source, unit, keywords }) => [
      subject,
      measure,
      topic.replaceAll('-', ' '),
      period,
      source,
      unit,
      ...keywords,
    ]),
    ...[...topics].flatMap((topic) => factTables.get(topic)?.shared ?? []),
  ];
}

/** Who does what a term of law is set for is told by the rule on that. */
const legalTexts = ({ legal }: QueryOf<'date'>, { law, index: { guide } }: Vocabulary): readonly string[] =>
  guide.law.subjects
    .filter(({ deadline }) => deadline !== null && legal.includes(deadline))
    .flatMap(({ subject, names }) => [
      ...names,
      ...law.rules.flatMap((rule) =>
        rule.subject === subject && rule.asks.includes('who') ? [rule.text] : [],
      ),
    ]);

/** A rule is also about what its text names: the validation, about the premiums. */
function ruleTexts(
  { subject, rule, act }: QueryOf<'rule'>,
  { index, law: book }: Vocabulary,
): readonly string[] {
  const { law } = index.guide;
  const named = book.rules.find(({ code }) => code === rule)?.speaksOf;
  return [
    act ?? '',
    ...law.subjects.flatMap((one) => (one.subject === subject || named?.has(one.subject) ? one.names : [])),
    ...law.aspects.flatMap(({ phrases }) => phrases),
    ...law.rules.flatMap((one) =>
      one.subject === subject && (rule === null || one.code === rule) ? [one.text, one.article] : [],
    ),
  ];
}
