import type { ItemKind } from '../../words/kinds.ts';
import type { ItemState } from '../../words/states.ts';
import type { Percent } from '../types.ts';
import { parsePercent } from './update-draft.ts';
import type { ItemWanted } from './update-model.ts';

/** What a message reports, as understood: nothing is saved before its author confirms it. */
export interface UpdateIntent {
  readonly wanted: ItemWanted;
  /** Null when the message only asks for the form. */
  readonly report:
    | { readonly type: 'state'; readonly state: ItemState; readonly percent: Percent | null }
    | { readonly type: 'no_change' }
    | null;
}

const ITEM = String.raw`(?:(?:l['’]|lo |il |la |dell['’]|del |sull['’]|sul |all['’]|al |per )\s*)*(?:(obiettivo|obj|ob|processo|proc|indicatore|ind)\.?\s*)?(?:(?:n|nr|num|numero)[.°º]?\s*)?(\d{1,4}(?:\.\d{1,3})*)`;
const PERCENT = String.raw`(-?\d{1,4}(?:[.,]\d{1,4})?)\s*(?:%|per\s*cento|percento)`;

const KINDS: readonly (readonly [RegExp, ItemKind])[] = [
  [/^ob/, 'objective'],
  [/^proc/, 'process'],
  [/^ind/, 'indicator'],
];

const STATES: readonly (readonly [RegExp, ItemState])[] = [
  [
    /^(?:stat[oa]\s+)?(?:raggiunt[oa]|complet[oa]|completat[oa]|conclus[oa]|terminat[oa]|fatt[oa]|chius[oa])$/,
    'achieved',
  ],
  [/^(?:in\s+(?:fase|corso)|avviat[oa])$/, 'in_progress'],
  [/^(?:stat[oa]\s+)?(?:modificat[oa]|cambiat[oa]|variat[oa])$/, 'amended'],
  [/^(?:stat[oa]\s+)?(?:ritirat[oa]|annullat[oa]|abbandonat[oa])$/, 'withdrawn'],
];

const VERBS = String.raw`(?:aggiorna(?:re|mi)?|segna(?:re|mi)?|imposta(?:re)?|registra(?:re)?|metti|porta(?:re)?|comunica(?:re)?|(?:vorrei|voglio|devo|posso)\s+(?:aggiornare|segnare|registrare))`;

/** "aggiorna l'obiettivo 24 al 60 %", "segna il 24 come raggiunto", "aggiorna il 24". */
const ORDER = new RegExp(
  String.raw`^${VERBS}\s+${ITEM}(?:\s*(?:,|:|come\b|allo\b|all['’]|al\b|a\b|=|–|-)?\s*(?:stato\s+)?(.*))?$`,
  'i',
);
/** "il 24 è raggiunto", "obiettivo 24: in fase al 60 %", "il 24 è al 60 %". */
const STATEMENT = new RegExp(
  String.raw`^${ITEM}\s*(?:,|:|=|è|e['’]|é|risulta|ora è|adesso è|sta|siamo|(?=al\b|all['’]))\s*(.+)$`,
  'i',
);
/** "nessuna variazione sul 24", "24: nessuna variazione". */
const NO_CHANGE = new RegExp(
  String.raw`^(?:nessuna variazione|nessun cambiamento|invariato)\s*(?::|,|su|per)?\s*${ITEM}$`,
  'i',
);

/**
 * Reads a message that reports an item's state. Questions are left alone: whatever ends with "?" or begins as one
 * is for the answers.
 * @returns null when the message reports nothing
 */
export function parseUpdateIntent(message: string): UpdateIntent | null {
  const text = message
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/[.!]+$/, '')
    .replace(/^(?:ciao|buongiorno|salve)[,!]?\s+/i, '');
  if (text.length > 300 || text.endsWith('?') || QUESTION.test(text)) return null;
  const silent = NO_CHANGE.exec(text);
  if (silent) return intent(silent[1], silent[2], { type: 'no_change' });
  const ordered = ORDER.exec(text);
  if (ordered) {
    const [, kind, number, rest = ''] = ordered;
    if (rest.trim() === '') return intent(kind, number, null);
    const report = reportOf(rest);
    return report && intent(kind, number, report);
  }
  const stated = STATEMENT.exec(text);
  const report = stated && reportOf(stated[3] ?? '');
  return stated && report ? intent(stated[1], stated[2], report) : null;
}

const QUESTION =
  /^(?:chi|che|cosa|come|quando|quanto|quanti|quante|quale|quali|dove|perch[eé]|qual|mostra|dimmi|elenca|spiega)\b/i;

function reportOf(words: string): UpdateIntent['report'] {
  const said = words.toLowerCase().trim();
  if (/^(?:nessuna variazione|nessun cambiamento|invariat[oa])$/.test(said)) return { type: 'no_change' };
  const percentText = new RegExp(PERCENT, 'i').exec(said);
  const typed = percentText ? parsePercent(percentText[1] ?? '') : null;
  const percent = typeof typed === 'number' ? typed : null;
  const rest = said
    .replace(
      new RegExp(
        String.raw`(?:,|\be\b)?\s*(?:\bal\b|\ball['’]|\ballo\b|\ba\b|\bper il\b)?\s*${PERCENT}`,
        'i',
      ),
      ' ',
    )
    .replace(/^(?:come|stato|lo stato|a|al|ora|adesso|già)\s+/, '')
    .trim();
  if (rest === '' && percent !== null)
    return { type: 'state', state: percent === 100 ? 'achieved' : 'in_progress', percent };
  const state = STATES.find(([pattern]) => pattern.test(rest))?.[1];
  return state ? { type: 'state', state, percent } : null;
}

function intent(kindWord: string | undefined, number = '', report: UpdateIntent['report']): UpdateIntent {
  const kind = KINDS.find(([pattern]) => pattern.test((kindWord ?? '').toLowerCase()))?.[1] ?? null;
  return {
    wanted: number.includes('.')
      ? { kind, number: null, code: number }
      : { kind, number: Number(number), code: null },
    report,
  };
}
