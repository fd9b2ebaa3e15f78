import { exampleNames } from '../../bot/ask/index.ts';
import { knownPerson } from '../../bot/kit/asking.ts';
import { escapeMrkdwn } from '../../bot/kit/blocks.ts';
import { ON_THEIR_WAY, sendFiles } from '../../bot/kit/file-delivery.ts';
import type { Services } from '../../bot/kit/services.ts';
import { DOCUMENT_FORMATS, type DocumentFormat, type DocumentWanted } from '../../domain/closing/index.ts';
import { Problem } from '../../domain/errors.ts';
import { newestPhase } from '../../domain/phases/index.ts';
import { DOCUMENT_KINDS, DOCUMENT_NAMES, DOCUMENT_WORDS, documentNamed } from '../../words/documents.ts';
import { phaseMeant } from '../arguments/phase-argument.ts';
import { yearArgument } from '../arguments/year-argument.ts';
import type { Subcommand } from './subcommand.ts';

/** `/monitoraggio documento`: what is signed and handed in, as files in the direct messages. */
export const writeDocument: Subcommand = {
  word: 'documento',
  purpose:
    'scrive in PDF e DOCX verbale, rapporto, referto, relazione, fascicolo (e il numero della voce), scheda (e il codice della struttura)',
  async run({ client, command, respond }, current, rest) {
    const { words, formats } = formatsIn(rest);
    const [, word = '', about = ''] = /^(\S*)\s*([\s\S]*)$/.exec(words) ?? [];
    const kind = documentNamed(word);
    if (kind === null)
      throw new Problem('command_not_understood', {
        text: rest,
        expected: `Dopo /monitoraggio documento puoi scrivere: ${DOCUMENT_KINDS.map((one) => `${DOCUMENT_WORDS[one]} (${DOCUMENT_NAMES[one].it})`).join(', ')}; alla fine, se vuoi, pdf o docx.`,
      });
    const { services, wanted } = await documentMeant(current, kind, about);
    const { person } = await knownPerson(services, command.user_id);
    const { title, hash, files } = await services.documents.write(wanted, formats, person.code);
    const isThere = await sendFiles(
      services,
      client,
      command.user_id,
      `${escapeMrkdwn(title)}. Impronta dei dati: ${hash.slice(0, 16)}…`,
      files,
    );
    await respond({
      response_type: 'ephemeral',
      text: isThere ? escapeMrkdwn(`Fatto: «${title}» è nei tuoi messaggi con me.`) : ON_THEIR_WAY,
    });
  },
};

/** The format that is named last; all of them where none is. */
function formatsIn(typed: string): { readonly words: string; readonly formats: readonly DocumentFormat[] } {
  const named = /(?:^|\s)(pdf|docx|word)$/i.exec(typed);
  const format = DOCUMENT_FORMATS.find((one) => one === named?.[1]?.toLowerCase().replace('word', 'docx'));
  return {
    words: typed.slice(0, named?.index ?? typed.length).trim(),
    formats: format ? [format] : DOCUMENT_FORMATS,
  };
}

/** What a document is to be about, and the services of its plan. */
async function documentMeant(
  current: Services,
  kind: NonNullable<ReturnType<typeof documentNamed>>,
  about: string,
): Promise<{ readonly services: Services; readonly wanted: DocumentWanted }> {
  if (kind === 'minutes' || kind === 'monitoring_report') {
    const { services, phase } = await phaseMeant(
      current.years,
      about,
      kind === 'minutes' ? ['closed'] : undefined,
    );
    return { services, wanted: { kind, phase: phase.code } };
  }
  const { year, rest } = yearArgument(about);
  const services = await current.years.of(year);
  const phase = newestPhase(await services.plans.current(), await services.absences.today())?.code ?? null;
  if (kind === 'dossier')
    return { services, wanted: { kind, item: await itemMeant(current, services, rest) } };
  if (kind !== 'unit_sheet') {
    if (rest !== '')
      throw new Problem('command_not_understood', {
        text: rest,
        expected: `Dopo «${DOCUMENT_WORDS[kind]}» si scrive solo l’anno: /monitoraggio documento ${DOCUMENT_WORDS[kind]} ${services.year}.`,
      });
    return { services, wanted: { kind, phase } };
  }
  if (rest === '')
    throw new Problem('command_not_understood', {
      text: '',
      expected: `Scrivi di quale struttura, con il suo codice: /monitoraggio documento scheda ${exampleNames(await services.plans.current()).unit ?? ''}.`,
    });
  return { services, wanted: { kind, structure: rest, phase } };
}

/** @throws Problem where the words name no item, or one of another plan than the one that is meant */
async function itemMeant(current: Services, services: Services, words: string) {
  const said = words === '' ? null : await current.questions.itemIn(words);
  const isHere = said !== null && !(said.named && services.year !== current.year);
  const plan = await services.plans.current();
  const found = isHere
    ? plan.items.filter(
        ({ kind, number, code }) =>
          (said.wanted.kind === null || said.wanted.kind === kind) &&
          (said.wanted.number === null || said.wanted.number === number) &&
          (said.wanted.code === null || said.wanted.code === code),
      )
    : [];
  const [first] = found;
  if (!first)
    throw new Problem('command_not_understood', {
      text: words,
      expected: 'Scrivi quale: /monitoraggio documento fascicolo obiettivo 24.',
    });
  return { kind: first.kind, number: first.number };
}
