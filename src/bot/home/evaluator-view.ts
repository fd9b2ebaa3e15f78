import { phaseOf } from '../../domain/phases/index.ts';
import type { Plan } from '../../domain/types.ts';
import { itemRef } from '../../domain/types.ts';
import { CHANGE_NAMES } from '../../words/changes.ts';
import { formatDayOf } from '../../words/days.ts';
import { ITEM_KINDS, itemName, kindNoun } from '../../words/kinds.ts';
import { capital } from '../../words/sentences.ts';
import { about, actions, button, divider, escapeMrkdwn, plain, section } from '../kit/blocks.ts';
import { ACTIONS } from '../kit/ids.ts';
import { LIMITS, shorten } from '../kit/limits.ts';
import { groupsOf } from '../kit/menu.ts';
import { within, withinPlan } from '../kit/within.ts';
import { itemTitle, phaseTitle } from '../kit/words.ts';
import type { HomeBlock, HomeOfPlan } from './home-content.ts';

/** A change that waits; once its phase is closed nobody decides on it any more. */
const notApproved = (plan: Plan, phase: string): string =>
  phaseOf(plan, phase)?.closesOn == null ? ' (da approvare)' : ' (non approvata, fase chiusa)';

/** The Nucleo reads: the state, the changes of the year, the dossier of each item. */
export function evaluatorBoard({ boards, changes, plan }: HomeOfPlan, which: string): readonly HomeBlock[] {
  const { year } = plan.head;
  const option = (item: Plan['items'][number]) => ({
    text: plain(itemTitle(item), LIMITS.optionText),
    value: withinPlan(year, itemRef(item)),
  });
  const groups = ITEM_KINDS.flatMap((kind) => {
    const items = plan.items.filter((item) => item.kind === kind);
    return items.length === 0
      ? []
      : groupsOf(items.map(option), capital(kindNoun(kind, plan.head.wording?.items).many));
  });
  const recent = changes
    .slice(-8)
    .map(
      (entry) =>
        `• ${escapeMrkdwn(`${itemName({ ...entry, noun: plan.head.wording?.items[entry.kind] })}: ${CHANGE_NAMES[entry.field].it}, ${formatDayOf(entry.at, plan.head.timezone)}${entry.approver === null ? notApproved(plan, entry.phase) : ''}`)}`,
    );
  return [
    ...(boards.length === 0 ? [section('*Monitoraggio*\nNessuna fase è aperta.')] : []),
    section(
      shorten(
        `*Modifiche in corso d’anno${which}: ${changes.length}*\n${recent.length === 0 ? 'Nessuna finora.' : recent.join('\n')}`,
        LIMITS.sectionText,
      ),
    ),
    ...(groups.length === 0
      ? []
      : [
          {
            type: 'section' as const,
            text: {
              type: 'mrkdwn' as const,
              text: '*Dossier*\nScegli una voce per vedere promessa, versioni, modifiche e incongruenze.',
            },
            accessory: {
              type: 'static_select' as const,
              action_id: ACTIONS.chooseDossier,
              placeholder: plain('Scegli una voce'),
              option_groups: groups,
            },
          },
        ]),
    actions(
      about(button('Incongruenze', ACTIONS.showInconsistencies, withinPlan(year, '')), `piano ${year}`),
      about(button('Grafici', ACTIONS.showCharts, withinPlan(year, '')), `piano ${year}`),
      ...(boards[0]
        ? [
            about(
              button('Esporta', ACTIONS.sendExport, within(boards[0].phase, '')),
              phaseTitle(boards[0].phase),
            ),
            about(
              button('Registra il parere', ACTIONS.recordOpinion, within(boards[0].phase, '')),
              phaseTitle(boards[0].phase),
            ),
          ]
        : []),
    ),
    divider,
  ];
}
