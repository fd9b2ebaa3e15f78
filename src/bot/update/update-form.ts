import type { ActionsBlock, ContextBlock, InputBlock, ModalView, SectionBlock } from '@slack/types';
import { z } from 'zod';
import { markOfItem } from '../../domain/plan/index.ts';
import {
  actionsAsTyped,
  type StatusUpdate,
  writeMilestones,
  writeResults,
} from '../../domain/record/index.ts';
import { type ItemKey, itemRef } from '../../domain/types.ts';
import {
  CHANGE_CHOICES,
  type DraftField,
  type DraftProblem,
  type DraftProblems,
  EMPTY_DRAFT,
  type FieldProblem,
  fieldsOf,
  MAX_ACT,
  MAX_TEXT,
  percentGoingOn,
  resultsGoingOn,
  SEVERAL,
  type UpdateDraft,
  type UpdateForm,
  writeChanges,
} from '../../domain/updates/index.ts';
import { joined } from '../../words/articles.ts';
import { CHANGE_NAMES } from '../../words/changes.ts';
import { formatDayLong, formatMoment } from '../../words/days.ts';
import { formatDecimal, formatPercent } from '../../words/formats.ts';
import { ITEM_KINDS, itemName } from '../../words/kinds.ts';
import { joinedName } from '../../words/proper-names.ts';
import { capital } from '../../words/sentences.ts';
import { ITEM_STATES } from '../../words/states.ts';
import { actions, button, context, escapeMrkdwn, plain, section } from '../kit/blocks.ts';
import { ACTIONS, FORM_ACTIONS, VIEWS } from '../kit/ids.ts';
import { LIMITS, shorten } from '../kit/limits.ts';
import { within } from '../kit/within.ts';
import { ACT_PROBLEMS, changeValue, phaseTitle, stateWords, WEIGHT_UNREADABLE } from '../kit/words.ts';
import { fieldInput } from './update-form-fields.ts';

/** What the form carries besides its fields: ids only; everything else is reloaded and authorised again. */
const metadataSchema = z.object({
  year: z.number().int().optional(),
  kind: z.enum(ITEM_KINDS),
  number: z.number().int().positive(),
  /** By which the item is known should it be given another number while the form is open. */
  mark: z.string().optional(),
  phase: z.string(),
  basedOn: z.number().int().nonnegative(),
});
type UpdateFormMetadata = z.infer<typeof metadataSchema>;

/** What surrounds the form: names for codes, the body's zone, and what to say first. */
export interface FormSurroundings {
  readonly names: ReadonlyMap<string, string>;
  readonly timezone: string;
  /** Somebody else reported while this was being typed: their version. */
  readonly conflict?: StatusUpdate;
  /** Why the form is open instead of what was asked for. */
  readonly notice?: string;
}

type FormBlock = SectionBlock | ContextBlock | InputBlock | ActionsBlock;

/** The form of one item for the state chosen, filled with a draft: six fields at most. */
export function buildUpdateForm(form: UpdateForm, draft: UpdateDraft, around: FormSurroundings): ModalView {
  const { item, phase } = form;
  const metadata: UpdateFormMetadata = {
    year: phase.year,
    kind: item.kind,
    number: item.number,
    mark: markOfItem(item),
    phase: phase.code,
    basedOn: form.previous?.version ?? 0,
  };
  const fields = fieldsOf(draft.state, form.shape);
  const blocks: FormBlock[] = [
    ...(around.conflict ? [conflictSection(around.conflict, around)] : []),
    ...(around.notice === undefined ? [] : [section(`:warning: ${escapeMrkdwn(around.notice)}`)]),
    section(`*${escapeMrkdwn(item.shortTitle)}*\n${escapeMrkdwn(item.summary)}`),
    context(
      `${escapeMrkdwn(phaseTitle(phase))} · scadenza ${formatDayLong(phase.dueOn)}`,
      escapeMrkdwn(lastWords(form, around)),
      ...partWords(form, around),
    ),
    ...(form.kept !== null && around.conflict === undefined && around.notice === undefined
      ? keptBlocks(form, around)
      : []),
    ...fields.flatMap((field): FormBlock[] => [
      fieldInput(field, form, draft),
      ...(field === 'changeField' ? changedBefore(form, draft) : []),
      ...(field === 'changeField' && draft.changeField !== null && draft.changeField !== SEVERAL
        ? [
            context(
              `${capital(CHANGE_NAMES[draft.changeField].it)} di ora: ${escapeMrkdwn(changeValue(draft.changeField, form.current[draft.changeField]))}`,
            ),
          ]
        : []),
    ]),
    ...attachedBefore(form),
    ...(draft.state === null
      ? [context('Scegli lo stato: il modulo mostra i campi che servono.')]
      : [
          actions(
            button('Allega un documento', ACTIONS.addEvidence, within(phase, itemRef(item))),
            button('Storia', ACTIONS.itemHistory, within(phase, itemRef(item))),
          ),
        ]),
  ];
  return {
    type: 'modal',
    callback_id: VIEWS.updateForm,
    private_metadata: JSON.stringify(metadata),
    notify_on_close: true,
    title: plain(`Aggiorna ${itemName(item)}`, LIMITS.modalTitle),
    submit: plain('Invia'),
    close: plain('Annulla'),
    blocks,
  };
}

