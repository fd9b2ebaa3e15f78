import { z } from 'zod';
import { parseDay } from '../../domain/plan/index.ts';
import { typedText, wholeText } from '../../words/typed.ts';

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
      selected_conversation: z.string().nullish(),
      files: z
        .array(
          z.object({
            id: z.string(),
            name: z.string().transform(wholeText).nullish(),
            permalink: z.string().nullish(),
          }),
        )
        .nullish(),
    }),
  ),
);

/** A submitted view, as far as forms read it. */
export interface SentView {
  readonly private_metadata: string;
  readonly state: { readonly values: unknown };
}

/** The fields of a form in which each block and its element are named after the field. */
export function fieldsOf(view: SentView) {
  const values = stateValues.parse(view.state.values);
  const of = (field: string) => values[field]?.[field];
  return {
    text: (field: string): string => typedText(of(field)?.value ?? ''),
    option: (field: string): string | null => of(field)?.selected_option?.value ?? null,
    options: (field: string): readonly string[] =>
      (of(field)?.selected_options ?? []).map(({ value }) => value),
    /** A day that exists; null for none. */
    day: (field: string): string | null => parseDay(of(field)?.selected_date ?? ''),
    conversation: (field: string): string | null => of(field)?.selected_conversation ?? null,
    files: (field: string) => of(field)?.files ?? [],
  };
}
