import type { Aspect } from '../knowledge/law.ts';
import { topicAsked } from '../knowledge/ways.ts';
import { contentKeys, type Token } from '../language/tokens.ts';
import type { FactMatch } from '../understand/facts.ts';
import { contentOf } from '../understand/guide-uses.ts';
import { ask, type Context, type Outcome, refuse } from '../understand/outcome.ts';
import { isWholeTerm } from '../understand/terms.ts';
import { findBest, type TopicMatch } from '../understand/topic.ts';
import { recogniseLaw } from './law.ts';
import { readLawQuestion } from './law-question.ts';

/** One word in so many may be unknown to the statement. */
const FOREIGN = 3;
/** And in so few, where a cause or an effect is asked: no figure answers that. */
const FOREIGN_TOLD = 2;
/** Words that may stand beside any statement of the document. */
const IDLE =
  /^(relazion|document|secondo$|dic[eo]$|dett[oa]$|indica|spiega|riport|ann[oi]$|2021$|ente$|comun[ei]$|comunal[ei]$|performance$|piano$|principal[ei]$|effettiv|davvero$|com$|sempre$|ancora$|due$|quattro$|sei$|cifr|dat[oi]$|pens(a|ano)$|ritengono$|ritiene$|cred(e|ono)$|dicono$|av(eva|evano|uto)$|c?era$|erano$)/;

/** "Che cosa resta da migliorare?", "quali verifiche si fanno sulle partecipate?": what the document says in words, never a figure of the plan. */
export function recogniseStatements(context: Context): Outcome | null {
  const { reading, vocabulary } = context;
  if (reading.items.some((one) => one.kind !== null)) return null;
  // "Quanto costa…", "per settore": of figures, whatever the other words; a difficulty in attaining them is told.
  if (
    reading.measures.length > 0 &&
    !asksForTelling(reading.tokens) &&
    [...reading.concepts].some((one) => /^(group|rank|op|ask:count)/.test(one))
  )
    return null;
  if (asksOfTerm(context) || asksShareOrArticle(reading.tokens)) return null;
  const isIdle = ({ key, text }: Token): boolean => IDLE.test(text) || vocabulary.bodyKeys.has(key);
  // «Quanti pensano che sia peggiorata?»: how many is told of these words alone.
  const counts = /^quant[ie]$/.test(reading.tokens[0]?.text ?? '');
  const foreign = counts ? Number.POSITIVE_INFINITY : asksForTelling(reading.tokens) ? FOREIGN_TOLD : FOREIGN;
  const best = topicAsked(vocabulary.statements, reading.tokens, contentOf(context), isIdle, foreign);
  if (!best || asksWhichItem(reading, best.keys) || deniesMore(reading, best.keys)) return null;
  if (isOfAnother(reading.tokens, best.keys, isIdle)) return null;
  // An office or a number that is no word of the statement is what the question is about.
  const named = [...reading.structures.filter(({ strong }) => strong), ...reading.items].some(({ from }) => {
    const token = reading.tokens[from];
    return token !== undefined && !token.spelled && !best.keys.has(token.key);
  });
  return named || isOfRule(context, best.keys) ? null : ask({ type: 'statement', code: best.topic });
}

/**
 * "Chi decide la retribuzione di risultato?", "il dipendente ha diritto al lavoro agile?": what a rule says, of a subject that
 * the statement does not name, or of what may or must be done.
 */
function isOfRule(context: Context, keys: ReadonlySet<string>): boolean {
  const law = recogniseLaw(context);
  if (law?.type !== 'query' || law.query.type !== 'rule' || law.query.rule === null) return false;
  const { subject, aspect } = law.query;
  const question = readLawQuestion(context);
  if (!question.aspects.includes(aspect) || TOLD_OF.has(aspect)) return false;
  if (BINDS.has(aspect)) return true;
  if (context.vocabulary.law.bySubject.get(subject)?.strong !== true) return false;
  return question.subjects
    .filter(({ meaning }) => meaning === subject)
    .every(({ from, to }) => {
      const said = context.reading.tokens.slice(from, to).filter(({ light }) => !light);
      return said.filter(({ key }) => !keys.has(key)).length * 2 >= said.length;
    });
}

/** What the document tells of as well. */
const TOLD_OF: ReadonlySet<Aspect> = new Set(['contents', 'purpose', 'criteria', 'where']);
const BINDS: ReadonlySet<Aspect> = new Set(['may', 'obligatory', 'peremptory', 'still']);

/**
 * "Perché il questionario non è completo?": what is denied is the question, and no word of the statement. "Meno contenti":
 * the contrary of what a statement says that has the word alone.
 */
