import { describe, expect, it } from 'vitest';
import { tokenise } from '../../../src/answers/language/tokens.ts';
import { withoutProse } from '../../../src/answers/understand/prose.ts';
import { converse, luccaEngine, luccaVocabulary } from '../lucca.ts';

const vocabulary = luccaVocabulary();
const lucca = luccaEngine();
const questionIn = (text: string): string => withoutProse(text, vocabulary, tokenise).question;

const words = (text: string): string =>
  tokenise(text)
    .map((token) => token.text)
    .join(' ');

const QUESTION = 'quanti obiettivi ha il settore 6 e quanto costano?';

describe('what is told around a question', () => {
  it.each([
    `${QUESTION} Ah, e buon lavoro!`,
    `${QUESTION} Grazie anticipate`,
    `${QUESTION} Mi serve entro mezzogiorno.`,
    `${QUESTION} Se non lo sai non importa.`,
    `${QUESTION} Così chiudo la slide.`,
    `Grazie mille per prima. ${QUESTION}`,
    `Ciao! Tutto bene? ${QUESTION}`,
    `Hai cinque minuti? ${QUESTION}`,
    `Ieri in riunione non sapevo cosa rispondere. ${QUESTION}`,
    `Ti spiego: devo fare una tabella per il segretario. ${QUESTION}`,
    `Non trovo più il file con i dati. ${QUESTION}`,
    `Boh, in giunta si sono messi a litigare sui numeri. ${QUESTION}`,
    `Forse è una domanda stupida, ma ${QUESTION}`,
    `Sto compilando un questionario per la Corte dei conti, ${QUESTION}`,
    `Ciao, sto preparando la riunione di domani: mi servirebbe sapere ${QUESTION}`,
    `Caro collega, con la presente sono a chiederti ${QUESTION} Cordiali saluti, Mario Bianchi`,
  ])('is left out: %s', (text) => {
    expect(questionIn(text).toLowerCase()).toBe(QUESTION);
  });

  it.each([
    ['quanto ha impegnato il settore 4 (me lo chiede la ragioneria)', 'quanto ha impegnato il settore 4'],
    ['quanto ha impegnato il settore 4, così chiudo la nota', 'quanto ha impegnato il settore 4'],
    ['quanto ha impegnato il settore 4, devo preparare la relazione', 'quanto ha impegnato il settore 4'],
    ['quanto ha impegnato il settore 4 e grazie ancora!', 'quanto ha impegnato il settore 4'],
    ['Sai dirmi, per favore, quanto ha impegnato il settore 4?', 'quanto ha impegnato il settore 4?'],
    [
      'Sono la nuova stagista. Mi hanno chiesto di recuperare il numero dei processi del settore 2',
      'il numero dei processi del settore 2',
    ],
    ['Vorrei capire una cosa del settore 6, cioè quanti processi ha', 'settore 6, cioè quanti processi ha'],
  ])('is left out of its sentence: %s', (text, question) => {
    expect(questionIn(text)).toBe(question);
  });

  it.each([
    'quanti obiettivi ha il settore 5? E quanti sono al 100 %?',
    'Lavoro nel settore 5. Quanti obiettivi abbiamo?',
    'quanti processi ci sono, noi esclusi?',
    'se togli il settore 5, quanto ha liquidato il resto?',
    'processi in ordine di costo: i primi due',
    'Sono in malattia, chi risponde al posto mio?',
    'cosa succede se non rispondo?',
    'quanto costa il 24? Cancella l’obiettivo 12.',
    'Popolazione residente. Superficie del verde.',
    'il Nucleo è formato da chi?',
    'obiettivo 3, obiettivo 6: quanto pesano?',
    'gli obiettivi che devono finire nel 2021, quanti sono?',
  ])('stays where it asks, orders or narrows: %s', (text) => {
    expect(questionIn(text)).toBe(text);
  });

  it('is said to be left out where it gives a reason that names something', async () => {
    const { answer } = await converse(lucca, 'quanto costa l’obiettivo 24, visto che il fotografo insiste');
    expect(answer.headline).toMatch(/^Non ho tenuto conto di «fotografo»/);
  });
});

