import { describe, expect, it } from 'vitest';
import { binds } from '../../../src/answers/knowledge/bound-bodies.ts';
import { readGeneral } from '../../../src/answers/knowledge/general.ts';
import { ASPECTS, readLaw } from '../../../src/answers/knowledge/law.ts';
import type { Fact } from '../../../src/domain/types.ts';
import { engineOf } from '../../support/engine.ts';
import { inFull } from '../../support/long-run.ts';
import { smallPlan } from '../../support/small-plan.ts';
import { converse, luccaEngine, NOW } from '../lucca.ts';

const law = readLaw();
const engine = luccaEngine();
const answerTo = async (question: string) =>
  (await engine.ask({ question, conversation: null, asker: null, now: NOW })).answer;

/** Names with which an answer on a subject may begin. */
const beginsOf = (subject: string): readonly string[] =>
  law.subjects.find((one) => one.subject === subject)?.begins ?? [];

/** What is not held, after what is held of the same subject. */
const unheld = (headline: string): string =>
  headline.replace(/^Di questo ho: .* Se non basta, altro non ho /s, 'Non ho la norma ');

describe('the law that is held', () => {
  it('is all about a known subject and asked by known words', () => {
    const asked = new Set(law.aspects.map(({ aspect }) => aspect));
    expect(ASPECTS.filter((aspect) => !asked.has(aspect))).toEqual([]);
    expect(law.subjects.every(({ names }) => names.length > 0)).toBe(true);
    expect(new Set(law.rules.map(({ code }) => code)).size).toBe(law.rules.length);
  });

  it('states each rule beginning with its subject, with its article and the day up to which it is known', () => {
    const wrong = law.rules.filter(
      ({ text, subject, article }) =>
        !beginsOf(subject).some((words) => text.startsWith(words)) ||
        /^(sì|no|certo)\b/i.test(text) ||
        !/\d/.test(article),
    );
    expect(wrong).toEqual([]);
  });

  it('says since when each rule and term holds, but for a bill and where the day was read in no text of the law', () => {
    const rules = law.rules.filter(({ from }) => from === null).map(({ code }) => code);
    const terms = readGeneral()
      .deadlines.filter(({ from }) => from === null)
      .map(({ code }) => code);
    expect([...rules, ...terms].sort()).toEqual([
      'controllo-a-chi',
      'ddl-merito',
      'diffida-giorni',
      'diffida-quando',
      'diffida-termine',
      'referto-a-chi',
      'referto-chi',
      'referto-controllo-gestione',
      'referto-obbligo',
      'revisori-pareri',
    ]);
  });

  it('says of each term of law which bodies it binds, in words that are known', () => {
    const known = new Set(law.scopes.map(({ it: words }) => words));
    expect(readGeneral().deadlines.filter(({ whom }) => !known.has(whom ?? ''))).toEqual([]);
  });

  it('is refused at start where a rule does not begin with its subject', () => {
    const folder = new URL('../../support/law-without-subject/', import.meta.url);
    expect(() => readLaw(folder)).toThrow('does not begin with "Il Piano"');
  });
});

describe('what may or must be of the plan’s items', () => {
  it('is asked of the law, and answered with no list of those that are so', async () => {
    const { kind, headline } = await answerTo('gli obiettivi possono avere un peso diverso?');
    expect([kind, unheld(headline)]).toEqual([
      'no_data',
      'Non ho la norma su «gli obiettivi possono avere un peso diverso».',
    ]);
    expect((await answerTo('gli obiettivi possono essere più di dieci per settore?')).kind).toBe('no_data');
  });

  it('is none where it says which they are', async () => {
    expect((await answerTo('gli obiettivi che devono essere dipinti')).kind).toBe('clarification');
    expect((await answerTo('chi non raggiunge gli obiettivi può essere licenziato?')).kind).toBe('no_data');
  });
});

describe('whom a rule binds', () => {
  it.each([
    ['Comune di Lucca', true],
    ['Città di Altamarca', true],
    ['Città metropolitana di Genova', true],
    ['Unione dei Comuni della Valle', true],
    ['Comunità montana del Catria', true],
    ['Provincia di Pisa', true],
    ['Provincia autonoma di Trento', false],
    ['Regione Molise', false],
    ['Azienda USL Toscana', false],
    // A name that does not tell excludes nothing.
    ['Valle Serena', true],
  ])('«%s» is bound by what is of local authorities: %s', (bodyName, bound) => {
    const body = { head: { bodyName }, facts: [] };
    expect(binds(law, 'enti locali', body)).toBe(bound);
    expect(binds(law, 'amministrazioni pubbliche', body)).toBe(true);
    expect(binds(law, null, body)).toBe(true);
  });

  const ofBody = (bodyName: string) => {
    const plan = smallPlan();
    const own = engineOf([{ ...plan, head: { ...plan.head, bodyName } }]);
    return async (question: string) =>
      (await own.ask({ question, conversation: null, asker: null, now: NOW })).answer;
  };

  it('leaves terms that do not bind the body out of its next deadlines', async () => {
    const whatOf = async (bodyName: string) =>
      (await ofBody(bodyName)('prossime scadenze')).table?.rows.map(([, what]) => what?.text) ?? [];
    const [region, town] = await Promise.all(['Regione Prova', 'Comune di Prova'].map(whatOf));
    const budget = 'Approvazione del bilancio di previsione';
    expect([region?.includes(budget), town?.includes(budget)]).toEqual([false, true]);
    expect(region).toContain('Relazione annuale sulla performance');
  });

  it.each(['chi approva il PEG?', 'entro quando si presenta il DUP?'])(
    '«%s»: says that the rule does not bind a region',
    async (question) => {
      const said = 'Non vale per la Regione Prova, ma per: enti locali.';
      expect((await ofBody('Regione Prova')(question)).notes.join(' ')).toContain(said);
      expect((await ofBody('Comune di Prova')(question)).notes.join(' ')).not.toContain('Non vale per');
    },
  );
});

describe('a rule of bodies of some size', () => {
  const inhabitants = (value: number): Fact => ({
    code: 'abitanti',
    topic: 'territorio',
    subject: 'Comune di Prova',
    measure: 'popolazione residente',
    period: '2024-12-31',
    value,
    unit: 'persons',
    keywords: [],
    source: 'sezione 1',
  });
  const notesOf = async (facts: readonly Fact[], question: string) => {
    const plan = smallPlan();
    const own = engineOf([{ ...plan, head: { ...plan.head, bodyName: 'Comune di Prova' }, facts }]);
    return (await own.ask({ question, conversation: null, asker: null, now: NOW })).answer.notes.join(' ');
  };
  const asked = 'il PEG è obbligatorio?';

  it.each([
    [5000, 'Popolazione residente 5.000 (31/12/2024): vale per il Comune di Prova.'],
    [
      4999,
      'Non vale per il Comune di Prova, ma per: enti locali da 5.000 abitanti in su: popolazione residente 4.999 (31/12/2024).',
    ],
  ])('is compared with the %s inhabitants that the plan prints', async (value, said) => {
    expect(await notesOf([inhabitants(value)], asked)).toContain(said);
  });

  it('is to be verified where the plan prints none, or two numbers of one day', async () => {
    const said = 'Il piano non dice quanti abitanti ha l’ente: la condizione è da verificare.';
    expect(await notesOf([], asked)).toContain(said);
    const twice = [inhabitants(4000), { ...inhabitants(6000), code: 'altri' }];
    expect(await notesOf(twice, asked)).toContain(said);
  });

  it('takes the newest number, and only the body’s own', async () => {
    const older = { ...inhabitants(6000), code: 'prima', period: '2020-12-31' };
    const another = { ...inhabitants(90000), code: 'altro', subject: 'Provincia di Prova', period: '2025' };
    expect(await notesOf([older, inhabitants(4000), another], asked)).toContain(
      'popolazione residente 4.000',
    );
  });

  it('says of what is simpler for smaller bodies whether it is for this one', async () => {
    const question = 'il rendiconto cosa comprende?';
    expect(await notesOf([inhabitants(20000)], question)).toContain(
      'la semplificazione non riguarda il Comune di Prova',
    );
    expect(await notesOf([inhabitants(1200)], question)).toContain(
      'la semplificazione può riguardare il Comune di Prova',
    );
  });

  it('denies nothing by the number of employees, which rules count in different ways', async () => {
    const staff = { ...inhabitants(45), measure: 'personale di ruolo' };
    const question = 'il piano della performance è ancora obbligatorio?';
    expect(await notesOf([staff], question)).toContain(
      'La condizione sul numero di dipendenti è da verificare: personale di ruolo 45 (31/12/2024).',
    );
    expect(await notesOf([{ ...staff, value: 51 }], question)).toContain('vale per il Comune di Prova');
  });
});

