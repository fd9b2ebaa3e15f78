import type { Fact } from '../../domain/types.ts';
import { joined, the } from '../../words/articles.ts';
import { formatDay, formatDayAndMonth, formatDayLong } from '../../words/days.ts';
import { formatCount } from '../../words/formats.ts';
import { WORKED_KINDS, type WorkedKind } from '../../words/kinds.ts';
import { joinedName, theOne } from '../../words/proper-names.ts';
import { capital } from '../../words/sentences.ts';
import type { Answer } from '../answer.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import type { QueryOf } from '../query.ts';
import { TALK_LINES } from '../talk/talk-lines.ts';
import type { Refusal } from '../understand/outcome.ts';
import { phraseDiscrepancies } from './discrepancies.ts';
import { type Draft, type Phrasing, say } from './draft.ts';
import { examples } from './examples.ts';
import { periodText } from './fact-values.ts';
import { shortName, theName, unitName } from './names.ts';
import { costSource } from './sources.ts';
import { joinAnd } from './values.ts';
import type { Words } from './words.ts';

const talkLine = (line: string, unit: string | null, words: Words): string =>
  line.replace(
    '{controllo}',
    say(words, 'l’ufficio controllo', 'the control office') + (unit === null ? '' : ` (${unit})`),
  );

/** What can follow a command: a number, a structure, a topic of the plan at hand. */
function argumentExamples(index: PlanIndex, words: Words): readonly string[] {
  const item = index.items.find((one) => one.item.kind === 'objective') ?? index.items[0];
  const department = index.plan.departments.find((one) => /\d/.test(one.code)) ?? index.plan.departments[0];
  return [
    say(words, `un numero («${item?.item.number ?? 1}»)`, `a number (“${item?.item.number ?? 1}”)`),
    ...(department
      ? [say(words, `una struttura («${department.code}»)`, `a structure (“${department.code}”)`)]
      : []),
    ...(item
      ? [say(words, `un argomento («${item.item.shortTitle}»)`, `a topic (“${item.item.shortTitle}”)`)]
      : []),
  ];
}

