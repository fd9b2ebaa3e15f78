import type { ActionsBlock, ContextBlock, DividerBlock, HeaderBlock, SectionBlock } from '@slack/types';
import { parseWeight, sumsMissedWith } from '../../domain/plan/index.ts';
import { documentsOf, type StatusUpdate } from '../../domain/record/index.ts';
import { type Item, type ItemKey, itemRef, type Plan } from '../../domain/types.ts';
import type { ReportMessage } from '../../domain/updates/index.ts';
import { CHANGE_NAMES } from '../../words/changes.ts';
import { formatDayLong, formatMoment } from '../../words/days.ts';
import { formatDecimal, NOT_DECLARED } from '../../words/formats.ts';
import { itemName } from '../../words/kinds.ts';
import { OUTCOME_NAMES } from '../../words/outcomes.ts';
import { joinedName } from '../../words/proper-names.ts';
import { capital, counted, listed } from '../../words/sentences.ts';
import {
  about,
  actions,
  button,
  confirmed,
  context,
  divider,
  escapeMrkdwn,
  header,
  type MessageView,
  section,
} from '../kit/blocks.ts';
import { ACTIONS } from '../kit/ids.ts';
import { LIMITS, shorten } from '../kit/limits.ts';
import { within, withinPlan } from '../kit/within.ts';
import { changeValue, inPlaceOf, itemTitle, outcomeWords, phaseTitle, stateWords } from '../kit/words.ts';

type NoticeBlock = HeaderBlock | SectionBlock | ActionsBlock | ContextBlock | DividerBlock;

/** Three blocks an item, and room for the rest. */
const MAX_PENDING = 15;
const MAX_LISTED = 40;
/** Three blocks a decision. */
const MAX_DECISIONS = 15;

/** What reports have led to, as a message. */
export function buildReportNotice(message: ReportMessage): MessageView<NoticeBlock> {
  switch (message.kind) {
    case 'receipt':
      return receipt(message);
    case 'outcome':
      return outcome(message);
    case 'approval':
      return approval(message);
  }
}

type Of<K extends ReportMessage['kind']> = Extract<ReportMessage, { kind: K }>;

const nameOf = (plan: Plan, person: string): string =>
  plan.people.find(({ code }) => code === person)?.name ?? person;

const itemOf = (plan: Plan, key: ItemKey): Item | undefined =>
  plan.items.find((item) => itemRef(item) === itemRef(key));

/** As the body calls it, also where it is not in the plan yet. */
const nameOfItem = (plan: Plan, { kind, number }: ItemKey): string =>
  itemName({ kind, number, noun: plan.head.wording?.items[kind] });

/** "Obiettivo 24 – Realizzazione Bicipolitana", also for one that is not in the plan yet. */
function titleOf(plan: Plan, update: StatusUpdate): string {
  const item = itemOf(plan, update);
  return item
    ? itemTitle(item)
    : `${capital(nameOfItem(plan, update))} – ${shorten(update.sheet?.title ?? 'nuovo', 60)}`;
}

/** To the author: what came in, what happens next, and for ten minutes the way back. */
function receipt({ plan, phase, updates }: Of<'receipt'>): MessageView<NoticeBlock> {
  const shown = updates.slice(0, MAX_LISTED);
  const lines = shown.map((update) => `${titleOf(plan, update)}: ${stateWords(update)}`);
  const waits = updates.some(({ outcome }) => outcome === 'submitted');
  const next = waits
    ? 'L’ho mandato al dirigente per l’approvazione: ti dico qui com’è andata.'
    : 'È già approvato: non serve altro.';
  const [only] = updates.length === 1 ? updates : [];
  const undoable = shown.filter(({ outcome }) => outcome !== 'cancelled');
  return {
    text: `Ricevuto. ${lines.join('; ')}. ${next}`,
    blocks: [
      ...(updates.length === 1
        ? [section(`Ricevuto:\n${shown.map((update) => receivedLine(plan, update)).join('\n')}`)]
        : [
            section('Ricevuto:'),
            ...shown.map((update) =>
              section(
                receivedLine(plan, update),
                update.outcome === 'cancelled'
                  ? undefined
                  : about(
                      button('Annulla', ACTIONS.cancelUpdate, within(phase, String(update.id))),
                      titleOf(plan, update),
                    ),
              ),
            ),
          ]),
      context(next),
      ...(only && only.outcome !== 'cancelled'
        ? [
            actions(
              ...[
                button('Annulla', ACTIONS.cancelUpdate, within(phase, String(only.id))),
                ...(itemOf(plan, only)
                  ? [
                      button('Modifica', ACTIONS.updateItem, within(phase, itemRef(only))),
                      button('Allega un documento', ACTIONS.addEvidence, within(phase, itemRef(only))),
                      button('Storia', ACTIONS.itemHistory, within(phase, itemRef(only))),
                    ]
                  : []),
              ].map((element) => about(element, titleOf(plan, only))),
            ),
          ]
        : []),
      ...(undoable.length > 0
        ? [context('«Annulla» vale per dieci minuti; per correggere dopo: «Modifica», o /aggiorna.')]
        : []),
    ],
  };
}

