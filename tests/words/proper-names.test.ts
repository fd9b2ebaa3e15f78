import { describe, expect, it } from 'vitest';
import { codeAndName, formOf, joinedName, speakingCode, theOne } from '../../src/words/proper-names.ts';
import { luccaPlan } from '../support/plan.ts';

describe('a name after «di»', () => {
  it.each([
    ['Comune di Lucca', 'del Comune di Lucca'],
    ['Regione Molise', 'della Regione Molise'],
    ['Unione dei Comuni', 'dell’Unione dei Comuni'],
    ['Città metropolitana di Firenze', 'della Città metropolitana di Firenze'],
    ['Provincia di Pisa', 'della Provincia di Pisa'],
    ['Ente parco', 'dell’Ente parco'],
    ['Roma Capitale', 'di Roma Capitale'],
    ['Settore 8', 'del Settore 8'],
    ['Staff A', 'dello Staff A'],
    ['U.O.5.7', 'dell’U.O.5.7'],
    ['U.O.B.1', 'dell’U.O.B.1'],
    ['UO 5', 'dell’UO 5'],
    ['Area tecnica', 'dell’Area tecnica'],
    ['Servizi alla persona', 'dei Servizi alla persona'],
    ['Affari generali', 'degli Affari generali'],
    ['Gestione delle risorse', 'della Gestione delle risorse'],
    ['Servizio Amministrativo', 'del Servizio Amministrativo'],
    ['Avvocatura', 'dell’Avvocatura'],
    ['Lavori pubblici', 'dei Lavori pubblici'],
    ['Politiche sociali', 'delle Politiche sociali'],
    ['Relazioni esterne', 'delle Relazioni esterne'],
    ['Mobilità', 'della Mobilità'],
    ['CRED', 'del CRED'],
    ['Residenziale', 'di Residenziale'],
    ['ADA', 'di ADA'],
    ['', 'di '],
  ])('«%s» is «%s»', (name, expected) => {
    expect(joinedName('di', name)).toBe(expected);
  });
});

describe('a code', () => {
  it.each([
    ['A3', 'Coordinamento Area Terza', 'dell’A3'],
    ['A5.07', 'Servizio Risorse umane', 'dell’A5.07'],
    ['M1', 'Settore Pubblico', 'dell’M1'],
    ['DG', 'Direzione Generale della Giunta Regionale', 'della DG'],
    ['Boccherini', 'Istituto Musicale Boccherini', 'del Boccherini'],
    ['FS', 'Funzioni Specialistiche', 'di FS'],
    ['PR', 'Servizi Autonomi della Presidenza', 'di PR'],
    ['M2', 'Residenziale', 'di M2'],
    ['U.O.3.2', 'Mobilità e strategie ambientali', 'dell’U.O.3.2'],
  ])('«%s», of «%s», is «%s»', (code, name, expected) => {
    expect(joinedName('di', code, name)).toBe(expected);
  });
});

it('every structure of Lucca has a form', () => {
  const { departments, units } = luccaPlan();
  expect([...departments, ...units].filter(({ code, name }) => formOf(code, name) === null)).toEqual([]);
});

describe('a document that does something', () => {
  it.each([
    ['Relazione sulla performance 2021', 'la Relazione sulla performance 2021'],
    ['Piano d’azione', 'il Piano d’azione'],
    ['PIAO 2026', 'il PIAO 2026'],
    ['Obiettivi 2016', null],
    ['Best of 2016', null],
  ])('«%s» is %s', (document, expected) => {
    expect(theOne(document)).toBe(expected);
  });
});

describe('a structure by its code and its name', () => {
  it.each([
    ['A1', 'Coordinamento Area Prima', 'A1 Coordinamento Area Prima', 'A1 Coordinamento Area Prima'],
    ['U.O.3.2', 'Mobilità', 'U.O.3.2 Mobilità', 'U.O.3.2 Mobilità'],
    ['Settore 3', 'Tutela ambientale', 'Settore 3 Tutela ambientale', 'Settore 3'],
    ['Affari generali', 'Settore Affari generali', 'Settore Affari generali', 'Affari generali'],
    ['Polizia Locale', 'Polizia Locale', 'Polizia Locale', 'Polizia Locale'],
    [
      'Servizio Tributi',
      'Servizio Tributi e riscossione',
      'Servizio Tributi e riscossione',
      'Servizio Tributi',
    ],
    ['Area', 'Areali e vivai', 'Area Areali e vivai', 'Area'],
    ['Verde', 'Servizio Verdeggiante', 'Verde Servizio Verdeggiante', 'Verde'],
  ])('%s of «%s» is «%s», and «%s» where there is little room', (code, name, whole, little) => {
    expect(codeAndName(code, name)).toBe(whole);
    expect(speakingCode(code, name)).toBe(little);
  });
});