export function phraseAbout({ index, words }: Phrasing, query: QueryOf<'about'>): Draft {
  const { head } = index.plan;
  const tries = `${say(words, 'Prova', 'Try')} ${examples(index, words).join(', ')}.`;
  const counts = WORKED_KINDS.flatMap((kind) => {
    const { length } = index.byKind.get(kind) ?? [];
    return length === 0
      ? []
      : [`${formatCount(length)} ${length === 1 ? words.kinds[kind].one : words.kinds[kind].many}`];
  });
  const held = counts.length === 0 ? `0 ${words.kinds.objective.many}` : joinAnd(words, counts);
  const scope = say(
    words,
    `${held} ${joinedName('di', head.bodyName)}, ${head.year}`,
    `${held} of ${head.bodyName}, ${head.year}`,
  );
  switch (query.topic) {
    case 'greeting':
      return {
        headline: say(
          words,
          `Ciao! Conosco ${scope}: costi, entrate, scadenze, risultati. ${tries}`,
          `Hello! I know ${scope}: costs, revenue, deadlines, results. ${tries}`,
        ),
      };
    case 'thanks':
      return {
        headline: say(words, 'Prego! Se serve altro, chiedi pure.', 'You are welcome! Ask me anything else.'),
      };
    case 'reset':
      return {
        headline: say(
          words,
          'Va bene, ricominciamo da capo: non tengo conto di quanto detto finora.',
          'All right, starting over: what was said before no longer counts.',
        ),
      };
    case 'discrepancies':
      return phraseDiscrepancies({ index, words });
    case 'plan':
      return {
        headline: say(
          words,
          `${head.document} ${joinedName('di', head.bodyName)}: ${scope}.${head.approvalAct ? ` ${head.approvalAct}.` : ''}`,
          `${head.document}: ${scope}.`,
        ),
        notes: index.plan.notes
          .filter((note) => note.subjectType === 'plan')
          .map((note) => note.note)
          .slice(0, 6),
        sources: costSource(index),
      };
    case 'approval': {
      if (head.approvalAct === null)
        return {
          kind: 'no_data',
          headline: say(
            words,
            `${head.document} (${head.year}): quando e con quale atto è stato approvato non è indicato nel piano.`,
            `${head.document} (${head.year}): the plan does not say when, or by what act, it was approved.`,
          ),
        };
      const when = head.approvedOn === null ? '' : ` (${formatDay(head.approvedOn)})`;
      return {
        headline: say(
          words,
          `${head.document} (${head.year}): approvato con ${head.approvalAct}${when}.`,
          `${head.document} (${head.year}): approved by ${head.approvalAct}${when}.`,
        ),
      };
    }
    case 'patron':
      return head.patronDay === null
        ? {
            kind: 'no_data',
            headline: say(
              words,
              `Il piano ${head.year} non dice il giorno del santo patrono.`,
              `The ${head.year} plan does not give the day of the patron saint.`,
            ),
          }
        : {
            headline: say(
              words,
              `Santo patrono: ${formatDayAndMonth(head.patronDay)}. È un giorno festivo: non partono solleciti.`,
              `Patron saint: ${formatDayAndMonth(head.patronDay, 'en')}. It is a holiday: no reminders are sent.`,
            ),
            sources: [head.document],
          };
    case 'controller':
      return head.controllerUnit === null
        ? {
            kind: 'no_data',
            headline: say(
              words,
              `Il piano ${head.year} non dice quale ufficio cura il ciclo della performance.`,
              `The ${head.year} plan does not say which office runs the performance cycle.`,
            ),
          }
        : {
            headline: say(
              words,
              `Cura il ciclo della performance: ${unitName(index.plan, head.controllerUnit)}.`,
              `The performance cycle is run by ${unitName(index.plan, head.controllerUnit)}.`,
            ),
            sources: [head.document],
          };
    case 'help':
      return {
        headline: say(
          words,
          `Rispondo su ${scope}: costi, entrate, pesi, risultati, scadenze, responsabili, Agenda 2030, monitoraggio e dati di contesto. ${tries}`,
          `I answer about ${scope}: costs, revenue, weights, results, deadlines, offices in charge, 2030 Agenda, monitoring and context data. ${tries}`,
        ),
        notes: [
          say(
            words,
            'Puoi proseguire il discorso: «e il 25?», «solo il liquidato», «di chi è?». «Ricomincia» azzera.',
            'You can go on: “and 25?”, “only the settled”. “Start over” clears it.',
          ),
          say(
            words,
            'Raccolgo anche gli aggiornamenti: «il 24 è al 60 %» o /aggiorna. In Slack /obiettivi, /costi, /scadenze e /monitoraggio: «aiuto» dopo un comando lo spiega.',
            'I collect updates too: “24 is at 60 %” or /aggiorna. In Slack /obiettivi, /costi, /scadenze and /monitoraggio: “aiuto” after one explains it.',
          ),
        ],
      };
    default:
      return { headline: talkLine(TALK_LINES[query.topic][words.language], head.controllerUnit, words) };
  }
}

/** "obiettivi, processi": the kinds that the plan has. */
const kindsHeld = (index: PlanIndex, words: Words): string =>
  WORKED_KINDS.filter((kind) => index.byKind.has(kind))
    .map((kind) => words.kinds[kind].many)
    .join(', ') || words.kinds.objective.many;

