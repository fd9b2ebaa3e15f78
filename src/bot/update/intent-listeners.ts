import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { MOST_REPORTS, type SaidReport } from '../../answers/reports/said-report.ts';
import { Problem } from '../../domain/errors.ts';
import { markOfItem } from '../../domain/plan/index.ts';
import type { StatusUpdate } from '../../domain/record/index.ts';
import type { Item } from '../../domain/types.ts';
import { EMPTY_DRAFT, type ItemWanted, type Reported, type UpdateForm } from '../../domain/updates/index.ts';
import { itemName } from '../../words/kinds.ts';
import { ITEM_STATES } from '../../words/states.ts';
import { isPressedBeforeOthers, knownPerson, plansKnowing, reportable } from '../kit/asking.ts';
import { about, actions, button, context, escapeMrkdwn, type MessageView, section } from '../kit/blocks.ts';
import { ACTIONS } from '../kit/ids.ts';
import { LIMITS } from '../kit/limits.ts';
import { type ButtonArgs, parseRef } from '../kit/listener-args.ts';
import { problemSentence } from '../kit/problems.ts';
import type { Services } from '../kit/services.ts';
import { tellOutcomes } from '../kit/telling.ts';
import { readWithin, within } from '../kit/within.ts';
import { itemTitle, stateWords } from '../kit/words.ts';
import { buildImpossible, buildIntent, buildIntentChoice, MOST_CHOICES, reportWords } from './intent-view.ts';
import { buildOwed } from './owed-view.ts';
import { draftErrors } from './update-form.ts';
import { openUpdateForm } from './update-listeners.ts';

type IntentView = MessageView<KnownBlock>;

/** What the buttons carry: ids and the few words understood. */
const intentSchema = z.object({
  item: z.string(),
  report: z.union([
    z.object({ type: z.literal('no_change') }),
    z.object({ type: z.literal('state'), state: z.enum(ITEM_STATES), percent: z.number().nullable() }),
    z.null(),
  ]),
  basedOn: z.number().int().nonnegative(),
});

/** What a message that may report is answered with. */
interface ReportsRead {
  /** For each report what was understood, and a question. Nothing is saved before it is answered. */
  readonly views: readonly IntentView[];
  /** What of the message is for the answers; null where nothing is. */
  readonly question: string | null;
}

/**
 * Reads how far items are, from a message of an account.
 * @param isOverheard others read what is answered
 */
export async function answerReports(
  services: Services,
  user: string,
  text: string,
  isOverheard = false,
): Promise<ReportsRead> {
  const asQuestion = { views: [], question: text };
  const { reports, questions, left } = await services.questions.reportsIn(text);
  if (reports.length === 0) return asQuestion;
  const plans = await plansKnowing(services.years, user);
  // Staff who report nothing may well have asked something: the answers know what to do with it.
  if (plans.length === 0) return asQuestion;
  const views: IntentView[] = [];
  // A name is one of the current plan: in another the number is another item's.
  const current = plans.filter((one) => one.services.year === services.year);
  for (const report of reports)
    views.push(...(await viewsOf(report.named ? current : plans, report, isOverheard)));
  if (views.length === 0) return asQuestion;
  return {
    views: left === 0 ? views : [...views, sentenceView(LEFT_OUT)],
    question: questions,
  };
}

type Plans = Awaited<ReturnType<typeof plansKnowing>>;

/** What is shown for one report; empty where the message says something else, or somebody else is to be asked. */
async function viewsOf(plans: Plans, said: SaidReport, isOverheard: boolean): Promise<readonly IntentView[]> {
  const { wanted, report, certainty, impossible, named } = said;
  if (wanted === 'all') {
    if ((await owedForms(plans)).length === 0) return [];
    return isOverheard ? [sentenceView(IN_PRIVATE)] : owedViews(plans);
  }
  if (wanted === null) {
    const forms = await owedForms(plans);
    return forms.length === 0 || impossible !== null ? [] : [viewOf(forms, report, certainty, isOverheard)];
  }
  const { forms, problems, exists } = await reportable(plans, wanted);
  const found = forms.map(({ form }) => form);
  const [form] = found;
  if (form && impossible !== null) return [buildImpossible(form, impossible)];
  if (form) return [viewOf(found, report, certainty, isOverheard)];
  // What nobody may report on is a report only where it was said in as many words.
  if (named || certainty !== 'sure' || (wanted.kind === null && !exists)) return [];
  const sentence = problemSentence(problems[0] ?? new Problem('item_unknown', { item: wordsOf(wanted) }));
  return [sentenceView(sentence)];
}

const LEFT_OUT = `Di un messaggio leggo al più ${MOST_REPORTS} aggiornamenti: gli altri mandali in un altro messaggio, o usa /aggiorna.`;

const IN_PRIVATE =
  'Qui leggono anche altri: quello che devi ancora inviare te lo mostro in privato, o con /aggiorna.';

const sentenceView = (sentence: string): IntentView => ({
  text: sentence,
  blocks: [section(escapeMrkdwn(sentence))],
});