describe('a day that the question names', () => {
  it.each([
    ['i comuni devono approvare il bilancio consolidato entro il 31 dicembre?', 'consolidato-tempi'],
    ['la relazione va approvata entro il 31 luglio?', 'relazione-tempi'],
    ['il DUP si presenta entro il 30 settembre?', 'dup-tempi'],
  ])('is answered with the term of the law, whatever day it is: «%s»', async (question, rule) => {
    expect((await answerTo(question)).query).toMatchObject({ type: 'rule', rule });
  });

  it.each([
    ['il DUP si può approvare a settembre?', 'dup'],
    ['il DUP va approvato entro il 31 luglio?', 'dup'],
    ['entro quanti giorni il Consiglio approva il DUP?', 'dup'],
    ['la relazione deve essere validata entro il 30 giugno?', 'relazione-performance'],
  ])('is answered with the term that speaks of what is done: «%s»', async (question, term) => {
    expect((await answerTo(question)).query).toMatchObject({ type: 'date', legal: [term] });
  });

  it.each([
    ['gli obiettivi si possono cambiare dopo settembre?', 'Non ho la norma'],
    ['si può pagare la retribuzione di risultato ad agosto?', 'ad agosto»'],
  ])('is said by the rule or by no other: «%s»', async (question, day) => {
    const { kind, headline } = await answerTo(question);
    expect([kind, unheld(headline).includes(day)]).toEqual(['no_data', true]);
  });

  it('is no part of what follows from a breach', async () => {
    const question = 'che conseguenze ci sono se il rendiconto non viene approvato entro il 30 aprile?';
    expect((await answerTo(question)).query).toMatchObject({ rule: 'rendiconto-mancanza' });
  });

  it('tells the term where the days are asked for', async () => {
    const { query } = await answerTo('quanti giorni ho per mandare il referto del controllo di gestione?');
    expect(query).toMatchObject({ type: 'date', legal: ['referto-controllo-gestione'] });
  });

  it.each([
    'gli enti devono approvare tutto entro il 31 gennaio?',
    'tutti i documenti vanno pubblicati entro il 31 gennaio?',
    'ogni atto va approvato entro fine anno?',
  ])('is of no rule where all acts are asked about: «%s»', async (question) => {
    const { kind, headline } = await answerTo(question);
    expect([kind, unheld(headline).startsWith('Non ho la norma ')]).toEqual(['no_data', true]);
  });
});

describe('a term of law', () => {
  it.each([
    ['entro quando il Consiglio deve approvare il bilancio consolidato?', 'bilancio-consolidato'],
    ['la validazione scade il 30 giugno?', 'validazione-relazione'],
    ['entro quando il sindaco manda il referto alla Corte dei conti?', 'referto-controlli-interni'],
    ['il rendiconto 2021 quando andava approvato?', 'rendiconto'],
    ['entro quale data la Relazione deve essere pubblicata?', 'relazione-performance'],
    ['la validazione si può fare dopo il 30 giugno?', 'validazione-relazione'],
  ])('«%s» is answered with %s, where a rule says who does it', async (question, code) => {
    const { query } = await answerTo(question);
    expect(query?.type === 'date' ? query.legal[0] : query).toBe(code);
  });

  it('is no term of the items that fall due that day', async () => {
    const { query } = await answerTo('quali obiettivi scadono il 31 dicembre?');
    expect(query).toMatchObject({ type: 'figures' });
  });
});

describe('who does it, of those that a question names', () => {
  it.each([
    ['ogni quanto l’OIV fa la relazione?', 'oiv-relazione'],
    ['ogni quanto la Giunta valida la relazione?', 'validazione-chi'],
    ['quando la Giunta valida la relazione?', 'validazione-chi'],
    ['il piano lo approva il sindaco o la Giunta?', 'piano-chi'],
    ['il Nucleo di valutazione deve avere tre membri?', 'nucleo-membri'],
    ['il responsabile anticorruzione può essere un consulente esterno?', 'rpct-nomina'],
    ['si può pagare il premio ai dipendenti prima della validazione?', 'validazione-premi'],
    ['quanto dura il PIAO?', 'piao-durata'],
    ['il DDL Merito cambia la valutazione?', 'ddl-merito'],
    ['che cosa deve fare l’ente se la relazione è in ritardo?', 'relazione-ritardo'],
    ['le variazioni d’urgenza chi le conferma?', 'variazioni-bilancio-chi'],
    ['il lavoro agile può essere imposto dal dirigente?', 'lavoro-agile-diritto'],
    ['se i dati della BDAP arrivano in ritardo cosa comporta?', 'bdap-ritardo'],
    ['possiamo rinviare la presentazione del DUP?', 'dup-perentorio'],
    ['in quali casi l’ente va in gestione provvisoria?', 'gestione-provvisoria'],
    ['quando cessa il divieto di assumere?', 'assunzioni-vietate'],
    ['quanto tempo ha l’ente per rispondere a un accesso civico?', 'accesso-civico-tempi'],
    ['chi verifica che gli obiettivi sui tempi di pagamento siano raggiunti?', 'tempi-pagamento-verifica'],
    ['per quanto tempo resta pubblicato il PIAO?', 'piao-dove'],
    ['per quanti anni resta online il piano della performance?', 'piano-dove'],
    ['cosa stabilisce il decreto 81 sul PIAO?', 'piao-assorbe'],
  ])('«%s» is answered with %s', async (question, rule) => {
    expect((await answerTo(question)).query).toMatchObject({ type: 'rule', rule });
  });

  it('is told to be in no rule where none says it, with the nearest that is held', async () => {
    const { kind, headline } = await answerTo('il rendiconto lo presenta il Consiglio o la Giunta?');
    expect([kind, unheld(headline)]).toEqual([
      'no_data',
      'Non ho la norma su «il rendiconto lo presenta il Consiglio o la Giunta».',
    ]);
    expect(headline).toContain('Di questo ho: Il rendiconto è approvato dal Consiglio');
  });
});

describe('to whom something is done', () => {
  it('is not who does it: nobody else is told in its place', async () => {
    const { kind } = await answerTo(
      'è obbligatorio sentire i sindacati prima di cambiare il sistema di valutazione?',
    );
    expect(kind).toBe('no_data');
  });
});

describe('two things asked of one subject', () => {
  it.each([
    ['chi approva il PEG e entro quando?', /approvato dalla Giunta/, /entro 20 giorni/],
    ['dove si pubblica il PIAO e entro quando?', /nel sito dell’ente/, /entro il 31 gennaio/],
    ['chi approva il rendiconto e a chi va mandato?', /approvato dal Consiglio/, /\(BDAP\)/],
    ['il piano anticorruzione chi lo adotta e ogni quanto?', /lo approva la Giunta/, /ogni anno/],
    [
      'chi nomina il RPCT e quali compiti ha?',
      /nominato dall’organo di indirizzo/,
      /ne verifica l’attuazione/,
    ],
    [
      'chi valida la relazione e cosa succede se non lo fa?',
      /spetta all’OIV/,
      /i premi non si possono pagare/,
    ],
  ])('are both told: «%s»', async (question, one, other) => {
    const { text } = await converse(engine, question);
    expect(text).toMatch(one);
    expect(text).toMatch(other);
  });

  it('are told once where one rule says both', async () => {
    const { text } = await converse(
      engine,
      'dove va pubblicata la relazione sulla performance e per quanto tempo?',
    );
    expect(text.match(/di regola 5 anni/g)).toHaveLength(1);
  });
});

describe('when something happened', () => {
  it.each(['quando è stato approvato il PEG?', 'quando è stata validata la relazione?'])(
    'is not told by the term of law: «%s»',
    async (question) => {
      expect((await answerTo(question)).headline).toMatch(
        /^La Relazione .* non dice quando è avvenuto\. La legge: /,
      );
    },
  );
});