/** One sentence that says what is not there, and what is. */
export function phraseRefusal({ index, words }: Phrasing, refusal: Refusal): Draft & Pick<Answer, 'kind'> {
  const { head } = index.plan;
  const tries = `${say(words, 'Prova', 'Try')} ${examples(index, words).join(', ')}.`;
  const have = say(
    words,
    `ho i dati ${head.year} ${joinedName('di', head.bodyName)}`,
    `I have the ${head.year} data of ${head.bodyName}`,
  );
  const no = (italian: string, english: string): Draft & Pick<Answer, 'kind'> => ({
    kind: 'no_data',
    headline: say(words, italian, english),
  });
  const noGoals = no(
    `Il piano ${head.year} ${joinedName('di', head.bodyName)} non collega le sue voci ai goal dell’Agenda 2030.`,
    `The ${head.year} plan of ${head.bodyName} links its items to no goal of the 2030 Agenda.`,
  );
  switch (refusal.reason) {
    case 'other_year': {
      const printed = printedIn(index, ({ period }) => period.includes(String(refusal.year)));
      if (printed !== null)
        return no(
          `Per ${the(refusal.year)} non ho obiettivi né costi: nelle tabelle del documento c’è ${printed}. Di che cosa vuoi il dato?`,
          `For ${refusal.year} I have no objectives or costs: the tables of the document have ${printed}. Which figure do you want?`,
        );
      return no(
        `Non ho dati per ${the(refusal.year)}: ${have}.`,
        `I have no data for ${refusal.year}: ${have}.`,
      );
    }
    case 'between_years':
      return no(
        `Ho i piani ${joinAnd(words, refusal.years.map(String))}, ma non ho capito che cosa mettere a confronto: chiedimelo per un anno alla volta.`,
        `I have the plans of ${joinAnd(words, refusal.years.map(String))}, but I did not understand what to compare: ask me one year at a time.`,
      );
    case 'not_carried': {
      const before = index.years.get(refusal.year);
      const named = refusal.items.flatMap((ref) => before?.byRef.get(ref) ?? []);
      const rest = named.length - MOST_NAMED;
      const list = joinAnd(words, [
        ...named.slice(0, MOST_NAMED).map((one) => theName(words, one)),
        ...(rest > 0 ? [say(words, `altre voci (${rest})`, `others (${rest})`)] : []),
      ]);
      return no(
        `Nel piano ${head.year} non trovo ${list} del piano ${refusal.year}: i numeri cambiano da un anno all’altro. Dimmi il titolo o il numero che ha ${joined('in', head.year)}.`,
        `The ${head.year} plan does not have ${list} of the ${refusal.year} plan: numbers change from year to year. Give me its title or number in ${head.year}.`,
      );
    }
    case 'other_body':
      return no(`Non ho dati di altri enti: ${have}.`, `I have no data on other bodies: ${have}.`);
    case 'personal':
      return no(
        `Non do dati su singole persone, stipendi o valutazioni: ${have}, su ${kindsHeld(index, words)}, costi e scadenze.`,
        `I have no data on persons or salaries: ${have}.`,
      );
    case 'address':
      return no(
        `Non do indirizzi né numeri di telefono: il piano dice di quale ufficio è una voce e chi ne è il referente. ${tries}`,
        `I give no addresses or phone numbers: the plan says which office an item is of. ${tries}`,
      );
    case 'off_topic':
      return no(
        `Non ho elementi per rispondere: ${have}, su ${kindsHeld(index, words)}, costi e scadenze. ${tries}`,
        `I do not have what is needed to answer: ${have}. ${tries}`,
      );
    case 'nothing_found':
      return no(
        `Non trovo «${refusal.topic.slice(0, 60)}» nel piano: ${have}. ${tries}`,
        `I cannot find “${refusal.topic.slice(0, 60)}” in the plan: ${have}. ${tries}`,
      );
    case 'unknown_structure':
      return no(
        `Non esiste «${refusal.said.slice(0, 40)}» in questo piano: ci sono ${index.plan.departments.map((one) => one.code).join(', ')}.`,
        `There is no “${refusal.said.slice(0, 40)}” in this plan: there are ${index.plan.departments.map((one) => one.code).join(', ')}.`,
      );
    case 'unknown_goal':
      return index.plan.goals.length === 0
        ? noGoals
        : no(
            `Il goal ${refusal.number} non esiste: l’Agenda 2030 ha ${index.plan.goals.length} goal.`,
            `There is no goal ${refusal.number}: the 2030 Agenda has ${index.plan.goals.length}.`,
          );
    case 'not_printed':
      return no(notPrinted(words, head.document, refusal), notPrinted(words, head.document, refusal));
    case 'unprinted':
      return no(
        `Non ho questo dato. ${capital(refusal.note)}`,
        `I do not have this figure: the document prints none. ${capital(refusal.note)}`,
      );
    case 'unspoken':
      return no(
        `In quello che ho del documento («${head.document}») non si parla di «${refusal.said.slice(0, 60)}».`,
        `Nothing that I hold of the document (“${head.document}”) speaks of “${refusal.said.slice(0, 60)}”.`,
      );
    case 'no_phase_ahead': {
      const { last } = refusal;
      return no(
        `Nel piano ${head.year} non c’è un monitoraggio ancora da aprire${last === null ? '' : `: l’ultimo, «${last.name}», era dovuto entro ${the(formatDayLong(last.dueOn))}`}.`,
        `The ${head.year} plan has no monitoring phase to come${last === null ? '' : `: the last, “${last.name}”, was due by ${last.dueOn}`}.`,
      );
    }
    case 'no_weight': {
      const one = index.byRef.get(refusal.item);
      const name = one ? theName(words, one) : refusal.item;
      const short = one ? shortName(words, one) : refusal.item;
      return no(
        `${capital(name)} non ha un peso nel piano ${head.year}: dimmi quale provare, per esempio «se ${the(short)} pesasse 10».`,
        `${capital(name)} has no weight in the ${head.year} plan: say which to try, e.g. “if ${short} weighed 10”.`,
      );
    }
    case 'unknown_asker':
      return no(
        `Non so a quale ufficio appartieni: indicami la struttura, per esempio «obiettivi ${joinedName('di', index.plan.departments[0]?.code ?? '')}».`,
        'I do not know your office: name the department or unit.',
      );
    case 'doubtful_amount':
      return {
        ...no(
          `«${refusal.said}» può essere ${refusal.said.replace(',', '.')} o ${refusal.said.split(',')[0]} con tre decimali: riscrivilo con il punto per le migliaia (${refusal.said.replace(',', '.')}) o con due decimali (${refusal.said.slice(0, -1)}).`,
          `“${refusal.said}” may be ${refusal.said.replace(',', '')} or ${refusal.said.split(',')[0]} with three decimals: please write it again.`,
        ),
        kind: 'clarification',
      };
    case 'nothing_to_draw':
      return no(
        `Non c’è nulla da disegnare per «${refusal.name.it}»: il piano ${head.year} non dichiara questi dati.`,
        `There is nothing to draw for “${refusal.name.en}”: the ${head.year} plan does not declare these figures.`,
      );
    case 'argument': {
      const said = refusal.said.replace(/\s+/g, ' ').slice(0, 60);
      const [last, ...before] = [...argumentExamples(index, words)].reverse();
      const fitting = [before.reverse().join(', '), last].filter(Boolean).join(say(words, ' o ', ' or '));
      return no(
        `Non ho capito «${said}». Qui puoi scrivere ${fitting}.`,
        `I did not understand “${said}”. Here you can write ${fitting}.`,
      );
    }
    case 'undeclared': {
      if (refusal.what === 'parts')
        return no(
          `Non lo so dai dati: il piano ${head.year} ${joinedName('di', head.bodyName)} non dichiara niente su «${refusal.said.slice(0, 60)}».`,
          `I cannot tell from the data: the ${head.year} plan of ${head.bodyName} declares nothing about “${refusal.said.slice(0, 60)}”.`,
        );
      const entries = new Set(index.plan.budgetLines.map(({ entry }) => entry));
      const printed = [printedIn(index, ({ unit }) => unit === 'eur') ?? [], ...entries].flat().join(', ');
      const [also, too] =
        printed === ''
          ? ['', '']
          : [` Nelle tabelle del documento c’è ${printed}.`, ` The tables of the document have ${printed}.`];
      return refusal.what === 'goals'
        ? noGoals
        : no(
            `Non lo so dai dati: il piano ${head.year} ${joinedName('di', head.bodyName)} non dichiara importi${printed === '' ? '' : ' delle sue voci'} (non vuol dire zero).${also}`,
            `I cannot tell from the data: the ${head.year} plan of ${head.bodyName} declares no amounts${printed === '' ? '' : ' of its items'} (which does not mean zero).${too}`,
          );
    }
    case 'no_reason':
      return no(
        `Non lo so dai dati: ${theOne(head.document) ? joinedName('in', head.document) : `nel documento «${head.document}»`} il perché non lo trovo.`,
        'I cannot tell from the data: I find nothing in the document on why.',
      );
    case 'no_rule':
      return no(
        `Non ho ${refusal.said === undefined ? 'una norma che lo dica' : `la norma su «${refusal.said.replace(/[\s?]+$/, '').slice(0, 120)}»`}: conosco alcune norme sul ciclo della performance.`,
        'I hold no rule that says so: I know some rules on the performance cycle.',
      );
    case 'unknown_item':
      return no(unknownItem(index, words, refusal), unknownItem(index, words, refusal));
  }
}

