import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const engine = luccaEngine();

const headlineOf = async (...turns: readonly string[]): Promise<string> =>
  (await converse(engine, ...turns)).answer.headline.replaceAll('\u00a0', ' ');

describe('figures of the context tables', () => {
  it.each<[string, RegExp]>([
    // a row by its whole name, before an item with a word of it
    ['che voto ha avuto il senso di appartenenza?', /^H - Il senso di appartenenza, giudizio medio: 3,78/],
    ['che giudizio ha avuto il contesto del mio lavoro?', /^G - Il contesto del mio lavoro.*3,23/],
    // where all the rows are
    ['quanti metri quadri di orti urbani ci sono in città?', /^Orti urbani, superficie: 18\.490 mq/],
    // series, oldest first
    ['serie storica della raccolta differenziata di Arezzo', /39,68 %.*39,84 %.*40,32 %.*46 %.*50,68 %/],
    ['rapporto spesa personale entrate correnti negli anni', /21,11 %.*19,98 %.*21,18 %/],
    // totals
    ['stampanti totali', /^61 in tutto/],
    ['quanti pc fissi ci sono?', /^491 in tutto/],
    ['superficie degli orti urbani e dei cimiteri insieme', /^19\.427 mq in tutto/],
    // breakdowns, with the printed total apart
    [
      'personale per contratto',
      /526.*\(2 persone\).*\(5 persone\); in tutto 533 persone \(totale stampato\)/,
    ],
    ['parchi attrezzati per circoscrizione', /9 valori.*in tutto 25 \(totale stampato\)/],
    // limits
    ['settori con almeno 20 notebook', /^1 su 9 almeno 20.*Settore 4 \(23\)/],
    ['quanti capoluoghi hanno superato il 50% nel 2020?', /^6 su 10 sopra 50 %/],
    ['quali ambiti sono sopra 4?', /^Nessuno su 8 sopra 4.*B - Le discriminazioni \(3,88\)/],
    // superlatives never end in the total
    ['qual è il capoluogo con la differenziata più bassa?', /^Massa: 38,84 %/],
    [
      'in quale circoscrizione ci sono meno parchi non attrezzati?',
      /^Circoscrizione 4, .*: 0, valore più basso/,
    ],
    ['la terza città per differenziata nel 2018', /^Pisa: 62,52 %, al 3º posto tra 10/],
    ['quali sono i tre ambiti con il giudizio più alto?', /B - .*F - .*H - .*i 3 valori più alti tra 8/],
    // shares and differences
    ['che percentuale dei dipendenti è in categoria C?', /^54,60 %/],
    ['quanto è cambiata la differenziata di Siena tra 2018 e 2020?', /\+9,29 punti percentuali/],
    [
      'che margine c’è sul valore soglia?',
      /^Il limite è rispettato, con un margine di 6,42 punti percentuali/,
    ],
    ...['', ', in euro e in percentuale', ', in percentuale'].map((tail): [string, RegExp] => [
      `la spesa di personale 2021 di quanto sta sotto il limite massimo${tail}?`,
      /^Il limite è rispettato, con un margine di 854\.815,00 € \(4,95 % del limite\)/,
    ]),
    // one column's meaning is never another's
    ['ambito con il punteggio più basso', /^C - .*: 2,99, valore più basso tra 8/],
    ['quanti cittadini promuovono i servizi pubblici nel primo semestre?', /: 55 % \(primo semestre 2021\)/],
    // ages: every class from there on
    ['quanti dipendenti hanno almeno 40 anni?', /^448 persone in tutto/],
    ['dipendenti tra 30 e 49 anni', /^231 persone in tutto/],
    ['dipendenti dai 40 anni in su', /^448 persone in tutto/],
    ['quanti dipendenti hanno 40 anni o più?', /^448 persone in tutto/],
    ['ambiti del benessere dal punteggio più basso al più alto', /^C - .*: 2,99, valore più basso tra 8/],
    // how large is not how many
    ['quale circoscrizione ha i parchi attrezzati più estesi?', /^Circoscrizione 3: 46\.280 mq/],
    // the whole is what stands after the share
    ['che percentuale degli uomini è in categoria D?', /^31,09 %.*193 persone/],
    ['raccolta differenziata di Prato negli ultimi due anni', /2019.*2020/],
    // a limit in other words, the heading of a table alone, a mean of the rows whose total is printed
    [
      'quanto margine ha la spesa di personale in termini percentuali?',
      /854\.815,00 € \(4,95 % del limite\)/,
    ],
    ['quanto dista dal limite la spesa di personale del 2021?', /854\.815,00 €/],
    ['uscite di competenza', /^2021: 40 valori/],
    ['consistenza del personale per categoria', /categoria C \(291 persone\).*in tutto 533 persone/],
    ['quanto sono estesi in media i parchi attrezzati di una circoscrizione?', /^In media 18\.493,56 mq/],
    // places from the end, and the highest of all time
    ['penultimo settore per webcam', /^Settore 6 e Settore 9: 6, al 2º posto tra 9 dal più basso/],
    ['qual è il valore più basso mai registrato a Massa per la raccolta differenziata?', /^2019: 34,22 %/],
    ['in quali due anni Pisa ha fatto meglio con la differenziata?', /^2020 .*2018 .*i 2 valori più alti/],
    ['per ciascun anno qual è la città con la differenziata più bassa?', /Grosseto, 2016.*Massa, 2020/],
    // rows that are left out in other words
    ['quante stampanti ci sono in tutto se non contiamo il settore 7?', /^13 in tutto.*Senza Settore 7/],
    ['media dei notebook tra i nove settori', /^In media 11,56 .*su 9 voci/],
    // one less than the next, and from year to year
    ['quante stampanti in più ha il settore 7 rispetto a chi viene dopo?', /^Differenza: 44\./],
    ['quanto stacco c’è tra Lucca e Prato nel 2020?', /^Differenza: 8,86 punti/],
    ['quanto ha perso Massa tra il 2016 e il 2019?', /−13,76 punti percentuali/],
    [
      'quali capoluoghi hanno guadagnato più di 15 punti dal 2016 al 2020?',
      /^3 su 10 .*Livorno.*Prato.*Pisa/,
    ],
    // a column for each one of another; columns of money that are no parts are never added up
    ['quanto misura in media un parco attrezzato nella circoscrizione 3?', /11\.570/],
    ['che parte delle entrate accertate viene dalle extratributarie?', /^1[45],\d\d %/],
    ['affermazioni dell’ambito D con più del 20% di punteggio 4', /^4 su 5 sopra 20 %/],
    // rows and columns that are named stand side by side
    [
      'quanti notebook e quanti cellulari ha il settore 2, e quanti ne ha il settore 5?',
      /Settore 2, notebook \(9\).*Settore 5, cellulari di servizio \(33\)/,
    ],
    ['quante denunce c’erano nel 2021 in provincia?', /2020/],
    // what is named beside a total, several letters, a mean of them, and what is no figure of what is asked
    ['totale parchi attrezzati e non nella circoscrizione 7', /6/],
    ['media dei giudizi degli ambiti A, B e C', /^In media 3,49 /],
    [
      'quante donne ci sono tra i dipendenti di categoria B e D?',
      /categoria B \(33 persone\).*categoria D \(103 persone\)/,
    ],
    ['com’è andata la differenziata di Pisa negli anni?', /46,59 %.*63,16 %/],
    ['quanta spesa corrente è rimasta non impegnata?', /^Differenza: 18\.450\.721,17 €/],
    ['quanto delle spese in conto capitale è ancora da impegnare?', /^Differenza: 17\.842\.977,99 €/],
    ['quanto resta da accertare delle entrate in conto capitale?', /^Differenza: 6\.232\.829,67 €/],
    // what was not is no sum of what was
    [
      'quante entrate non sono state accertate?',
      /^Non ho capito che cosa fare di «non sono state accertate»/,
    ],
    // one figure against its own of another year, rows against the total, letters that «o» joins
    ['la spesa di personale 2021 è più alta di quella del 2019?', /\+77\.368,00 €/],
    ['la differenziata di Lucca nel 2020 è più bassa di quella del 2019?', /\+0,09 punti percentuali/],
    ['ambiti con giudizio inferiore alla sintesi', /^3 su 8 sotto Sintesi \(3,51\)/],
    [
      'quanti dipendenti a tempo indeterminato di categoria C o D ci sono?',
      /categoria C \(285 persone\); categoria D \(162 persone\)/,
    ],
    ['qual è la fascia d’età meno numerosa?', /^18-29 anni: 6 persone, valore più basso/],
    ['quali città hanno peggiorato la differenziata nell’ultimo anno?', /Livorno.*Prato.*Pistoia.*Firenze/],
  ])('%s', async (question, headline) => {
    expect(await headlineOf(question)).toMatch(headline);
  });

  it('are held against another limit, after those of one', async () => {
    expect(await headlineOf('quali settori hanno più di 15 notebook?', 'e quali meno di 5?')).toMatch(
      /^1 su 9 sotto 5 .*Settore 7/,
    );
  });

  it.each<[readonly string[], RegExp]>([
    [['differenziata di Prato nel 2020', 'e la media?'], /^In media 55,91 %/],
    [['quanti notebook ha il settore 4?', 'e in totale?'], /^125 in tutto/],
    [['quanti notebook ha il settore 4?', 'e in totale?', 'e la media?'], /^In media 10,42 /],
    [
      ['quanto si è accertato di entrate tributarie?', 'e in tutto?'],
      /^Totale entrate, accertato: 148\.060\.560,42 €/,
    ],
    [['quanto pesano le entrate tributarie sulle entrate accertate?', 'e le extratributarie?'], /^15,43 %/],
    [['la differenziata di Lucca è sempre cresciuta?', 'e Pisa?'], /^No, non in crescita: 2019/],
    [['differenziata di Prato nel 2016', 'e nel 2020?', 'quanto è cambiata?'], /\+17,94 punti/],
  ])('are those of all rows, or of the two years that were asked: %j', async (turns, headline) => {
    expect(await headlineOf(...turns)).toMatch(headline);
  });

  it('are those of the same years for another row, after a series', async () => {
    const [series, other] = await Promise.all([
      headlineOf('andamento della differenziata a Massa', 'e Grosseto?'),
      headlineOf('andamento della differenziata a Grosseto'),
    ]);
    expect(series).toBe(other);
  });

  it.each([
    'quante automobili ha il comune?',
    'quanti alberi ci sono nei parchi?',
    'quante biciclette ha il comune?',
    'quanti semafori ci sono?',
    'quanti turisti sono arrivati nel 2021?',
  ])('match no table that is about something else: %s', async (question) => {
    const { answer } = await converse(engine, question);
    expect([question, answer.query?.type === 'fact']).toEqual([question, false]);
  });

  it('say of which named row nothing is printed', async () => {
    expect(await headlineOf('parchi attrezzati della circoscrizione 12')).toMatch(
      /circoscrizione 12.*non dichiarato/,
    );
  });
});