const attachedBefore = ({ attached }: UpdateForm): ContextBlock[] =>
  attached.length === 0
    ? []
    : [
        context(
          `Già allegati: ${escapeMrkdwn(shorten(attached.map(({ title }) => title).join(', '), 300))}.`,
        ),
      ];

/** What this phase has changed already, beside what is chosen now: it stays. */
function changedBefore({ previous }: UpdateForm, { changeField }: UpdateDraft): ContextBlock[] {
  const others = (previous?.state === 'amended' ? previous.changes : []).filter(
    ({ field }) => field !== changeField && changeField !== SEVERAL,
  );
  if (others.length === 0) return [];
  const told = others.map(
    ({ field, new: value }) => `${CHANGE_NAMES[field].it} «${shorten(changeValue(field, value), 80)}»`,
  );
  return [context(`Restano anche le modifiche già indicate: ${escapeMrkdwn(told.join('; '))}.`)];
}

/** What the form opens with: what was typed and not sent, or the last version. */
export const startingDraft = (form: UpdateForm): UpdateDraft => form.kept?.draft ?? untouchedDraft(form);

/** A form in which nobody has typed yet: the last version, or what is known from an earlier phase or from the plan. */
function untouchedDraft(form: UpdateForm): UpdateDraft {
  const { previous, earlier, indicators, milestones } = form;
  // What the former year knows is where the year's first report begins.
  const former = previous === null && earlier === null ? form.former : null;
  const start: UpdateDraft = {
    ...EMPTY_DRAFT,
    state: former?.goesOn && former.last?.state === 'in_progress' ? 'in_progress' : null,
    percent: typedPercent(earlier?.percent ?? percentGoingOn(former)),
  };
  return {
    ...(previous === null ? start : draftOf(previous, form.today)),
    results: writeResults(
      indicators,
      new Map([
        ...resultsGoingOn(former),
        ...indicators.flatMap(({ code, result }) => (result === null ? [] : [[code, result] as const])),
      ]),
    ),
    milestonesDone: writeMilestones(
      milestones,
      new Map([
        ...(former?.milestonesDone ?? []),
        ...milestones.flatMap(({ code, doneOn }) => (doneOn === null ? [] : [[code, doneOn] as const])),
      ]),
    ),
  };
}

const typedPercent = (percent: number | null): string => (percent === null ? '' : formatDecimal(percent));

/** A version as it would be typed. */
const draftOf = (update: StatusUpdate, today: string): UpdateDraft => ({
  ...EMPTY_DRAFT,
  state: update.state,
  percent: typedPercent(update.percent),
  note: update.note ?? '',
  achievedOn: update.achievedOn ?? (update.state === 'achieved' ? today : ''),
  criticalPoints: update.criticalPoints ?? '',
  correctiveActions: update.correctiveActions ?? '',
  changeField: update.changes.length > 1 ? SEVERAL : (update.changes[0]?.field ?? null),
  newValue: update.changes.length > 1 ? writeChanges(update.changes) : (update.changes[0]?.new ?? ''),
  reason: update.reason ?? '',
  act: update.act ?? '',
  evidence: update.evidence ?? '',
});

/** "Nel 2025: in fase, 60 %; Comuni collegati (n.): 4": what the plan of the former year knows; null where it knows nothing. */
function formerWords({ former }: UpdateForm): string | null {
  if (former === null) return null;
  const { last, attainment, results } = former;
  const told = [
    ...(last === null ? [] : [stateWords(last)]),
    ...(last === null && attainment !== null ? [`risultato ${formatPercent(attainment)}`] : []),
    ...results.map(
      ({ indicator: { name, unit }, value }) =>
        `${name}${unit === null ? '' : ` (${unit})`}: ${formatDecimal(value)}`,
    ),
  ];
  return told.length === 0 ? null : `${capital(joined('in', former.year))}: ${told.join('; ')}.`;
}

