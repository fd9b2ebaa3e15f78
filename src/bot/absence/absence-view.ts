import type { ActionsBlock, Button, ContextBlock, HeaderBlock, ModalView, SectionBlock } from '@slack/types';
import {
  type AbsenceDraft,
  type AbsenceField,
  type AbsenceMessage,
  type AbsenceNews,
  type AbsenceProblem,
  type AbsenceRecorded,
  type AbsenceSeen,
  type AbsenceTakenBack,
  addressOf,
  type ListedAbsence,
} from '../../domain/absences/index.ts';
import type { Person } from '../../domain/types.ts';
import { the } from '../../words/articles.ts';
import { formatDayLong } from '../../words/days.ts';
import { listed } from '../../words/sentences.ts';
import {
  about,
  actions,
  button,
  context,
  escapeMrkdwn,
  header,
  type MessageView,
  plainSection,
  section,
} from '../kit/blocks.ts';
import { choice, dayPicker, input, modal, viewModal } from '../kit/form-parts.ts';
import { ACTIONS, VIEWS } from '../kit/ids.ts';
import { LIMITS, shorten } from '../kit/limits.ts';
import { menuOf } from '../kit/menu.ts';
import { fieldsOf, type SentView } from '../kit/sent-view.ts';
import { ofPeriod, periodWords } from '../kit/words.ts';

/** Three blocks are the header, the button and what is left out. */
const SHOWN = LIMITS.messageBlocks - 3;

/** Who is away, or will be, as far as the reader may know. */
export function buildAbsences(
  absences: readonly ListedAbsence[],
): MessageView<HeaderBlock | SectionBlock | ContextBlock | ActionsBlock> {
  const lines = absences.map((absence) => `${absence.person}: ${inWords(absence)}.`);
  return {
    text: absences.length === 0 ? NONE : shorten(`Assenze: ${lines.join(' ')}`, LIMITS.fallbackText),
    blocks: [
      header('Assenze e sostituti'),
      ...listOf(absences, (absence) =>
        about(
          button('Annulla assenza', ACTIONS.cancelAbsence, String(absence.id)),
          `${absence.person}, ${periodWords(absence)}`,
        ),
      ),
      actions(button('Nuova assenza', ACTIONS.newAbsence, 'new', 'primary')),
    ],
  };
}

const NONE = 'Nessuna assenza in programma.';

const inWords = (absence: ListedAbsence): string =>
  `${periodWords(absence)}, ${absence.substitute === null ? 'senza sostituto: risponde il dirigente' : `sostituto ${absence.substitute}`}; registrata da ${absence.recordedBy ?? 'te'}`;

/** As many absences as a message shows, each with what may be done to it, and how many there are besides. */
function listOf(
  absences: readonly ListedAbsence[],
  besides: (absence: ListedAbsence) => Button | undefined,
): (SectionBlock | ContextBlock)[] {
  const more = absences.length - SHOWN;
  return [
    ...(absences.length === 0 ? [section(NONE)] : []),
    ...absences
      .slice(0, SHOWN)
      .map((absence) =>
        section(`*${escapeMrkdwn(absence.person)}*\n${escapeMrkdwn(inWords(absence))}`, besides(absence)),
      ),
    ...(more > 0
      ? [
          context(
            more === 1
              ? 'E un’altra assenza, dopo queste.'
              : `E altre ${more} assenze, dopo queste: compaiono qui man mano che queste finiscono.`,
          ),
        ]
      : []),
  ];
}

/** To whoever recorded one: that it was done, and the absences as they are now. */
export const buildRecordedAbsence = (
  recorded: Extract<AbsenceRecorded, { ok: true }>,
  absences: readonly ListedAbsence[],
): ModalView =>
  viewModal('Assenze e sostituti', [
    plainSection(recordedSentence(recorded)),
    ...listOf(absences, () => undefined),
    context('Per annullarne una: /monitoraggio assenza.'),
  ]);

const whose = ({ isOwn, person }: AbsenceSeen): string =>
  isOwn ? 'La tua assenza' : `L’assenza di ${person}`;

const whoAnswers = ({ isOwn, substitute }: AbsenceSeen): string =>
  substitute === null
    ? isOwn
      ? 'risponde il tuo dirigente'
      : 'risponde il dirigente'
    : `${isOwn ? 'ti sostituisce' : 'risponde'} ${substitute}`;

function recordedSentence({
  absence,
  withoutSubstitute: years,
}: Extract<AbsenceRecorded, { ok: true }>): string {
  const elsewhere =
    years.length === 0
      ? ''
      : ` ${years.length === 1 ? 'Nel piano' : 'Nei piani'} ${listed(years.map(String))}, dove ${absence.substitute} non c’è, risponde il dirigente.`;
  const told =
    absence.isOwn && absence.substitute === null
      ? ''
      : ' Chi altro è interessato riceve un messaggio, in orario di lavoro.';
  return `${whose(absence)} ${ofPeriod(absence)} è registrata: ${whoAnswers(absence)}.${elsewhere}${told}`;
}

