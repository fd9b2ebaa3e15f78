import { describe, expect, it } from 'vitest';
import { type Change, readFile, readFiles, said, unioneWith } from '../../../support/plan-files.ts';

/** A change of one of the Unione's files, and all that is said of it. */
type Mistake = readonly [
  file: string,
  from: string | RegExp,
  to: string | null,
  sentences: readonly string[],
];

const changeOf = ([file, from, to]: Mistake): Change => [file, from, to] as Change;

it('nothing is said of the Unione as it is', () => {
  expect(said(readFiles(unioneWith()))).toEqual([]);
});

describe('a mistake is told once, with place, value, expectation and example', () => {
  const MISTAKES: readonly Mistake[] = [
    [
      'items.csv',
      'objective,1',
      'obbiettivo,1',
      [
        'items.csv, riga 2, colonna kind: trovato «obbiettivo», atteso: obiettivo, processo o indicatore; forse «obiettivo»?',
      ],
    ],
    [
      'items.csv',
      'objective,1,8.2.1',
      'objective,0,8.2.1',
      ['items.csv, riga 2, colonna number: trovato «0», atteso: un numero intero maggiore di zero'],
    ],
    [
      'items.csv',
      'objective,1,8.2.1',
      'objective,uno,8.2.1',
      [
        'items.csv, riga 2, colonna number: trovato «uno», atteso: un numero intero maggiore di zero (un codice come 8.2.1 va nella colonna «Codice») (per esempio 24)',
      ],
    ],
    [
      'items.csv',
      'objective,1,8.2.1',
      'objective,1.5,8.2.1',
      [
        'items.csv, riga 2, colonna number: trovato «1.5», atteso: un numero intero maggiore di zero (un codice come 8.2.1 va nella colonna «Codice») (per esempio 24)',
      ],
    ],
    [
      'items.csv',
      '8.2.1',
      '08/02/2001',
      [
        'items.csv, riga 2, colonna code: trovato «08/02/2001», atteso: un codice (Excel l’ha preso per una data; era forse 8.2.1): dare alla colonna il formato Testo, e poi scriverlo di nuovo',
      ],
    ],
    [
      'items.csv',
      '8.2.1',
      '2001-02-08',
      [
        'items.csv, riga 2, colonna code: trovato «2001-02-08», atteso: un codice (Excel l’ha preso per una data; era forse 8.2.1): dare alla colonna il formato Testo, e poi scriverlo di nuovo',
      ],
    ],
    [
      'items.csv',
      '8.2.1',
      '14-mar',
      [
        'items.csv, riga 2, colonna code: trovato «14-mar», atteso: un codice (Excel l’ha preso per una data; era forse 14.3): dare alla colonna il formato Testo, e poi scriverlo di nuovo',
      ],
    ],
    [
      'items.csv',
      '8.2.1',
      '36930',
      [
        'items.csv, riga 2, colonna code: trovato «36930», atteso: un codice (Excel l’ha preso per una data e poi per un numero; era forse 8.2.1): dare alla colonna il formato Testo, e poi scriverlo di nuovo',
      ],
    ],
    [
      'items.csv',
      '8.2.1',
      '1,23E+15',
      [
        'items.csv, riga 2: trovato «objective | 1 | 1 | 23E+15 | Rinnovare l’anagrafe | Anagrafe nuova | Passare al…», atteso: 14 celle, una per colonna (sono 15)',
      ],
    ],
    [
      'items.csv',
      'Rinnovare l’anagrafe',
      '',
      ['items.csv, riga 2, colonna title: la cella è vuota, atteso: un testo'],
    ],
    [
      'items.csv',
      'Anagrafe nuova',
      'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      [
        'items.csv, riga 2, colonna short_title: trovato «xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx», atteso: un titolo breve di al più 60 caratteri',
      ],
    ],
    [
      'items.csv',
      ',unit,',
      ',tutti,',
      ['items.csv, riga 2, colonna scope: trovato «tutti», atteso: di unità o trasversale'],
    ],
    [
      'items.csv',
      '2026,2026,60',
      '2026,2025,60',
      [
        'items.csv, riga 2, colonna horizon_end: trovato «2025», atteso: un anno non precedente a quello di inizio (2026)',
      ],
    ],
    [
      'items.csv',
      '2026,2026,60',
      '26,2026,60',
      ['items.csv, riga 2, colonna horizon_start: trovato «26», atteso: un anno tra 1990 e 2100'],
    ],
    [
      'items.csv',
      '2026,2026,60',
      '2026,fine,60',
      ['items.csv, riga 2, colonna horizon_end: trovato «fine», atteso: un numero intero (per esempio 2026)'],
    ],
    [
      'items.csv',
      '60,,16',
      'sessanta,,16',
      ['items.csv, riga 2, colonna weight: trovato «sessanta», atteso: un numero (per esempio 12,5)'],
    ],
    [
      'items.csv',
      '60,,16',
      '60,120,16',
      [
        'items.csv, riga 2, colonna attainment_pct: trovato «120», atteso: una percentuale da 0 a 100 (per esempio 95,5)',
      ],
    ],
    [
      'items.csv',
      '60,,16',
      '60,-5,16',
      [
        'items.csv, riga 2, colonna attainment_pct: trovato «-5», atteso: una percentuale da 0 a 100 (per esempio 95,5)',
      ],
    ],
    [
      'items.csv',
      '60,,16',
      '60,quasi,16',
      [
        'items.csv, riga 2, colonna attainment_pct: trovato «quasi», atteso: una percentuale da 0 a 100 (per esempio 95,5)',
      ],
    ],
    [
      'items.csv',
      '60,,16',
      '60,,18',
      ['items.csv, riga 2, colonna sdg_goals: trovato «18», atteso: goal da 1 a 17 separati da «;»'],
    ],
    [
      'items.csv',
      '60,,16',
      '60,,pace',
      [
        'items.csv, riga 2, colonna sdg_goals: trovato «pace», atteso: goal da 1 a 17 separati da «;» (per esempio 7;13)',
      ],
    ],
    [
      'items.csv',
      '+',
      'objective,1,,Altro,,,,,,,,,,\n',
      [
        'items.csv, riga 5, colonna number: trovato «obiettivo 1», atteso: un valore non già usato (è alla riga 2)',
      ],
    ],
    [
      'items.csv',
      '+',
      'objective,9,,Senza struttura,,,,,,,,,,\n',
      [
        'items.csv, riga 5, colonna number: trovato «obiettivo 9», atteso: almeno una struttura (una riga di assignments.csv)',
      ],
    ],
    [
      'items.csv',
      '60,,16',
      '#N/D,,16',
      [
        'items.csv, riga 2, colonna weight: trovato «#N/D», atteso: un valore (la formula della cella dà un errore: correggerla, o scrivere il valore)',
      ],
    ],
    [
      'items.csv',
      '8.2.1,',
      '"8.2.1,"',
      ['items.csv, riga 2: atteso: virgolette raddoppiate dentro il testo: "detto ""così"""'],
    ],
    [
      'assignments.csv',
      'objective,1,A1,A1.1',
      'objective,7,A1,A1.1',
      [
        'assignments.csv, riga 2, colonna number: trovato «obiettivo 7», atteso: una voce che c’è in items.csv',
      ],
    ],
    [
      'assignments.csv',
      'A1,A1.1,yes,pag. 4',
      'A9,A1.1,yes,pag. 4',
      [
        'assignments.csv, riga 2, colonna department: trovato «A9», atteso: un settore di departments.csv; forse «A1»?',
      ],
    ],
    [
      'assignments.csv',
      'A1,A1.1,yes,pag. 4',
      'A1,A1.9,yes,pag. 4',
      ['assignments.csv, riga 2, colonna unit: trovato «A1.9», atteso: un’U.O. di units.csv; forse «A1.1»?'],
    ],
    [
      'assignments.csv',
      'A1,A1.1,yes,pag. 4',
      'A2,A1.1,yes,pag. 4',
      ['assignments.csv, riga 2, colonna unit: trovato «A1.1», atteso: un’U.O. di A2 (questa è di A1)'],
    ],
    [
      'assignments.csv',
      'yes,pag. 4',
      'forse,pag. 4',
      ['assignments.csv, riga 2, colonna lead: trovato «forse», atteso: sì o no'],
    ],
    [
      'assignments.csv',
      '+',
      'objective,1,A1,A1.1,no,\n',
      [
        'assignments.csv, riga 5, colonna number: trovato «obiettivo 1, A1.1», atteso: un valore non già usato (è alla riga 2)',
      ],
    ],
    [
      'assignments.csv',
      'A1,A1.1,yes,pag. 4',
      ',,yes,pag. 4',
      ['assignments.csv, riga 2, colonna department: la cella è vuota, atteso: un testo'],
    ],
    [
      'cost_lines.csv',
      '12000.50',
      'dodicimila',
      [
        'cost_lines.csv, riga 2, colonna personnel_eur: trovato «dodicimila», atteso: un importo in euro (per esempio 1.234,50)',
      ],
    ],
    [
      'cost_lines.csv',
      '12000.50',
      '12.000',
      [
        'cost_lines.csv, riga 2, colonna personnel_eur: trovato «12.000», atteso: un importo che si legga in un modo solo (per esempio 12000 oppure 12)',
      ],
    ],
    [
      'cost_lines.csv',
      '12000.50',
      '12000.505',
      [
        'cost_lines.csv, riga 2, colonna personnel_eur: trovato «12000.505», atteso: un importo in euro con al più due decimali (per esempio 1.234,50)',
      ],
    ],
    [
      'cost_lines.csv',
      'objective,2,',
      'objective,8,',
      [
        'cost_lines.csv, riga 3, colonna number: trovato «obiettivo 8», atteso: una voce che c’è in items.csv',
      ],
    ],
    [
      'units.csv',
      'A1.1,A1,',
      'A1.1,A7,',
      [
        'units.csv, riga 2, colonna department: trovato «A7», atteso: un settore di departments.csv; forse «A1»?',
      ],
    ],
    [
      'units.csv',
      '+',
      'A1.1,A1,Doppio,,\n',
      ['units.csv, riga 5, colonna code: trovato «A1.1», atteso: un valore non già usato (è alla riga 2)'],
    ],
    [
      'departments.csv',
      '+',
      'A1,Doppia,\n',
      [
        'departments.csv, riga 4, colonna code: trovato «A1», atteso: un valore non già usato (è alla riga 2)',
      ],
    ],
    [
      'departments.csv',
      'A1,Area',
      ',Area',
      ['departments.csv, riga 2, colonna code: la cella è vuota, atteso: un testo'],
    ],
    [
      'phases.csv',
      '2026-06-30',
      '2026-05-30',
      [
        'phases.csv, riga 2, colonna due_on: trovato «2026-05-30», atteso: una data non precedente a quella dell’apertura (2026-06-01)',
      ],
    ],
    [
      'phases.csv',
      '2026-06-30',
      '30 giugno',
      [
        'phases.csv, riga 2, colonna due_on: trovato «30 giugno», atteso: una data gg/mm/aaaa (per esempio 31/12/2026)',
      ],
    ],
    [
      'phases.csv',
      '2026-06-30',
      '2026-06-31',
      [
        'phases.csv, riga 2, colonna due_on: trovato «2026-06-31», atteso: una data gg/mm/aaaa (per esempio 31/12/2026)',
      ],
    ],
    [
      'phases.csv',
      '2026-06-30',
      '06/30/2026',
      [
        'phases.csv, riga 2, colonna due_on: trovato «06/30/2026», atteso: una data gg/mm/aaaa che esiste, con il giorno prima del mese (per esempio 31/12/2026)',
      ],
    ],
    [
      'phases.csv',
      '2026-06-30',
      '46203',
      [
        'phases.csv, riga 2, colonna due_on: trovato «46203», atteso: una data gg/mm/aaaa (Excel l’ha trasformata in un numero: dare alla colonna il formato Data) (per esempio 30/06/2026)',
      ],
    ],
    [
      'phases.csv',
      'objective;process',
      'obiettivi;azoni',
      [
        'phases.csv, riga 2, colonna kinds: trovato «obiettivi;azoni», atteso: obiettivo, processo o indicatore; forse «azione»?',
      ],
    ],
    [
      'phases.csv',
      '2026-06-30,',
      '2026-06-30,2026-05-01',
      [
        'phases.csv, riga 2, colonna closes_on: trovato «2026-05-01», atteso: una data non precedente a quella dell’apertura (2026-06-01)',
      ],
    ],
    [
      'phases.csv',
      '+',
      'giugno,Doppia,,2026-07-01,2026-07-31,,\n',
      ['phases.csv, riga 3, colonna code: trovato «giugno», atteso: un valore non già usato (è alla riga 2)'],
    ],
    [
      'people.csv',
      'a1@unione.example',
      'a1',
      ['people.csv, riga 3, colonna email: trovato «a1», atteso: un indirizzo e-mail'],
    ],
    [
      'people.csv',
      'a1@unione.example',
      'A2@unione.example',
      [
        'people.csv, riga 4, colonna email: trovato «a2@unione.example», atteso: un valore non già usato (è alla riga 3)',
      ],
    ],
    [
      'people.csv',
      'dir-a1',
      'dir-a2',
      [
        'people.csv, riga 4, colonna code: trovato «dir-a2», atteso: un valore non già usato (è alla riga 3)',
        'roles.csv, riga 3, colonna person: trovato «dir-a1», atteso: il codice, il nome o l’e-mail di una persona di people.csv; forse «dir-a2»?',
      ],
    ],
    [
      'roles.csv',
      'dir-a1,',
      'dir-a3,',
      [
        'roles.csv, riga 3, colonna person: trovato «dir-a3», atteso: il codice, il nome o l’e-mail di una persona di people.csv; forse «dir-a1»?',
      ],
    ],
    [
      'roles.csv',
      'head,A1',
      'capo,A1',
      [
        'roles.csv, riga 3, colonna role: trovato «capo», atteso: referente, dirigente, controllo, Nucleo o dipendente',
      ],
    ],
    [
      'roles.csv',
      'head,A1,',
      'head,,',
      [
        'roles.csv, riga 3, colonna department: la cella è vuota, atteso: il settore di cui la persona è dirigente',
      ],
    ],
    [
      'roles.csv',
      'contact,A1,A1.1',
      'contact,,',
      [
        'roles.csv, riga 2, colonna unit: la cella è vuota, atteso: l’U.O. (o il settore) di cui la persona è referente',
      ],
    ],
    [
      'plan.csv',
      ',2026,Piano',
      ',1850,Piano',
      ['plan.csv, riga 2, colonna year: trovato «1850», atteso: un anno tra 1990 e 2100'],
    ],
    [
      'plan.csv',
      'A1.2,',
      'A1.7,',
      [
        'plan.csv, riga 2, colonna controller_unit: trovato «A1.7», atteso: un’U.O. di units.csv; forse «A1.1»?',
      ],
    ],
    [
      'plan.csv',
      '11-11',
      '31-11',
      [
        'plan.csv, riga 2, colonna patron_day: trovato «31-11», atteso: un giorno dell’anno, gg/mm (per esempio 12/07)',
      ],
    ],
    [
      'plan.csv',
      'Rome',
      'Roma',
      [
        'plan.csv, riga 2, colonna timezone: trovato «Europe/Roma», atteso: un fuso orario IANA, per esempio Europe/Rome',
      ],
    ],
    [
      'plan.csv',
      '2026-01-30',
      'gennaio',
      [
        'plan.csv, riga 2, colonna approved_on: trovato «gennaio», atteso: una data gg/mm/aaaa (per esempio 31/12/2026)',
      ],
    ],
    [
      'plan.csv',
      '+',
      'altro,Altro,2026,D,,,,,Europe/Rome\n',
      ['plan.csv, riga 3, colonna body: trovato «altro», atteso: una riga sola'],
    ],
    [
      'facts.csv',
      'persons',
      'persone fisiche',
      [
        'facts.csv, riga 2, colonna unit: trovato «persone fisiche», atteso: euro, %, persone, numero, mq, kmq, anni, punteggio o ore',
      ],
    ],
    [
      'facts.csv',
      '4210',
      '4 mila',
      ['facts.csv, riga 2, colonna value: trovato «4 mila», atteso: un numero (per esempio 12,5)'],
    ],
    [
      'facts.csv',
      '+',
      'abitanti,t,U,m,2025,1,count,,\n',
      [
        'facts.csv, riga 3, colonna code: trovato «abitanti», atteso: un valore non già usato (è alla riga 2)',
      ],
    ],
    [
      'declared.csv',
      '93000.00',
      'tanto',
      ['declared.csv, riga 2, colonna value: trovato «tanto», atteso: un numero (per esempio 12,5)'],
    ],
    [
      'goals.csv',
      '+',
      'number,name,short_name,keywords\n18,Pace e giustizia,Giustizia,legalità\n',
      ['goals.csv, riga 2, colonna number: trovato «18», atteso: un numero da 1 a 17'],
    ],
    [
      'monitoring_summary.csv',
      'giugno,',
      'luglio,',
      [
        'monitoring_summary.csv, riga 2, colonna phase: trovato «luglio», atteso: il codice di una fase di phases.csv',
      ],
    ],
    [
      'monitoring_summary.csv',
      'in_progress',
      'avviato',
      [
        'monitoring_summary.csv, riga 2, colonna state: trovato «avviato», atteso: raggiunto, in fase, modificato, ritirato o nuovo',
      ],
    ],
    [
      'monitoring_summary.csv',
      ',2,',
      ',-2,',
      ['monitoring_summary.csv, riga 2, colonna count: trovato «-2», atteso: un numero intero non negativo'],
    ],
    ['items.csv', 'as', null, ['items.csv: atteso: gli obiettivi (manca il file, e senza non c’è un piano)']],
    [
      'plan.csv',
      'as',
      null,
      ['plan.csv: atteso: il file (manca, e senza non si sa di chi è il piano e di quale anno)'],
    ],
    [
      'people.csv',
      'as',
      null,
      ['roles.csv: atteso: le persone che ci sono nominate (manca il file o il foglio delle persone)'],
    ],
    [
      'items.csv',
      /\n[\s\S]*/,
      '\n',
      [
        'items.csv: atteso: almeno un obiettivo (non ci sono righe)',
        'assignments.csv, riga 2, colonna number: trovato «obiettivo 1», atteso: una voce che c’è in items.csv',
        'assignments.csv, riga 3, colonna number: trovato «obiettivo 2», atteso: una voce che c’è in items.csv',
        'assignments.csv, riga 4, colonna number: trovato «processo 1», atteso: una voce che c’è in items.csv',
        'cost_lines.csv, riga 2, colonna number: trovato «obiettivo 1», atteso: una voce che c’è in items.csv',
        'cost_lines.csv, riga 3, colonna number: trovato «obiettivo 2», atteso: una voce che c’è in items.csv',
        'notes.csv, riga 2, colonna subject: «objective:1» non è nel piano: la nota non comparirà mai',
      ],
    ],
    [
      'items.csv',
      'title,',
      'titolone,',
      [
        'items.csv, colonna titolone: non è una colonna di Traguardo: si conserva con il suo nome nella scheda',
        'items.csv, riga 1: atteso: la colonna «Titolo» (manca)',
      ],
    ],
    [
      'items.csv',
      'title,short_title',
      'titolo,titolo',
      ['items.csv, riga 1: trovato «titolo», atteso: una sola colonna con questo nome'],
    ],
    [
      'people.csv',
      'code,name,email',
      'codice;nome;posta',
      [
        'people.csv, riga 1: trovato «codice;nome;posta», atteso: una riga con i nomi delle colonne, come «Nome» ed «E-mail»',
      ],
    ],
    [
      'departments.csv',
      '+',
      'A3,Tre\n',
      ['departments.csv, riga 4: trovato «A3 | Tre», atteso: 3 celle, una per colonna (sono 2)'],
    ],
    [
      'departments.csv',
      '+',
      'A3,Tre,a,b\n',
      ['departments.csv, riga 4: trovato «A3 | Tre | a | b», atteso: 3 celle, una per colonna (sono 4)'],
    ],
    [
      'departments.csv',
      '+',
      '"A3,Tre,\n',
      [
        'departments.csv, riga 4: atteso: virgolette chiuse (si aprono e non si chiudono fino alla fine del file)',
      ],
    ],
    [
      'departments.csv',
      'Area tecnica',
      'Area "tecnica" bis',
      [
        'departments.csv, riga 3: atteso: virgolette all’inizio della cella, o raddoppiate dentro il testo: "detto ""così"""',
      ],
    ],
    [
      'items.csv',
      '60,,16',
      '"1.250",,16',
      [
        'items.csv, riga 2, colonna weight: trovato «1.250», atteso: un numero che si legga in un modo solo (per esempio 1250 oppure 1,25)',
      ],
    ],
    [
      'items.csv',
      'Strada del passo,Asfaltare dodici chilometri.,asfalto,transversal',
      'Strada del passo,Asfaltare dodici chilometri.,asfalto,transversale',
      [
        'items.csv, riga 3, colonna scope: trovato «transversale», atteso: di unità o trasversale; forse «trasversale»?',
      ],
    ],
    [
      'items.csv',
      '8.2.2',
      '1-feb-04',
      [
        'items.csv, riga 3, colonna code: trovato «1-feb-04», atteso: un codice (Excel l’ha preso per una data; era forse 1.2.4): dare alla colonna il formato Testo, e poi scriverlo di nuovo',
      ],
    ],
    [
      'units.csv',
      'A1.1,A1,',
      '01/01/2001,A1,',
      [
        'units.csv, riga 2, colonna code: trovato «01/01/2001», atteso: un codice (Excel l’ha preso per una data; era forse 1.1.1): dare alla colonna il formato Testo, e poi scriverlo di nuovo',
      ],
    ],
    [
      'cost_lines.csv',
      '12000.50',
      '12,00,50',
      [
        'cost_lines.csv, riga 2: trovato «objective | 1 | A1 | A1.1 | Obiettivo | 12 | 00 | 50 | 3000.00 | 1500 |  |  | », atteso: 11 celle, una per colonna (sono 13)',
      ],
    ],
    [
      'phases.csv',
      '2026-06-01,',
      '30/02/2026,',
      [
        'phases.csv, riga 2, colonna opens_on: trovato «30/02/2026», atteso: una data gg/mm/aaaa che esiste, con il giorno prima del mese (per esempio 31/12/2026)',
      ],
    ],
    [
      'phases.csv',
      '2026-06-01,',
      'giugno 2026,',
      [
        'phases.csv, riga 2, colonna opens_on: trovato «giugno 2026», atteso: una data gg/mm/aaaa (per esempio 31/12/2026)',
      ],
    ],
    [
      'phases.csv',
      '2026-06-01,',
      '01/06,',
      [
        'phases.csv, riga 2, colonna opens_on: trovato «01/06», atteso: una data gg/mm/aaaa, con l’anno (per esempio 31/12/2026)',
      ],
    ],
    [
      'people.csv',
      'dir-a2,Dirigente A2,a2@unione.example',
      'dir-a2,Dirigente A2,',
      ['people.csv, riga 4, colonna email: la cella è vuota, atteso: un indirizzo e-mail'],
    ],
    [
      'roles.csv',
      'contact,A1,A1.1',
      'contact,A1,A1.7',
      ['roles.csv, riga 2, colonna unit: trovato «A1.7», atteso: un’U.O. di units.csv; forse «A1.1»?'],
    ],
    [
      'closures.csv',
      '+',
      'day,name\n2026-12-24,Chiusura\n24/12/2026,Ponte\n',
      [
        'closures.csv, riga 3, colonna day: trovato «2026-12-24», atteso: un valore non già usato (è alla riga 2)',
      ],
    ],
    [
      'closures.csv',
      '+',
      'day,name\n24 dic,Chiusura\n',
      [
        'closures.csv, riga 2, colonna day: trovato «24 dic», atteso: una data gg/mm/aaaa (per esempio 31/12/2026)',
      ],
    ],
    [
      'indicators.csv',
      '+',
      'kind,number,name,target_2026\nobjective,1,Giorni,dieci\n',
      [
        'indicators.csv, riga 2, colonna target_2026: trovato «dieci», atteso: un numero, «sì» o «no» (per esempio 12,5)',
      ],
    ],
    [
      'indicators.csv',
      '+',
      'kind,number,name,targets\nobjective,1,Giorni,2026 dieci\n',
      [
        'indicators.csv, riga 2, colonna targets: trovato «2026 dieci», atteso: anni e valori attesi separati da «;» (per esempio 2026=30;2027=25)',
      ],
    ],
    [
      'indicators.csv',
      '+',
      'kind,number,name,direction\nobjective,1,Giorni,sotto\n',
      ['indicators.csv, riga 2, colonna direction: trovato «sotto», atteso: più alto o più basso'],
    ],
    [
      'milestones.csv',
      '+',
      'kind,number,name,expected_from,expected_to\nobjective,2,Gara,2026-05-01,2026-04-01\n',
      [
        'milestones.csv, riga 2, colonna expected_to: trovato «2026-04-01», atteso: una data non precedente a quella dell’inizio previsto (2026-05-01)',
      ],
    ],
    [
      'budget_lines.csv',
      '+',
      'kind,number,entry,amount_eur\nobjective,2,stanziamento,molto\n',
      [
        'budget_lines.csv, riga 2, colonna amount_eur: trovato «molto», atteso: un importo in euro (per esempio 1.234,50)',
      ],
    ],
    [
      'item_roles.csv',
      '+',
      'kind,number,role,person\nobjective,2,RUP,rossi\n',
      [
        'item_roles.csv, riga 2, colonna person: trovato «rossi», atteso: il codice, il nome o l’e-mail di una persona di people.csv',
      ],
    ],
    [
      'plan.csv',
      'A1.2,11-11',
      'A1.2,31 novembre',
      [
        'plan.csv, riga 2, colonna patron_day: trovato «31 novembre», atteso: un giorno dell’anno, gg/mm (per esempio 12/07)',
      ],
    ],
    [
      'facts.csv',
      '4210',
      '4.210',
      [
        'facts.csv, riga 2, colonna value: trovato «4.210», atteso: un numero che si legga in un modo solo (per esempio 4210 oppure 4,21)',
      ],
    ],
    [
      'glossary.csv',
      'nivometro,,Misura la neve.',
      'nivometro,,',
      ['glossary.csv, riga 2, colonna definition: la cella è vuota, atteso: un testo'],
    ],
    [
      'acts.csv',
      '+',
      'code,date,title\nd1,32/01/2026,Delibera\n',
      [
        'acts.csv, riga 2, colonna date: trovato «32/01/2026», atteso: una data gg/mm/aaaa che esiste, con il giorno prima del mese (per esempio 31/12/2026)',
      ],
    ],
    [
      'legal_deadlines.csv',
      '+',
      'code,title,due,law,article,rule,source\nx,X,fine mese,L,1,R,S\n',
      [
        'legal_deadlines.csv, riga 2, colonna due: trovato «fine mese», atteso: un giorno dell’anno, gg/mm (per esempio 12/07)',
      ],
    ],
    [
      'units.csv',
      /[\s\S]*/,
      'code,department,name,aliases,note,parent\nA1.1,A1,Servizio demografico,anagrafe,,A1.2\nA1.2,A1,Servizio controllo,,,A1.1\nA2.1,A2,Servizio manutenzioni,,,\n',
      [
        'units.csv, riga 2, colonna parent: trovato «A1.2», atteso: un’unità che non sia, a sua volta, parte di questa',
        'units.csv, riga 3, colonna parent: trovato «A1.1», atteso: un’unità che non sia, a sua volta, parte di questa',
      ],
    ],
    [
      'plan.csv',
      'timezone\n',
      'timezone,weight_sum,weight_per\n',
      [
        'plan.csv, riga 2: trovato «alta-valle | Unione Alta Valle | 2026 | Piano della performance 2026 | Giunta 3…», atteso: 11 celle, una per colonna (sono 9)',
      ],
    ],
  ];
  it.each(MISTAKES)('%s: %s written %s', (...mistake) => {
    const read = readFiles(unioneWith(changeOf(mistake)));
    expect(said(read)).toEqual(mistake[3]);
    expect(read.ok).toBe(false);
  });
});

