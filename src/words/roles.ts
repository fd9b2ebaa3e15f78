import { joined, type Preposition, the } from './articles.ts';
import type { InBoth, Noun } from './language.ts';

/** What a person is to the cycle: of a unit, of a department, of U.O.1.5, of the evaluation board, none of these. */
export const ROLES = ['contact', 'head', 'controller', 'evaluator', 'staff'] as const;
export type Role = (typeof ROLES)[number];

/** As staff call them. */
export const ROLE_NAMES: Readonly<Record<Role, InBoth<Noun>>> = {
  contact: { it: { one: 'referente', many: 'referenti' }, en: { one: 'contact', many: 'contacts' } },
  head: { it: { one: 'dirigente', many: 'dirigenti' }, en: { one: 'head', many: 'heads' } },
  controller: {
    it: { one: 'ufficio controllo', many: 'ufficio controllo' },
    en: { one: 'control office', many: 'control office' },
  },
  evaluator: {
    it: { one: 'Nucleo di Valutazione', many: 'Nucleo di Valutazione' },
    en: { one: 'evaluation board', many: 'evaluation board' },
  },
  staff: { it: { one: 'dipendente', many: 'dipendenti' }, en: { one: 'employee', many: 'employees' } },
};

/** Who evaluates a body: the Nucleo, unless it has its own name. */
const evaluatorName = (own: string | undefined): string => own ?? 'Nucleo';

/** What a role is called in a body; who evaluates it bears its own name. */
export const roleName = (role: Role, evaluator: string | undefined): string =>
  role === 'evaluator' && evaluator !== undefined ? evaluator : ROLE_NAMES[role].it.one;

/** "del Nucleo", "dell’OIV". */
export const ofEvaluator = (own: string | undefined): string => joined('di', evaluatorName(own));

const CONTRACTED: Readonly<Record<string, Preposition>> = {
  del: 'di',
  al: 'a',
  dal: 'da',
  nel: 'in',
  sul: 'su',
};

/** Words written for every body ("il Nucleo", "del Nucleo") with the name of who evaluates this one, its article too. */
export const withEvaluator = (text: string, own: string | undefined): string =>
  own === undefined
    ? text
    : text.replace(
        /(?:\b(il|del|al|dal|nel|sul)\s)?\bNucleo(?: di Valutazione)?(?!\p{L})/giu,
        (_said, before?: string) => {
          const small = before?.toLowerCase();
          const named =
            small === undefined ? own : small === 'il' ? the(own) : joined(CONTRACTED[small] ?? 'di', own);
          return before !== undefined && before !== small
            ? `${named.charAt(0).toUpperCase()}${named.slice(1)}`
            : named;
        },
      );