/** To whoever took it back, where they did; null when there was nothing left to take back. */
export function takenBackSentence(taken: AbsenceTakenBack | null): string {
  const others = 'Per vedere le altre: /monitoraggio assenza.';
  if (taken === null) return `Questa assenza era già stata annullata, o è già finita. ${others}`;
  const { absence, ended } = taken;
  if (!ended) return `${whose(absence)} ${ofPeriod(absence)} è annullata. ${others}`;
  return `${whose(absence)} era già cominciata: è finita ieri. ${absence.isOwn ? 'I promemoria arrivano di nuovo a te, e se una fase è aperta ricevi' : 'I promemoria tornano a chi era assente, che se una fase è aperta riceve'} il riepilogo di quello che è successo nel frattempo. ${others}`;
}

/** To somebody whom absences concern and who did not do it themselves. */
export function buildAbsenceNotice({ news }: Pick<AbsenceMessage, 'news'>): MessageView<SectionBlock> {
  const text = shorten(news.map(absenceNews).join('\n'), LIMITS.fallbackText);
  return { text: escapeMrkdwn(text), blocks: [plainSection(text)] };
}

function absenceNews(news: AbsenceNews): string {
  const { isOwn, person, state } = news;
  switch (state) {
    case 'recorded':
      return isOwn
        ? `${whose(news)} ${ofPeriod(news)} è registrata: ${whoAnswers(news)}. L’ha registrata ${news.recordedBy}.`
        : `Sostituisci ${person} ${periodWords(news)}: ricevi i suoi promemoria e puoi rispondere. Con /aggiorna vedi che cosa manca.`;
    case 'cancelled':
      return isOwn
        ? `${whose(news)} ${ofPeriod(news)} è annullata.`
        : `Non sostituisci più ${person} ${periodWords(news)}.`;
    case 'ended': {
      const last = `finita ${the(formatDayLong(news.to))}`;
      return isOwn
        ? `${whose(news)} è ${last}: i promemoria arrivano di nuovo a te.`
        : `Non sostituisci più ${person}: la sua assenza è ${last}.`;
    }
  }
}

/**
 * The form of an absence.
 * @param people for whom the reader may record one, themselves first; named by address, the same in every plan
 * @param substitutes who may answer in their place
 */
export function buildAbsenceForm(
  people: readonly Person[],
  substitutes: readonly Person[],
  today: string,
): ModalView {
  const options = (of: readonly Person[]) => of.map((person) => choice(person.name, addressOf(person)));
  const whom = options(people);
  return modal(
    VIEWS.absenceForm,
    'Assenza',
    {},
    [
      input('person', 'Chi è assente', {
        type: 'static_select',
        ...menuOf(whom),
        ...(whom[0] ? { initial_option: whom[0] } : {}),
      }),
      input('from', 'Dal', dayPicker(today)),
      input('to', 'Al (compreso)', dayPicker(null)),
      input(
        'substitute',
        'Sostituto',
        { type: 'static_select', ...menuOf(options(substitutes)) },
        {
          optional: true,
          hint: 'Riceve i promemoria e può rispondere. Senza sostituto risponde il dirigente.',
        },
      ),
      context('Al rientro chi era assente riceve il riepilogo di quello che è successo.'),
    ],
    'Registra',
  );
}

export function parseAbsenceForm(view: SentView): AbsenceDraft {
  const fields = fieldsOf(view);
  return {
    person: fields.option('person') ?? '',
    from: fields.day('from'),
    to: fields.day('to'),
    substitute: fields.option('substitute'),
  };
}

const PROBLEM_WORDS: Readonly<Record<AbsenceProblem, string>> = {
  day_missing: 'Scegli un giorno.',
  ends_before_it_starts: 'L’assenza finisce prima di cominciare.',
  is_over: 'L’assenza è già finita.',
  is_too_long: 'Sono più di tre anni: controlla l’anno.',
  substitute_is_the_person: 'Il sostituto deve essere un’altra persona.',
  substitute_elsewhere:
    'Non è in nessun piano in cui risponde chi è assente, quindi non può rispondere al suo posto: scegli un’altra persona.',
  substitute_is_away: 'In questi giorni anche il sostituto è assente.',
  overlaps: 'In questi giorni c’è già un’assenza: annulla prima quella.',
};

export const absenceErrors = (problems: ReadonlyMap<AbsenceField, AbsenceProblem>): Record<string, string> =>
  Object.fromEntries([...problems].map(([field, problem]) => [field, PROBLEM_WORDS[problem]]));
