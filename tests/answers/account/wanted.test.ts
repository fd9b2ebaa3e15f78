import { describe, expect, it } from 'vitest';
import { WANTED } from '../../../src/answers/account/wanted.ts';
import { converse, luccaEngine } from '../lucca.ts';

const lucca = luccaEngine();

it('knows what of a query says each of the things that words want, and the words of each', () => {
  const { wanted, operations } = lucca.vocabulary;
  expect([...new Set(wanted.map((one) => one.wanted))].sort()).toEqual(Object.keys(WANTED).sort());
  const roles = wanted
    .flatMap(({ run }) => run.flatMap(({ any }) => any))
    .filter((word) => /^[a-z]/i.test(word) && !operations.has(word));
  expect(roles).toEqual([]);
});

describe('an operation that no query carries out', () => {
  it.each([
    // Sameness.
    ['quali obiettivi e processi hanno lo stesso numero?', 'stesso'],
    ['quali processi hanno lo stesso impegnato del 24?', 'stesso'],
    ['quali obiettivi hanno la stessa scadenza del 24?', 'stessa'],
    ['quali processi hanno costi identici?', 'identici'],
    ['ci sono due obiettivi con lo stesso titolo?', 'stesso'],
    ['quali obiettivi hanno lo stesso nome?', 'stesso'],
    // What items are about.
    ['quanti obiettivi ne parlano?', 'ne parlano'],
    ['quali obiettivi lo riguardano?', 'lo riguardano'],
    ['e quanti obiettivi se ne occupano?', 'se ne occupano'],
    // Who some are, and not who sees to a thing of that name.
    ['chi sono i volontari della protezione civile?', 'chi sono'],
    // All of a level, and not those that are named against each other.
    ['il personale degli staff rispetto a quello dei settori', 'quello dei settori'],
    // Which way a figure errs, and what a measure of a programme is.
    ['quanto è il finanziamento della misura 4?', 'misura 4'],
    // What there is not.
    ['quanti dipendenti mancano in organico?', 'mancano'],
    // Added, and no order.
    ['quanto fa personale più impegnato del settore 9?', 'più impegnato'],
    // An order by name or by place.
    ['settori ordinati per nome', 'ordinati per nome'],
    ['obiettivi ordinati per settore', 'ordinati per settore'],
    // Who has done something, who does it, and how long it takes.
    ['quanto tempo ci mette l’ente a pagare?', 'tempo'],
    ['l’impegnato del settore 9 è sempre stato questo?', 'sempre stato'],
    // One figure divided by another, and a part of what is not said.
    ['quanti dipendenti per ogni dirigente?', 'ogni dirigente'],
    ['percentuale del settore 9', 'percentuale'],
    // A figure for each of something that nothing is grouped by, and one sum of what was to be named.
    ['entrate per titolo', 'per titolo'],
    ['quanti obiettivi sono stati approvati?', 'approvati'],
    ['quali voci del settore 3 sono ferme?', 'ferme'],
    ['quali entrate sono accertate al 100 %?', 'quali entrate'],
    // What somebody thinks, and what there is still to do.
    ['che cosa pensa il sindaco dei risultati?', 'cosa pensa'],
    ['che cosa ritiene la Regione dei risultati?', 'Regione'],
    // Cards that count nothing.
    ['quanti obiettivi del settore 2 e quanti del 3 sono biennali?', 'quanti obiettivi'],
    // One of two that are to be taken together.
    ['quanto costano la bicipolitana e il pums insieme?', 'insieme'],
    // No figure of what is named.
    ['quanto la bicipolitana?', 'quanto'],
  ])('is asked about, and nothing is answered without it: «%s»', async (question, unknown) => {
    const { answer } = await converse(lucca, question);
    expect(answer.kind).toBe('clarification');
    expect(answer.headline).toContain(`«${unknown}»`);
  });

  it('is asked about after a figure too', async () => {
    const { answer } = await converse(
      lucca,
      'raggiungimento medio degli obiettivi del settore 5',
      'di quanti punti siamo sopra la media dell’ente?',
    );
    expect(answer.kind).toBe('clarification');
  });

  it.each([
    'quanti obiettivi hanno lo stesso peso del 12?',
    'anticorruzione dello staff C: che numero è e quanto costa?',
    'quali obiettivi hanno un impegnato uguale al liquidato?',
    'obiettivi del settore 3 in ordine di scadenza',
    'costo medio del personale degli obiettivi per settore',
    'che percentuale del totale impegnato ha il settore 4?',
    'percentuale di obiettivi del settore 9',
    'quanti parchi per ogni circoscrizione?',
    'per quanto tempo è mancato il segretario generale?',
  ])('is answered where a query does: «%s»', async (question) => {
    expect((await converse(lucca, question)).answer.kind).toBe('answer');
  });
});

describe('indicators of items that a plan does not tell apart', () => {
  it.each([
    'quali obiettivi sono senza indicatori?',
    'quanti obiettivi del settore 5 non hanno indicatori?',
    'obiettivi con target pari a 100 %',
  ])('are asked about: «%s»', async (question) => {
    const { answer } = await converse(lucca, question);
    expect(answer.kind).not.toBe('answer');
  });
});

describe('what holds of structures, in words that no query takes up', () => {
  it.each([
    'ci sono uffici che portano avanti solo processi?',
    'uffici che si dedicano unicamente a processi e che portano avanti nessun obiettivo',
  ])('is asked about: «%s»', async (question) => {
    const { answer } = await converse(lucca, question);
    expect(answer.kind).toBe('clarification');
  });
});

describe('what was set aside in the budget', () => {
  it('is no commitment: it is asked about, not answered', async () => {
    const { answer } = await converse(lucca, 'quanto è stanziato in totale?');
    expect(answer.kind).toBe('clarification');
    expect(answer.headline).toContain('«stanziato»');
  });
});

it('takes a limit before what it is of as one on the sum of each structure', async () => {
  const { text } = await converse(
    lucca,
    'quali settori spendono più di un milione di euro di personale per i processi?',
  );
  expect(text).toContain('Settore 2: 1.193.121,93 €; Settore 7: 1.813.006,75 €; Settore 9: 3.455.511,57 €');
});

it('puts in order with whose each is', async () => {
  const { text } = await converse(
    lucca,
    'Mi elenchi gli obiettivi rimasti sotto il 100%, dal più basso al più alto, con chi li segue?',
  );
  expect(text).toContain('obiettivo 69, 50 %; obiettivo 26, 75 %');
});

it('gives no figure where it is asked which way one errs', async () => {
  const { answer } = await converse(lucca, 'quanto ha liquidato il settore 5, per difetto o per eccesso?');
  expect(answer.value).toBeNull();
  expect(answer.headline).toMatch(/«.*difetto.*eccesso»/);
});
