import { describe, expect, it } from 'vitest';
import { loadCases } from '../../../eval/cases.ts';
import { engineOf } from '../../support/engine.ts';
import { luccaPlan } from '../../support/plan.ts';
import { luccaEngine, NOW } from '../lucca.ts';

const plan = luccaPlan();
const engine = luccaEngine();
const answerTo = async (question: string) =>
  (await engine.ask({ question, conversation: null, asker: null, now: NOW })).answer;

/** How each statement of the document is asked for. */
const ASKED: Readonly<Record<string, readonly string[]>> = {
  'nucleo-componenti': [
    'chi sono i componenti del Nucleo di valutazione?',
    'chi fa parte del Nucleo?',
    'il Nucleo è formato da chi?',
  ],
  'demopolis-perche': ['perché la relazione riporta l’indagine Demopolis?'],
  'contabilita-programma': ['che programma di contabilità usa il Comune?'],
  'personale-uscito': ['quanta gente è andata via nel 2021?'],
  'verde-altro': ['che cosa comprende la voce «altro» del verde urbano?'],
  'denunce-fonte': ['chi ha stilato la classifica dei reati?'],
  'relazione-autore': ['chi ha scritto la relazione?', 'chi ha redatto il documento?'],
  'monitoraggio-apertura': ['chi ha aperto il monitoraggio?'],
  'controllo-autore': ['chi ha preparato il controllo di gestione?'],
  'indicatori-rimasti': ['quanti indicatori sono rimasti dopo il ritiro?', 'quanti indicatori restano?'],
  miglioramenti: [
    'che cosa bisogna migliorare?',
    'quali miglioramenti sono ancora necessari?',
    'quanti sono i punti di miglioramento?',
  ],
  'orientamento-personale': ['che atteggiamento ha il personale verso il cambiamento?'],
  'smvp-novita': [
    'quali novità porta il nuovo SMVP?',
    'che cosa cambia con il nuovo sistema di valutazione?',
  ],
  'smvp-attori': ['chi ha partecipato alla revisione del SMVP?'],
  'smvp-perche': [
    'perché è stato rifatto il SMVP?',
    'che cosa sostituisce il nuovo SMVP?',
    'a che anno risaliva la metodologia di valutazione precedente?',
  ],
  covid: [
    'che effetti ha avuto il Covid sulla programmazione?',
    'che effetti ha avuto il covid sugli obiettivi?',
  ],
  'programmazione-influssi': ['perché la programmazione 2021 è cambiata?'],
  'dirigenti-cambio': [
    'quanti dirigenti nuovi sono arrivati?',
    'come sono stati reclutati i nuovi dirigenti?',
  ],
  'riorganizzazione-perche': ['perché l’ente è stato riorganizzato?'],
  'riorganizzazione-effetti': [
    'che cosa è cambiato nella struttura organizzativa nel 2021?',
    'che cosa è cambiato con la riorganizzazione?',
  ],
  'dirigenti-posti': ['mancano dirigenti in comune?'],
  'personale-sostituzione': [
    'perché è stato difficile sostituire il personale?',
    'cosa dice la relazione sul personale che manca?',
  ],
  concorsi: ['quanti concorsi sono stati conclusi?'],
  'limiti-personale': ['il comune è in regola con i limiti di spesa del personale?'],
  virtuoso: ['perché il comune è un ente virtuoso?', 'il comune di Lucca è un ente virtuoso?'],
  'partecipate-controlli': [
    'come vengono controllate le società partecipate?',
    'che verifiche si fanno sulle partecipate?',
  ],
  'partecipate-obiettivi': [
    'come sono rendicontati gli obiettivi assegnati alle società?',
    'chi assegna gli obiettivi alle partecipate?',
  ],
  'partecipate-elenco': ['quante società partecipa il comune?', 'quali sono le società partecipate?'],
  organigramma: ['com’è organizzato il comune?', 'dov’è l’organigramma?'],
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
  'cittadini-quadro': [
    'cosa pensa la gente del comune?',
    'che quadro emerge dall’indagine Demopolis?',
    'la gente è contenta della vita in città?',
  ],
  'vita-mura': ['dove è migliorata la qualità della vita?'],
  'vita-triennio': ['come è cambiata la qualità della vita?'],
  'benessere-perche': ['perché è stato fatto il questionario sul benessere?'],
  'benessere-pieno': [
    'su quali discriminazioni c’è accordo pieno?',
    'quali affermazioni hanno il massimo accordo?',
  ],
  'benessere-positivi': [
    'punti di forza',
    'quali sono i punti di forza emersi dal questionario?',
    'in quali ambiti i dipendenti stanno meglio?',
  ],
  'benessere-critici': ['quali criticità segnala il personale?', 'quali sono i punti critici dell’indagine?'],
  'benessere-strumento': ['con che programma è stato somministrato il questionario?'],
  'nucleo-trasparenza': ['che cosa ha verificato il Nucleo sulla trasparenza?'],
  'controllo-fasi': ['in quante fasi si articola il controllo di gestione?'],
  'benessere-risultati': ['che risultati ha dato l’indagine sul benessere?', 'cosa pensano i dipendenti?'],
  'benessere-ente': ['quali azioni per il benessere fa il comune?'],
  'lavoro-agile': [
    'come è andato il lavoro agile?',
    'che percentuale di dipendenti ha lavorato in smart working?',
  ],
  'lavoro-agile-grafici': [
    'quanto ha inciso lo smart working sullo stress?',
    'come incide il lavoro agile sullo stress?',
  ],
  'modifiche-cause': [
    'perché sono stati modificati gli obiettivi nel monitoraggio?',
    'quali difficoltà hanno trovato i settori nel raggiungere gli obiettivi?',
  ],
  'modifiche-tipo': ['che tipo di modifiche sono state fatte nel monitoraggio?'],
  'indicatori-tolti': ['perché sono stati tolti due indicatori?'],
  'indicatore-modificato': ['quale indicatore di ente è stato modificato e perché?'],
  'monitoraggio-scopo': ['a che serve il monitoraggio intermedio?'],
  'monitoraggio-autore': ['chi ha scritto il documento di sintesi del monitoraggio?'],
  'indicatori-priorita': ['quali sono le priorità degli indicatori di ente?'],
  'indicatori-cosa': ['che cosa misurano gli indicatori di ente?'],
  'valutazione-finale': [
    'come è stato valutato il risultato finale?',
    'come si attribuisce il grado di raggiungimento?',
    'come fa il Nucleo a valutare i dirigenti?',
  ],
  'risultati-generali': [
    'come sono andati i risultati in generale?',
    'che giudizio dà la relazione sui risultati del 2021?',
  ],
  'costo-personale-stima': ['perché il costo del personale è sovrastimato?'],
  'controllo-limiti': ['quali limiti ha l’analisi dei costi?'],
  'costi-diretti-criticita': ['qual è la principale criticità dei costi diretti?'],
  'entrate-origine': ['da che cosa derivano le entrate degli obiettivi?', 'da dove arrivano le entrate?'],
  'costo-dominante': [
    'il personale è la voce di costo dominante?',
    'qual è l’elemento di costo dominante?',
    'quale voce di costo è prevalente?',
  ],
  imprese: ['le imprese lucchesi crescono o calano?', 'che cosa dice la relazione sulle imprese?'],
  'rendiconto-2021': ['il rendiconto 2021 era già approvato?'],
  popolazione: [
    'i giovani sono in aumento a Lucca?',
    'che andamento ha la popolazione?',
    'come è cambiata la struttura della popolazione nell’ultimo triennio?',
  ],
  'relazione-scopo': ['a che cosa serve la relazione sulla performance?'],
  'programmazione-documenti': ['quali sono i documenti della programmazione?'],
  'boccherini-valutazione': ['chi valuta le attività del Boccherini?'],
  'agenda-2030': ['come si lega il piano all’Agenda 2030?'],
  'carica-sindaco': ['chi è il sindaco?', 'come si chiama il sindaco?'],
  'carica-presidente-consiglio': ['chi è il presidente del Consiglio comunale?'],
  'carica-segretario-generale': ['chi è il segretario generale?', 'nome del segretario generale'],
  'cariche-altre': ['chi sono gli assessori?'],
  'indicatori-aree': ['quali sono le quattro aree degli indicatori di ente?'],
  'nucleo-incontri': ['il Nucleo ha incontrato i dirigenti?'],
  'performance-ente-100': ['che risultato ha avuto la performance di ente?'],
  'modifiche-esito': [
    'quali modifiche ha chiesto il Nucleo?',
    'il Nucleo ha accolto le modifiche?',
    'cosa ha deciso la Giunta dopo il parere del Nucleo?',
    'le modifiche proposte sono state tutte accolte?',
  ],
  'ritirati-quali': ['quali sono i nomi dei due obiettivi ritirati?'],
  'obiettivo-nuovo': ['chi ha proposto il nuovo obiettivo?'],
  'processi-andamento': ['come sono andati i processi in generale?'],
  'smvp-conferma': ['che cosa conferma il nuovo SMVP?'],
  'smvp-vigore': ['da quando si applica il nuovo sistema di valutazione?'],
  'smvp-partecipativa': ['come si misura la valutazione partecipativa?'],
  'smvp-assegna': ['che novità ci sono per le posizioni organizzative?'],
  'costi-fattori': [
    'che differenza c’è tra costi diretti e indiretti nella relazione?',
    'quali fattori sono stati presi in esame?',
  ],
  'costi-personale-come': [
    'come è stato misurato il grado di coinvolgimento del personale?',
    'come è stato calcolato il costo del personale?',
  ],
  'costi-diretti-come': ['con che strumenti si rilevano i costi diretti?'],
  'costi-disallineamento': ['che cos’è il disallineamento temporale?'],
  'costi-utilita': ['perché i dati sono sporchi?'],
  'entrate-dichiarate': ['quanti obiettivi generano entrate secondo la relazione?'],
  'revisione-partecipate': [
    'la revisione straordinaria delle partecipazioni è stata completata? che cosa comprende?',
  ],
  'partecipate-liquidate': [
    'quali società sono state chiuse?',
    'che fine ha fatto Polis?',
    'quali società partecipate sono state liquidate?',
  ],
  gesam: ['che fine ha fatto Gesam?'],
  'ctt-perche': ['perché CTT Nord va in liquidazione?', 'chi gestisce adesso il trasporto pubblico locale?'],
  interporto: [
    'quando verrà venduta la quota di Interporto?',
    'perché Interporto Toscano non è ancora dismessa?',
  ],
  'assunzioni-regole': [
    'come sono cambiate le regole sulle assunzioni?',
    'che cosa può fare un ente virtuoso con la spesa di personale?',
  ],
  'fpv-asterisco': ['che cosa significa l’asterisco nella tabella?'],
  'dotazioni-qualita': ['i dati sulle dotazioni strumentali sono affidabili?'],
  'benessere-autore': ['chi ha predisposto l’indagine sul benessere?'],
  'benessere-destinatari': [
    'come è stato scelto il campione dell’indagine?',
    'come sono stati scelti i dipendenti da intervistare?',
    'a chi era rivolta l’indagine sul benessere?',
    'fino a quando si poteva rispondere al questionario?',
  ],
  'benessere-incompleti': [
    'quanti questionari non sono stati considerati?',
    'perché i questionari incompleti non contano?',
  ],
  'benessere-struttura': ['come è fatto il questionario sul benessere?'],
  'benessere-lettura': ['come si leggono i punteggi del benessere?'],
  'benessere-eta': ['come sono distribuiti i partecipanti per età?'],
  'benessere-atteggiamento': ['che atteggiamento hanno avuto i partecipanti?'],
  'lavoro-agile-perche': ['perché è stato fatto il questionario sul lavoro agile?'],
  'demopolis-come': [
    'come è stata condotta l’indagine Demopolis?',
    'chi ha fatto il sondaggio tra i cittadini?',
  ],
  'contesto-perche': ['perché la relazione riporta i dati del contesto esterno?'],
  'occupazione-grafico': ['qual è l’andamento della disoccupazione?'],
  'aria-grafico': ['come va la qualità dell’aria?'],
  'incidenti-grafico': ['quanti incidenti stradali ci sono stati nel 2020?'],
  'denunce-classifica': ['quali province superano Lucca per denunce?'],
  'servizi-zone': [
    'in quali zone i servizi pubblici sono più apprezzati?',
    'quali servizi del comune piacciono di meno?',
  ],
  'verde-cosa': [
    'che cosa comprendono le aree verdi non attrezzate?',
    'qual è il parco più grande della città?',
  ],
  'segretario-vacanza': [
    'perché il segretario generale è mancato?',
    'chi era il segretario generale nella seconda metà del 2021?',
  ],
  'agenda-2030-dice': ['che cosa dice la relazione dell’Agenda 2030?'],
  'monitoraggio-risultato': ['che cosa è emerso dal monitoraggio intermedio?'],
  'organi-relazione': ['qual è la durata del mandato?'],
  'centro-noi': ['quanti centri bambini e famiglie ci sono?'],
  'benessere-partecipazione': [
    'quante persone hanno risposto al questionario sul benessere e quante no?',
    'quante persone hanno partecipato all’indagine sul benessere?',
    'quanti hanno risposto al questionario?',
    'quanti non hanno risposto al questionario?',
    'quante risposte ha avuto il questionario?',
  ],
  itinera: ['che fine ha fatto Itinera?', 'con chi si è fusa Itinera?'],
  'eta-popolazione': ['qual è la fascia d’età prevalente in città?'],
  'solo-grafici': ['che cosa è riportato soltanto come grafico?', 'quali dati sono solo in grafici?'],
  'lavoro-agile-base': ['qual è la base del 74,76 per cento?'],
  'dati-definitivi': ['i dati del personale sono definitivi?', 'i costi sono definitivi?'],
  'reati-andamento': ['perché sono aumentati i reati?'],
  'costi-affidabilita': [
    'fino a che punto ci si può fidare dei costi?',
    'quanto sono affidabili i costi della relazione?',
  ],
  'ctt-cosa': ['che cos’è CTT Nord?', 'di che cosa si occupava CTT Nord?'],
  'demopolis-costo': ['quanto è costata l’indagine Demopolis?'],
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

  // All of them are graded by `npm run eval`.
  const SAMPLE = 9;

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
    for (const [at, { cat, turns }] of loadCases().entries())
      if (ofThePlan.includes(cat) && turns.length === 1 && at % SAMPLE === 0) {
        const { query } = await answerTo(turns[0] ?? '');
        if (query?.type === 'statement') taken.push(turns[0] ?? '');
      }
    expect(taken).toEqual([]);
  });
});