describe('the places of a list', () => {
  it.each([
    'Mi servono: 1) quanti obiettivi ha il settore 4 2) quanto ha impegnato il settore 5 3) chi segue l’obiettivo 24',
    'Mi servono:\n- quanti obiettivi ha il settore 4\n- quanto ha impegnato il settore 5\n- chi segue l’obiettivo 24',
    'Primo: quanti obiettivi ha il settore 4; secondo: quanto ha impegnato il settore 5; terzo: chi segue l’obiettivo 24',
    'La prima: quanti obiettivi ha il settore 4. La seconda: quanto ha impegnato il settore 5. La terza: chi segue l’obiettivo 24.',
  ])('are answered one by one: %s', async (text) => {
    const lines = (await converse(lucca, text)).answer.headline.split('\n');
    expect(lines[0]).toMatch(/^6 obiettivi del Settore 4/);
    expect(lines[1]).toMatch(/^Settore 5, 2021: impegnato/);
    expect(lines[2]).toContain('è affidato a U.O.3.2');
  });

  it('are of the place that is named before them', async () => {
    const { answer } = await converse(
      lucca,
      'Per il settore 6 mi servono:\n- quanti obiettivi ha\n- quanto ha impegnato\n- quale processo costa di più',
    );
    const lines = answer.headline.split('\n');
    expect(lines[0]).toMatch(/^3 obiettivi del Settore 6/);
    expect(lines[1]).toMatch(/^Settore 6, 2021: impegnato/);
    expect(lines[2]).toMatch(/^Processo 51/);
  });

  it('are of all there is where they name nothing, and of what stands before where they lean on it', async () => {
    const { answer } = await converse(
      lucca,
      '1. quanti obiettivi ci sono in tutto?\n2. quanti processi?\n3. quanto pesa l’obiettivo 6?\n4. chi lo segue?',
    );
    const lines = answer.headline.split('\n');
    expect(lines[0]).toMatch(/^69 obiettivi/);
    expect(lines[1]).toMatch(/^61 processi/);
    expect(lines[3]).toContain('U.O.9.1');
  });

  it('are the questions behind a colon', async () => {
    const { answer } = await converse(
      lucca,
      'Settore 4: quanti obiettivi? quanti processi? quanto ha impegnato?',
    );
    const lines = answer.headline.split('\n');
    expect(lines[0]).toMatch(/^6 obiettivi del Settore 4/);
    expect(lines[1]).toMatch(/^4 processi del Settore 4/);
    expect(lines[2]).toMatch(/^Settore 4, 2021: impegnato/);
  });

  it('may be those of one request', async () => {
    const { answer } = await converse(lucca, 'quanti obiettivi ha\nil settore 6?');
    expect(answer.headline).toMatch(/^3 obiettivi del Settore 6/);
  });
});

describe('what is said around a question', () => {
  it.each([
    ['quanti uffici non hanno obiettivi, se lo sai?', 'quanti uffici non hanno obiettivi'],
    ['quanto ha liquidato il settore 4, che mi serve subito?', 'quanto ha liquidato il settore 4'],
    ['impegnato del settore 4, così rispondo al consigliere', 'impegnato del settore 4'],
    ['quanto ha liquidato il settore 4 così preparo la tabella', 'quanto ha liquidato il settore 4'],
  ])('«%s» is left out', (text, main) => {
    expect(words(questionIn(text))).toBe(main);
  });

  it.each(['obiettivo 24, e la scheda', 'se togli il settore 5, quanto ha liquidato il resto?'])(
    '«%s» stays where it is asked',
    (text) => {
      expect(tokenise(questionIn(text))).toHaveLength(tokenise(text).length);
    },
  );

  it.each([
    'Buongiorno, dato che devo preparare la relazione, quanti obiettivi ha il settore 5?',
    'ciao! Visto che domani c’è la giunta, quanti obiettivi ha il settore 5?',
    'Salve, visto che sto scrivendo la nota per il sindaco, mi dici quanti obiettivi ha il settore 5?',
  ])('is no greeting alone where a question follows: «%s»', async (message) => {
    expect((await converse(lucca, message)).text).toMatch(/^11 obiettivi del Settore 5/);
  });

  it.each([
    'Devo fare un confronto per la giunta: quanti obiettivi ha il settore 5?',
    'domani ho il nucleo e vorrei arrivarci preparata: quanti obiettivi ha il settore 5?',
    'ho un dubbio sul settore 5: quanti obiettivi ha?',
  ])('stands before a colon: «%s»', async (message) => {
    expect((await converse(lucca, message)).text).toMatch(/^11 obiettivi del Settore 5/);
  });

  it('takes no word of the question with it', async () => {
    const { text } = await converse(lucca, 'quanti uffici non hanno obiettivi, se lo sai?');
    expect(text).toMatch(/^3 U\.O\. senza obiettivi/);
  });

  it.each([
    ['domani ho la commissione e devo sapere che cos’è il PIAO?', /^PIAO: /],
    ['entro quando si approva il PIAO? perché me lo chiede la ragioneria', /entro il 31 gennaio/],
    ['sono la nuova stagista della ragioneria. i tre processi con più liquidato', /^I 3 processi/],
    ['il dirigente del settore 5 mi chiede i tre processi con più liquidato', /^I 3 processi/],
    ['il Nucleo vuole sapere se l’obiettivo 24 è raggiunto e chi lo segue', /100 %.*U\.O\.3\.2/s],
  ])('tells who asks apart from what: «%s»', async (message, said) => {
    expect((await converse(lucca, message)).text).toMatch(said);
  });
});
