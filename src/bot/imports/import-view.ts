import type { KnownBlock } from '@slack/types';
import type { ImportReport } from '../../domain/plan/index.ts';
import { counted } from '../../words/sentences.ts';
import { actions, button, context, escapeMrkdwn, type MessageView, section } from '../kit/blocks.ts';
import { ACTIONS } from '../kit/ids.ts';
import { LIMITS, shorten } from '../kit/limits.ts';

/** Lines of a list that are shown; the terminal shows them all. */
const SHOWN = 20;

/** What a file would do, with the button that does it; after it was confirmed, what it did. */
export function buildImportReport(
  name: string,
  file: string,
  report: ImportReport,
  confirmed: boolean,
): MessageView<KnownBlock> {
  const { summary, errors, warnings, changes, needsConfirmation, saved, seen } = report;
  const text = headline(name, report, confirmed);
  return {
    text,
    blocks: [
      section(`*${escapeMrkdwn(text)}*`),
      ...(summary === null ? [] : [section(escapeMrkdwn(summary))]),
      ...list('', errors),
      ...list('*Che cosa cambia*', changes),
      ...list(`*${counted(warnings.length, 'avviso', 'avvisi')}*`, warnings),
      ...(errors.length > 0 || saved
        ? []
        : [
            actions(
              button(
                needsConfirmation ? 'Importa lo stesso' : 'Importa',
                ACTIONS.confirmImport,
                `${file}|${seen}`,
                needsConfirmation ? 'danger' : 'primary',
              ),
            ),
            context(
              needsConfirmation
                ? 'Ci sono voci con aggiornamenti che cambiano numero o titolo, o non ci sono più, o codici che passano ad altre persone: quanto è stato comunicato li segue.'
                : 'Aggiornamenti, solleciti e registro restano. Finché non premi non scrivo niente.',
            ),
          ]),
    ],
  };
}

function headline(name: string, { errors, saved }: ImportReport, confirmed: boolean): string {
  if (errors.length > 0)
    return `${name}: ${counted(errors.length, 'errore', 'errori')}, niente è stato importato.`;
  if (saved) return `${name}: importato.`;
  return confirmed
    ? `${name}: nel frattempo qualcosa è cambiato, e non ho importato niente. Ora cambierebbe questo.`
    : `${name}: si può importare.`;
}

function list(title: string, lines: readonly string[]): KnownBlock[] {
  if (lines.length === 0) return [];
  const shown = lines.slice(0, SHOWN).map((line) => `• ${escapeMrkdwn(line.trim())}`);
  const more =
    lines.length > SHOWN
      ? [`… e altre ${lines.length - SHOWN}: tutte con npm run import -- FILE --check`]
      : [];
  return [
    section(shorten([...(title === '' ? [] : [title]), ...shown, ...more].join('\n'), LIMITS.sectionText)),
  ];
}