function lastWords(form: UpdateForm, { names, timezone }: FormSurroundings): string {
  const { previous, earlier } = form;
  if (previous === null)
    return earlier === null
      ? ['È il primo aggiornamento in questa fase.', formerWords(form)]
          .filter((words) => words !== null)
          .join(' ')
      : `È il primo aggiornamento in questa fase. Nella fase precedente: ${stateWords(earlier)} (${formatMoment(earlier.at, timezone)}).`;
  const told = `Ultimo: ${stateWords(previous)} · ${names.get(previous.author) ?? previous.author}, ${formatMoment(previous.at, timezone)}.`;
  const decision = previous.decisions.at(-1);
  return previous.outcome === 'returned' && decision
    ? `${told} Restituito da ${names.get(decision.actor) ?? decision.actor}: «${decision.reason ?? ''}»`
    : told;
}

/** For whom one reports on a shared item, and what the others reported. */
function partWords({ item, standpoint, parts }: UpdateForm, { names }: FormSurroundings): readonly string[] {
  if (!standpoint.closes)
    return [
      `${item.noun ? `${capital(item.noun.one)}: è in comune con altre strutture` : 'È un obiettivo condiviso'}: riferisci la parte ${joinedName('di', escapeMrkdwn(standpoint.structure))}; lo chiude chi lo coordina.`,
    ];
  return parts.map(
    (part) =>
      `Parte ${joinedName('di', escapeMrkdwn(part.structure))}: ${stateWords(part)} · ${escapeMrkdwn(names.get(part.author) ?? part.author)}`,
  );
}

function conflictSection(theirs: StatusUpdate, { names, timezone }: FormSurroundings): SectionBlock {
  const said = [theirs.note, theirs.criticalPoints, theirs.reason].filter(Boolean).join(' · ');
  return section(
    [
      `:warning: *Nel frattempo ${escapeMrkdwn(names.get(theirs.author) ?? theirs.author)} ha aggiornato*: ${stateWords(theirs)} (${formatMoment(theirs.at, timezone)}).`,
      ...(said === '' ? [] : [`Ha scritto: «${escapeMrkdwn(said.slice(0, 600))}»`]),
      'Qui sotto c’è quello che avevi scritto tu: *Invia* per farlo diventare l’ultima versione, *Annulla* per lasciare la sua.',
    ].join('\n'),
  );
}

const keptBlocks = ({ kept, item, phase }: UpdateForm, { timezone }: FormSurroundings): FormBlock[] =>
  kept === null
    ? []
    : [
        section(
          `:pencil2: Ho ripreso quello che avevi scritto e non inviato (${formatMoment(kept.at, timezone)}).`,
          button('Scarta la bozza', ACTIONS.discardDraft, within(phase, itemRef(item))),
        ),
      ];

const option = z.object({ value: z.string() });
const fieldValue = z.object({
  value: z.string().nullish(),
  selected_option: option.nullish(),
  selected_options: z.array(option).nullish(),
  selected_date: z.string().nullish(),
});
const stateValues = z.record(z.string(), z.record(z.string(), fieldValue));

/** What was sent: the item and phase it is about, and the fields as typed. */
interface SubmittedUpdate {
  readonly item: ItemKey;
  readonly metadata: UpdateFormMetadata;
  readonly draft: UpdateDraft;
  /** The fields that the form had: of the others it says nothing. */
  readonly shown: readonly DraftField[];
}

/**
 * Reads a form, sent or still being typed.
 * @param view the `view` of its payload
 * @throws ZodError when the metadata or the values are not those of this form
 */
export function parseUpdateForm(view: {
  private_metadata: string;
  state: { values: unknown };
}): SubmittedUpdate {
  const metadata = metadataSchema.parse(JSON.parse(view.private_metadata));
  const values = stateValues.parse(view.state.values);
  const of = (field: DraftField) => values[field]?.[field];
  const text = (field: DraftField): string => of(field)?.value ?? of(field)?.selected_date ?? '';
  const chosen = (field: DraftField): string | undefined => of(field)?.selected_option?.value;
  return {
    item: { kind: metadata.kind, number: metadata.number },
    metadata,
    shown: (Object.keys(EMPTY_DRAFT) as DraftField[]).filter((field) => of(field) !== undefined),
    draft: {
      state: ITEM_STATES.find((known) => known === chosen('state')) ?? null,
      percent: text('percent'),
      note: text('note'),
      achievedOn: text('achievedOn'),
      criticalPoints: text('criticalPoints'),
      correctiveActions: text('correctiveActions'),
      changeField: CHANGE_CHOICES.find((known) => known === chosen('changeField')) ?? null,
      newValue: text('newValue'),
      reason: text('reason'),
      act: text('act'),
      evidence: text('evidence'),
      results: text('results'),
      milestonesDone: text('milestonesDone'),
      actionsDone: (of('actionsDone')?.selected_options ?? []).flatMap(({ value }) => {
        const [update, line] = value.split('|').map(Number);
        return Number.isInteger(update) && Number.isInteger(line)
          ? [{ update: update ?? 0, line: line ?? 0 }]
          : [];
      }),
    },
  };
}