const receivedLine = (plan: Plan, update: StatusUpdate): string =>
  `• *${escapeMrkdwn(titleOf(plan, update))}*: ${outcomeWords(update)}`;

/** To the author: what was decided, by whom, why, and what to do. */
function outcome(message: Of<'outcome'>): MessageView<NoticeBlock> {
  const own = message.updates.filter(({ author }) => author === message.person);
  const others = message.updates.filter(({ author }) => author !== message.person);
  const [decided, replaced] = [
    decision({ ...message, updates: own }),
    replacement({ ...message, updates: others }),
  ];
  if (others.length === 0) return decided;
  if (own.length === 0) return replaced;
  return {
    text: shorten(`${decided.text} ${replaced.text}`, LIMITS.fallbackText),
    blocks: [...decided.blocks, ...replaced.blocks],
  };
}

/** Somebody else reported on what the reader had reported: what stands now, who wrote it, and how to go on. */
function replacement({ plan, phase, updates }: Of<'outcome'>): MessageView<NoticeBlock> {
  const lines = updates.slice(0, MAX_LISTED).map((update) => {
    const why = update.reason ?? update.note;
    return `${nameOf(plan, update.author)} ha corretto il tuo aggiornamento. ${titleOf(plan, update)}: ora è ${stateWords(update)}${why === null ? '' : ` («${shorten(why, 300)}»)`}.`;
  });
  const [first] = updates;
  return {
    text: escapeMrkdwn(shorten(lines.join(' '), LIMITS.fallbackText)),
    blocks: [
      ...lines.map((line) => section(escapeMrkdwn(line))),
      ...(updates.length === 1 && first && itemOf(plan, first)
        ? [
            actions(
              ...[
                button('Modifica', ACTIONS.updateItem, within(phase, itemRef(first))),
                button('Storia', ACTIONS.itemHistory, within(phase, itemRef(first))),
              ].map((element) => about(element, titleOf(plan, first))),
            ),
          ]
        : []),
    ],
  };
}

/** Two decisions may be told together: each with what it decided, by whom and why. */
function decision(message: Of<'outcome'>): MessageView<NoticeBlock> {
  const alike = Map.groupBy(message.updates, ({ outcome: kind, decisions }) => {
    const last = decisions.at(-1);
    return JSON.stringify([kind, last?.actor, last?.insteadOf, last?.reason]);
  });
  const decisions = [...alike.values()];
  const told = decisions.map((updates) => decidedAlike({ ...message, updates }));
  const more = decisions.slice(MAX_DECISIONS).flat().slice(0, MAX_LISTED);
  return {
    text: shorten(told.map(({ text }) => text).join('. '), LIMITS.fallbackText),
    blocks: [
      ...told.slice(0, MAX_DECISIONS).flatMap(({ blocks }) => blocks),
      ...(more.length === 0 ? [] : [section(outcomeLines(message.plan, more))]),
    ],
  };
}

const outcomeLines = (plan: Plan, updates: readonly StatusUpdate[]): string =>
  updates.map((update) => receivedLine(plan, update)).join('\n');