/** More items than these are not named one by one. */
const MOST_NAMED = 3;

/** So many columns of the tables are named where a question misses them. */
const MOST_COLUMNS = 4;

/** "Raccolta differenziata, superficie": what the context tables print of some kind; null where that is nothing. */
function printedIn({ plan }: PlanIndex, isOne: (fact: Fact) => boolean): string | null {
  const columns = [...new Set(plan.facts.filter(isOne).map(({ measure }) => measure))];
  return columns.length === 0 ? null : columns.slice(0, MOST_COLUMNS).join(', ');
}

function notPrinted(
  words: Words,
  document: string,
  { what, year, periods }: Extract<Refusal, { reason: 'not_printed' }>,
): string {
  const source = theOne(document) ?? `il documento «${document}»`;
  const named = [...periods].sort().map(periodText);
  const only =
    named.length > 0
      ? say(words, ` C’è per: ${named.join(', ')}.`, ` It does for: ${named.join(', ')}.`)
      : '';
  return year === null
    ? say(
        words,
        `«${what}»: non dichiarato (non vuol dire zero). ${capital(source)} non stampa questo dato.${only}`,
        `“${what}”: not declared (which does not mean zero). The document does not print this figure.${only}`,
      )
    : say(
        words,
        `«${what}»: ${source} non dà questo dato per ${the(year)}.${only}`,
        `“${what}”: the document does not give this figure for ${year}.${only}`,
      );
}

function unknownItem(
  index: PlanIndex,
  words: Words,
  refusal: Extract<Refusal, { reason: 'unknown_item' }>,
): string {
  const range = (kind: WorkedKind): string => {
    const numbers = (index.byKind.get(kind) ?? []).map((one) => one.item.number);
    return numbers.length === 0
      ? ''
      : `${words.kinds[kind].many} ${fromTo(
          words,
          numbers.reduce((a, b) => Math.min(a, b)),
          numbers.reduce((a, b) => Math.max(a, b)),
        )}`;
  };
  const what = refusal.kind === null ? say(words, 'una voce', 'an item') : words.kinds[refusal.kind].one;
  const ranges = WORKED_KINDS.map(range)
    .filter((text) => text !== '')
    .join(', ');
  return say(
    words,
    `Non esiste ${what} ${refusal.said} nel piano ${index.plan.head.year}: ci sono ${ranges}.`,
    `There is no ${what} ${refusal.said} in the ${index.plan.head.year} plan: there are ${ranges}.`,
  );
}

const fromTo = (words: Words, first: number, last: number): string =>
  say(words, `${joined('da', first)} ${joined('a', last)}`, `from ${first} to ${last}`);
