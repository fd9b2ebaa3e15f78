import { expect, it } from 'vitest';
import { planYearsNamed } from '../../../src/answers/understand/plan-year.ts';

it.each([
  ['quanti obiettivi nel 2021?', [2021]],
  ['obiettivo 24 del piano 2022', [2022]],
  ['costo del personale 2021 e 2022', [2021, 2022]],
  ['obiettivi 2021 che scadono nel 2022', [2021]],
  ['quali obiettivi scadono entro il 2022', []],
  ['obiettivi che vanno dal 2021 al 2022', []],
  ['cosa scade il 31/12/2022', []],
  ['che cosa è successo a novembre 2021?', []],
  ['fino al 2022', []],
  ['obiettivi partiti già nel 2021', []],
  ['quali proseguono nel 2022?', []],
  ['abitanti nel 2020', []],
  ['quanto costa l’obiettivo 24?', []],
])('«%s» names the plans %j', (question, years) => {
  expect(planYearsNamed(question, [2022, 2021])).toEqual(years);
});
