import type { AllMiddlewareArgs } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { Problem } from '../../domain/errors.ts';
import type { Phase } from '../../domain/types.ts';
import { knownPerson } from '../kit/asking.ts';
import { escapeMrkdwn, type MessageView } from '../kit/blocks.ts';
import type { DownloadedFile } from '../kit/download.ts';
import { ON_THEIR_WAY, sendFiles } from '../kit/file-delivery.ts';
import type { Services } from '../kit/services.ts';
import { tellOutcomes } from '../kit/telling.ts';
import { phaseTitle } from '../kit/words.ts';
import { buildSheetReport, said } from './sheet-view.ts';
import { refusalWords } from './sheet-words.ts';

/**
 * Takes a structure's sheet that somebody dropped in the DM, and says what came of it.
 * @returns null where the file is no such sheet
 */
export async function reportOnSheet(
  services: Services,
  account: string,
  { name, bytes }: DownloadedFile,
): Promise<MessageView<KnownBlock> | null> {
  const read = bytes === null ? null : await services.readSheet(name, bytes);
  if (read === null) return notASheet(services, account, name);
  if (!read.ok) return said(refusalWords(read.unreadable));
  const { year } = read.identity;
  const its = await ofYear(services, year);
  if (its === null) return said(refusalWords({ because: 'year_unknown', year }));
  const { person } = await knownPerson(its, account);
  const outcome = await its.sheets.take(person.code, read);
  if (outcome.ok && outcome.report.taken.length > 0) await tellOutcomes(its);
  return buildSheetReport(outcome);
}

/** Whoever imports no plans meant a sheet; the control office may have meant a plan. */
async function notASheet(
  services: Services,
  account: string,
  name: string,
): Promise<MessageView<KnownBlock> | null> {
  const known = await services.people.personOf(account);
  const reports = known?.roles.some(({ role }) => role === 'contact' || role === 'head') ?? false;
  const imports = known?.roles.some(({ role }) => role === 'controller') ?? false;
  if (imports || !reports || !/\.xls[xmb]?$/i.test(name)) return null;
  return said(
    `«${name}» non è una scheda che posso leggere: mandami il file XLSX che ti è stato dato, compilato, salvato come «Cartella di lavoro di Excel (.xlsx)» e senza password. Per averne uno: /monitoraggio schede. Non ho preso niente.`,
  );
}

async function ofYear(services: Services, year: number): Promise<Services | null> {
  return (await services.years.list()).includes(year) ? services.years.of(year) : null;
}

/** One archive of some files. */
async function archiveOf(
  files: readonly { readonly name: string; readonly content: Buffer }[],
): Promise<Buffer> {
  const { zipSync } = await import('fflate');
  return Buffer.from(zipSync(Object.fromEntries(files.map(({ name, content }) => [name, content]))));
}

/** So many sheets go out one by one; more of them as one archive. */
const APART = 5;

/**
 * Sends the sheets of some structures to whoever asked for them, in their direct messages.
 * @returns what to say where they asked
 */
export async function sendSheets(
  services: Services,
  client: AllMiddlewareArgs['client'],
  account: string,
  phase: Phase,
  structures: readonly string[],
): Promise<string> {
  if (structures.length === 0) throw new Problem('sheet_not_yours', { phase: phase.name });
  const made = await services.sheets.files(phase.code, structures);
  const files =
    made.length <= APART
      ? made
      : [
          {
            name: `schede-${services.year}-${phase.code}.zip`,
            content: await archiveOf(made),
          },
        ];
  const isThere = await sendFiles(
    services,
    client,
    account,
    `${escapeMrkdwn(phaseTitle(phase))}: ${made.length === 1 ? 'la scheda da compilare' : `${made.length} schede da compilare`}. Nel foglio «Leggimi» c’è scritto come; compilata, rimandala qui.`,
    files,
  );
  if (!isThere) return ON_THEIR_WAY;
  return made.length === 1
    ? 'Fatto: la scheda è nei tuoi messaggi con me.'
    : `Fatto: ${made.length} schede sono nei tuoi messaggi con me.`;
}