describe('words of a question that a rule says otherwise', () => {
  it.each([
    ['un ente con 30 dipendenti deve fare il PIAO completo?', 'piao-obbligo'],
    ['i premi dati ai dipendenti vanno pubblicati sul sito?', 'premi-pubblicazione'],
    ['siamo obbligati ad avere un OIV o basta il Nucleo di valutazione?', 'oiv-obbligo'],
  ])('do not keep it from being told: «%s»', async (question, rule) => {
    expect((await answerTo(question)).query).toMatchObject({ type: 'rule', rule });
  });
});

describe('what is no question about the law', () => {
  it.each([
    'il Comune rispetta i tempi di pagamento?',
    'dove si è tenuta la seduta del Nucleo?',
    'il DUP si approva insieme al bilancio?',
    'quali documenti deve approvare il Consiglio?',
    'chi è responsabile della mancata pubblicazione?',
    'il dirigente può rifiutare gli obiettivi assegnati?',
    'i consiglieri hanno ricevuto la relazione?',
  ])('is told by no rule, term or way of using the product beside it: «%s»', async (question) => {
    expect((await answerTo(question)).kind).not.toBe('answer');
  });
});

describe('what a question names beside the subject of a rule', () => {
  it.each([
    ['la Relazione va mandata alla Regione?'],
    ['il piano anticorruzione va mandato al prefetto?'],
    ['il referto del controllo di gestione va al Consiglio?'],
    ['il DUP deve contenere gli obiettivi?'],
    ['il rendiconto deve contenere la relazione sulla performance?'],
    ['chi deve approvare la nota di aggiornamento del DUP?'],
    ['i sindacati devono essere sentiti sul sistema di valutazione?'],
    ['il PIAO va approvato prima del bilancio?'],
    ['il PIAO sostituisce il PEG?'],
    ['quanti obiettivi deve avere per legge un dirigente?'],
    ['il rendiconto va approvato dalla Giunta entro il 30 aprile?'],
    ['gli stagisti possono fare lavoro agile?', 'stagisti'],
    ['l’accesso civico si può chiedere a voce?', 'voce'],
  ])('is said by the rule, or no rule is held: «%s»', async (question, own = question.replace('?', '')) => {
    const { kind, headline } = await answerTo(question);
    expect([kind, unheld(headline)]).toEqual(['no_data', `Non ho la norma su «${own}».`]);
  });

  it('is said after what is held of the subject', async () => {
    const { headline } = await answerTo('la Relazione va mandata alla Regione?');
    expect(headline).toContain('Di questo ho: La Relazione si pubblica per tutti e va all’OIV o al Nucleo');
  });

  it.each([
    ['il segretario comunale può approvare il PEG?', 'peg-chi'],
    ['il bilancio consolidato lo approva la Giunta?', 'consolidato-chi'],
    ['la Corte dei conti approva il rendiconto?', 'rendiconto-chi'],
    ['la trasparenza va attestata dal RPCT?', 'trasparenza-attesta'],
    ['i revisori devono validare la relazione?', 'validazione-chi'],
    ['chi valida la relazione della performance, la Giunta o il Nucleo?', 'validazione-chi'],
    ['la relazione la valida la Giunta?', 'validazione-chi'],
    ['la Giunta adotta il piano della performance o lo fa il Consiglio?', 'piano-chi'],
    ['il Nucleo approva il sistema di misurazione?', 'smvp-chi'],
    ['il Consiglio comunale deve approvare la relazione sulla performance?', 'relazione-chi'],
    ['i dipendenti possono valutare il dirigente?', 'performance-chi'],
    ['quanti giorni ha il Consiglio comunale per approvare il PEG?', 'peg-chi'],
  ])('is an organ, and who it is the task of answers: «%s»', async (question, rule) => {
    expect((await answerTo(question)).query).toMatchObject({ type: 'rule', rule });
  });

  it.each([
    'la legge dice quanti dipendenti deve avere un comune?',
    'l’ente è obbligato ad avere almeno tre obiettivi per dirigente?',
    'il comune deve avere un direttore generale?',
    'la legge prevede un premio per chi risparmia?',
    'quanto dura un monitoraggio per legge?',
  ])('is told by no figure or phase of the plan where the law is asked: «%s»', async (question) => {
    const { kind, headline } = await answerTo(question);
    expect([kind, headline.startsWith('Non ho una norma che lo dica')]).toEqual(['no_data', true]);
  });
});

describe('who did something once', () => {
  it.each([
    ['chi ha approvato la relazione?', ['relazione-2021-approvazione']],
    ['chi ha approvato il master plan?', ['master-plan-verde-2021']],
    ['da chi è stato approvato il master plan?', ['master-plan-verde-2021']],
    ['chi ha approvato il DUP?', ['dup-2021']],
    ['chi ha adottato il nuovo SMVP?', ['smvp-2021']],
  ])('is told by the body’s own act: «%s»', async (question, acts) => {
    expect((await answerTo(question)).query).toMatchObject({ type: 'date', acts, legal: [] });
  });

  it.each([
    'chi ha validato la relazione?',
    'chi ha firmato la relazione?',
    'chi ha approvato il regolamento dei dehors?',
    'chi ha nominato il Nucleo?',
    "che cosa ha trasmesso l'ufficio al Nucleo?",
    'entro il 15 dicembre che cosa va pubblicato?',
    'entro quando si aggiornano le linee programmatiche?',
    'senza PEG si possono impegnare spese?',
    'chi deve controllare che il Piano sia pubblicato?',
  ])('is not told by an act of another kind, a term of law, or an item: «%s»', async (question) => {
    expect((await answerTo(question)).kind).not.toBe('answer');
  });
});

describe('an act that is asked for', () => {
  it.each([
    'con che atto è stata approvata?',
    'con quale delibera è stato approvato?',
    'con che atto è stato approvato e quando?',
  ])('is asked back where it is of nothing that is named: «%s»', async (question) => {
    expect((await answerTo(question)).kind).toBe('clarification');
  });

  it('is told of what is named', async () => {
    const { query } = await answerTo('con quale delibera è stato approvato il SMVP?');
    expect(query).toMatchObject({ type: 'date', acts: ['smvp-2021'] });
  });
});

describe('a consequence', () => {
  it('is told of what its rule speaks of, with whoever does it', async () => {
    const ofNucleo = await answerTo('cosa succede se il Nucleo non valida la relazione?');
    expect(ofNucleo.query).toMatchObject({ rule: 'validazione-premi' });
    const ofOffice = await answerTo('cosa rischia il dirigente che non pubblica i dati obbligatori?');
    expect(ofOffice.query).toMatchObject({ rule: 'trasparenza-mancanza' });
    const ofAnother = await answerTo('cosa succede se il RPCT non pubblica la sua relazione?');
    expect(ofAnother.query).toMatchObject({ type: 'rule', rule: null });
  });
});

describe('what the law is asked of all items', () => {
  it('is no list of them', async () => {
    const { query } = await answerTo('per legge quanti indicatori deve avere ogni obiettivo?');
    expect(query).toMatchObject({ type: 'rule', rule: null });
  });

  it.each(['chi approva il piano?', 'chi deve approvare il piano?'])(
    'is of the plan of the performance where no other is named: «%s»',
    async (question) => {
      expect((await answerTo(question)).query).toMatchObject({ type: 'rule', rule: 'piano-chi' });
      expect((await answerTo('chi approva il piano operativo?')).query?.type).not.toBe('rule');
    },
  );
});