describe('a question of which the document says nothing', () => {
  it.each([
    'cosa pensano i dipendenti dei loro capi?',
    'la relazione dice se il bilancio è in pareggio?',
    'che cosa fa Lucca Holding?',
    'quali società controlla la Regione?',
    'la relazione è stata pubblicata in ritardo?',
  ])('is not answered with a statement that shares some words: «%s»', async (question) => {
    expect((await answerTo(question)).query?.type).not.toBe('statement');
  });

  it('is answered by where it is spoken of, in the very word', async () => {
    const { query } = await answerTo('in quale sezione si parla delle partecipate?');
    expect(query).toEqual({ type: 'statement', code: 'partecipate-elenco' });
  });
});

describe('what is asked of a statement', () => {
  it.each([
    ['perché è stata liquidata Polo Energy?', 'partecipate-liquidate', 'why'],
    ['perché Itinera è stata fusa con Metro?', 'itinera', 'why'],
  ])('«%s»: it says what there is of %s, and that it does not find %s', async (question, code, unsaid) => {
    const { query, kind, headline } = await answerTo(question);
    expect([query, kind]).toEqual([{ type: 'statement', code, unsaid }, 'no_data']);
    expect(headline).toMatch(/^Nel documento non trovo detto (perché|quando)\. Di questo dice: /);
  });

  it.each([
    'quali novità ci sono per gli assessori?',
    'perché due indicatori misuravano il lavoro agile?',
    'che cosa ha trasmesso l’ufficio al Nucleo?',
    'chi ha chiesto il nuovo SMVP?',
    'in che lingua era il questionario?',
    'quanti cittadini hanno risposto al questionario sul benessere?',
    'chi controlla i bilanci delle partecipate?',
  ])('is not told where a word of the question is foreign to it: «%s»', async (question) => {
    expect((await answerTo(question)).query?.type).not.toBe('statement');
  });

  it('is what its ways of asking say, where the plan does not declare it', async () => {
    const undeclared = engineOf([
      { ...plan, statements: plan.statements.map(({ answers: _, ...statement }) => statement) },
    ]);
    const queryOf = async (question: string) =>
      (await undeclared.ask({ question, conversation: null, asker: null, now: NOW })).answer.query;
    expect(await queryOf('perché CTT Nord va in liquidazione?')).toEqual({
      type: 'statement',
      code: 'ctt-perche',
    });
    const when = 'quando il Nucleo ha incontrato i dirigenti?';
    expect((await answerTo(when)).query).toEqual({ type: 'statement', code: 'nucleo-incontri' });
    expect(await queryOf(when)).not.toEqual({ type: 'statement', code: 'nucleo-incontri' });
  });
});