describe('what is allowed and suspicious is a warning', () => {
  const SUSPICIONS: readonly Mistake[] = [
    [
      'cost_lines.csv',
      '12000.50',
      '-12000.50',
      ['cost_lines.csv, riga 2, colonna personnel_eur: «-12.000,50 €» è un importo negativo'],
    ],
    [
      'phases.csv',
      '2026-06-30,',
      '2026-06-30,2026-06-15',
      [
        'phases.csv, riga 2, colonna closes_on: «2026-06-15» è prima della scadenza (2026-06-30): dopo la chiusura nessuno è più sollecitato',
      ],
    ],
    [
      'phases.csv',
      '2026-06-01,2026-06-30',
      '2025-06-01,2025-06-30',
      [
        'phases.csv, riga 2, colonna closes_on: la fase scade il 2025-06-30 e non si chiude mai: resta aperta, con i suoi solleciti',
      ],
    ],
    [
      'roles.csv',
      'controller',
      'staff',
      ['roles.csv: nessuno ha il ruolo di controllo: le fasi non si possono aprire, prorogare né chiudere'],
    ],
    [
      'roles.csv',
      'dir-a2,head,A2,\n',
      '',
      [
        'roles.csv: A2.1: né referente né dirigente, nessuno è sollecitato per le loro voci',
        'people.csv, riga 4, colonna code: «dir-a2» non ha nessun ruolo: può solo fare domande',
      ],
    ],
    [
      'declared.csv',
      'committed_eur',
      'commited_eur',
      [
        'declared.csv, riga 2, colonna measure: «commited_eur» non è una misura che si possa ricalcolare, e il totale non è controllato; forse «committed_eur»?',
      ],
    ],
    [
      'notes.csv',
      'objective:1',
      'objective:9',
      ['notes.csv, riga 2, colonna subject: «objective:9» non è nel piano: la nota non comparirà mai'],
    ],
    [
      'departments.csv',
      'lavori pubblici',
      'costi',
      [
        'departments.csv, riga 3, colonna aliases: «costi» è una parola comune delle domande: una struttura che si chiama così le confonde',
      ],
    ],
    [
      'items.csv',
      'Strada del passo',
      'Anagrafe nuova',
      [
        'items.csv, riga 3, colonna short_title: «Anagrafe nuova» è già alla riga 2: nelle risposte e nei pulsanti non si distinguono',
      ],
    ],
    [
      'goals.csv',
      '+',
      'number,name,short_name,keywords\n16,Pace e giustizia,Giustizia,legalità\n',
      [
        'goals.csv, riga 2: i 17 goal sono gli stessi per tutti gli enti: valgono i nomi di Traguardo, il file non serve',
      ],
    ],
    [
      'legal_deadlines.csv',
      '+',
      'code,title,due,law,article,rule,source\ndup,DUP,31/07,TUEL,170,Entro luglio,TUEL\nx,X,,L,1,R,S\n',
      [
        'legal_deadlines.csv, riga 2: termini di legge uguali per tutti gli enti: si conservano, ma rispondono quelli di Traguardo',
      ],
    ],
    [
      'glossary.csv',
      '+',
      'DUP,,"Documento del Comune di Lucca che guida la programmazione.",sezione 1\n',
      [
        'glossary.csv, riga 3: definizioni generali o copiate da un altro ente: si conservano, ma risponde il glossario di Traguardo',
      ],
    ],
    ['cost_lines.csv', 'as', 'cost_lines (1).csv', ['cost_lines (1).csv: è stato letto come cost_lines.csv']],
    [
      'acts.csv',
      'as',
      'Actts.csv',
      ['Actts.csv: non è stato letto: nessuna tabella si chiama così; forse «acts.csv»?'],
    ],
  ];
  it.each(SUSPICIONS)('%s: %s written %s', (...suspicion) => {
    const read = readFiles(unioneWith(changeOf(suspicion)));
    expect(said(read)).toEqual(suspicion[3]);
    expect(read.ok).toBe(true);
  });

  it('weights that do not reach their sum, for each department', () => {
    const files = unioneWith(
      ['plan.csv', 'timezone\n', 'timezone,weight_sum,weight_per\n'],
      ['plan.csv', 'Europe/Rome\n', 'Europe/Rome,100,department\n'],
    );
    expect(said(readFiles(files))).toEqual([
      'items.csv, riga 2, colonna weight: i pesi di A1 sommano a 60, non a 100',
      'items.csv, riga 3, colonna weight: i pesi di A2 sommano a 40, non a 100',
    ]);
  });

  it('an alias that two structures have', () => {
    expect(
      said(readFiles(unioneWith(['units.csv', 'Servizio manutenzioni,', 'Servizio manutenzioni,anagrafe']))),
    ).toEqual([
      'units.csv, riga 4, colonna aliases: «anagrafe» è anche un nome di A1.1 (riga 2): chi lo usa riceve una domanda di ritorno',
    ]);
  });

  it('a plan without people', () => {
    expect(said(readFiles(unioneWith(['people.csv', 'as', null], ['roles.csv', 'as', null])))).toEqual([
      'items.csv: non ci sono persone: si risponde alle domande, ma nessuno è sollecitato e nessuno può comunicare lo stato delle voci',
    ]);
  });
});

