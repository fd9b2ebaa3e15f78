import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { type ItemKey, itemRef, type Phase, readItemRef } from '../../domain/types.ts';
import type { OwedItem, QuickReport } from '../../domain/updates/index.ts';
import { context, escapeMrkdwn, plain, section } from '../kit/blocks.ts';
import { choice, inPhase, input, modal, phaseOf } from '../kit/form-parts.ts';
import { VIEWS } from '../kit/ids.ts';
import { menuOf } from '../kit/menu.ts';
import { fieldsOf, type SentView } from '../kit/sent-view.ts';
import { itemTitle, phaseTitle } from '../kit/words.ts';

/** Several items in one go: which, and what is reported of all of them. */
export function buildBulkForm(phase: Phase, missing: readonly OwedItem[]): ModalView {
  const someKnown = missing.some(({ mayRepeat }) => mayRepeat);
  return modal(VIEWS.bulkForm, 'Conferma più voci', inPhase(phase), [
    section(`${escapeMrkdwn(phaseTitle(phase))}: scegli le voci e che cosa vuoi comunicare di tutte.`),
    input('items', 'Voci', {
      type: 'multi_static_select',
      placeholder: plain('Scegli'),
      ...menuOf(missing.map(({ item }) => choice(itemTitle(item), itemRef(item)))),
    }),
    input('report', 'Che cosa comunichi', {
      type: 'radio_buttons',
      options: [
        ...(someKnown ? [choice('Nessuna variazione', 'no_change')] : []),
        choice('Raggiunto oggi, al 100 %', 'achieved'),
      ],
    }),
    context(
      `Per tutto il resto (percentuale, criticità, modifiche) apri il modulo della singola voce.${someKnown ? '' : ' «Nessuna variazione» vale da quando si sa com’era prima.'}`,
    ),
  ]);
}

export function parseBulkForm(view: SentView): {
  readonly phase: string;
  readonly items: readonly ItemKey[];
  readonly report: QuickReport;
} {
  const { phase } = phaseOf(view);
  const fields = fieldsOf(view);
  return {
    phase,
    items: fields.options('items').flatMap((value) => readItemRef(value) ?? []),
    report: z.enum(['no_change', 'achieved']).parse(fields.option('report')),
  };
}
