import { expect, it } from 'vitest';
import { planNames } from '../../src/answers/query-proposer.ts';
import { withoutPeople } from '../../src/answers/without-people.ts';
import { luccaPlan } from '../support/plan.ts';

const PEOPLE = [
  { name: 'Mario Bianchettini' },
  { name: 'D’Amico Zoè' },
  { name: 'Referente U.O. 3.2' },
  { name: 'Anna Mobilità' },
];
const clean = withoutPeople(PEOPLE, planNames(luccaPlan()));

it.each([
  ['quanto ha fatto mario bianchettini?', 'quanto ha fatto [persona]?'],
  ['il lavoro di BIANCHETTINI, e di Zoe', 'il lavoro di [persona], e di [persona]'],
  ['lo sa d’amico?', 'lo sa d’[persona]?'],
  ['chiedi a a.b-c@ufficio.comune.it', 'chiedi a [indirizzo]'],
  ['<@U0ABCDEF12> e U0ABCDEF12', '[account] e [account]'],
])('takes people out of «%s»', (said, left) => {
  expect(clean(said)).toBe(left);
});

it.each([
  'il referente della U.O. 3.2 e il dirigente del Settore 3',
  'quanto costa la TRASPARENZA dell’obiettivo 24?',
  'la mobilità urbana',
])('leaves «%s» as it is', (said) => {
  expect(clean(said)).toBe(said);
});
