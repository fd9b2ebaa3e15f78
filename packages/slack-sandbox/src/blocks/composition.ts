import { asArray, type Json } from '../json.ts';
import { boolean, byType, type Check, fail, list, object, oneOf, string } from './checks.ts';
import { LIMITS } from './limits.ts';

/** Text objects, options and confirmations: https://docs.slack.dev/reference/block-kit/composition-objects */

export function plainText(max: number): Check {
  return byType(() => ({
    plain_text: object({ type: oneOf('plain_text'), text: string({ min: 1, max }), 'emoji?': boolean }),
  }));
}

export function anyText(max: number): Check {
  return byType(() => ({
    plain_text: plainText(max),
    mrkdwn: object({ type: oneOf('mrkdwn'), text: string({ min: 1, max }), 'verbatim?': boolean }),
  }));
}

export const url = (max: number): Check =>
  string({ min: 1, max, pattern: /^(https?:\/\/|mailto:|slack:\/\/|tel:)/ });
export const actionId: Check = string({ min: 1, max: LIMITS.actionId });

export const confirm: Check = object({
  'title?': plainText(LIMITS.confirmTitle),
  text: anyText(LIMITS.confirmText),
  'confirm?': plainText(LIMITS.confirmButton),
  'deny?': plainText(LIMITS.confirmButton),
  'style?': oneOf('primary', 'danger'),
});

function option(text: (max: number) => Check, extra: Readonly<Record<string, Check>> = {}): Check {
  return object({
    text: text(LIMITS.optionText),
    value: string({ min: 1, max: LIMITS.optionValue }),
    'description?': text(LIMITS.optionDescription),
    ...extra,
  });
}

/** Radio buttons and checkboxes may hold mrkdwn; menus may not. */
export const choice = option(anyText);
export const menuOption = option(plainText);
export const overflowOption = option(plainText, { 'url?': url(LIMITS.buttonUrl) });

export const menuOptions: Check = list(menuOption, { min: 1, max: LIMITS.options });
export const choices: Check = list(choice, { min: 1, max: LIMITS.choices });
export const optionGroups: Check = list(
  object({ label: plainText(LIMITS.groupLabel), options: menuOptions }),
  {
    min: 1,
    max: LIMITS.options,
  },
);

/** All options of a menu, with or without groups. */
function optionsOf(element: Json): readonly unknown[] {
  return [
    ...asArray(element.options),
    ...asArray(element.option_groups).flatMap((group) => asArray((group as Json).options)),
  ];
}

const sameOption = (left: unknown, right: unknown): boolean => {
  const [a, b] = [left as Json, right as Json];
  return a.value === b.value && (a.text as Json)?.text === (b.text as Json)?.text;
};

/** Slack refuses a menu whose initial choice is not, word by word, one of its options. */
export function initialIsOffered(field: string) {
  return (element: Json, path: string) => {
    const initial = element[field];
    if (initial === undefined || initial === null) return [];
    const offered = optionsOf(element);
    const wanted = Array.isArray(initial) ? initial : [initial];
    return wanted.every((one) => offered.some((other) => sameOption(one, other)))
      ? []
      : fail(`${path}/${field}`, 'must match one of the provided options');
  };
}