function decidedAlike({ plan, phase, updates }: Of<'outcome'>): MessageView<NoticeBlock> {
  const shown = updates.slice(0, MAX_LISTED);
  const last = shown[0]?.decisions.at(-1);
  const kind = shown[0]?.outcome ?? 'approved';
  const who = last ? `${nameOf(plan, last.actor)}${inPlaceOf(last, (code) => nameOf(plan, code))}` : '';
  const isOwed = kind === 'returned' || kind === 'reopened';
  const opening =
    kind === 'approved'
      ? `${who} ha approvato ${counted(updates.length, 'aggiornamento', 'aggiornamenti')}.`
      : `${who} ha ${OUTCOME_NAMES[kind].it} ${counted(updates.length, 'aggiornamento', 'aggiornamenti')}: ${updates.length === 1 ? 'va inviato' : 'vanno inviati'} di nuovo.`;
  const why = last?.reason ? ` Nota: «${last.reason}»` : '';
  const list = shown.map((update) => titleOf(plan, update));
  return {
    text: `${opening}${why} ${list.join('; ')}`,
    blocks: [
      section(escapeMrkdwn(`${opening}${why}`)),
      section(outcomeLines(plan, shown)),
      ...(isOwed && shown[0]?.sheet ? [context('Per proporlo di nuovo: /aggiorna nuovo.')] : []),
      ...(isOwed && shown[0] && shown[0].sheet === null
        ? [
            actions(
              about(
                button('Aggiorna', ACTIONS.updateItem, within(phase, itemRef(shown[0])), 'primary'),
                titleOf(plan, shown[0]),
              ),
            ),
          ]
        : []),
    ],
  };
}

/** To whoever approves: all that waits, each with its buttons; once decided, the buttons become the record. */
function approval(message: Of<'approval'>): MessageView<NoticeBlock> {
  const { pending, decided, retired, phase } = message;
  if (retired) {
    const text = `${phaseTitle(phase)}: la richiesta di approvazione aggiornata è più sotto.`;
    return { text, blocks: [context(escapeMrkdwn(text)), ...decidedBlocks(message)] };
  }
  if (pending.length === 0) {
    const text = `${phaseTitle(phase)}: non c’è niente da approvare.`;
    return { text, blocks: [header('Approvazioni'), section(escapeMrkdwn(text)), ...decidedBlocks(message)] };
  }
  const shown = pending.slice(0, MAX_PENDING);
  const sentence = `${capital(pending.length === 1 ? 'un aggiornamento aspetta' : `${pending.length} aggiornamenti aspettano`)} la tua approvazione.`;
  return {
    text: shorten(
      `${phaseTitle(phase)}: ${sentence} ${shown.map((update) => titleOf(message.plan, update)).join('; ')}`,
      LIMITS.fallbackText,
    ),
    blocks: [
      header('Approvazioni'),
      section(`${escapeMrkdwn(phaseTitle(phase))}. ${sentence}`),
      ...pendingList(message.plan, shown, {
        hasMore: pending.length > shown.length,
        isOneOfSeveral: false,
      }),
      ...(pending.length > shown.length
        ? [context(`E altri ${pending.length - shown.length}: compaiono qui man mano che decidi.`)]
        : []),
      ...(decided.length === 0 ? [] : decidedBlocks(message)),
    ],
  };
}

/**
 * Reports to decide on, with a way to approve them all: all that are shown, and nothing unseen.
 * @param isOneOfSeveral whether those of other plans stand beside them
 */
export function pendingList(
  plan: Plan,
  shown: readonly StatusUpdate[],
  { hasMore, isOneOfSeveral }: { readonly hasMore: boolean; readonly isOneOfSeveral: boolean },
): readonly (SectionBlock | ActionsBlock | DividerBlock)[] {
  const { length } = shown;
  const ids = withinPlan(plan.head.year, shown.map(({ id }) => id).join(','));
  const label = hasMore ? `Approva questi ${length}` : `Approva tutti (${length})`;
  return [
    ...(length > 1
      ? [
          actions(
            confirmed(
              about(button(label, ACTIONS.approveAll, ids, 'primary'), `piano ${plan.head.year}`),
              `Approvare ${length} aggiornamenti? ${capital(listed(shown.map((update) => itemName(update))))}.`,
              'Approva',
            ),
          ),
        ]
      : []),
    ...shown.flatMap((update, at) => [
      ...(at > 0 || length > 1 ? [divider] : []),
      ...pendingBlocks(plan, update, isOneOfSeveral),
    ]),
  ];
}