describe('a mean that a table prints', () => {
  it.each([
    ['che età hanno in media le dipendenti del Comune?', 'Femmine, età media: 50,19 anni'],
    ['quanti anni hanno in media i dipendenti?', 'Tutto il personale, età media: 50,26 anni'],
    ['quanti anni hanno in media le donne?', 'Femmine, età media: 50,19 anni'],
  ])('is that of all of them, and no mean of means: «%s»', async (question, told) => {
    expect(await headlineOf(question)).toContain(told);
  });
});

describe('a limit that a table prints', () => {
  it.each([
    'spesa di personale del 2021 (comma 557) e tetto massimo',
    'spesa di personale 2021 comma 557 e limite massimo',
  ])('is told beside what it limits: «%s»', async (question) => {
    const told = await headlineOf(question);
    expect(told).toContain('16.406.638,00 €');
    expect(told).toContain('17.261.453,00 €');
    expect(told).not.toContain('valore più alto');
  });

  it('keeps its margin in another year', async () => {
    const first = 'quanto margine resta sulla spesa di personale 2021 comma 557?';
    expect(await headlineOf(first, 'e nel 2020?')).toMatch(/margine di 2\.357\.367,00 €/);
  });
});

describe('a percentage that is denied of what was shown', () => {
  it.each(['quali non sono al 100%?', 'quali di questi non sono al 100%?'])(
    'is of those items, and of no table: «%s»',
    async (question) => {
      const { text } = await converse(engine, 'obiettivi legati al goal 4', question);
      expect(text).toContain('1 obiettivo legato al goal 4');
      expect(await headlineOf('obiettivi legati al goal 4', question, 'chi se ne occupa?')).toContain(
        'obiettivo 26',
      );
    },
  );
});

it('answers the sentence before where the whole tells other figures alone', async () => {
  const { text } = await converse(
    engine,
    'Quanti uomini e quante donne ci sono fra i dirigenti? e la loro età media?',
  );
  expect(text).toContain('Maschi (6 persone); Femmine (2 persone)');
  expect(text).toContain('Maschi (50 anni); Femmine (53 anni)');
});

it.each([
  ['quanti notebook ha l’istruzione?', 'Settore 4, notebook: 23'],
  ['quale capoluogo ha fatto il balzo più grande nella differenziata?', 'Livorno: +23,28 punti percentuali'],
  ['qual è lo scostamento negativo più grosso?', 'Entrate in conto capitale'],
  ['chi era ultima nella differenziata nel 2018?', 'Massa: 35,60 %'],
])('reads a structure by its name, and everyday words of orders: «%s»', async (question, told) => {
  expect(await headlineOf(question)).toContain(told);
});