describe('a word of degree before one of quality', () => {
  it.each([
    ['quali sono gli ambiti meno positivi dell’indagine sul benessere?', 'benessere-critici'],
    ['quali aspetti non sono positivi nel questionario sul benessere?', 'benessere-critici'],
    ['quali sono gli ambiti meno critici dell’indagine sul benessere?', 'benessere-positivi'],
    ['quali sono gli ambiti critici dell’indagine sul benessere?', 'benessere-critici'],
  ])('turns it: «%s» is answered with %s', async (question, code) => {
    expect((await answerTo(question)).query).toEqual({ type: 'statement', code });
  });
});

describe('a statement that answers each half of a question', () => {
  it.each([
    ['chi ha preparato l’indagine salute organizzativa e con quale atto è stata approvata?', /1938\/2021/],
    ['chi ha fatto il sondaggio tra i cittadini e su quante persone?', /Demopolis.*1\.215 intervistati/],
  ])('is told once, and neither is lost or denied: «%s»', async (question, told) => {
    const { headline } = await answerTo(question);
    expect(headline).toMatch(told);
    expect(headline).not.toMatch(/non ho capito/i);
  });
});

describe('a reason that is asked after a figure', () => {
  it.each([
    ['quante frazioni ha il Comune e perché?', /^Non ho tenuto conto di «perché»\. .* 83/],
    ['a quanto è arrivato l’obiettivo 69 e perché?', /^Il documento non dice perché\. .* 50.%/],
  ])('is said not to be told: «%s»', async (question, told) => {
    expect((await answerTo(question)).headline).toMatch(told);
  });
});

