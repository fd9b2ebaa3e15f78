import { expect, it } from 'vitest';
import type { Engine } from '../../src/answers/engine.ts';
import { engineOf } from '../support/engine.ts';
import { readFiles, said } from '../support/plan-files.ts';

/** A made-up university, which calls all it has by words of its own, and gives codes that read like words of the language. */
const FILES: Readonly<Record<string, string>> = {
  'plan.csv': [
    'body,body_name,year,document,objective_noun,committed_name,settled_name',
    'ateneo,Università della Valdarsa,2026,Piano integrato 2026,linea d’azione;linee d’azione;f,tetto di spesa;tetto,speso',
  ].join('\n'),
  'departments.csv': [
    'code,name,level',
    'DID,Didattica e servizi agli studenti,Dipartimento',
    'EDI,Edilizia e sostenibilità,Dipartimento',
  ].join('\n'),
  'units.csv': [
    'code,department,name,level',
    'D-ORI,DID,Orientamento,Unità',
    'E-CAN,EDI,Cantieri,Unità',
  ].join('\n'),
  'items.csv': [
    'kind,number,code,title,weight,attainment_pct',
    'objective,1,D.A,Ridurre gli abbandoni,40,80',
    'objective,2,DI-1,Aprire lo sportello delle matricole,35,',
    'objective,3,E.A,Ristrutturare lo studentato,60,50',
  ].join('\n'),
  'assignments.csv': [
    'kind,number,department,unit,lead',
    'objective,1,DID,D-ORI,yes',
    'objective,2,DID,D-ORI,yes',
    'objective,3,EDI,E-CAN,yes',
  ].join('\n'),
  'cost_lines.csv': [
    'kind,number,department,unit,committed_eur,settled_eur',
    'objective,1,DID,D-ORI,120000.00,45000.00',
    'objective,2,DID,D-ORI,80000.00,80000.00',
    'objective,3,EDI,E-CAN,4000000.00,4100000.00',
  ].join('\n'),
  'milestones.csv': 'kind,number,name,expected_to\nobjective,3,Posa del tetto,2026-03-31\n',
};

const read = readFiles(FILES);
if (!read.ok) throw new Error(said(read).join('\n'));
const engine: Engine = engineOf([read.plan]);

it.each([
  ['quante linee ha il dipartimento didattica?', '2 linee d’azione di DID'],
  ['elenca le linee d’azione della DID', '2 linee d’azione di DID'],
  ['quante linee pesano più di 35?', '2 linee d’azione con peso superiore a 35'],
  ['quanto pesa la linea E.A?', 'La linea d’azione 3 «Ristrutturare lo studentato»: peso 60'],
  ['quanto ha speso DI-1?', 'La linea d’azione 2 «Aprire lo sportello delle matricole»: speso 80.000,00 €'],
  ['quali tappe di E.A sono in ritardo?', '1 fase in ritardo al 01/09/2026 della linea d’azione 3'],
  ['quali tappe sono scadute?', '1 fase in ritardo'],
  ['che percentuale del tetto ha usato la DID?', 'DID, 2026: speso su tetto di spesa 62,5 %'],
  ['quanta parte del suo tetto ha speso la didattica?', 'DID, 2026: speso su tetto di spesa 62,5 %'],
  ['quali linee hanno sforato il tetto?', '1 linea d’azione con speso superiore al tetto di spesa'],
  ['linee con tetto tutto speso', '2 linee d’azione con speso pari o superiore al tetto di spesa'],
  ['linee senza risultato', '1 linea d’azione con grado di raggiungimento non dichiarato'],
])('a body is asked of in its own words: %s', async (question, headline) => {
  const now = new Date('2026-09-01T08:00:00Z');
  const { answer } = await engine.ask({ question, conversation: null, asker: null, now });
  expect(answer.headline).toContain(headline);
});
