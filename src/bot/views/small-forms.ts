import type { InputBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { QuickReport } from '../../domain/quick-report.ts';
import { ITEM_KINDS, type Item, type ItemKey, itemRef, type Phase, type Plan } from '../../domain/types.ts';
import { VIEWS } from '../ids.ts';
import { context, escapeMrkdwn, plain, plainSection, section } from './blocks.ts';
import { LIMITS, shorten } from './limits.ts';
import { itemTitle, phaseTitle } from './words.ts';

/*
 * The small forms: confirm several items, return with a note, reopen, add a document, propose an item, record the
 * Nucleo's opinion and the Giunta's act, close a phase. What builds each also parses it.
 */

const option = z.object({ value: z.string() });
const stateValues = z.record(
  z.string(),
  z.record(
    z.string(),
    z.object({
      value: z.string().nullish(),
      selected_option: option.nullish(),
      selected_options: z.array(option).nullish(),
      selected_date: z.string().nullish(),
      files: z
        .array(z.object({ id: z.string(), name: z.string().nullish(), permalink: z.string().nullish() }))
        .nullish(),
    }),
  ),
);

/** A submitted view, as far as these forms read it. */
export interface SentView {
  readonly private_metadata: string;
  readonly state: { readonly values: unknown };
}

const read = (view: SentView) => {
  const values = stateValues.parse(view.state.values);
  return (field: string) => values[field]?.[field];
};
const textOf = (of: ReturnType<typeof read>, field: string): string => of(field)?.value?.trim() ?? '';

const input = (
  field: string,
  label: string,
  element: Record<string, unknown>,
  more: Partial<InputBlock> = {},
): InputBlock =>
  ({
    type: 'input',
    block_id: field,
    label: plain(label),
    element: { ...element, action_id: field },
    ...more,
  }) as InputBlock;

const text = (multiline: boolean, max: number = LIMITS.sectionText) => ({
  type: 'plain_text_input',
  multiline,
  max_length: max,
});

const modal = (
  callback: string,
  title: string,
  metadata: unknown,
  blocks: ModalView['blocks'],
  submit = 'Invia',
): ModalView => ({
  type: 'modal',
  callback_id: callback,
  private_metadata: JSON.stringify(metadata),
  title: plain(title, LIMITS.modalTitle),
  submit: plain(submit),
  close: plain('Annulla'),
  blocks,
});

/** What a form carries of the phase it acts within. */
const inPhase = ({ year, code }: Phase) => ({ year, phase: code });

const choice = (label: string, value: string) => ({ text: plain(label, LIMITS.optionText), value });

/** Slack's cap on the options of a menu. */
const MAX_OPTIONS = 100;

/** Several items in one go: which, and what is reported of all of them. */
export function buildBulkForm(phase: Phase, missing: readonly Item[]): ModalView {
  return modal(VIEWS.bulkForm, 'Conferma più voci', inPhase(phase), [
    section(`${escapeMrkdwn(phaseTitle(phase))}: scegli le voci e che cosa vuoi comunicare di tutte.`),
    input('items', 'Voci', {
      type: 'multi_static_select',
      placeholder: plain('Scegli'),
      options: missing.slice(0, MAX_OPTIONS).map((item) => choice(itemTitle(item), itemRef(item))),
    }),
    input('report', 'Che cosa comunichi', {
      type: 'radio_buttons',
      options: [choice('Nessuna variazione', 'no_change'), choice('Raggiunto oggi, al 100 %', 'achieved')],
    }),
    context('Per tutto il resto (percentuale, criticità, modifiche) apri il modulo della singola voce.'),
  ]);
}

export function parseBulkForm(view: SentView): {
  readonly phase: string;
  readonly items: readonly ItemKey[];
  readonly report: QuickReport;
} {
  const { phase } = z.object({ phase: z.string() }).parse(JSON.parse(view.private_metadata));
  const of = read(view);
  return {
    phase,
    items: (of('items')?.selected_options ?? []).flatMap(({ value }) => parseRefOrNone(value)),
    report: z.enum(['no_change', 'achieved']).parse(of('report')?.selected_option?.value),
  };
}

const parseRefOrNone = (value: string): readonly ItemKey[] => {
  const [kind, number] = value.split(':');
  const known = ITEM_KINDS.find((candidate) => candidate === kind);
  return known && /^\d{1,6}$/.test(number ?? '') ? [{ kind: known, number: Number(number) }] : [];
};

/** Why a report goes back to its author. */
export const buildReturnForm = (year: number, ids: readonly number[], what: string): ModalView =>
  modal(
    VIEWS.returnForm,
    'Restituisci',
    { year, ids },
    [
      plainSection(what),
      input('note', 'Che cosa manca o va corretto', text(true), {
        hint: plain('La legge chi l’ha inviato: l’aggiornamento torna tra quelli da fare.'),
      }),
    ],
    'Restituisci',
  );

export function parseReturnForm(view: SentView): { readonly ids: readonly number[]; readonly note: string } {
  const { ids } = z.object({ ids: z.array(z.number().int()) }).parse(JSON.parse(view.private_metadata));
  return { ids, note: textOf(read(view), 'note') };
}

/** Why the control office opens an item again. */
export const buildReopenForm = (year: number, item: Item): ModalView =>
  modal(
    VIEWS.reopenForm,
    'Riapri una voce',
    { year, item: itemRef(item) },
    [plainSection(itemTitle(item)), input('reason', 'Motivo', text(true))],
    'Riapri',
  );

export function parseReopenForm(view: SentView): { readonly item: ItemKey | null; readonly reason: string } {
  const { item } = z.object({ item: z.string() }).parse(JSON.parse(view.private_metadata));
  return { item: parseRefOrNone(item)[0] ?? null, reason: textOf(read(view), 'reason') };
}

/** A link or files that prove what an item's report says. */
export const buildEvidenceForm = (item: Item, phase: Phase): ModalView =>
  modal(VIEWS.evidenceForm, 'Allega un documento', { item: itemRef(item), ...inPhase(phase) }, [
    plainSection(itemTitle(item)),
    input('title', 'Che cosa è', text(false, 150), { optional: true }),
    input('link', 'Collegamento', { type: 'url_text_input' }, { optional: true }),
    input('files', 'File', { type: 'file_input', max_files: 5 }, { optional: true }),
  ]);

export function parseEvidenceForm(view: SentView) {
  const metadata = z.object({ item: z.string(), phase: z.string() }).parse(JSON.parse(view.private_metadata));
  const of = read(view);
  const title = textOf(of, 'title');
  const link = textOf(of, 'link');
  return {
    item: parseRefOrNone(metadata.item)[0] ?? null,
    phase: metadata.phase,
    documents: [
      ...(link === '' ? [] : [{ title: title || link, url: link }]),
      ...(of('files')?.files ?? []).map(({ id, name, permalink }) => ({
        title: title || name || id,
        url: permalink ?? id,
      })),
    ],
  };
}

/** The sheet of an item that the plan does not have. */
export const buildProposalForm = (plan: Plan, phase: Phase): ModalView =>
  modal(VIEWS.proposalForm, 'Nuovo obiettivo', { ...inPhase(phase), kind: 'objective' }, [
    input('title', 'Descrizione', text(true, 500)),
    input('unit', 'Struttura', {
      type: 'static_select',
      options: [
        ...plan.units.map(({ code, name }) =>
          choice(code === name ? code : `${code} – ${name}`, `unit|${code}`),
        ),
        ...plan.departments.map(({ code, name }) =>
          choice(code === name ? code : `${code} – ${name}`, `department|${code}`),
        ),
      ].slice(0, MAX_OPTIONS),
    }),
    input('weight', 'Pesatura', text(false, 10), {
      optional: true,
      hint: plain('Un numero intero, se è già stabilita.'),
    }),
    input(
      'goals',
      'Obiettivi dell’Agenda 2030',
      {
        type: 'multi_static_select',
        options: plan.goals.map(({ number, shortName }) => choice(`${number}. ${shortName}`, String(number))),
      },
      { optional: true },
    ),
    input('deadline', 'Scadenza', { type: 'datepicker' }),
    input('reason', 'Motivo e atto', text(true), {
      hint: plain('Perché si aggiunge, e con quale atto se c’è.'),
    }),
  ]);

export function parseProposalForm(view: SentView) {
  const metadata = z
    .object({ phase: z.string(), kind: z.enum(ITEM_KINDS) })
    .parse(JSON.parse(view.private_metadata));
  const of = read(view);
  const [level = '', code = ''] = (of('unit')?.selected_option?.value ?? '').split('|');
  return {
    ...metadata,
    title: textOf(of, 'title'),
    unit: level === 'unit' ? code : null,
    department: level === 'department' ? code : null,
    weight: textOf(of, 'weight'),
    goals: (of('goals')?.selected_options ?? []).map(({ value }) => Number(value)),
    deadline: of('deadline')?.selected_date ?? '',
    reason: textOf(of, 'reason'),
  };
}

/** parere del Nucleo */
export const buildOpinionForm = (phase: Phase, today: string): ModalView =>
  modal(VIEWS.opinionForm, 'Parere del Nucleo', inPhase(phase), [
    plainSection(phaseTitle(phase)),
    input('day', 'Data della seduta', { type: 'datepicker', initial_date: today }),
    input('opinion', 'Parere', {
      type: 'radio_buttons',
      options: [choice('Favorevole', 'favourable'), choice('Non favorevole', 'unfavourable')],
    }),
    input('remarks', 'Osservazioni', text(true), { optional: true }),
  ]);

export function parseOpinionForm(view: SentView) {
  const { phase } = z.object({ phase: z.string() }).parse(JSON.parse(view.private_metadata));
  const of = read(view);
  return {
    phase,
    opinion: {
      day: of('day')?.selected_date ?? '',
      favourable: of('opinion')?.selected_option?.value === 'favourable',
      remarks: textOf(of, 'remarks') || null,
    },
  };
}

/** The Giunta's act */
export const buildActForm = (phase: Phase, today: string): ModalView =>
  modal(VIEWS.actForm, 'Atto della Giunta', inPhase(phase), [
    plainSection(phaseTitle(phase)),
    input('day', 'Data', { type: 'datepicker', initial_date: today }),
    input('reference', 'Atto', text(false, 300), {
      hint: plain('Per esempio: Delibera di Giunta n. 12 del 14/02/2021'),
    }),
  ]);

export function parseActForm(view: SentView) {
  const { phase } = z.object({ phase: z.string() }).parse(JSON.parse(view.private_metadata));
  const of = read(view);
  return { phase, act: { day: of('day')?.selected_date ?? '', reference: textOf(of, 'reference') } };
}

/** What closing would leave behind, before it is done. */
export const buildCloseForm = (phase: Phase, lines: readonly string[]): ModalView =>
  modal(
    VIEWS.closeForm,
    'Chiudi la fase',
    inPhase(phase),
    [
      plainSection(phaseTitle(phase)),
      section(shorten(lines.map((line) => `• ${escapeMrkdwn(line)}`).join('\n'), LIMITS.sectionText)),
    ],
    'Chiudi la fase',
  );

export const parsePhase = (view: Pick<SentView, 'private_metadata'>): string =>
  z.object({ phase: z.string() }).parse(JSON.parse(view.private_metadata)).phase;
