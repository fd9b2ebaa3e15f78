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
        'Un piano in XLSX o CSV, come ce l’hai, o la scheda compilata di una struttura. Ti dico in messaggio che cosa non va e che cosa cambia: un piano non lo scrivo finché non confermi, di una scheda prendo le righe giuste.',
      ),
      input('file', 'File', { type: 'file_input', filetypes: ['xlsx', 'csv', 'txt'], max_files: 1 }),
    ],
    'Controlla',
  );

/** The id of the file that was sent; null for none. */
export const parseImportForm = (view: SentView): string | null => fieldsOf(view).files('file')[0]?.id ?? null;
