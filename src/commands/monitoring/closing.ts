import { contradictionsIn } from '../../answers/phrase/discrepancies.ts';
import { buildReopenForm } from '../../bot/approve/index.ts';
import { OVERSIGHT, requireRole } from '../../bot/kit/asking.ts';
import { ON_THEIR_WAY } from '../../bot/kit/file-delivery.ts';
import type { Services } from '../../bot/kit/services.ts';
import { phaseTitle } from '../../bot/kit/words.ts';
import {
  buildActForm,
  buildMinutes,
  buildOpinionForm,
  closeFormOf,
  sendExport,
} from '../../bot/phase/index.ts';
import { buildInconsistencies } from '../../bot/record/index.ts';
import { openProposal } from '../../bot/update/index.ts';
import { Problem } from '../../domain/errors.ts';
import { type PhaseMeant, phaseFor, phaseMeant } from '../arguments/phase-argument.ts';
import { yearArgument } from '../arguments/year-argument.ts';
import type { Subcommand } from './subcommand.ts';

/** `/monitoraggio esporta`: summary, items, changes, missing and audit, as files in the direct messages. */
export const exportPhase: Subcommand = {
  word: 'esporta',
  purpose: 'sintesi, voci, modifiche, mancanti e registro, in XLSX e CSV, nei tuoi messaggi',
  async run({ client, command, respond }, current, rest) {
    const formats = /(?:^|\s)(csv|xlsx)$/i.exec(rest);
    const words = rest.replace(formats?.[0] ?? '', '').trim();
    const { services, phase } = await phaseFor(current.years, command.user_id, OVERSIGHT, words);
    const wanted = formats ? ([formats[1]?.toLowerCase()] as ('csv' | 'xlsx')[]) : (['xlsx', 'csv'] as const);
    const isThere = await sendExport(services, client, command.user_id, phase.code, wanted);
    await respond({
      response_type: 'ephemeral',
      text: isThere ? `Fatto: i file di «${phaseTitle(phase)}» sono nei tuoi messaggi con me.` : ON_THEIR_WAY,
    });
  },
};

/** `/monitoraggio incongruenze`: what does not agree, by printed rules. */
export const inconsistencies: Subcommand = {
  word: 'incongruenze',
  purpose: 'che cosa non torna, con le regole applicate (controllo e Nucleo)',
  async run({ command, respond }, current, rest) {
    const services = await current.years.of(yearArgument(rest).year);
    await requireRole(services, command.user_id, OVERSIGHT);
    await respond({
      response_type: 'ephemeral',
      ...buildInconsistencies(
        await services.dossiers.inconsistencies(),
        contradictionsIn(await services.plans.current()),
      ),
    });
  },
};

/** `/monitoraggio parere`: the Nucleo's opinion. */
export const opinion: Subcommand = {
  word: 'parere',
  purpose: 'registra il parere del Nucleo (Nucleo e ufficio controllo)',
  async run({ client, command }, current, rest) {
    const { services, phase } = await phaseFor(current.years, command.user_id, OVERSIGHT, rest);
    await client.views.open({
      trigger_id: command.trigger_id,
      view: buildOpinionForm(await services.plans.current(), phase, await services.absences.today()),
    });
  },
};

/** `/monitoraggio atto`: the Giunta's act. */
export const act: Subcommand = {
  word: 'atto',
  purpose: 'registra l’atto della Giunta (ufficio controllo)',
  async run({ client, command }, current, rest) {
    const { services, phase } = await controlled(current, command.user_id, rest);
    await client.views.open({
      trigger_id: command.trigger_id,
      view: buildActForm(phase, await services.absences.today()),
    });
  },
};

/** `/monitoraggio chiudi`: what closing would leave behind, then the closing. */
export const close: Subcommand = {
  word: 'chiudi',
  purpose: 'chiude la fase: sintesi, registro delle modifiche, verbale (ufficio controllo)',
  async run({ client, command }, current, rest) {
    const { services, phase } = await controlled(current, command.user_id, rest);
    const view = await closeFormOf(services, phase);
    await client.views.open({ trigger_id: command.trigger_id, view });
  },
};

/** `/monitoraggio verbale`: the minutes of a closed phase. */
export const minutes: Subcommand = {
  word: 'verbale',
  purpose: 'il verbale di una fase chiusa, con la sua impronta',
  async run({ command, respond }, current, rest) {
    const { services, phase } = await minutesMeant(current, command.user_id, rest);
    const record = await services.closing.minutesOf(phase.code);
    if (record === null)
      throw new Problem('command_not_understood', {
        text: '',
        expected: `Il verbale di «${phaseTitle(phase)}» si forma quando la fase viene chiusa.`,
      });
    await respond({ response_type: 'ephemeral', ...buildMinutes(await services.plans.current(), record) });
  },
};

/** `/monitoraggio riapri-voce 24`: an item is owed again. */
export const reopenItem: Subcommand = {
  word: 'riapri-voce',
  purpose: 'rende di nuovo da aggiornare una voce, con il motivo: riapri-voce 24 (ufficio controllo)',
  async run({ client, command }, current, rest) {
    const { year, rest: which } = yearArgument(rest);
    const { services, person } = await controlled(
      current,
      command.user_id,
      year === null ? '' : String(year),
    );
    const said = await current.questions.itemIn(which);
    const known = said !== null && !(said.named && services.year !== current.year);
    const [first] = known ? await services.updates.candidates(person.code, said.wanted) : [];
    if (!first)
      throw new Problem('command_not_understood', {
        text: rest,
        expected: 'Scrivi quale: /monitoraggio riapri-voce 24.',
      });
    const view = buildReopenForm(services.year, first.item);
    await client.views.open({ trigger_id: command.trigger_id, view });
  },
};

/** `/monitoraggio nuovo`: the sheet of an item that is not in the plan. */
export const propose: Subcommand = {
  word: 'nuovo',
  purpose: 'inserisce un obiettivo che nel piano non c’è (dirigenti e ufficio controllo)',
  async run({ client, command }, current, rest) {
    const { services, phase } = await phaseMeant(current.years, rest);
    await openProposal(services, client, command.user_id, command.trigger_id, phase.code);
  },
};

/** The minutes are of a closed phase, where there is one. */
async function minutesMeant(current: Services, account: string, word: string): Promise<PhaseMeant> {
  try {
    return await phaseFor(current.years, account, OVERSIGHT, word, ['closed']);
  } catch (error) {
    if (!(error instanceof Problem) || error.problem !== 'command_not_understood') throw error;
    return phaseMeant(current.years, word);
  }
}

const controlled = (current: Services, account: string, word: string) =>
  phaseFor(current.years, account, ['controller'], word);