/** What the question's verb turned round, by the rule that answers it whichever way it is asked. */
const TURNED: Readonly<Record<string, readonly string[]>> = {
  'attestazione-dove': ['l’attestazione del Nucleo dove va messa?'],
  'ptpct-mancanza': ['quanto costa la multa per il mancato piano anticorruzione?'],
  'rendiconto-respinto': ['se il Consiglio boccia il rendiconto che succede?'],
  'consolidato-bdap': ['il bilancio consolidato va mandato alla BDAP?'],
  'piao-tempi': ['il PIAO va aggiornato anche se non ci sono novità?'],
  'referto-a-chi': ['la Corte dei conti deve ricevere il referto?'],
  'piao-obbligo': ['per chi è obbligatorio il PIAO completo?'],
  'relazione-dove': ['per quanto tempo resta pubblicata la relazione sulla performance?'],
  'dup-piccoli': ['i comuni piccoli sono esonerati dal DUP?', 'i piccoli comuni devono predisporre il DUP?'],
  'bilancio-bdap': ['se non mando il bilancio alla BDAP cosa rischio?'],
  'obiettivi-requisiti': [
    'gli obiettivi devono essere misurabili per legge?',
    'gli obiettivi devono essere specifici?',
    'che requisiti devono avere gli obiettivi?',
  ],
  'azioni-positive-oggi': [
    'che fine ha fatto il piano delle azioni positive?',
    'il piano delle azioni positive si fa ancora?',
    'il piano delle azioni positive è obbligatorio?',
  ],
  'fabbisogni-oggi': ['il piano dei fabbisogni esiste ancora?', 'il piano dei fabbisogni va approvato?'],
  'nucleo-elenco': [
    'il Nucleo deve essere iscritto all’elenco nazionale?',
    'è obbligatorio iscrivere il Nucleo all’elenco nazionale?',
    'il Nucleo può non essere iscritto all’elenco nazionale?',
  ],
  'oiv-elenco': ['l’OIV deve essere iscritto all’elenco nazionale?'],
  'linee-contenuto': ['che cosa prevedono le linee programmatiche di mandato?'],
  'esercizio-provvisorio-durata': [
    'fino a quando si lavora in esercizio provvisorio?',
    'quanti mesi dura l’esercizio provvisorio?',
    'quanto dura l’esercizio provvisorio?',
  ],
  'valutazione-contestata': [
    'si può ricorrere contro la valutazione ricevuta?',
    'la valutazione individuale si può contestare?',
    'un dipendente può contestare la valutazione?',
    'posso fare ricorso contro la valutazione?',
    'si può fare ricorso contro la propria valutazione?',
  ],
  'dup-non-presentato': [
    'cosa succede se il DUP non viene presentato?',
    'cosa rischia la Giunta se presenta in ritardo il DUP?',
  ],
  'lavoro-agile-chi': [
    'chi decide chi lavora in agile?',
    'chi firma l’accordo di lavoro agile?',
    'il lavoro agile va firmato da chi?',
    'da chi va firmato l’accordo di lavoro agile?',
  ],
  'lavoro-agile-recesso': [
    'si può revocare il lavoro agile?',
    'quanti giorni di preavviso servono per il recesso dal lavoro agile?',
  ],
  'rpct-nomina': [
    'il RPCT può essere esterno?',
    'il RPCT può essere un funzionario?',
    'il segretario comunale può fare il RPCT?',
    'chi può fare il RPCT?',
  ],
  'controlli-quali': ['il controllo strategico è obbligatorio sotto i 15000 abitanti?'],
  'premi-uguali': [
    'il dirigente può distribuire i premi in parti uguali?',
    'i premi possono essere dati a pioggia?',
    'nel 2021 era vietato dare i premi a pioggia?',
  ],
  'telelavoro-non-agile': ['nel 2021 il telelavoro era ammesso?'],
  'attestazione-tempi': ['deve il Nucleo attestare la trasparenza?'],
  'mutui-condizioni': [
    'che dice il TUEL sui mutui?',
    'quando si possono assumere mutui?',
    'si possono contrarre mutui senza rendiconto approvato?',
  ],
  'validazione-chi': [
    'il Nucleo può validare la relazione?',
    'il sindaco può validare la relazione sulla performance?',
    'chi fa la validazione?',
  ],
  'validazione-premi': [
    'la validazione è facoltativa?',
    'è vietato pagare i premi senza la validazione?',
    'si possono erogare i premi prima della validazione?',
    'cosa succede se manca la validazione?',
  ],
  'relazione-tempi': [
    'la relazione sulla performance è facoltativa?',
    'la relazione sulla performance è obbligatoria?',
    'si deve approvare la relazione sulla performance?',
  ],
  'piano-chi': [
    'chi approva il piano degli obiettivi?',
    'il consiglio può approvare il piano della performance?',
    'il piano della performance lo approva il consiglio comunale?',
  ],
  'piano-oggi': [
    'il PIAO ha sostituito il piano della performance?',
    'il piano della performance è facoltativo?',
    'il piano della performance è ancora obbligatorio?',
    'il piano della performance esiste ancora?',
  ],
  'piano-mancanza': [
    'è vietato assumere senza il piano della performance?',
    'cosa succede se il piano della performance non viene adottato?',
  ],
  'piano-dove': [
    'dove si pubblica il piano della performance?',
    'il piano della performance si può pubblicare sul sito?',
    'è vietato pubblicare il piano della performance?',
  ],
  'smvp-ogni-anno': [
    'il SMVP va aggiornato ogni anno anche se non cambia nulla?',
    'si può aggiornare il SMVP?',
    'è vietato modificare il sistema di valutazione?',
    'il SMVP è facoltativo?',
    'il SMVP deve essere aggiornato?',
  ],
  'nucleo-durata': [
    'quanto dura il Nucleo di Valutazione?',
    'quanto resta in carica il Nucleo?',
    'quanto dura il mandato del Nucleo?',
  ],
  'oiv-durata': ["quanto dura l'OIV?", 'l’OIV può essere rinnovato?'],
  'nucleo-nomina': [
    'chi nomina il nucleo di valutazione?',
    'il sindaco può scegliere da solo il Nucleo di valutazione?',
  ],
  'variazioni-possibili': [
    'il Nucleo può proporre di modificare gli obiettivi?',
    'gli obiettivi si possono cambiare a metà anno?',
    'modifica della scadenza di un obiettivo: chi la approva?',
    'modifica della scadenza: chi la approva?',
    'modifica della scadenza: come si cambia?',
    'come si cambia una scadenza?',
    'come si modifica un obiettivo?',
    'si può spostare la scadenza di un obiettivo a metà anno?',
    'posso rinviare la scadenza di un obiettivo?',
    'la modifica della scadenza di un obiettivo è vietata?',
    'chi può ritirare un obiettivo dal piano?',
    'il dirigente può cambiare da solo la scadenza di un obiettivo?',
    'è vietato cambiare gli obiettivi in corso d’anno?',
    'si possono cambiare gli obiettivi in corso d’anno?',
  ],
  'performance-ogni-anno': [
    'la valutazione della performance è facoltativa?',
    'entro quando si valuta il personale?',
  ],
  'performance-chi': ['chi valuta i dirigenti?', 'chi valuta la performance organizzativa?'],
  'piano-durata': ['quanto dura il piano della performance?'],
  'piano-tempi': ['ogni quanto si aggiorna il piano della performance?'],
  'peg-obbligo': [
    'il PEG è facoltativo?',
    'il PEG è obbligatorio in un comune di 5.000 abitanti?',
    'il PEG è facoltativo sotto i 5000 abitanti?',
    'il PEG è obbligatorio sopra i 5000 abitanti?',
  ],
  'dup-tempi': ['è possibile aggiornare il DUP?'],
  'dup-obbligo': [
    'il DUP è facoltativo?',
    'è vietato approvare il bilancio senza DUP?',
    'se la giunta non presenta il DUP il bilancio si può votare lo stesso?',
    'se il DUP non c’è si può approvare il bilancio?',
  ],
  'rendiconto-tempi': ['il rendiconto è facoltativo?', 'il rendiconto è obbligatorio?'],
  'rendiconto-bdap': [
    'a chi va inviato il rendiconto?',
    'cosa rischia il comune se non invia il rendiconto?',
  ],
  'controllo-obbligo': ['il controllo di gestione è facoltativo?', 'si deve fare il controllo di gestione?'],
  'referto-controlli': [
    'a chi va il referto sui controlli interni?',
    'il referto dei controlli interni va al presidente del consiglio comunale?',
  ],
  'piao-chi': [
    'a chi tocca approvare il PIAO?',
    'il Consiglio può approvare il PIAO?',
    'la Giunta deve approvare il PIAO?',
  ],
  'piao-da-quando': ['quando andava adottato il primo PIAO dai comuni?'],
  'ptpct-chi': [
    'la Giunta può approvare il piano anticorruzione?',
    'la giunta può varare il piano anticorruzione da sola?',
  ],
  'ptpct-tempi': [
    'si può aggiornare il piano anticorruzione?',
    'il piano anticorruzione si può non aggiornare?',
  ],
  'ptpct-obbligo': ['il piano anticorruzione è facoltativo?'],
  'ptpct-dove': ['dove posso trovare il piano anticorruzione?'],
  'ptpct-esterni': [
    'il piano anticorruzione può essere scritto da una società?',
    'il piano anticorruzione può essere scritto da un consulente esterno?',
  ],
  'partecipate-mancanza': [
    'quale sezione della Corte dei conti sanziona la mancata razionalizzazione?',
    'cosa succede se non si fa la razionalizzazione delle partecipate?',
    'chi irroga la sanzione per la mancata razionalizzazione delle partecipate?',
  ],
  'referto-obbligo': ['è obbligatorio il referto?', 'il referto va fatto per forza?'],
  'linee-obbligo': [
    'le linee programmatiche sono facoltative?',
    'entro quando vanno presentate le linee di mandato?',
  ],
  'responsabilita-dirigenziale': ['cosa rischia un dirigente che non raggiunge gli obiettivi?'],
  'segretario-nomina': ['chi nomina il segretario comunale?'],
  'accesso-atti-tempi': ['entro quando si risponde a un accesso agli atti?'],
  'fine-mandato-chi': [
    'chi firma la relazione di fine mandato?',
    'entro quando va firmata la relazione di fine mandato?',
  ],
  'fine-mandato-mancanza': ['cosa succede se la relazione di fine mandato non viene pubblicata?'],
  'relazione-rpct-tempi': [
    'la relazione del RPCT è facoltativa?',
    'il RPCT deve fare una relazione ogni anno?',
  ],
  'bilancio-mancanza': ['cosa capita al comune che non approva il bilancio in tempo?'],
  'relazione-chi': [
    'chi approva la relazione sulla performance?',
    'chi deve adottare e validare la Relazione?',
    'la relazione sulla performance deve passare in Consiglio?',
    'chi ha il compito di validare e approvare la relazione sulla performance?',
  ],
  'relazione-validata': [
    'la relazione sulla performance va validata per forza?',
    'la relazione deve essere validata?',
  ],
  'risultato-validazione': [
    'serve la validazione per dare la retribuzione di risultato?',
    'è vietato pagare la retribuzione di risultato prima della validazione?',
    'è permesso pagare la retribuzione di risultato prima della validazione?',
  ],
  'risultato-condizione': [
    'la retribuzione di risultato spetta anche se non ho raggiunto gli obiettivi?',
    'cosa succede alla retribuzione di risultato se non si raggiungono gli obiettivi?',
  ],
  'risultato-chi': ['chi decide la retribuzione di risultato dei dirigenti?'],
  'performance-proposta': [
    'chi propone la valutazione dei dirigenti?',
    'chi propone la valutazione annuale dei dirigenti di vertice?',
  ],
  'dup-chi': ['chi approva il DUP?', 'il Consiglio deve approvare il DUP?'],
  'linee-chi': ['il sindaco deve presentare le linee programmatiche?'],
  'oiv-composizione': [
    'l’OIV può essere formato da dipendenti dell’ente?',
    'da quanti membri è formato l’OIV?',
    'chi compone l’OIV?',
  ],
  'nucleo-membri': [
    'nel Nucleo di valutazione possono esserci dipendenti?',
    'nel Nucleo può esserci un assessore?',
    'nel Nucleo possono esserci dei consiglieri?',
  ],
  'peg-prima': [
    'il PEG si può approvare a dicembre?',
    'serve il bilancio approvato per fare il PEG?',
    'entro che giorno la Giunta deve varare il PEG?',
  ],
  'variazioni-peg-tempi': [
    'il PEG a dicembre si può ancora cambiare?',
    'entro quando si può cambiare il PEG?',
    'si può modificare il PEG a dicembre?',
  ],
  'variazioni-bilancio-tempi': ['il bilancio si può modificare a novembre?'],
  'esercizio-provvisorio': ['che succede durante l’esercizio provvisorio?'],
  'dup-semplificato-chi': ['il DUP semplificato per chi è?', 'chi può fare il DUP semplificato?'],
  'variazioni-bilancio-chi': [
    'la Giunta può variare il bilancio in via d’urgenza?',
    'chi approva le variazioni di bilancio?',
    'è vietato alla Giunta fare variazioni di bilancio?',
  ],
  'variazioni-bilancio-ratifica': [
    'cosa succede se la variazione d’urgenza non viene ratificata?',
    'che cosa accade se il Consiglio non ratifica la variazione d’urgenza?',
  ],
  'variazioni-peg-chi': ['chi fa le variazioni del PEG?', 'il Consiglio può modificare il PEG?'],
  'diffida-quando': ['quando scatta la diffida del prefetto?', 'in quali casi arriva la diffida?'],
  'equilibri-mancanza': ['cosa comporta non fare la salvaguardia?'],
  'accesso-civico-tempi': ['entro quando si risponde a un accesso civico?'],
  'ciclo-fasi': ['qual è la sequenza delle fasi del ciclo della performance?'],
  'accesso-civico-riesame': ['chi decide sul riesame dell’accesso civico?'],
  'bilancio-schema-chi': ['chi predispone lo schema di bilancio?'],
  'controllo-tempi': ['il controllo di gestione ogni quanto si fa?'],
  'oiv-nomi': ['dove si trovano i nomi dei componenti dell’OIV?'],
  'premi-pubblicazione': [
    'è obbligatorio pubblicare i premi distribuiti?',
    'è obbligatorio pubblicare i premi pagati?',
    'si devono pubblicare gli incentivi liquidati?',
    'dove si pubblicano i premi erogati?',
  ],
  'obiettivi-chi': [
    'gli obiettivi vanno assegnati prima dell’inizio dell’anno?',
    'chi sceglie gli obiettivi dei dirigenti?',
    'gli obiettivi vanno assegnati entro una data?',
  ],
  'accesso-civico-chi': [
    'l’accesso civico si paga?',
    'chi può chiedere l’accesso civico?',
    'l’accesso civico deve essere motivato?',
    'un privato può chiedere l’accesso civico?',
  ],
  'trasparenza-chi': ['chi deve pubblicare i dati in amministrazione trasparente?'],
  'trasparenza-durata': [
    'per quanto tempo restano pubblicati i dati in amministrazione trasparente?',
    'per quanti anni restano on line i dati pubblicati?',
  ],
  'lavoro-agile-accordo': [
    'lo smart working deve essere scritto in un contratto?',
    'serve un accordo per il lavoro agile?',
  ],
  'lavoro-agile-diritto': [
    'il dipendente ha diritto al lavoro agile?',
    'il lavoro agile è obbligatorio?',
    'nel 2021 il lavoro agile era obbligatorio?',
    'il dipendente può pretendere il lavoro agile?',
    'il lavoro agile è un diritto?',
  ],
  'relazione-ritardo': ['si possono pagare i premi senza la relazione?'],
  'cittadini-valutazione': ['i cittadini partecipano alla valutazione della performance?'],
  'trasparenza-mancanza': [
    'cosa rischia il comune se non pubblica i dati?',
    'che sanzione c’è per chi non rispetta gli obblighi di pubblicazione?',
  ],
  'tempi-pagamento-peso': [
    'i tempi di pagamento contano per la retribuzione di risultato?',
    'in che percentuale i tempi di pagamento contano nella valutazione?',
  ],
  'gestione-provvisoria': [
    'con la gestione provvisoria posso pagare gli stipendi?',
    'si può spendere in gestione provvisoria?',
    'è vietato impegnare spese senza bilancio approvato?',
  ],
  'diffida-termine': ['i venti giorni della diffida del prefetto sono perentori?'],
  'pola-oggi': ['il POLA è ancora previsto?', 'il POLA va ancora fatto?'],
  'monitoraggio-obbligo': [
    'il monitoraggio è obbligatorio per legge?',
    'è obbligatorio il monitoraggio intermedio?',
    'chi fa il monitoraggio in corso d’anno?',
    'ogni quanto l’OIV deve verificare l’andamento della performance?',
  ],
  'nucleo-composizione': [
    'il segretario comunale può fare parte del Nucleo di valutazione?',
    'il Nucleo può essere monocratico?',
    'chi può far parte del Nucleo?',
    'un dipendente può far parte del nucleo?',
    'un dipendente del comune può far parte del nucleo di valutazione?',
    'il sindaco può far parte del Nucleo?',
    'un assessore può stare nel Nucleo?',
  ],
  'esercizio-capitale': [
    'si possono fare investimenti in esercizio provvisorio?',
    'quanto si può spendere in esercizio provvisorio?',
    'quanto si può impegnare ogni mese in esercizio provvisorio?',
    'che spese si possono fare in esercizio provvisorio?',
  ],
  'dup-perentorio': [
    'il termine per presentare il DUP è perentorio?',
    'il DUP può essere presentato dopo il 31 luglio?',
  ],
  'diffida-giorni': ['quanti giorni ci sono per la diffida?'],
};

