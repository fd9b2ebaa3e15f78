import type { ActionsBlock, SectionBlock } from '@slack/types';
import { itemRef } from '../../domain/types.ts';
import type { Reported, UpdateForm } from '../../domain/updates/index.ts';
import { about, actions, button, escapeMrkdwn, type MessageView, section } from '../kit/blocks.ts';
import { ACTIONS } from '../kit/ids.ts';
import { within } from '../kit/within.ts';
import { choiceTitle, itemTitle, stateWords } from '../kit/words.ts';

type IntentView = MessageView<SectionBlock | ActionsBlock>;

export const reportWords = (report: Reported | null): string =>
  report === null ? 'aggiornamento' : report.type === 'no_change' ? 'nessuna variazione' : stateWords(report);

const intentValue = ({ item, phase, previous }: UpdateForm, report: Reported | null): string =>
  within(phase, JSON.stringify({ item: itemRef(item), report, basedOn: previous?.version ?? 0 }));

/** Some states say nothing without a reason: for those the form is the only way. */
const needsForm = (report: Reported | null, { mayRepeat }: UpdateForm): boolean =>
  report === null ||
  (report.type === 'no_change' && !mayRepeat) ||
  (report.type === 'state' &&
    (report.state === 'amended' ||
      report.state === 'withdrawn' ||
      report.state === 'new' ||
      (report.state === 'in_progress' && report.percent === null)));

/** How much of a message was understood. */
export type Certainty = 'sure' | 'likely' | 'unclear';

/**
 * What was understood of a message, before it is saved; where it is not sure, what may have been meant is offered.
 * @param isOverheard others read it too: what was reported before and is not approved is not told
 */
export function buildIntent(
  form: UpdateForm,
  report: Reported | null,
  certainty: Certainty = 'sure',
  isOverheard = false,
): IntentView {
  const value = intentValue(form, report);
  const asks = needsForm(report, form);
  const sentence = intentSentence(form, report, certainty, isOverheard);
  const title = itemTitle(form.item);
  return {
    text: sentence,
    blocks: [
      section(escapeMrkdwn(sentence)),
      actions(
        ...(asks ? [] : [about(button('Conferma', ACTIONS.confirmIntent, value, 'primary'), title)]),
        about(button('Apri il modulo', ACTIONS.openIntent, value, asks ? 'primary' : undefined), title),
        about(button('Lascia stare', ACTIONS.dismissIntent, value), title),
      ),
    ],
  };
}

function intentSentence(
  form: UpdateForm,
  report: Reported | null,
  certainty: Certainty,
  isOverheard: boolean,
): string {
  const { item, previous } = form;
  const title = itemTitle(item);
  if (certainty !== 'sure')
    return report === null
      ? `Non ho registrato niente: vuoi comunicare a che punto è «${title}»? Apri il modulo, o scrivimi la percentuale.`
      : `Non ho registrato niente: vuoi comunicare «${title}: ${reportWords(report)}»? Se era una domanda, riscrivila con il punto interrogativo.`;
  if (report?.type === 'no_change' && !form.mayRepeat)
    return previous === null
      ? `Ho capito: nessuna variazione per «${title}», ma non so com’era prima. Apri il modulo e scrivi a che punto è.`
      : `«${title}» è da correggere: apri il modulo e scrivi che cosa cambia.`;
  if (needsForm(report, form))
    return `Ho capito che vuoi aggiornare ${title}${report === null ? '' : ` (${reportWords(report)})`}. Apri il modulo per completare.`;
  const isTold = previous !== null && (!isOverheard || previous.outcome === 'approved');
  const before = isTold ? ` Prima: ${stateWords(previous)}.` : '';
  return `Ho capito: ${title}: ${reportWords(report)}.${before} Confermi?`;
}

/** A percentage that cannot be. */
export function buildImpossible(form: UpdateForm, percent: string): IntentView {
  const sentence = `${percent} % non è possibile: la percentuale va da 0 a 100. Non ho registrato niente per «${itemTitle(form.item)}».`;
  return {
    text: sentence,
    blocks: [
      section(escapeMrkdwn(sentence)),
      actions(
        about(
          button('Apri il modulo', ACTIONS.openIntent, intentValue(form, null), 'primary'),
          itemTitle(form.item),
        ),
      ),
    ],
  };
}

/** Items that are offered for one report. */
export const MOST_CHOICES = 10;

/** "24" may be an objective and a process, or in two plans: one button each. */
export function buildIntentChoice(report: Reported | null, forms: readonly UpdateForm[]): IntentView {
  const more =
    forms.length > MOST_CHOICES ? ` Qui i primi ${MOST_CHOICES}: per gli altri scrivi anche il numero.` : '';
  const sentence = `Ho capito: ${reportWords(report)}. Di quale?${more}`;
  return {
    text: `${sentence} ${forms
      .slice(0, MOST_CHOICES)
      .map((form) => choiceTitle(form, forms))
      .join('; ')}`,
    blocks: [
      section(escapeMrkdwn(sentence)),
      ...forms
        .slice(0, MOST_CHOICES)
        .map((form) =>
          section(
            `*${escapeMrkdwn(choiceTitle(form, forms))}*`,
            about(
              needsForm(report, form)
                ? button('Apri il modulo', ACTIONS.openIntent, intentValue(form, report))
                : button('Conferma', ACTIONS.confirmIntent, intentValue(form, report), 'primary'),
              choiceTitle(form, forms),
            ),
          ),
        ),
    ],
  };
}
