import type { ActionsBlock, SectionBlock } from '@slack/types';
import { type Item, itemRef } from '../../domain/types.ts';
import type { UpdateIntent } from '../../domain/update-intent.ts';
import type { UpdateForm } from '../../domain/update-service.ts';
import { ACTIONS } from '../ids.ts';
import { actions, button, escapeMrkdwn, type MessageView, section } from './blocks.ts';
import { itemTitle, stateWords } from './words.ts';

type IntentView = MessageView<SectionBlock | ActionsBlock>;

const reportWords = (report: UpdateIntent['report']): string =>
  report === null ? 'aggiornamento' : report.type === 'no_change' ? 'nessuna variazione' : stateWords(report);

const intentValue = (item: Item, report: UpdateIntent['report'], basedOn: number): string =>
  JSON.stringify({ item: itemRef(item), report, basedOn });

/** Some states say nothing without a reason: for those the form is the only way. */
const needsForm = (report: UpdateIntent['report']): boolean =>
  report === null ||
  (report.type === 'state' &&
    (report.state === 'amended' ||
      report.state === 'withdrawn' ||
      report.state === 'new' ||
      (report.state === 'in_progress' && report.percent === null)));

/** What was understood of a message, before it is saved. */
export function buildIntent({ item, previous }: UpdateForm, report: UpdateIntent['report']): IntentView {
  const value = intentValue(item, report, previous?.version ?? 0);
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

/** "24" may be an objective and a process: one button each. */
export function buildIntentChoice(
  report: UpdateIntent['report'],
  choices: readonly { readonly item: Item; readonly basedOn: number }[],
): IntentView {
  const sentence = `Ho capito: ${reportWords(report)}. Di quale?`;
  return {
    text: `${sentence} ${choices.map(({ item }) => itemTitle(item)).join('; ')}`,
    blocks: [
      section(escapeMrkdwn(sentence)),
      ...choices.map(({ item, basedOn }) =>
        section(
          `*${escapeMrkdwn(itemTitle(item))}*`,
          needsForm(report)
            ? button('Apri il modulo', ACTIONS.openIntent, intentValue(item, report, basedOn))
            : button('Conferma', ACTIONS.confirmIntent, intentValue(item, report, basedOn), 'primary'),
        ),
      ),
    ],
  };
}