describe('a question about the law', () => {
  it.each(Object.entries(TURNED))(
    'is answered with the rule "%s" whichever way its verb turns',
    async (code, questions) => {
      const rule = law.rules.find((one) => one.code === code);
      for (const question of questions) {
        const { headline, notes, sources, kind } = await answerTo(question);
        expect([question, headline, kind]).toEqual([question, rule?.text, 'answer']);
        expect(sources).toContain(rule?.article);
        expect(notes.find((one) => !one.startsWith('Non vale per'))).toMatch(
          /Norma aggiornata al 31 marzo 2026, da verificare sul testo in vigore; non è un parere\.$/,
        );
      }
    },
  );

  it('says to whom the rule applies and since when', async () => {
    const { notes } = await answerTo('i tempi di pagamento contano per la retribuzione di risultato?');
    expect(notes).toEqual([
      'Nel 2021, l’anno del piano, non valeva ancora. Vale per: amministrazioni pubbliche, dal 22 aprile 2023. Norma aggiornata al 31 marzo 2026, da verificare sul testo in vigore; non è un parere.',
    ]);
  });

  it.each([
    'chi può modificare gli obiettivi durante l’anno?',
    'quando si valida la relazione?',
    'quando si verificano gli equilibri di bilancio?',
    'che scadenze ci sono nel ciclo della performance?',
    'che cosa vuol dire impegno?',
  ])('«%s»: says of which day the law is, whatever else there is to say', async (question) => {
    expect((await answerTo(question)).notes.join(' ')).toMatch(/Norma aggiornata al .*; non è un parere\./);
  });

  it('begins with the subject of the rule, whatever is done and however it is asked', async () => {
    const asked = law.subjects.flatMap(({ subject, begins: [named = ''] }, place) => {
      const thing = `${named.charAt(0).toLowerCase()}${named.slice(1)}`;
      const [can, must] = /^(Gli|I|Le) /.test(named) ? ['si possono', 'si devono'] : ['si può', 'si deve'];
      const acts = law.rules.flatMap((rule) => (rule.subject === subject ? rule.acts : []));
      const some = (ways: readonly string[], at: number) =>
        ways.map((_, next) => ways[(at + next) % ways.length] ?? '').slice(0, inFull(ways.length, 1));
      return [
        ...some(['è obbligatorio', 'è facoltativo', 'cosa succede se manca', 'chi deve approvare'], place),
        ...[...new Set(acts)].flatMap((act, at) =>
          /^essere/.test(act)
            ? []
            : some([can, must, 'è vietato', 'è facoltativo', 'che cosa si rischia a non'], at).map(
                (way) => `${way} ${act}`,
              ),
        ),
      ].map((way) => ({ subject, question: `${way} ${thing}?` }));
    });
    expect(asked.length).toBeGreaterThan(250);
    for (const { subject, question } of asked) {
      const { headline, query } = await answerTo(question);
      expect([question, headline]).toEqual([question, expect.not.stringMatching(/^(sì|no|certo)\b/i)]);
      if (query?.type !== 'rule') continue;
      const opens = query.rule === null ? ['Di questo ho: ', 'Non ho '] : beginsOf(query.subject);
      expect([question, headline, opens.some((words) => headline.startsWith(words))]).toEqual([
        question,
        headline,
        true,
      ]);
      const isOfIt =
        query.subject === subject || query.rule !== null || headline.includes(question.slice(0, -1));
      expect([question, headline, isOfIt]).toEqual([question, headline, true]);
    }
  });

  it.each([
    ['si possono verificare gli obiettivi?', 'Non ho la norma su «si possono verificare gli obiettivi».'],
    [
      'che cosa si rischia a non modificare gli obiettivi?',
      'Non ho la norma su «che cosa si rischia a non modificare gli obiettivi».',
    ],
    [
      'si può approvare la retribuzione di risultato?',
      'Non ho la norma su «si può approvare la retribuzione di risultato».',
    ],
    ['il PIAO si paga?', 'Non ho la norma su «il PIAO si paga».'],
    ['l’attestazione si può rifiutare?', 'Non ho la norma su «l’attestazione si può rifiutare».'],
  ])('"%s" is asked of no figure, item or person', async (question, headline) => {
    expect(unheld((await answerTo(question)).headline)).toBe(headline);
  });

  it.each(['si possono vedere gli obiettivi?', 'dobbiamo aggiornare gli obiettivi?'])(
    '"%s" is asked of the product',
    async (question) => {
      expect((await answerTo(question)).query?.type).not.toBe('rule');
    },
  );

  it.each([
    ['chi predispone il rendiconto?', 'Non ho la norma su «chi predispone il rendiconto».'],
    ['dove si pubblica il rendiconto?', 'Non ho la norma su «dove si pubblica il rendiconto».'],
    ['chi controlla il PIAO?', 'Non ho la norma su «chi controlla il PIAO».'],
    ['chi valuta il segretario generale?', 'Non ho la norma su «chi valuta il segretario generale».'],
    [
      'cosa succede se il SMVP non viene aggiornato?',
      'Non ho la norma su «cosa succede se il SMVP non viene aggiornato».',
    ],
    [
      'cosa succede se la Giunta non approva il PEG?',
      'Non ho la norma su «cosa succede se la Giunta non approva il PEG».',
    ],
    [
      'cosa succede se la relazione del RPCT non viene pubblicata?',
      'Non ho la norma su «cosa succede se la relazione del RPCT non viene pubblicata».',
    ],
    ['il piano anticorruzione va validato?', 'Non ho la norma su «il piano anticorruzione va validato».'],
    [
      'il PIAO si può modificare in corso d’anno?',
      'Non ho la norma su «il PIAO si può modificare in corso d’anno».',
    ],
    [
      'il Nucleo può rifiutare di validare la relazione?',
      'Non ho la norma su «il Nucleo può rifiutare di validare la relazione».',
    ],
    ['il DUP si può bloccare?', 'Non ho la norma su «il DUP si può bloccare».'],
    ['è vietato pubblicare il PEG?', 'Non ho la norma su «è vietato pubblicare il PEG».'],
    ['il termine del PEG è perentorio?', 'Non ho la norma su «il termine del PEG è perentorio».'],
    [
      'entro quando si pubblica il rendiconto?',
      'Non ho la norma su «entro quando si pubblica il rendiconto».',
    ],
  ])('"%s" is not held, and it is said so', async (question, headline) => {
    const answer = await answerTo(question);
    expect([answer.kind, unheld(answer.headline)]).toEqual(['no_data', headline]);
  });

  it.each([
    ['cosa dice il codice dei contratti sull’affidamento diretto?', 'sul codice dei contratti', 'ptpct'],
    ['quanti giorni di ferie spettano a un dipendente?', 'sulle ferie', 'lavoro-agile'],
    ['quanti giorni dura la pubblicazione all’albo pretorio?', 'sull’albo pretorio', 'trasparenza'],
    ['cosa prevede la legge sui concorsi?', 'sui concorsi', 'piao'],
    ['cosa prevede il whistleblowing?', 'sul whistleblowing', 'rpct'],
    ['il codice di comportamento è obbligatorio?', 'sul codice di comportamento', 'rpct'],
  ])('"%s" is of a law that is not held: it says so, and what is nearest', async (question, on, near) => {
    const { headline, notes, kind } = await answerTo(question);
    expect([kind, unheld(headline).startsWith('Non ho la norma')]).toEqual(['no_data', true]);
    if (!headline.includes('«')) expect(headline).toBe(`Non ho la norma ${on}.`);
    expect(notes.at(-1)).toContain(beginsOf(near)[0]?.replace(/^(Il|L’|I|Gli) ?/, '') ?? '');
  });

  it.each([
    ['il lavoro agile è telelavoro?', 'lavoro da remoto', 'lavoro agile'],
    ['il telelavoro e il lavoro agile sono la stessa cosa?', 'lavoro da remoto', 'lavoro agile'],
    ['che differenza c’è tra telelavoro e smart working?', 'lavoro da remoto', 'lavoro agile'],
    ['liquidato e pagato sono la stessa cosa?', 'liquidato', 'pagamento'],
    ['liquidare vuol dire pagare?', 'liquidato', 'pagamento'],
    [
      'esercizio provvisorio e gestione provvisoria sono la stessa cosa?',
      'esercizio provvisorio',
      'gestione provvisoria',
    ],
    [
      'che differenza c’è tra esercizio provvisorio e gestione provvisoria?',
      'esercizio provvisorio',
      'gestione provvisoria',
    ],
    ['posizione organizzativa ed elevata qualificazione sono la stessa cosa?', 'posizione organizzativa'],
    ['una posizione organizzativa è una elevata qualificazione?', 'posizione organizzativa'],
  ])('"%s" is told with each of the terms', async (question, ...terms) => {
    const { query } = await answerTo(question);
    expect([query?.type, query?.type === 'term' ? [...query.terms].sort() : []]).toEqual([
      'term',
      terms.toSorted(),
    ]);
  });

  it.each(['quanto è stato pagato per l’obiettivo 3?', 'l’obiettivo 3 quanto ha pagato?'])(
    '"%s" is told with what was settled, and that what was paid is not printed',
    async (question) => {
      const { headline, notes } = await answerTo(question);
      expect([headline.includes('liquidato'), notes.join(' ')]).toEqual([
        true,
        expect.stringContaining('il documento non dice il pagato'),
      ]);
    },
  );

  it.each([
    'chi è l’assessore al bilancio?',
    'obiettivi che finiscono nel 2028 e di chi sono',
    'dove si contraddice la relazione?',
    'dove il documento si contraddice?',
  ])('"%s" is of a person or of the plan, not of the law', async (question) => {
    expect((await answerTo(question)).query?.type).not.toBe('rule');
  });

  it('says by when the budget may be varied, not what follows from a variation', async () => {
    const { query } = await answerTo('entro quando si possono fare variazioni di bilancio?');
    expect(query).toMatchObject({ type: 'date', legal: ['variazioni-bilancio'] });
  });

  it('does not take "chi segue gli affidamenti diretti?" for a question about the law', async () => {
    expect((await answerTo('chi segue gli affidamenti diretti?')).query?.type).not.toBe('rule');
  });

  it('names the nearest rules of a subject where the one asked for is not held', async () => {
    const { headline } = await answerTo('chi controlla il DUP?');
    expect(headline).toBe(
      'Di questo ho: Il DUP è predisposto e presentato dalla Giunta ed è approvato dal Consiglio. (TUEL (D.Lgs. 267/2000), art. 170, comma 1, e art. 174, comma 1; vale per: enti locali, dal 1º gennaio 2015) Se non basta, altro non ho su «chi controlla il DUP».',
    );
  });

  it('has no rule for what no rule of the subject names', async () => {
    expect((await answerTo('la Corte dei conti può bloccare i premi?')).kind).not.toBe('answer');
  });

  it('says in English to whom and since when, and that the rule is quoted in Italian', async () => {
    expect((await answerTo('is the PEG mandatory?')).notes).toEqual([
      'Applies to: local authorities of 5,000 inhabitants or more, since 1 January 2015. The law as known on 31 March 2026, to be verified against the text in force; not legal advice.',
      'Inhabitants: 90.224 (31/12/2021): it binds Comune di Lucca.',
      'Its text is held in Italian, and quoted as it is.',
    ]);
    const { headline } = await answerTo('by when must the performance report be approved?');
    expect(headline).toContain('by 30 June (the year after)');
  });

  it.each([
    ['what happens if the budget is not approved in time?', 'bilancio-mancanza'],
    ['can the objectives be changed during the year?', 'variazioni-possibili'],
    ['can bonuses be paid before the report is validated?', 'validazione-premi'],
    ['can the executive board amend the budget?', 'variazioni-bilancio-chi'],
    ['who appoints the evaluation body?', 'nucleo-nomina'],
    ['is the management control report mandatory?', 'referto-obbligo'],
    ['when does the prefect step in?', 'diffida-quando'],
    ['is remote work a right?', 'lavoro-agile-diritto'],
  ])('answers "%s" with the rule %s', async (question, rule) => {
    expect((await answerTo(question)).query).toMatchObject({ type: 'rule', rule });
  });

  it('does not guess a rule where an English verb is not known', async () => {
    expect((await answerTo('can the executive board scuttle the budget?')).kind).not.toBe('answer');
  });

  it.each([
    ['why were some objectives changed?', 'modifiche-cause'],
    ['what still needs to be improved according to the report?', 'miglioramenti'],
    ['what do citizens complain about?', 'cittadini-problemi'],
    ['which companies were closed?', 'partecipate-liquidate'],
  ])('answers "%s" with the statement %s', async (question, code) => {
    expect((await answerTo(question)).query).toEqual({ type: 'statement', code });
  });

  it('tells no rule on doing where it is asked what is to be done', async () => {
    expect((await answerTo('cosa c’è da rifare nel sistema di valutazione?')).query?.type).not.toBe('rule');
  });

  it('does not tell how often another does it than who is named', async () => {
    const { query } = await answerTo('ogni quanto il Nucleo fa la relazione?');
    expect(query).toMatchObject({ type: 'rule', rule: null });
  });

  it.each(['che cosa dice la legge 241 sui termini?', 'cosa prevede la legge n. 104 del 1992?'])(
    'holds no rule of a law that nothing held speaks of by its number: «%s»',
    async (question) => {
      expect(await answerTo(question)).toMatchObject({
        kind: 'no_data',
        headline: expect.stringMatching(/^Non ho una norma che lo dica/),
      });
    },
  );

  it('leaves to the body’s own acts what has happened', async () => {
    const { query } = await answerTo('quando è stata approvata la relazione sulla performance 2021?');
    expect(query?.type).toBe('date');
  });

  it.each([
    ['chi ha il potere di nominare l’OIV?', 'oiv-nomina'],
    ['l’accesso civico costa qualcosa?', 'accesso-civico-chi'],
    ['l’accesso civico è gratis?', 'accesso-civico-chi'],
  ])('«%s» is answered with the rule %s', async (question, rule) => {
    expect((await answerTo(question)).query).toMatchObject({ type: 'rule', rule });
  });

  it('follows a term with what may be of it', async () => {
    const { text } = await converse(engine, 'che cos’è il SMVP?', 'può restare uguale per tre anni?');
    expect(text).toContain('si aggiorna ogni anno');
  });

  it('follows a term that was just explained', async () => {
    const { text } = await converse(engine, 'cos’è il PTPCT?', 'entro quando si adotta?');
    expect(text).toContain('31 gennaio');
  });
});