describe('the report', () => {
  it('has the errors and the warnings of every file in one round', () => {
    const read = readFiles(
      unioneWith(
        ['plan.csv', 'Rome', 'Roma'],
        ['items.csv', 'objective,1', 'obbiettivo,1'],
        ['cost_lines.csv', '3000.00', '-3000.00'],
        ['people.csv', 'a1@unione.example', 'a1'],
        ['people.csv', 'a2@unione.example', 'a2'],
      ),
    );
    expect(said(read)).toHaveLength(5);
    expect(read.ok ? [] : read.errors.map(({ file, lines }) => [file, ...lines])).toEqual([
      ['plan.csv', 2],
      ['items.csv', 2],
      ['people.csv', 3],
      ['people.csv', 4],
    ]);
  });

  it('has a number used twice in it, even where another cell of the row is wrong', () => {
    const twice =
      'objective,2,,Altra strada,,,,,,,molto,,,\nobjective,9,,Uno,,,,,,,troppo,,,\nobjective,9,,Due,,,,,,,troppo,,,\n';
    expect(said(readFiles(unioneWith(['items.csv', '+', twice])))).toEqual([
      'items.csv, riga 5, colonna weight: trovato «molto», atteso: un numero (per esempio 12,5)',
      'items.csv, righe 6 e 7, colonna weight: trovato «troppo», atteso: un numero (per esempio 12,5)',
      'items.csv, riga 5, colonna number: trovato «obiettivo 2», atteso: un valore non già usato (è alla riga 3)',
      'items.csv, riga 7, colonna number: trovato «obiettivo 9», atteso: un valore non già usato (è alla riga 6)',
    ]);
  });

  it('tells an item that stands on two rows of a sheet once, and not of its structures too', () => {
    const read = readFile('peg.csv', 'N.;Obiettivo;Settore\n1;Piazza;Tecnico\n1;Scuola;Tecnico\n', {
      front: { bodyName: 'Comune di Prova', year: 2026 },
    });
    expect(said(read).filter((sentence) => sentence.includes('già usato'))).toEqual([
      'peg.csv, riga 3, colonna N.: trovato «obiettivo 1», atteso: un valore non già usato (è alla riga 2)',
    ]);
  });

  it('counts what is repeated', () => {
    const rows = Array.from(
      { length: 46 },
      (_, index) => `obbiettivo,${index + 10},,Titolo ${index},,,,,,,,,,\n`,
    ).join('');
    const files = unioneWith(['items.csv', '+', rows]);
    expect(said(readFiles(files))).toEqual([
      'items.csv, 46 righe (5, 6, 7, …), colonna kind: trovato «obbiettivo», atteso: obiettivo, processo o indicatore; forse «obiettivo»?',
    ]);
  });

  it('names the lines inside quoted cells and the blank ones as an editor counts them', () => {
    const files = unioneWith([
      'departments.csv',
      '+',
      'A3,"Nome\nsu tre\nrighe",\n\n\n,"un nome\nsu due",\n',
    ]);
    expect(said(readFiles(files))).toEqual([
      'departments.csv, riga 9, colonna code: la cella è vuota, atteso: un testo',
    ]);
    const windows = Object.fromEntries(
      Object.entries(files).map(([name, text]) => [name, text.replaceAll('\n', '\r\n')]),
    );
    expect(said(readFiles(windows))).toEqual(said(readFiles(files)));
  });

  it('shortens a value that is too long to read', () => {
    const [sentence = ''] = said(readFiles(unioneWith(['plan.csv', 'Europe/Rome', 'x'.repeat(500)])));
    expect(sentence.length).toBeLessThan(200);
  });
});

