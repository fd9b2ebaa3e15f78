import { isOpen } from '../../domain/phases/index.ts';
import { the } from '../../words/articles.ts';
import { progressBar } from '../../words/bars.ts';
import { formatDayLong } from '../../words/days.ts';
import { ITEM_KINDS, kindNoun } from '../../words/kinds.ts';
import { counted, listed } from '../../words/sentences.ts';
import { divider, escapeMrkdwn, section } from '../kit/blocks.ts';
import { phaseTitle } from '../kit/words.ts';
import { arrivedOf, dueWords } from './coverage-words.ts';
import type { HomeBlock, HomeOfPlan } from './home-content.ts';

/** For whoever only reads: what the plan is, and where its phase stands. */
export function planBlocks(of: HomeOfPlan): readonly HomeBlock[] {
  const { plan } = of;
  const { head } = plan;
  const kinds = ITEM_KINDS.flatMap((kind) => {
    const { length } = plan.items.filter((item) => item.kind === kind && item.withdrawnIn === undefined);
    const { one, many } = kindNoun(kind, head.wording?.items);
    return length === 0 ? [] : [counted(length, one, many)];
  });
  const what =
    kinds.length === 0
      ? 'Il piano non ha ancora nessuna voce.'
      : `Che cosa l’ente si è dato da fare: ${listed(kinds)}, di ${counted(plan.departments.length, 'struttura', 'strutture')}. Posso dirti di chi sono, quanto costano, quando scadono e com’è andata, con la fonte.`;
  return [
    section(escapeMrkdwn(`*Il piano ${head.year}*\n${what}`)),
    section(`*Monitoraggio*\n${phaseLines(of).map(escapeMrkdwn).join('\n')}`),
    divider,
  ];
}

/** Whoever the plan does not know is told what it says of itself, and not how far a phase is. */
function phaseLines({ plan, today, summaries, planned }: HomeOfPlan): readonly string[] {
  const open = plan.phases.filter((phase) => isOpen(phase, today));
  const lines =
    summaries.length > 0
      ? summaries.map((summary) => {
          const { arrived, total } = arrivedOf(summary);
          return `${progressBar(arrived, total)}  ${phaseTitle(summary.phase)}: ${dueWords(summary.phase, today)}`;
        })
      : open.map((phase) => `${phaseTitle(phase)}: ${dueWords(phase, today)}`);
  const coming = planned.map((phase) => `${phaseTitle(phase)}: si apre ${the(formatDayLong(phase.opensOn))}`);
  return lines.length + coming.length === 0 ? ['Nessuna fase è aperta.'] : [...lines, ...coming];
}
