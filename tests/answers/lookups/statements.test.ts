import { describe, expect, it } from 'vitest';
import { loadCases } from '../../../eval/cases.ts';
import { luccaPlan } from '../../support/plan.ts';
import { luccaEngine, NOW } from '../lucca.ts';

const plan = luccaPlan();
const engine = luccaEngine();
const answerTo = async (question: string) =>
  (await engine.ask({ question, conversation: null, asker: null, now: NOW })).answer;

/** How each statement of the document is asked for. */
const ASKED: Readonly<Record<string, readonly string[]>> = {
  miglioramenti: ['che cosa bisogna migliorare?', 'quali miglioramenti sono ancora necessari?'],
  'orientamento-personale': ['che atteggiamento ha il personale verso il cambiamento?'],
  'smvp-novita': [
    'quali novità porta il nuovo SMVP?',
    'che cosa cambia con il nuovo sistema di valutazione?',
  ],
  'smvp-attori': ['chi ha partecipato alla revisione del SMVP?'],
  'smvp-perche': ['perché è stato rifatto il SMVP?', 'che cosa sostituisce il nuovo SMVP?'],
  covid: ['che effetti ha avuto il Covid sulla programmazione?'],
  'programmazione-influssi': ['perché la programmazione 2021 è cambiata?'],
  'dirigenti-cambio': ['quanti dirigenti nuovi sono arrivati?'],
  'riorganizzazione-perche': ['perché l’ente è stato riorganizzato?'],
  'riorganizzazione-effetti': ['che cosa è cambiato con la riorganizzazione?'],
  'dirigenti-posti': ['quanti posti da dirigente sono vacanti?'],
  'personale-sostituzione': ['perché è stato difficile sostituire il personale?'],
  concorsi: ['quanti concorsi sono stati conclusi?'],
  'limiti-personale': ['il comune rispetta il limite di spesa del personale?'],
  virtuoso: ['perché il comune è un ente virtuoso?'],
  'partecipate-controlli': [
    'come vengono controllate le società partecipate?',
    'che verifiche si fanno sulle partecipate?',
  ],
  'partecipate-obiettivi': ['come sono rendicontati gli obiettivi assegnati alle società?'],
  'partecipate-elenco': ['quali sono le società partecipate?'],
  organigramma: ['c’è l’organigramma?'],
  'sezione5-documenti': [
    'quali documenti ci sono nella sezione 5?',
    'quali sono i documenti anticorruzione?',
  ],
  'rpct-indirizzo': ['a che indirizzo è la relazione del responsabile anticorruzione?'],
  'anac-indirizzo': ['dove trovo la griglia ANAC?'],
  'cittadini-problemi': [
    'quali problemi lamentano i cittadini?',
    'quali ambiti sono più problematici per i cittadini?',
  ],
  'cittadini-quadro': ['che quadro emerge dall’indagine Demopolis?'],
  'vita-mura': ['dove è migliorata la qualità della vita?'],
  'vita-triennio': ['quanti dicono che la qualità della vita è peggiorata?'],
  'benessere-perche': ['perché è stato fatto il questionario sul benessere?'],
  'benessere-pieno': [
    'su quali discriminazioni c’è accordo pieno?',
    'quali affermazioni hanno il massimo accordo?',
  ],
  'benessere-positivi': ['in quali ambiti i dipendenti stanno meglio?'],
  'benessere-critici': ['quale ambito è il più critico?', 'quali sono i punti critici dell’indagine?'],
  'benessere-risultati': ['che risultati ha dato l’indagine sul benessere?', 'cosa pensano i dipendenti?'],
  'benessere-ente': ['quali azioni per il benessere fa il comune?'],
  'lavoro-agile': [
    'come è andato il lavoro agile?',
    'che percentuale di dipendenti ha lavorato in smart working?',
  ],
  'lavoro-agile-grafici': ['quanto ha inciso lo smart working sullo stress?'],
  'modifiche-cause': ['perché sono stati modificati gli obiettivi nel monitoraggio?'],
  'modifiche-tipo': ['che tipo di modifiche sono state fatte nel monitoraggio?'],
  'indicatori-tolti': ['perché sono stati tolti due indicatori?'],
  'indicatore-modificato': ['quale indicatore di ente è stato modificato e perché?'],
  'monitoraggio-scopo': ['a che serve il monitoraggio intermedio?'],
  'monitoraggio-autore': ['chi ha scritto il documento di sintesi del monitoraggio?'],
  'indicatori-priorita': ['quali sono le priorità degli indicatori di ente?'],
  'indicatori-cosa': ['che cosa misurano gli indicatori di ente?'],
  'valutazione-finale': ['come si attribuisce il grado di raggiungimento?'],
  'risultati-generali': ['come sono andati i risultati in generale?'],
  'costo-personale-stima': ['perché il costo del personale è sovrastimato?'],
  'controllo-limiti': ['quali limiti ha l’analisi dei costi?'],
  'costi-diretti-criticita': ['qual è la principale criticità dei costi diretti?'],
  'entrate-origine': ['da che cosa derivano le entrate degli obiettivi?'],
  'costo-dominante': ['qual è l’elemento di costo dominante?'],
  imprese: ['che cosa dice la relazione sulle imprese?'],
  popolazione: ['che andamento ha la popolazione?'],
  'relazione-scopo': ['a che cosa serve la relazione sulla performance?'],
  'programmazione-documenti': ['quali sono i documenti della programmazione?'],
  'boccherini-valutazione': ['chi valuta le attività del Boccherini?'],
  'agenda-2030': ['come si lega il piano all’Agenda 2030?'],
  'carica-sindaco': ['chi è il sindaco?', 'come si chiama il sindaco?'],
  'carica-presidente-consiglio': ['chi è il presidente del Consiglio comunale?'],
  'carica-segretario-generale': ['chi è il segretario generale?', 'nome del segretario generale'],
  'cariche-altre': ['chi sono gli assessori?'],
};

describe('what the document says in words', () => {
  it('is all asked for here', () => {
    expect(plan.statements.map(({ code }) => code).sort()).toEqual(Object.keys(ASKED).sort());
  });

  it.each(Object.entries(ASKED))('is found: %s', async (code, questions) => {
    for (const question of questions)
      expect([question, (await answerTo(question)).query]).toEqual([question, { type: 'statement', code }]);
  });

  it('is told in one or two sentences, with its section', async () => {
    const { headline, sources } = await answerTo('quali problemi lamentano i cittadini?');
    expect(headline).toMatch(/mobilità, traffico e viabilità/);
    expect(sources).toEqual(['Relazione sulla performance 2021, sezione 2, Vivere a Lucca']);
    expect(plan.statements.filter(({ text }) => text.length > 420 || !/[.:!]$/.test(text))).toEqual([]);
  });

  it('takes no figure away from the plan', async () => {
    const taken: string[] = [];
    const ofThePlan = [
      'item',
      'total',
      'rank',
      'filter',
      'group',
      'compare',
      'revenue',
      'agenda',
      'mine',
      'mail',
    ];
    for (const { cat, turns } of loadCases())
      if (ofThePlan.includes(cat) && turns.length === 1) {
        const { query } = await answerTo(turns[0] ?? '');
        if (query?.type === 'statement') taken.push(turns[0] ?? '');
      }
    expect(taken).toEqual([]);
  });
});
