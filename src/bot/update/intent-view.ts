import type { ActionsBlock, SectionBlock } from '@slack/types';
import { itemRef } from '../../domain/types.ts';
import type { UpdateForm, UpdateIntent } from '../../domain/updates/index.ts';
import { actions, button, escapeMrkdwn, type MessageView, section } from '../kit/blocks.ts';
import { ACTIONS } from '../kit/ids.ts';
import { within } from '../kit/within.ts';
import { choiceTitle, itemTitle, stateWords } from '../kit/words.ts';

type IntentView = MessageView<SectionBlock | ActionsBlock>;

const reportWords = (report: UpdateIntent['report']): string =>
  report === null ? 'aggiornamento' : report.type === 'no_change' ? 'nessuna variazione' : stateWords(report);

const intentValue = ({ item, phase, previous }: UpdateForm, report: UpdateIntent['report']): string =>
  within(phase, JSON.stringify({ item: itemRef(item), report, basedOn: previous?.version ?? 0 }));

/** Some states say nothing without a reason: for those the form is the only way. */
const needsForm = (report: UpdateIntent['report']): boolean =>
  report === null ||
  (report.type === 'state' &&
    (report.state === 'amended' ||
      report.state === 'withdrawn' ||
      report.state === 'new' ||
      (report.state === 'in_progress' && report.percent === null)));

/** What was understood of a message, before it is saved. */
export function buildIntent(form: UpdateForm, report: UpdateIntent['report']): IntentView {
  const { item, previous } = form;
  const value = intentValue(form, report);
  const before = previous === null ? '' : ` Prima: ${stateWords(previous)}.`;
  const asks = needsForm(report);
  const sentence = asks
    ? `Ho capito che vuoi aggiornare ${itemTitle(item)}${report === null ? '' : ` (${reportWords(report)})`}. Apri il modulo per completare.`
    : `Ho capito: ${itemTitle(item)}: ${reportWords(report)}.${before} Confermi?`;
  return {
    text: sentence,
    blocks: [
      section(escapeMrkdwn(sentence)),
      actions(
        ...(asks ? [] : [button('Conferma', ACTIONS.confirmIntent, value, 'primary')]),
        button('Apri il modulo', ACTIONS.openIntent, value, asks ? 'primary' : undefined),
        button('Lascia stare', ACTIONS.dismissIntent, value),
      ),
    ],
  };
}

/** "24" may be an objective and a process, or in two plans: one button each. */
export function buildIntentChoice(report: UpdateIntent['report'], forms: readonly UpdateForm[]): IntentView {
  const sentence = `Ho capito: ${reportWords(report)}. Di quale?`;
  return {
    text: `${sentence} ${forms.map((form) => choiceTitle(form, forms)).join('; ')}`,
    blocks: [
      section(escapeMrkdwn(sentence)),
      ...forms.map((form) =>
        section(
          `*${escapeMrkdwn(choiceTitle(form, forms))}*`,
          needsForm(report)
            ? button('Apri il modulo', ACTIONS.openIntent, intentValue(form, report))
            : button('Conferma', ACTIONS.confirmIntent, intentValue(form, report), 'primary'),
        ),
      ),
    ],
  };
}