/** The fields in which something is written, rather than chosen to see what it asks. */
const WRITTEN = [...FORM_ACTIONS.typed, 'results', 'milestonesDone'] as const satisfies readonly DraftField[];

/** Whether anything was typed that is not in the last version already, nor put there by the form. */
export function isWorthKeeping(form: UpdateForm, draft: UpdateDraft): boolean {
  const start = untouchedDraft(form);
  const offered: Partial<Record<DraftField, string>> = {
    achievedOn: form.today,
    correctiveActions: actionsAsTyped(start.correctiveActions),
    newValue: writeChanges([]),
  };
  return WRITTEN.some((field) => {
    const typed = draft[field];
    return (
      typed.length > 0 && JSON.stringify(typed) !== JSON.stringify(start[field]) && typed !== offered[field]
    );
  });
}

const PROBLEM_WORDS: Readonly<Record<DraftProblem, string>> = {
  state_missing: 'Scegli uno stato.',
  new_is_for_heads: 'Lo stato «nuovo» lo possono indicare il dirigente o l’ufficio controllo.',
  percent_not_a_number: 'Scrivi un numero da 0 a 100, per esempio 34,5.',
  percent_out_of_range: 'La percentuale va da 0 a 100.',
  percent_missing: 'Se è in fase, indica a che percentuale è arrivato.',
  explanation_missing_below_100: 'Raggiunto con meno del 100 %: spiega qui perché.',
  explanation_missing_for_drop: 'La percentuale è più bassa di prima: spiega qui perché.',
  explanation_missing_for_worse: 'Il valore di un indicatore è peggiore di prima: spiega qui perché.',
  indicator_unknown: 'La riga deve cominciare con il numero del suo indicatore, per esempio «1) …: 66».',
  indicator_not_a_number: 'Dopo i due punti serve un numero, «sì» o «no», per esempio 66,5.',
  milestone_unknown: 'La riga deve cominciare con il numero della sua fase, per esempio «1) …: 30/10/2021».',
  milestone_day_unreadable: 'Dopo i due punti serve una data, per esempio 30/10/2021.',
  milestone_in_the_future: 'Una delle date è nel futuro: lascia vuote le fasi non ancora fatte.',
  day_or_explanation_missing: 'Indica il giorno in cui è stato raggiunto, o spiega nella nota perché manca.',
  day_unreadable: 'Scrivi una data, per esempio 30/10/2021.',
  weight_unreadable: WEIGHT_UNREADABLE,
  day_out_of_horizon: 'La data è fuori dal periodo del piano.',
  day_in_the_future: 'La data è nel futuro: se non è ancora raggiunto, lo stato è «in fase».',
  change_missing: 'Scegli che cosa cambia.',
  new_value_missing: 'Scrivi il nuovo valore.',
  change_unknown:
    'La riga deve cominciare con Descrizione, Risultato atteso, Indicatore, Scadenza o Peso, ognuno una volta; poi i due punti e il nuovo valore.',
  nothing_changes: 'È uguale a quello di ora: non cambia niente.',
  reason_missing: 'Scrivi il motivo.',
  evidence_not_a_link:
    'Scrivi uno o più indirizzi interi, che cominciano con https:// o http://, senza utente né password. Per un file, anche di una cartella condivisa, usa «Allega un documento».',
  text_too_long: `Al massimo ${MAX_TEXT} caratteri.`,
  ...ACT_PROBLEMS,
  deadline_past: 'La nuova scadenza è già passata.',
  act_too_long: `Al massimo ${MAX_ACT} caratteri.`,
  action_incomplete: 'Servono tre cose, separate da punto e virgola: che cosa; chi; entro quando.',
  action_day_unreadable: 'L’ultima parte deve essere una data, per esempio 30/10/2021.',
  action_day_out_of_horizon: 'La data è fuori dal periodo del piano.',
  action_day_past: 'La data è già passata: scrivi entro quando sarà fatta.',
  action_of_two_days: 'Ci sono più date: scrivi un’azione per riga, ognuna con il suo giorno.',
  too_many_actions: 'Al massimo dieci azioni correttive.',
};

/** What is wrong with a field, as whoever filled it in reads it. */
export const problemWords = ({ problem, line }: FieldProblem): string =>
  line === undefined ? PROBLEM_WORDS[problem] : `Riga ${line}: ${PROBLEM_WORDS[problem]}`;

/** Problems as Slack wants them: a sentence under each wrong field, all at once. */
export const draftErrors = (problems: DraftProblems): Record<string, string> =>
  Object.fromEntries([...problems].map(([field, problem]) => [field, problemWords(problem)]));
