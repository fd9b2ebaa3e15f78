import type { ModalView } from '@slack/types';
import { plainSection } from '../kit/blocks.ts';
import { input, modal } from '../kit/form-parts.ts';
import { VIEWS } from '../kit/ids.ts';
import { fieldsOf, type SentView } from '../kit/sent-view.ts';

/** A file of the plan: it is read and compared, and nothing is written before it is confirmed. */
export const buildImportForm = (): ModalView =>
  modal(
    VIEWS.importForm,
    'Importa il piano',
    {},
    [
      plainSection(
        'Un XLSX o un CSV, come ce l’hai. Ti dico in messaggio che cosa non va e che cosa cambia: finché non confermi non scrivo niente.',
      ),
      input('file', 'File', { type: 'file_input', filetypes: ['xlsx', 'csv', 'txt'], max_files: 1 }),
    ],
    'Controlla',
  );

/** The id of the file that was sent; null for none. */
export const parseImportForm = (view: SentView): string | null => fieldsOf(view).files('file')[0]?.id ?? null;