const viewOf = (
  [first, ...others]: readonly UpdateForm[],
  report: Reported | null,
  certainty: SaidReport['certainty'],
  isOverheard: boolean,
): IntentView =>
  first && others.length === 0
    ? buildIntent(first, report, certainty, isOverheard)
    : buildIntentChoice(report, first ? [first, ...others] : []);

const wordsOf = ({ kind, number, code }: ItemWanted): string =>
  kind !== null && number !== null ? itemName({ kind, number }) : (code ?? String(number));

/** The forms of what somebody still owes, in every plan. */
async function owedForms(plans: Plans): Promise<readonly UpdateForm[]> {
  const forms = await Promise.all(
    plans.map(async ({ services, person }) => {
      const missing = (await services.updates.owedBy(person.code)).flatMap(({ phase, items }) =>
        items.filter(({ update }) => update === null).map(({ item }) => ({ phase, item })),
      );
      return Promise.all(
        // One more than are shown, to say that there are more.
        missing
          .slice(0, MOST_CHOICES + 1)
          .map(({ phase, item }) => services.updates.open(person.code, item, phase.code)),
      );
    }),
  );
  return forms.flat();
}

/** "Tutti raggiunti": the list of what is owed, from which several can be confirmed at once. */
async function owedViews(plans: Plans): Promise<readonly IntentView[]> {
  const owed = await Promise.all(plans.map(({ services, person }) => services.updates.owedBy(person.code)));
  return owed
    .flat()
    .filter(({ items }) => items.some(({ update }) => update === null))
    .map(({ phase, items }) => buildOwed(phase, items, LIMITS.messageBlocks));
}

/** "Conferma": reports what was understood; where a rule asks for more, the form opens and says what. */
export const handleConfirmIntent =
  (services: Services) =>
  async ({ ack, action, body, client, respond }: ButtonArgs): Promise<void> => {
    await ack();
    const { phase, what } = readWithin(action.value);
    const { item: ref, report, basedOn } = intentSchema.parse(JSON.parse(what));
    const item = parseRef(ref);
    const { person } = await knownPerson(services, body.user.id);
    if (report?.type === 'no_change') {
      const { update, item: known } = await services.updates.quick(
        person.code,
        item,
        'no_change',
        basedOn,
        phase ?? undefined,
      );
      await done(known, update);
      return;
    }
    const form = await services.updates.open(person.code, item, phase ?? undefined);
    const draft = {
      ...(report === null
        ? {}
        : { state: report.state, percent: report.percent === null ? '' : String(report.percent) }),
      ...(report?.state === 'achieved' ? { achievedOn: form.today } : {}),
      criticalPoints: form.previous?.criticalPoints ?? '',
      correctiveActions: form.previous?.correctiveActions ?? '',
      evidence: form.previous?.evidence ?? '',
    };
    const meant = { ...item, mark: markOfItem(form.item) };
    const result = await services.updates.submit(person.code, meant, form.phase.code, basedOn, {
      ...EMPTY_DRAFT,
      ...draft,
    });
    if (result.ok) {
      await done(result.item, result.update);
      return;
    }
    const notice =
      'problems' in result
        ? Object.values(draftErrors(result.problems)).join(' ')
        : 'Nel frattempo c’è stato un altro aggiornamento: controlla e invia.';
    await openUpdateForm(services, client, body.user.id, body.trigger_id, item, {
      phase: form.phase.code,
      draft,
      notice,
    });

    async function done(known: Item, update: StatusUpdate): Promise<void> {
      // How it was before is told to nobody who may not know it.
      const words =
        report?.type === 'no_change' && isPressedBeforeOthers(body)
          ? reportWords(report)
          : stateWords(update);
      const text = escapeMrkdwn(`Ricevuto: ${itemTitle(known)}: ${words}.`);
      const cancel = within({ code: update.phase, year: services.year }, String(update.id));
      await respond({
        replace_original: true,
        text,
        blocks: [
          section(text),
          actions(about(button('Annulla', ACTIONS.cancelUpdate, cancel), itemTitle(known))),
          context('«Annulla» vale per dieci minuti.'),
        ],
      });
      await tellOutcomes(services);
    }
  };

/** "Apri il modulo": with what was understood already in it. */
export const handleOpenIntent =
  (services: Services) =>
  async ({ ack, action, body, client }: ButtonArgs): Promise<void> => {
    await ack();
    const { phase, what } = readWithin(action.value);
    const { item, report } = intentSchema.parse(JSON.parse(what));
    const state = report?.type === 'state' ? report : null;
    await openUpdateForm(services, client, body.user.id, body.trigger_id, parseRef(item), {
      phase,
      ...(state === null
        ? {}
        : {
            draft: {
              state: state.state,
              percent: state.percent === null ? '' : String(state.percent).replace('.', ','),
            },
          }),
    });
  };

/** "Lascia stare": the buttons become the record. */
export const handleDismissIntent =
  (_services: Services) =>
  async ({ ack, respond }: ButtonArgs): Promise<void> => {
    await ack();
    const text = 'Va bene, non ho registrato niente.';
    await respond({ replace_original: true, text, blocks: [section(text)] });
  };
