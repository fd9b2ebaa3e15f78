import { EMPTY_DRAFT, type UpdateDraft } from '../../src/domain/updates/update-draft.ts';
import type { UpdateForm } from '../../src/domain/updates/update-model.ts';
import { luccaItem, luccaPhase } from './reminders.ts';

type Json = Readonly<Record<string, unknown>>;

/** A draft in which only this was typed. */
export const aDraft = (typed: Partial<UpdateDraft>): UpdateDraft => ({ ...EMPTY_DRAFT, ...typed });

/** The form of objective 24 as its contact opens it the first time. */
export const aForm = (change: Partial<UpdateForm> = {}): UpdateForm => {
  const item = change.item ?? luccaItem('objective:24');
  return {
    item,
    phase: luccaPhase(),
    previous: null,
    standpoint: { structure: 'U.O.3.2', closes: true },
    transcribed: false,
    shape: { openActions: false, correction: false, indicators: false, milestones: false },
    attached: [],
    earlier: null,
    former: null,
    indicators: [],
    milestones: [],
    openActions: [],
    parts: [],
    current: {
      description: item.title,
      target: null,
      indicator: null,
      deadline: `${item.horizonEnd}-12-31`,
      weight: null,
    },
    kept: null,
    today: '2021-09-09',
    mayAdd: false,
    mayRepeat: false,
    ...change,
  };
};

/** The fields of the update form as Slack sends them. */
export function formValues(
  typed: {
    readonly [Field in keyof UpdateDraft]?: string | readonly string[];
  },
): Json {
  const selects = new Set(['state', 'changeField']);
  const days = new Set(['achievedOn']);
  return Object.fromEntries(
    Object.entries(typed).map(([field, value]) => {
      if (selects.has(field)) return [field, { [field]: { selected_option: { value } } }];
      if (days.has(field)) return [field, { [field]: { selected_date: value } }];
      if (Array.isArray(value))
        return [field, { [field]: { selected_options: value.map((one) => ({ value: one })) } }];
      return [field, { [field]: { value } }];
    }),
  );
}