describe('the law in everyday words', () => {
  it('says by how much one act moves with another', async () => {
    const { query } = await answerTo('di quanto slitta il PIAO se slitta il bilancio?');
    expect(query).toMatchObject({ type: 'rule', rule: 'piao-tempi' });
  });

  it.each(['consultivo', 'vincolante'])('says of what kind an opinion is: «%s»', async (kind) => {
    const { query } = await answerTo(`il parere del Nucleo sul sistema di valutazione è ${kind}?`);
    expect(query).toMatchObject({ type: 'rule', rule: 'nucleo-parere' });
  });

  it('does not hold who may be given work without a tender, nor a dismissal, and names no rule that is far from it', async () => {
    expect((await answerTo('si può affidare senza gara?')).headline).toBe(
      'Non ho la norma sul codice dei contratti.',
    );
    const { notes } = await answerTo('si può licenziare un dipendente che non raggiunge gli obiettivi?');
    expect(notes.join(' ')).not.toContain('più vicine');
  });

  it('says of art. 10 as of art. 14 that it is not imposed on local authorities', async () => {
    const { notes } = await answerTo('chi approva la relazione sulla performance?');
    expect(notes.join(' ')).toContain('per gli enti locali gli art. 10 e 14 non sono imposti');
  });

  it('says once of which day it is, whatever is joined', async () => {
    const { notes } = await answerTo('chi valida la relazione e chi la approva?');
    expect(notes.join(' ').match(/Norma aggiornata al/g)).toHaveLength(1);
  });

  it.each([
    ['quanto resta in carica un OIV?', 'oiv-durata'],
    ['se non faccio il PIAO posso assumere gente?', 'piao-mancanza'],
    ['il DUP chi lo scrive?', 'dup-chi'],
    ['quanti giorni si hanno per fare il PEG?', 'peg-prima'],
    ['quanti giorni si hanno per fare il PEG una volta che il Consiglio ha votato il bilancio?', 'peg-prima'],
    ['dopo che il bilancio è approvato in quanti giorni va fatto il PEG?', 'peg-prima'],
    ['il parere dell’OIV è obbligatorio?', 'oiv-parere'],
    ['il Nucleo può essere una persona sola?', 'nucleo-composizione'],
    ['il Nucleo quanti membri ha per legge?', 'nucleo-membri'],
    ['il Nucleo quanti componenti ha?', 'nucleo-membri'],
    ['cosa deve esserci scritto nella relazione sulla performance?', 'relazione-contenuto'],
    ['il PEG si può toccare durante l’anno?', 'variazioni-peg-chi'],
    ['un dirigente bocciato alla valutazione che conseguenze ha', 'valutazione-negativa-effetti'],
    ['dove va a finire il referto del controllo di gestione?', 'referto-a-chi'],
    ['possiamo tenere il nucleo di valutazione invece dell’oiv?', 'nucleo-obbligo'],
    ['sul sito il piano performance in che sezione lo metto e per quanti anni ci deve stare?', 'piano-dove'],
    ['se il rendiconto arriva in ritardo che guai ci sono?', 'rendiconto-mancanza'],
    ['chi dà l’ok al rendiconto?', 'rendiconto-chi'],
    ['gli incarichi dirigenziali sono vietati senza piano?', 'incarichi-vietati'],
    ['in gestione provvisoria si può assumere?', 'assunzioni-vietate'],
    ['il piano anticorruzione lo fa il Consiglio?', 'ptpct-chi'],
    ['cosa rischia il comune senza piano anticorruzione?', 'ptpct-mancanza'],
    ['dopo tre anni posso togliere dal sito la relazione?', 'relazione-dove'],
    ['per quanto tempo i dati restano in amministrazione trasparente?', 'trasparenza-durata'],
    ['se a gennaio non c’è il bilancio possiamo spendere?', 'bilancio-spese'],
    ['equilibri e assestamento: chi li vota?', 'equilibri-assestamento'],
    ['i revisori devono esprimersi sulle variazioni di bilancio?', 'revisori-pareri'],
    ['chi controlla la regolarità degli atti dei dirigenti?', 'regolarita-chi'],
    ['a chi va inviato il bilancio?', 'bilancio-bdap'],
    ['e se la variazione non viene ratificata?', 'variazioni-bilancio-ratifica'],
    ['il referto di gestione lo riceve la Corte dei conti?', 'referto-a-chi'],
  ])('is found: «%s»', async (question, rule) => {
    expect((await answerTo(question)).query).toMatchObject({ type: 'rule', rule });
  });

  it('is no rule where a person, or what is given to whom, is asked about', async () => {
    expect((await answerTo('e chi ne è il dirigente?')).query?.type).not.toBe('rule');
    expect((await answerTo('i premi spettano anche ai dirigenti?')).kind).not.toBe('answer');
  });

  it('says by when a document is made, and not what is done with it then', async () => {
    expect((await answerTo('entro che data va fatto il consolidato?')).query).toMatchObject({
      type: 'date',
      legal: ['bilancio-consolidato'],
    });
  });

  it.each([
    'si può revocare un assessore?',
    'un dipendente può fare un secondo lavoro?',
    'quanti giorni di smart working spettano?',
    'quante ferie spettano a un dirigente?',
    'è obbligatorio il registro dei trattamenti?',
    'si possono usare i droni per i controlli?',
    'il monitoraggio si può saltare?',
    'il segretario deve firmare tutto?',
  ])('names what no rule is held of, and gives no figure for it: «%s»', async (question) => {
    const { kind, headline } = await answerTo(question);
    expect([kind, headline]).toEqual([
      'no_data',
      `Non ho la norma su «${question.slice(0, -1)}»: conosco alcune norme sul ciclo della performance.`,
    ]);
  });

  it('tells no sentence of the Report for what follows of what is done', async () => {
    const { headline } = await answerTo('che effetti ha la valutazione negativa di un dipendente?');
    expect(headline).toContain('in ciascuno degli ultimi tre anni');
    expect((await answerTo('per quanto tempo resta pubblicata la relazione?')).headline).toContain('5 anni');
  });

  it('takes nothing that is asked of whoever answers for a question of law', async () => {
    expect((await answerTo('posso avere il file dei dati?')).headline).not.toContain('Non ho la norma');
  });
});