describe('a question in other words', () => {
  it.each([
    ['come mai è cambiato l’indicatore sulla soddisfazione dei cittadini?', /valore atteso è cambiato/],
    ['come ha reagito l’ente alla pandemia?', /emergenza Covid-19/],
    ['quali dificoltà ci sono state nel rimpiazzare chi è uscito?', /concorsi rallentati/],
    ['che effetto ha avuto la riorganizzazione sugli uffici?', /3 servizi di staff/],
    ['perché due obiettivi sono stati ritirati a metà anno?', /non indica quali sono né perché/],
  ])('«%s» is answered with the statement that holds its words', async (question, told) => {
    expect((await answerTo(question)).headline).toMatch(told);
  });

  it.each([
    ['che cosa dice la relazione sul PNRR?', /non si parla di «pnrr»/],
    ['perché i processi sono andati meglio degli obiettivi?', /il perché non lo trovo/],
    ['perché la Giunta ha approvato la relazione a maggio?', /il perché non lo trovo/],
    ['perché la raccolta differenziata è aumentata?', /il perché non lo trovo/],
    ['come mai 126 colleghi non hanno finito di compilare il questionario?', /il perché non lo trovo/],
  ])('«%s»: says that the document does not say', async (question, told) => {
    expect(await answerTo(question)).toMatchObject({
      kind: 'no_data',
      headline: expect.stringMatching(told),
    });
  });

  it.each([
    ['quali obiettivi hanno entrate?', 'figures'],
    ['perché l’obiettivo 26 è al 75 %?', 'item'],
    ['chi segue la bicipolitana?', 'item'],
    ['che cos’è il lavoro da remoto?', 'term'],
    ['quale processo riguarda i controlli sulle partecipate?', 'item'],
    ['che fine ha fatto l’obiettivo 24?', 'item'],
    ['cos’è la posizione organizzativa?', 'term'],
  ])('«%s» is of items or terms, not of what is told', async (question, type) => {
    expect((await answerTo(question)).query?.type).toBe(type);
  });

  it('counts the indicators that are left, beside those that the document counts', async () => {
    for (const question of ['quanti indicatori di ente ci sono?', 'indicatori di ente'])
      expect((await answerTo(question)).headline).toContain('2 ritirati (senza i ritirati ne restano 21)');
  });
});