const deniesMore = ({ tokens }: Context['reading'], keys: ReadonlySet<string>): boolean =>
  tokens.some(({ text, key, light }, at) => {
    const denied = tokens.slice(at + 1).find((token) => !token.light);
    if (denied === undefined || light) return false;
    return text === 'non' ? !keys.has(denied.key) : LESS.test(text) && keys.has(denied.key) && !keys.has(key);
  });

const LESS = /^(meno|poco|pochi|poche|less)$/;

/** "Che cosa pensano i dipendenti dei loro capi?": of whom or what the statement says nothing. */
const isOfAnother = (
  tokens: readonly Token[],
  keys: ReadonlySet<string>,
  isIdle: (token: Token) => boolean,
): boolean => {
  if (doesAnother(tokens, keys)) return true;
  const last = tokens.findLast(({ light, type }) => !light && type === 'word');
  const at = last === undefined ? -1 : tokens.indexOf(last);
  const linked = tokens.slice(Math.max(0, at - 2), at).some(({ text, light }) => light && OF_WHOM.test(text));
  if (last === undefined || asksForTelling(tokens) || !linked) return false;
  return !keys.has(last.key) && !isIdle(last) && !LESS.test(last.text);
};

/** "Perché misuravano …?", "… la Regione?": what is asked, and who does it, is no word of the statement. */
const doesAnother = (tokens: readonly Token[], keys: ReadonlySet<string>): boolean =>
  tokens.some(
    ({ key, light, type, text }) =>
      !light && type === 'word' && !keys.has(key) && (WAS_DOING.test(text) || OTHERS.test(text)),
  );

const WAS_DOING = /^(?!pot|dov|vol|av)[a-z]+[aei]v(a|ano)$/;
const OTHERS = /^(regione|provincia|stato|ministero|governo|prefettura|europa)$/;
const OF_WHOM = /^(di|d|dei|degli|del|dello|della|dell|delle|su|sui|sugli|sul|sulla|sull|sulle)$/;

/** "Quale processo riguarda i controlli sulle partecipate?": an item, by a word that is none of the statement's. */
const asksWhichItem = ({ tokens, spans }: Context['reading'], keys: ReadonlySet<string>): boolean =>
  !asksForTelling(tokens) &&
  spans.some(
    ({ from, concept }) =>
      concept.startsWith('kind:') &&
      !keys.has(tokens[from]?.key ?? '') &&
      /^(quale|quali|qual|che|which)$/.test(tokens[from - 1]?.text ?? ''),
  );

/** "% di chi…", "quale articolo parla di…": a figure, and a law's. */
const asksShareOrArticle = (tokens: readonly Token[]): boolean =>
  !asksForTelling(tokens) && tokens.some(({ text }) => /^(%|articol[oi]|comm[ai])$/.test(text));

/** "Che cos'è il lavoro da remoto?", and no more: what a term means is in the glossary. */
function asksOfTerm(context: Context): boolean {
  const said = context.reading.tokens.map(({ text }) => text).join(' ');
  if (!/^(che )?cosa? ?(e|sono|significa|vuol dire|si intende per) /.test(said)) return false;
  return isWholeTerm(context);
}

/** Asks for a cause, an effect, a difficulty or what the document says: of no figure, whatever the other words. */
const TELLS =
  /^(perche|motiv[oi]|ragion[ei]|caus[aeo]|causat[oaie]|criticita|difficolta|ostacol[oi]|problem[ai]|effett[oi]|conseguenz[ae]|impatt[oi]|spiega|commenta|giudica|giudizio|osserva|conclude|conclusion[ei]|emerge|emers[oaie]|racconta|dice|scritto|why|effects?|causes?)$/;
/** Sums, orders and counts are of figures; states, conditions and lists of the plan's items. */
const OF_FIGURES = /^(group|rank|op|follow|ask:(count|total|average|share))/;
const OF_SETS = /^(mon|state|filter)/;
const WONDERS = /^(mai|fine)$/;
/** "Che fine ha fatto …?", "che cosa è successo a …?": what became of it says nothing of what it is. */
const BECAME = /^(fine|fatt[oaie]|success[oaie]|accadut[oaie]|capitat[oaie])$/;
/** Of the plan's items only these ask for no list and no figure. */
const OF_PEOPLE = /^(chi|come|dove|perche|who|how|where|why)$/;
/** "Che cosa dice la relazione di…?" */
const SAYS = /^(dice|dicono|detto|scrive|scritto|racconta|riporta|parla|spiega|say|says)$/;
const DOCUMENT = /^(relazione|documento|report|document)$/;
const OPENS =
  /^(chi|che|cosa|quale|quali|qual|come|dove|perche|con|a|da|in|su|secondo|what|how|which|who|why)$/;