describe('several requests of the law in one message', () => {
  const told = (code: string): string => law.rules.find((one) => one.code === code)?.text ?? code;

  it.each([
    ['a metà anno posso ancora cambiare gli obiettivi? a chi devo chiedere?', ['variazioni-possibili']],
    [
      'siamo a metà anno e un obiettivo non si riesce più a fare: si può cambiare e chi lo decide?',
      ['variazioni-possibili'],
    ],
    [
      'la giunta vuole togliere due obiettivi a settembre, è possibile? dove va scritto?',
      ['variazioni-possibili', 'variazioni-dove'],
    ],
    ['il responsabile anticorruzione deve fare la relazione? a chi la manda?', ['relazione-rpct-a-chi']],
    ['nessuno ha motivato la richiesta di accesso agli atti, la devo accettare?', ['accesso-atti-chi']],
    [
      'per l’accesso generalizzato quanti giorni abbiamo? e chi chiede deve dire perché?',
      ['accesso-civico-tempi', 'accesso-civico-chi'],
    ],
    ['un cittadino ci chiede i dati delle spese: siamo obbligati a darglieli?', ['accesso-civico-chi']],
    ['il piano lo vota il consiglio? altrimenti chi interviene?', ['piano-chi']],
    ['chi approva il bilancio? e il rendiconto?', ['bilancio-chi', 'rendiconto-chi']],
    ['il bilancio, il peg e il dup chi li approva?', ['bilancio-chi', 'peg-chi', 'dup-chi']],
    ['equilibri e assestamento entro quando si fanno?', ['equilibri-assestamento']],
    ['la relazione sostituisce il rendiconto?', ['relazione-rendiconto']],
    ['chi dà il via libera alla relazione?', ['relazione-chi']],
    ['chi non ha raggiunto gli obiettivi prende il premio?', ['premi-mancati']],
    ['cosa dice l’articolo 107 del tuel?', ['dirigenza-compiti']],
  ])('«%s» is told each of the act it speaks of: %j', async (question, codes) => {
    const { headline } = await answerTo(question);
    for (const code of codes) expect(headline).toContain(told(code));
    expect(headline.startsWith(told(codes[0] ?? ''))).toBe(true);
  });

  it('says which of them it passes over', async () => {
    const { headline } = await answerTo(
      'per lo smart working serve un contratto scritto? e se cambio idea che si fa?',
    );
    expect(headline).toMatch(/^Non ho tenuto conto di «se cambio idea/);
  });

  it('asks the same of another act that the next message names', async () => {
    const turns = ['chi approva il PEG?', 'e il piano della performance?', 'e il rendiconto?'];
    expect((await converse(engine, ...turns.slice(0, 2))).answer.headline).toBe(told('piano-chi'));
    expect((await converse(engine, ...turns)).answer.headline).toBe(told('rendiconto-chi'));
  });
});