describe('a statement asked for in other words', () => {
  it.each([
    ['quali sono gli aspetti da migliorare secondo la relazione?', 'miglioramenti'],
    ['in che cosa deve ancora migliorare il ciclo della performance?', 'miglioramenti'],
    ['quali sono i problemi più sentiti dai cittadini?', 'cittadini-problemi'],
    ['cosa preoccupa di più gli abitanti di Lucca?', 'cittadini-problemi'],
    ['come si può rimpiazzare il personale che va in pensione?', 'personale-sostituzione'],
    ['chi ha collaborato a riscrivere il sistema di valutazione?', 'smvp-attori'],
    ['da che cosa dipendono le variazioni del piano?', 'modifiche-cause'],
    ['che cosa ha comportato l’arrivo dei nuovi dirigenti?', 'programmazione-influssi'],
    ['in che cosa consiste la riorganizzazione?', 'riorganizzazione-effetti'],
    ['come mai alcuni uffici hanno cambiato nome?', 'riorganizzazione-effetti'],
    ['da chi è stata redatta la sintesi del monitoraggio?', 'monitoraggio-autore'],
    ['quanti hanno risposto al sondaggio?', 'demopolis-come'],
    ['un ente virtuoso quante assunzioni può fare?', 'assunzioni-regole'],
    ['che cosa hanno risposto i dipendenti sulla carriera?', 'benessere-critici'],
    ['quanto tempo è rimasto senza segretario il Comune?', 'segretario-vacanza'],
    ['chi gestiva gli autobus prima di Autolinee Toscane?', 'ctt-perche'],
    ['il Nucleo ha bocciato qualche modifica?', 'modifiche-esito'],
    ['per quale motivo il Comune è considerato virtuoso?', 'virtuoso'],
    ['come si è svolto il confronto tra Nucleo e dirigenti?', 'nucleo-incontri'],
    ['chi ha rilevato i dati sui computer degli uffici?', 'dotazioni-qualita'],
    ['cosa si dovrebbe fare meglio secondo la relazione?', 'miglioramenti'],
    ['quali strumenti ha usato il Nucleo per dare il grado di raggiungimento?', 'valutazione-finale'],
    ['la fusione di Itinera quando è avvenuta?', 'itinera'],
    ['la soddisfazione dei cittadini per i singoli servizi qual è?', 'servizi-zone'],
    ['in che anno è stata venduta Gesam Gas & Luce?', 'partecipate-liquidate'],
    ['cosa è stato disposto dal decreto 34/2019 sulle assunzioni?', 'assunzioni-regole'],
    ['cosa dice il decreto 34/2019?', 'assunzioni-regole'],
    ['perché la Giunta ha riorganizzato gli uffici?', 'riorganizzazione-perche'],
    ['quali indirizzi web riporta la sezione sull’anticorruzione?', 'sezione5-documenti'],
    ['che punteggio hanno dato i dipendenti all’equità?', 'benessere-critici'],
    ['gli obiettivi delle partecipate sono stati raggiunti?', 'partecipate-obiettivi'],
    ['come sono andati gli obiettivi delle partecipate?', 'partecipate-obiettivi'],
    ['da chi è formata la Giunta?', 'cariche-altre'],
    ['da dove vengono le entrate degli obiettivi?', 'entrate-origine'],
    ['è stato raggiunto il 100% della performance di ente?', 'performance-ente-100'],
    ['il piano copre tutte le attività del comune?', 'controllo-limiti'],
    ['quali risorse esamina il controllo di gestione?', 'costi-fattori'],
    ['c’è stata una riduzione dei reati?', 'reati-andamento'],
    ['come sono stati scelti gli intervistati di Demopolis?', 'demopolis-come'],
    ['quali documenti spiegano le misure anticorruzione?', 'sezione5-documenti'],
    ['che effetti ha avuto il covid sulla performance?', 'covid'],
    ['la pandemia che conseguenze ha portato sul ciclo della performance?', 'covid'],
    ['il covid come ha inciso sulla performance del 2021?', 'covid'],
    ['per quali cause sono stati rivisti obiettivi e processi nel monitoraggio?', 'modifiche-cause'],
    ['dove l’indagine interna segnala più disagio?', 'benessere-critici'],
    ['il segretario generale c’è sempre stato?', 'segretario-vacanza'],
    ['perché il Comune non ha ancora incassato le azioni dell’Interporto?', 'interporto'],
  ])('«%s» is answered with %s, whatever the word for it', async (question, code) => {
    expect((await answerTo(question)).query).toEqual({ type: 'statement', code });
  });

  it('is found by no two words of it, where it is a figure that the document does not print', async () => {
    const { kind, headline } = await answerTo('che tempi di pagamento ha l’ente?');
    expect(kind).toBe('no_data');
    expect(headline).toMatch(/^Non ho questo dato\. .*tempi di pagamento.* non riporta/);
  });

  it.each([
    ['cosa dice la relazione sul rapporto fra spesa di personale ed entrate correnti?', 'virtuoso'],
    ['le graduatorie di altri enti sono state concesse?', 'personale-sostituzione'],
  ])('«%s» is answered with %s, which has all its words', async (question, code) => {
    expect((await answerTo(question)).query).toEqual({ type: 'statement', code });
  });

  it('is no figure where it is asked what became of somebody', async () => {
    expect((await answerTo('che fine hanno fatto i tre nuovi dirigenti?')).kind).not.toBe('answer');
  });

  it.each([
    ['chi ha comprato le azioni di Fidi Toscana?', 'partecipate-liquidate', 'who'],
    ['a che prezzo è stata venduta Gesam Gas?', 'gesam', 'price'],
  ])('«%s» says what there is of %s, and not who or how much', async (question, code, unsaid) => {
    expect((await answerTo(question)).query).toEqual({ type: 'statement', code, unsaid });
  });

  it('does not give a reason for what was not asked', async () => {
    const { query } = await answerTo('perché il questionario sul benessere non è completo?');
    expect(query).not.toEqual({ type: 'statement', code: 'benessere-perche' });
  });

  it.each([
    ['dove sta la città nella classifica dei reati?', 'denunce-classifica'],
    ['da dove vengono i nuovi dirigenti?', 'dirigenti-cambio'],
    ['perché il Boccherini è fra i processi?', 'boccherini-valutazione'],
    ['quali sono le quattro fasi del controllo di gestione?', 'controllo-fasi'],
    ['dove trovo la griglia di rilevazione?', 'anac-indirizzo'],
    ['come si calcola il punteggio del questionario?', 'benessere-struttura'],
    ['che cosa c’entra l’Agenda 2030 con gli obiettivi?', 'agenda-2030'],
    ['perché è stata fatta la rilevazione sul lavoro agile?', 'lavoro-agile-perche'],
    ['qual è il voto ai servizi nelle zone?', 'servizi-zone'],
    ['come ha lavorato il Nucleo per la valutazione finale?', 'valutazione-finale'],
    ['in che modo si è tenuto conto dell’Agenda 2030 negli obiettivi?', 'agenda-2030'],
    ['chi stabilisce gli obiettivi di Lucca Holding?', 'partecipate-obiettivi'],
    ['che cosa è successo a CTT Nord?', 'ctt-perche'],
    ['che scala aveva il questionario?', 'benessere-struttura'],
    ['a chi è stata trasmessa la sintesi del monitoraggio?', 'monitoraggio-autore'],
    ['per quale ragione il segretario generale mancava?', 'segretario-vacanza'],
    ['perché il piano è stato modificato a metà anno?', 'modifiche-cause'],
    ['che differenze ci sono fra il vecchio e il nuovo sistema di valutazione?', 'smvp-novita'],
    ['perché CTT Nord chiude?', 'ctt-perche'],
    ['quanti capi di settore hanno lasciato il Comune?', 'dirigenti-cambio'],
    ['il clima tra i dipendenti è buono?', 'benessere-risultati'],
    ['il rendiconto del 2021 era già pronto?', 'rendiconto-2021'],
    ['la spesa per il personale è nei limiti di legge?', 'limiti-personale'],
    ['quali informazioni la relazione non stampa?', 'solo-grafici'],
    ['che cosa ha rallentato le assunzioni?', 'covid'],
    ['perché la relazione parla dell’Agenda 2030?', 'agenda-2030'],
    ['quali sono le cause del disallineamento dei costi?', 'costi-disallineamento'],
    ['che ruolo ha la Giunta nell’assegnazione degli obiettivi?', 'smvp-assegna'],
    ['come si misura la performance dell’ente?', 'indicatori-cosa'],
    ['quale zona della città è più soddisfatta?', 'servizi-zone'],
    ['che cosa hanno chiesto ai dipendenti nel questionario?', 'benessere-struttura'],
    ['quali difficoltà ci sono state nel reclutare nuovo personale?', 'personale-sostituzione'],
    ['l’indagine Demopolis quanti cittadini ha sentito?', 'demopolis-come'],
    ['perché gli indicatori sono passati da 23 a 21?', 'indicatori-tolti'],
    ['secondo i dipendenti com’è il rapporto con i colleghi?', 'benessere-positivi'],
    ['che cosa pensano i cittadini dei servizi pubblici?', 'cittadini-quadro'],
    ['a che indirizzo si trovano i documenti sulla trasparenza?', 'sezione5-documenti'],
    ['in che cosa sono più critici i dipendenti?', 'benessere-critici'],
    ['perché il segretario generale non c’era?', 'segretario-vacanza'],
    ['su quali temi i dipendenti sono meno contenti?', 'benessere-critici'],
    ['quando verranno applicate le nuove regole di valutazione?', 'smvp-vigore'],
    ['chi riceve gli obiettivi direttamente dalla Giunta?', 'smvp-assegna'],
    ['come è stimato il costo del personale, per difetto o per eccesso?', 'costo-personale-stima'],
    ['l’età media dei lucchesi?', 'eta-popolazione'],
    ['che fine ha fatto la quota in Fidi Toscana?', 'partecipate-liquidate'],
    ['che cosa è successo alle azioni di Fidi Toscana?', 'partecipate-liquidate'],
    ['quanti documenti compongono la fase di programmazione?', 'programmazione-documenti'],
    ['come è cambiata la qualità della vita rispetto a tre anni fa?', 'vita-triennio'],
    ['che cosa succede ai questionari parziali?', 'benessere-incompleti'],
    ['a chi ha ceduto i beni CTT Nord?', 'ctt-perche'],
    ['quali società sono in liquidazione?', 'partecipate-liquidate'],
    ['quanti settori ha l’ente dopo la riorganizzazione?', 'riorganizzazione-effetti'],
    ['che cosa è il punto neutro del questionario?', 'benessere-lettura'],
    ['il lavoro agile ha creato stress?', 'lavoro-agile-grafici'],
    ['chi deve conoscere il nuovo SMVP?', 'miglioramenti'],
    ['quanti giorni è rimasto aperto il questionario?', 'benessere-destinatari'],
    ['che cosa dice la relazione sui giovani?', 'popolazione'],
    ['perché l’organico è ridotto?', 'personale-sostituzione'],
  ])('«%s» is answered with %s', async (question, code) => {
    expect((await answerTo(question)).query).toEqual({ type: 'statement', code });
  });

  it('counts the indicators of the body without a phase that has none of them', async () => {
    const { headline } = await answerTo('quanti indicatori di ente ci sono?');
    expect(headline).toMatch(/^Monitoraggio intermedio 2021: 23 indicatori di ente.*ne restano 21\)\.$/);
  });
});