/** That with a new weight the weights would not reach their sum. */
const missedSums = (plan: Plan, { kind, number, changes }: StatusUpdate): readonly string[] =>
  changes
    .flatMap(({ field, new: value }) => (field === 'weight' ? [parseWeight(value)] : []))
    .flatMap((weight) => (weight === null ? [] : sumsMissedWith(plan, { kind, number }, weight)))
    .map(
      ({ structure, sum, expected }) =>
        `Con questo peso i pesi ${structure === null ? 'dell’ente' : joinedName('di', structure)} sommano a ${formatDecimal(sum)}, non a ${formatDecimal(expected)}`,
    );

/** One report to decide on: what it says, and the three things to do. */
function pendingBlocks(
  plan: Plan,
  update: StatusUpdate,
  isOneOfSeveral: boolean,
): readonly (SectionBlock | ActionsBlock)[] {
  const author = `${nameOf(plan, update.author)}${update.origin === 'transcription' ? `, per ${update.structure}` : ''}`;
  const documents = documentsOf(update);
  const said = [
    update.note,
    ...sheetLines(plan, update),
    ...update.changes.map(
      ({ field, old, new: value }) =>
        `${capital(CHANGE_NAMES[field].it)}: da «${changeValue(field, old)}» a «${changeValue(field, value)}»`,
    ),
    ...missedSums(plan, update),
    update.reason === null ? null : `Motivo: ${update.reason}`,
    update.act === null ? null : `Atto: ${update.act}`,
    update.criticalPoints === null ? null : `Criticità: ${update.criticalPoints}`,
    update.correctiveActions === null
      ? null
      : `Azioni correttive: ${update.correctiveActions.replaceAll('\n', ' · ')}`,
    documents.length === 0 ? null : `Documenti: ${documents.join(' · ')}`,
  ].filter((line) => line !== null);
  const part = update.closes ? '' : ` (parte ${joinedName('di', update.structure)})`;
  // What tells one from another comes first: names are cut.
  const year = isOneOfSeveral ? ` (piano ${plan.head.year})` : '';
  const name = `${capital(itemName(update))}${part}${year} – ${itemOf(plan, update)?.shortTitle ?? 'nuovo'}`;
  return [
    section(
      shorten(
        [
          `*${escapeMrkdwn(titleOf(plan, update))}*${escapeMrkdwn(part)}: ${stateWords(update)}`,
          ...said.map(escapeMrkdwn),
          `_${escapeMrkdwn(author)}, ${formatMoment(update.at, plan.head.timezone)}_`,
        ].join('\n'),
        1_500,
      ),
    ),
    actions(
      ...[
        button('Approva', ACTIONS.approve, withinPlan(plan.head.year, String(update.id)), 'primary'),
        button('Restituisci', ACTIONS.giveBack, withinPlan(plan.head.year, String(update.id))),
        // What is only proposed has no history yet.
        ...(itemOf(plan, update)
          ? [button('Storia', ACTIONS.itemHistory, withinPlan(plan.head.year, itemRef(update)))]
          : []),
      ].map((element) => about(element, name)),
    ),
  ];
}

/** The full sheet of an item that is proposed. */
function sheetLines(plan: Plan, { sheet }: StatusUpdate): readonly string[] {
  if (sheet === null) return [];
  const goals = sheet.goals.map(
    (number) => `${number}. ${plan.goals.find((goal) => goal.number === number)?.shortName ?? ''}`,
  );
  return [
    sheet.title,
    `Struttura: ${sheet.unit ?? sheet.department}; pesatura: ${sheet.weight ?? NOT_DECLARED}; scadenza: ${formatDayLong(sheet.deadline)}`,
    `Agenda 2030: ${goals.join('; ') || NOT_DECLARED}`,
  ];
}

const decidedBlocks = ({ plan, decided }: Of<'approval'>): readonly NoticeBlock[] =>
  decided.length === 0
    ? []
    : [
        context(
          shorten(
            decided
              .slice(0, MAX_LISTED)
              .map((update) => {
                const last = update.decisions.at(-1);
                const who =
                  last && last.actor !== update.author
                    ? `, ${escapeMrkdwn(`${nameOf(plan, last.actor)}${inPlaceOf(last, (code) => nameOf(plan, code))}`)}`
                    : '';
                return `${capital(nameOfItem(plan, update))}: ${outcomeWords(update)}${who}`;
              })
              .join('\n'),
            2_900,
          ),
        ),
      ];
