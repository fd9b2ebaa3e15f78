import type { InBoth } from './language.ts';

/** What can be asked of one item besides its figures. */
export const ATTRIBUTES = [
  'responsible',
  'goals',
  'deadline',
  'horizon',
  'state',
  'report',
  'scope',
  'title',
  'purpose',
  'aim',
  'code',
] as const;
export type Attribute = (typeof ATTRIBUTES)[number];

export const ATTRIBUTE_NAMES: Readonly<Record<Attribute, InBoth>> = {
  responsible: { it: 'responsabile', en: 'responsible' },
  goals: { it: 'goal Agenda 2030', en: '2030 Agenda goals' },
  deadline: { it: 'scadenza', en: 'deadline' },
  horizon: { it: 'anni previsti', en: 'planned years' },
  state: { it: 'stato', en: 'state' },
  report: { it: 'aggiornamento', en: 'update' },
  scope: { it: 'ambito', en: 'scope' },
  title: { it: 'titolo', en: 'title' },
  code: { it: 'codice', en: 'code' },
  aim: { it: 'finalità', en: 'aim' },
  purpose: { it: 'a che cosa è servita la spesa', en: 'what the money was for' },
};
