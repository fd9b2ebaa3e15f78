import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { markOfItem } from '../../domain/plan/index.ts';
import { type Item, itemRef, type Phase, readItemRef } from '../../domain/types.ts';
import { bareLink, isLink } from '../../domain/updates/index.ts';
import { plainSection } from '../kit/blocks.ts';
import { inPhase, input, modal, text } from '../kit/form-parts.ts';
import { VIEWS } from '../kit/ids.ts';
import { shorten } from '../kit/limits.ts';
import { fieldsOf, type SentView } from '../kit/sent-view.ts';
import { itemTitle } from '../kit/words.ts';

const MAX_TITLE = 150;

/** A link or files that prove what an item's report says. */
export const buildEvidenceForm = (item: Item, phase: Phase): ModalView =>
  modal(
    VIEWS.evidenceForm,
    'Allega un documento',
    { item: itemRef(item), mark: markOfItem(item), ...inPhase(phase) },
    [
      plainSection(itemTitle(item)),
      input('title', 'Che cosa è', text(false, MAX_TITLE), { optional: true }),
      input('link', 'Collegamento', { type: 'url_text_input' }, { optional: true }),
      input('files', 'File', { type: 'file_input', max_files: 5 }, { optional: true }),
    ],
  );

export function parseEvidenceForm(view: SentView) {
  const metadata = z
    .object({ item: z.string(), mark: z.string().nullable().default(null), phase: z.string() })
    .parse(JSON.parse(view.private_metadata));
  const fields = fieldsOf(view);
  const title = shorten(fields.text('title'), MAX_TITLE);
  const link = bareLink(fields.text('link'));
  return {
    wrongLink: link !== '' && !isLink(link),
    item: readItemRef(metadata.item),
    mark: metadata.mark,
    phase: metadata.phase,
    documents: [
      ...(link === '' ? [] : [{ title: title || link, url: link }]),
      ...fields.files('files').map(({ id, name, permalink }) => ({
        title: title || name || id,
        url: permalink != null && isLink(permalink) ? permalink : id,
      })),
    ],
  };
}