/** A doubt about figures, which their arithmetic answers. */
export const DOUBTS = /^(torna|tornano|quadra|quadrano|somma|sommano|righe)$/;
/** A statement that says why, or to what end. */
const GIVES_CAUSE =
  /(?<!\p{L})(perché|poiché|per|da|dal\p{L}*|caus\p{L}+|motiv\p{L}+|affinché|scopo|serv\p{L}+|frutto|consegu\p{L}+|dovut\p{L}+|dipend\p{L}+)(?!\p{L})/iu;
/** Share of the question's words that a statement must hold, where it asks for what is told, and elsewhere. */
const TOLD = 0.6;
/** And where it asks what the document says, of which it then speaks or does not. */
const SAID = 0.7;
const ALL_BUT = 0.8;

/**
 * A question that no listed way of asking fits, by the words that it shares with a statement: where it asks for a cause, an
 * effect or what the document says, or where items, tables and acts hold less of it.
 */
export function recogniseStatementsByWords(
  context: Context,
  topic: TopicMatch,
  facts: FactMatch,
): Outcome | null {
  const { reading, vocabulary } = context;
  const { tokens, concepts } = reading;
  if (
    vocabulary.index.plan.statements.length === 0 ||
    asksOfTerm(context) ||
    asksShareOrArticle(reading.tokens)
  )
    return null;
  if (reading.items.length + reading.goals.length + reading.amounts.length > 0) return null;
  if (reading.structures.some(({ strong }) => strong)) return null;
  // "Perché non torna con le righe?": a doubt about figures.
  if (tokens.some(({ text }) => DOUBTS.test(text))) return null;
  const says = (kinds: RegExp): boolean => [...concepts].some((one) => kinds.test(one));
  const wonders = tokens.some(
    ({ text }, at) => WONDERS.test(text) && /^(come|che)$/.test(tokens[at - 1]?.text ?? ''),
  );
  const why = wonders || tokens.some(({ text }) => /^(perche|motivo|caus[ae]|why)$/.test(text));
  if (reading.kinds.length > 0 && !why && !OF_PEOPLE.test(tokens[0]?.text ?? '')) return null;
  const became = tokens.some(({ text }) => BECAME.test(text)) && /^(che|cosa)$/.test(tokens[0]?.text ?? '');
  // «La quota in Fidi Toscana» is a holding there, and no share.
  if (!became && says(OF_FIGURES)) return null;
  const tells = wonders || became || tokens.some(({ text }) => TELLS.test(text));
  const opens = OPENS.test(tokens[0]?.text ?? '') && reading.measures.length === 0 && !says(OF_SETS);
  if (!tells && !opens) return null;
  const words = contentOf(context).filter(
    ({ text, key }) =>
      !IDLE.test(text) &&
      !OPENS.test(text) &&
      !(became && BECAME.test(text)) &&
      !vocabulary.bodyKeys.has(key) &&
      (!TELLS.test(text) || vocabulary.statementSearch.postings.has(key)),
  );
  const asksWhatIsSaid =
    tokens.some(({ text }) => SAYS.test(text)) && tokens.some(({ text }) => DOCUMENT.test(text));
  if (words.length < (asksWhatIsSaid ? 1 : 2)) return null;
  // "Che cosa fa Lucca Holding?": what somebody does is in no statement that only names him.
  if (/\bcosa (fa|fanno)\b/.test(tokens.map(({ text }) => text).join(' '))) return null;
  const found = findBest(vocabulary, vocabulary.statementSearch, words, 0.97);
  const best = vocabulary.index.plan.statements[found.docs[0] ?? -1];
  const acts = findBest(vocabulary, vocabulary.actSearch, words).coverage;
  const others = Math.max(topic.coverage, facts.coverage, acts);
  if (!best || found.coverage < (asksWhatIsSaid ? SAID : tells ? TOLD : ALL_BUT)) {
    const terms = findBest(vocabulary, vocabulary.termSearch, words).coverage;
    return asksWhatIsSaid && Math.max(others, terms) < TOLD
      ? refuse({ reason: 'unspoken', said: words.map(({ text }) => text).join(' ') })
      : null;
  }
  if (why && doesAnother(tokens, new Set(contentKeys(best.text)))) return null;
  if (why && !wonders && !GIVES_CAUSE.test(best.text.replaceAll('per cento', ''))) return null;
  if (!tells && (others >= found.coverage || topic.exact)) return null;
  if (tells && (topic.titled || acts > found.coverage)) return null;
  return ask({ type: 'statement', code: best.code });
}

/** Why, with what effect, to what end: what the document tells, before any figure is made of the other words. */
const asksForTelling = (tokens: readonly Token[]): boolean =>
  tokens.some(({ text }) => TELLS.test(text) || /^(controlla|controllano|verifica)$/.test(text));