describe('a question in everyday words', () => {
  it.each([
    ['che controlli fa il comune sulle sue aziende?', 'partecipate-controlli'],
    ['perché durante l’anno sono spariti due indicatori?', 'indicatori-tolti'],
    ['quali limiti hanno i dati sui costi del personale?', 'costo-personale-stima'],
    ['per quale motivo chi è andato in pensione non è stato rimpiazzato?', 'personale-sostituzione'],
    ['dove si vive meglio a Lucca?', 'vita-mura'],
    ['chi ha messo mano al sistema di valutazione?', 'smvp-attori'],
    ['la spesa per i dipendenti è nei limiti?', 'limiti-personale'],
    ['c’è smog a Lucca?', 'aria-grafico'],
    ['quanti hanno lavorato da casa?', 'lavoro-agile'],
    ['quanti hanno fatto telelavoro durante il covid?', 'lavoro-agile'],
    ['che fine hanno fatto gli indicatori sul lavoro agile?', 'indicatori-tolti'],
    ['l’aria è pulita a Lucca?', 'aria-grafico'],
    ['i costi degli obiettivi sono attendibili?', 'costi-affidabilita'],
    ['quante persone sono andate in pensione tra i dirigenti?', 'dirigenti-cambio'],
    ['il covid ha fatto saltare obiettivi?', 'covid'],
    ['che problemi ci sono a sostituire chi va via?', 'personale-sostituzione'],
    ['il Nucleo ha dato l’ok alle modifiche?', 'modifiche-esito'],
    ['cosa ha fatto il Nucleo durante l’anno?', 'valutazione-finale'],
    ['quante imprese ci sono a Lucca?', 'imprese'],
    ['cosa c’è scritto nella relazione sul covid?', 'covid'],
  ])('«%s» is answered with %s', async (question, code) => {
    expect((await answerTo(question)).query).toEqual({ type: 'statement', code });
  });

  it.each([
    'quanti dipendenti hanno preso il covid?',
    'perché la gente è contenta?',
    'cosa farà il comune per la carriera dei dipendenti?',
    'quanti anni ha il sindaco?',
    'quanti incontri ha fatto il Nucleo?',
    'quanti dipendenti assumerà il comune?',
    'chi ha scritto le domande sul lavoro agile?',
    'chi misura la performance dei vigili?',
  ])('is told nothing that shares its words and does not answer it: «%s»', async (question) => {
    const { query } = await answerTo(question);
    expect(query?.type === 'statement' && query.unsaid == null).toBe(false);
  });

  it.each([
    [
      'il questionario sul clima ai dipendenti: chi l’ha preparato, con che programma e fino a quando si poteva rispondere',
      ['benessere-autore', 'benessere-strumento', 'benessere-destinatari'],
    ],
    [
      'di che cosa si lamentano di più i colleghi nel questionario? e invece di cosa sono più contenti',
      ['benessere-critici', 'benessere-positivi'],
    ],
    [
      'chi ha rimesso in ordine uffici e settori a fine 2021, con che atto, e quanti sono adesso?',
      ['riorganizzazione-perche', 'riorganizzazione-effetti'],
    ],
    ['che fine ha fatto CTT Nord, quella degli autobus?', ['ctt-perche']],
    ['ma quei costi sono affidabili?? ho un revisore che fa domande', ['costi-affidabilita']],
    [
      'perché non si è riusciti a rimpiazzare chi è andato via? (siamo in 4 gatti)',
      ['personale-sostituzione'],
    ],
  ])('is told request by request, whatever stands apart: «%s»', async (question, codes) => {
    const { headline } = await answerTo(question);
    for (const code of codes)
      expect(headline).toContain(plan.statements.find((one) => one.code === code)?.text);
  });

  it('is told how many, and that it is not told why, where both are asked', async () => {
    const { headline } = await answerTo('quanti dirigenti sono stati assunti nel 2021 e perché?');
    expect(headline).toMatch(/«perché».* 3 persone/);
  });

  it('is given no count for a reason', async () => {
    const { query } = await answerTo('come mai si parla di indicatori modificati?');
    expect(query?.type ?? 'statement').toBe('statement');
  });
});