it('two structures beside the items that are written almost alike are pointed out, and no two that a number tells apart', () => {
  const read = readFile(
    'obiettivi.csv',
    'Obiettivo;Settore\nA;Lavori Pubblici\nB;Lavori Publici\nC;Settore Tecnico 1\nD;Settore Tecnico 2\nE;Affari Generali\n',
    { front: { bodyName: 'Comune di Prova', year: 2026 } },
  );
  expect(read.ok).toBe(true);
  expect(said(read).filter((sentence) => sentence.includes('somiglia'))).toEqual([
    'obiettivi.csv, riga 3, colonna Settore: «Lavori Publici» somiglia a «Lavori Pubblici»: se è la stessa struttura va scritta in un modo solo',
  ]);
});

it('what a statement of the document answers is one of the questions that there are', () => {
  const statements = (answers: string): string =>
    `code,asked,answers,text,source\nsede,dove sede,${answers},La sede è in piazza.,sezione 2\n`;
  expect(said(readFiles({ ...unioneWith(), 'statements.csv': statements('dove;perché') }))).toEqual([]);
  expect(said(readFiles({ ...unioneWith(), 'statements.csv': statements('dove;per chi') }))).toEqual([
    'statements.csv, riga 2, colonna answers: trovato «dove;per chi», atteso: domande tra che cosa, quale, chi, a chi, quando, dove, perché, come, quanto, a che prezzo, che fine, separate da «;»',
  ]);
});
