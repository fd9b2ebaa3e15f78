import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const engine = luccaEngine();

const headlineOf = async (...turns: readonly string[]): Promise<string> =>
  (await converse(engine, ...turns)).answer.headline.replaceAll('\u00a0', ' ');

describe('rows worked out of several figures', () => {
  it.each<[string, RegExp]>([
    // a part of each column's total, ordered
    ['in quale categoria la quota di donne è più alta?', /^Categoria C: 69,42 %/],
    [
      'in quale categoria la percentuale di uomini è maggiore?',
      /^Categoria A: 100 ?%|^Categoria A: 100,00 %/,
    ],
    ['quale settore ha la quota più alta di notebook rispetto ai pc fissi?', /^Settore 4: 85,19 %/],
    // no total is printed: all columns of the kind together
    [
      'quale circoscrizione ha la percentuale più bassa di parchi attrezzati sul totale dei parchi?',
      /^Circoscrizione 8: 25,00 %/,
    ],
    // changes between two years, ordered, limited, at both ends
    [
      'quale provincia toscana ha migliorato di più la raccolta differenziata dal 2016 al 2020 e quale invece è peggiorata?',
      /Livorno, \+23,28 punti.*Massa, −9,14 punti/,
    ],
    ['quali capoluoghi sono migliorati di più di 10 punti dal 2016 al 2020?', /^5 su 10 sopra \+10 punti/],
    ['quanto distacco c’è tra Lucca e la seconda nel 2020?', /^Differenza: 8,86 punti percentuali/],
    ['qual è il divario tra la migliore e la peggiore città nel 2020?', /^Differenza: 42,26 punti/],
    ['quanto verde c’è se togliamo il verde storico?', /^613\.195 mq in tutto/],
    ['verde urbano totale escluso il verde storico', /^613\.195 mq in tutto/],
    ['tolto il verde storico, quanto verde urbano resta?', /^613\.195 mq in tutto/],
    ['quanto verde urbano c’è senza orti e cimiteri?', /^1\.522\.662 mq in tutto/],
    // how many there are, and not how old they are; the farthest from what was foreseen
    ['ci sono più maschi o femmine?', /^Femmine: 340 persone/],
    ['ci sono più donne che uomini?', /^Femmine: 340 persone/],
    [
      'quale voce di entrata si scosta di più dalle previsioni?',
      /^Entrate in conto capitale \(-6\.232\.829,67/,
    ],
    ['quanti comuni fanno meno differenziata di Lucca?', /^9 su 9 sotto Lucca/],
    // exact values
    ['chi ha esattamente 9 notebook?', /pari a 9.*Settore 2.*Settore 8/],
    ['quante circoscrizioni hanno un solo parco attrezzato?', /^4 su 9 pari a 1/],
    // a row as a part of each column, and of its own row
    ['la percentuale di donne in ogni categoria', /^Categoria C: 69,42 %/],
    ['le donne per categoria in percentuale', /su 340 persone: categoria B 9,71 %/],
    // the place of a row
    ['che posto occupa Pisa nella raccolta differenziata del 2020?', /^Pisa: 63,16 %, al 4º posto tra 10/],
    ['in che posizione è il settore 4 per notebook?', /^Settore 4: 23, valore più alto tra 12/],
    // a quotient that is ordered, and a share of the first together
    [
      'quale settore ha il rapporto più alto tra webcam e notebook?',
      /^Settore 5: 2,3, webcam 23, notebook 10/,
    ],
    ['le prime due tipologie di verde insieme che quota fanno?', /^1\.163\.877 mq .*75,47 %/],
    ['quanti capoluoghi sono sotto la media nel 2020?', /^6 su 10 sotto la media \(55,91 %\)/],
    // one row against a limit, in one year or over the years
    ['la differenziata di Prato nel 2020 è sopra il 70%?', /^Sì, è sopra 70 %: 72,24 % \(Prato/],
    ['il settore 7 ha più di 20 notebook?', /^No, non è sopra 20: 2 \(Settore 7, notebook/],
    // one column against a limit, of all the rows, and of no column beside it
    ['l’ente ha più di dieci dirigenti?', /^No, non è sopra 10 persone: 8 persone/],
    ['la popolazione supera 80000 abitanti?', /^Sì, è sopra 80\.000 persone: 90\.224 persone/],
    // no figure is in years, and no mean is of shares of different things
    ['quanti anni hanno in media i partecipanti?', /^Non ho/],
    // nor is one of several columns meant that only a number tells apart
    ['affermazioni con il punteggio più basso', /^Non ho/],
    ['affermazione con meno risposte con punteggio 1', /^C\.05/],
    // the place in an order is no amount
    ['nella classifica Arezzo ha più denunce di Lucca?', /^Non so/],
    ['qual è il reato più denunciato in provincia di Lucca?', /^Non ho/],
    ['in quanti anni Siena è rimasta sotto il 41%?', /^3 su 5 sotto 41 % \(Siena/],
    ['chi ha superato Firenze nel 2020?', /^4 su 9 sopra Firenze/],
    // figures of another row and another column, subtracted
    [
      'quanti uomini di categoria D ci sono in più rispetto alle donne di categoria B?',
      /^Differenza: 27 persone/,
    ],
    ['spese impegnate meno entrate accertate', /^Differenza: 24\.665\.343,21 €/],
    // what no query does is asked about
    [
      'qual è la voce di entrata con lo scostamento più alto in valore assoluto?',
      /^Non ho capito .*«assoluto»/,
    ],
    [
      'quanti dipendenti non hanno completato il questionario?',
      /Altri 126 questionari .* compilati in parte/,
    ],
    ['quali città sono sopra la media sia nel 2019 sia nel 2020?', /^Non ho capito/],
    ['il settore con la somma più alta di PC fissi e notebook', /^Settore 5: 82/],
    ['verde storico e grandi parchi urbani: quanto fanno insieme?', /^954\.008 mq in tutto/],
    ['Firenze nel 2018 e nel 2020: chi è più alta?', /^2020 e 2018: 53,48 %/],
    ['quali settori hanno più PC fissi del settore 1?', /^3 su 11 sopra Settore 1 \(62\)/],
    // what they are among is the whole, and two orders are no one order
    ['quale fascia d’età pesa di più tra i dirigenti?', /^Non ho capito/],
    ['il settore con più webcam ha anche più notebook?', /^Non ho capito che cosa fare di «più»/],
    ['quanto manca a Firenze per raggiungere Lucca nella differenziata 2020?', /^Differenza: 27,62 punti/],
    ['il giudizio medio di A, B e F', /A - .*\(3,61\).*B - .*\(3,88\).*F - .*\(3,85\)/],
    [
      'le spese in conto capitale impegnate quante volte sono le entrate in conto capitale accertate?',
      /^1,48 volte/,
    ],
    // a row that is quoted, whatever else its words mean
    ['quanto incide il fondo pluriennale sul totale delle entrate accertate?', /148\.060\.560,42 €.*10,33 %/],
    // one table against another
    ['differenza tra entrate accertate e spese impegnate del 2021', /^Differenza: 24\.665\.343,21 €/],
    ['rapporto tra spese correnti impegnate e trasferimenti correnti accertati', /^4,26 volte/],
    // rows that several words of the plan's own name
    ['quale titolo di spesa ha l’impegnato più basso?', /^Chiusura di anticipazioni .*: 0,00 €/],
    ['qual è la seconda entrata per accertato?', /^Entrate extratributarie: 22\.844\.658,56 €/],
    // so far below nothing, and what has no sign
    [
      'quali entrate hanno uno scostamento negativo superiore a 2 milioni?',
      /^3 su 11 .*conto capitale.*Trasferimenti.*conto terzi/,
    ],
    ['percentuale di risposte negative su C.03', /^Non ho capito che cosa fare di «negative»/],
    // what is left out, said before the word that says so
    ['media della differenziata dei capoluoghi nel 2020, Lucca esclusa', /^In media 53,11 % .*Senza Lucca/],
    [
      'quanti pc fissi ci sono, il settore 5 e il settore 7 esclusi?',
      /^349 in tutto.*Senza Settore 5, Settore 7/,
    ],
    // the body itself is left out of its own table, before or behind, and never in silence
    ['media della differenziata dei capoluoghi nel 2020, noi esclusi', /^In media 53,11 % .*Senza Lucca/],
    ['noi a parte, quale capoluogo ha la differenziata più alta nel 2020?', /^Prato: 72,24 %.*Senza Lucca/],
    ['quanti notebook ci sono in tutto, noi esclusi?', /^Non/],
    // what the other figure is held against is said first
    ['in proporzione ai pc fissi, chi ha più webcam?', /^[^;]*\(webcam ÷ PC fissi, 2021\)/],
    [
      'in rapporto al numero di webcam, quale settore ha più notebook?',
      /^Settore 6: 2,17, notebook 13, webcam 6/,
    ],
    ['rispetto ai notebook, chi ha più webcam?', /^Settore 5: \+13.*\(webcam − notebook/],
    ['rapporto tra webcam e pc fissi: chi è primo?', /\(webcam ÷ PC fissi, 2021\)/],
    // an age that is not reached, though it is also a figure of another table
    ['quanti dipendenti non hanno compiuto 50 anni?', /^237 persone in tutto/],
    // a row better than another is above it, and what figures come from is a part of them
    ['quanti capoluoghi fanno meglio di Pisa?', /^3 su 9 sopra Pisa/],
    ['che percentuale degli accertamenti viene dai trasferimenti correnti?', /^11,55 %/],
    ['che percentuale delle spese correnti è stata impegnata?', /79,79 %/],
    // a column is named by its own word, although another is known by it too
    ['quanti PC e notebook ha in tutto il settore 7?', /^72 in tutto .*PC fissi \(70\); notebook \(2\)/],
    ['quanti PC portatili ha il settore 7?', /notebook: 2 /],
    // whoever declares nothing may have none or some
    [
      'quanti settori non hanno stampanti proprie?',
      /^Nessuno su 5 a zero .*non si sa per Settore 3, Settore 4, Settore 6 e Settore 8/,
    ],
    ['quanto vale in media un parco attrezzato in metri quadrati?', /6\.657,68/],
    // rows by how far they lie from a row, a number, their mean
    [
      'quale ambito ha il giudizio più vicino alla sintesi?',
      /^A - .*\(3,61\): il valore più vicino a Sintesi/,
    ],
    ['quale città nel 2020 è più vicina al 50% di differenziata?', /^Siena \(49,93 %\)/],
    [
      'i due capoluoghi più vicini a Lucca per differenziata nel 2019',
      /^Prato \(73,42 %\); Livorno \(68,39 %\): i valori più vicini a Lucca \(81,01 %\) tra 9/,
    ],
    [
      'quale capoluogo è più lontano dalla media della differenziata nel 2020?',
      /^Lucca .*dalla media \(55,91 %\)/,
    ],
    ['quale settore ha un numero di notebook più vicino alla media?', /^Settore 6 \(13\)/],
    // what several rows are called asks over them
    [
      'quale titolo di entrata è stato accertato di meno rispetto all’assestato?',
      /^Entrate in conto capitale: −6\.232\.829,67 €/,
    ],
    [
      'quale titolo di entrata ha il rapporto più basso tra accertato e assestato?',
      /^Entrate in conto capitale: 0,61/,
    ],
    // the limit of each year
    [
      'margine rispetto al valore soglia della spesa di personale nel 2020 e nel 2021',
      /2020 \(\+7,62 punti percentuali\); 2021 \(\+6,42 punti percentuali\)/,
    ],
    // a total that is printed, by the words of its row
    ['entrate accertate totali', /^Totale entrate, accertato: 148\.060\.560,42 €/],
    // a degree with a number is a limit
    [
      'quali circoscrizioni hanno parchi attrezzati più estesi di 20.000 metri quadri?',
      /^3 su 9 sopra 20\.000 mq/,
    ],
    // classes of age without a column are of the other columns together
    ['quanti dipendenti hanno meno di 40 anni, esclusa la categoria B?', /^82 persone in tutto/],
    // the town that grew most, and not how much the own one did
    ['quale città ha l’aumento maggiore di differenziata dal 2017 al 2020?', /^Livorno: \+21,14 punti/],
    // the order of one year, told of another; more than then
    [
      'i tre capoluoghi con la differenziata più bassa nel 2018 quanto facevano nel 2020?',
      /^Massa \(35,60 %\); Grosseto \(37,29 %\); Pistoia.*Massa, raccolta differenziata 38,84 % \(2020\)/,
    ],
    [
      'chi aveva la differenziata più alta nel 2016 e quanto ha nel 2020?',
      /^Lucca: 77,98 %.*81,10 % \(2020\)/,
    ],
    ['quali città differenziano meno che nel 2016?', /^1 su 10 .*Massa \(−9,14/],
    ['in quanti anni Firenze è stata davanti a Livorno?', /^2 su 5 .*2016 .*2017/],
    [
      'quale capoluogo è cresciuto di più ogni anno dal 2016 al 2020?',
      /^Non ho capito che cosa fare di «ogni»/,
    ],
    // the best year of each row, the best column of each class
    [
      'per ogni capoluogo, l’anno migliore della differenziata',
      /Firenze, 2019 \(53,95 %\).*Massa, 2016 \(47,98 %\)/,
    ],
    [
      'per ciascuna fascia d’età, qual è la categoria più numerosa?',
      /50-59 anni, categoria C \(88 persone\); Oltre 59 anni, categoria D \(44 persone\)/,
    ],
    // both ends of one row over the years
    [
      'differenza tra il valore massimo e il minimo di differenziata di Massa',
      /^Massa.*47,98 % \(2016\).*34,22 %/,
    ],
    // a total with a name of its own, held against a row
    ['quanto dista il giudizio dell’ambito C dalla sintesi?', /^Differenza: 0,52/],
    ['quanto dista la spesa di personale dal limite?', /854\.815,00 €/],
    // a limit is of the column beside it, though the other is added up
    ['somma dei pc fissi dei settori con più di 20 notebook', /^27 in tutto .*somma di 1 voce\)/],
    [
      'quanti settori hanno sia docking station sia stampanti?',
      /^4 su 6 .*Settore 1.*Settore 2.*Settore 5.*Settore 9/,
    ],
    ['la spesa di personale ha superato il limite in qualche anno?', /2019 \(\+932.*2020 .*2021/],
    // a department by another name
    ['quanti pc fissi ha il settore lavori pubblici?', /^Settore 5, PC fissi: 72/],
    // a class of years is no amount, and what exceeds what is told of all together
    ['di quante persone la fascia 50-59 supera la 40-49?', /^Differenza: 30 persone/],
    ['gli uomini superano le donne?', /^Differenza: 147 persone/],
    // a part of a total, and no rate that is printed of either
    ['che percentuale delle entrate accertate totali sono trasferimenti correnti?', /^11,55 %/],
    // which of two in each group
    ['per ogni categoria, ci sono più uomini o più donne?', /Maschi, categoria A.*Femmine, categoria D/],
    // how large, and how large each of them
    ['quanto misurano insieme i parchi non attrezzati delle circoscrizioni 1 e 2?', /^914\.272 mq in tutto/],
    ['quale circoscrizione ha in media i parchi attrezzati più grandi?', /^Circoscrizione 3: 11\.570/],
    ['spese in conto capitale: quanto è stato impegnato sull’assestato?', /^44,64 %/],
    // what is denied is another column
    ['quanti metri quadri misura in media un parco non attrezzato?', /59\.267,81.*parchi non attrezzati 16/],
    // two rows held against one another in each of the columns that are said
    [
      'il settore 5 quante webcam ha in più del settore 9, e quanti cellulari?',
      /^Settore 5 − Settore 9.*cellulari di servizio \(\+14\); webcam \(\+17\)/,
    ],
    // a limit in per cent is of the rate that the table prints
    [
      'quali voci di entrata sono state accertate per meno del 90 per cento?',
      /^5 su 11 sotto 90 % \(% accertato su assestato.*60,86 %.*85,07 %/,
    ],
    // an order of changes is over all the years, unless the last is meant
    ['quale città è cresciuta di più?', /^Livorno: \+23,28 .*dal 2016 al 2020/],
    ['quale città è cresciuta di più nell’ultimo anno?', /^Siena: \+6,36 .*dal 2019 al 2020/],
    [
      'di quanto è cresciuta la differenziata di Lucca rispetto a quella di Massa dal 2016 al 2020?',
      /Lucca \(\+3,12.*Massa \(−9,14.*differenza 12,26/,
    ],
    // of several totals the one that is named, without a part of it
    [
      'tolti i trasferimenti correnti, a quanto ammonta il totale delle entrate accertate?',
      /^130\.954\.249,86 € in tutto .*Senza Trasferimenti correnti/,
    ],
    // all rows are counted, and not the body's own
    ['quanti comuni capoluogo hanno migliorato la differenziata rispetto al 2016?', /^9 su 10 /],
    // of figures none of which is above nothing a limit is below it
    [
      'quali voci di spesa hanno uno scostamento superiore a 10 milioni?',
      /^2 su 8 sotto -10\.000\.000,00 €.*Spese correnti.*Spese in conto capitale/,
    ],
    // what of an amount was not done
    ['quanta parte delle spese correnti assestate non è stata impegnata?', /20,21 % .*assestato − impegnato/],
    ['che percentuale delle entrate in conto capitale non è stata accertata?', /39,14 % /],
    [
      'quale titolo di spesa ha la quota non impegnata più alta?',
      /^Spese in conto capitale al netto FPV: 55,36 %/,
    ],
    // every letter of a list
    ['media dei giudizi degli ambiti A, C ed E', /^In media 3,45 .*3 voci/],
    // what one query has no word for is asked back
    ['la categoria C è più della metà del personale?', /^Non ho capito/],
    ['quali settori non hanno docking station ma hanno stampanti?', /^Non ho capito/],
    ['di quanto l’accertato totale è inferiore all’assestato?', /^Non ho capito/],
    // an order of years within those that are said
    [
      'in quale anno dopo il 2017 Massa ha fatto meno differenziata?',
      /^2019: 34,22 %, valore più basso tra 3/,
    ],
    // a limit is of the column that is said beside it, by its own words
    [
      'quali settori hanno più di 30 pc fissi e meno di 10 notebook?',
      /^4 su 9 sopra 30 e notebook sotto 10 .*Settore 7.*Settore 9.*Settore 2.*Settore 8/,
    ],
    // the first of an order held against a row
    ['qual è la differenza tra il capoluogo migliore e Pisa nel 2018?', /^Differenza: 18,18 /],
    ['qual è la differenza tra il capoluogo migliore e Lucca nel 2018?', /^Non ho capito/],
    // a rate changes by points, and no part is larger than its whole
    ['di quanto è scesa la quota di personale sulle entrate dal 2019 al 2020?', /−1,13 punti percentuali/],
    ['quanto pesano le donne sul totale dei dirigenti e degli impiegati di categoria C?', /^25,00 %/],
    // what there is of a thing for each of others is not how much there is
    ['quanto verde urbano c’è?', /superficie di verde urbano \(1\.542\.089 mq\)/],
    // a name that several rows bear is of all of them, and a name alone asks for them
    ['quanto sono le entrate correnti accertate?', /^83\.012\.619,66 € in tutto .*somma di 3 voci/],
    ['totale entrate correnti', /assestato \(86\.644\.982,95 €\); accertato \(83\.012\.619,66 €\)/],
    ['entrate tributarie 2021', /^Entrate correnti di natura tributaria.*accertato \(43\.061\.650,54 €\)/],
    // the name of a table is no word of a row of another
    ['confronta le entrate del 2020 con quelle del 2021', /^Per il 2020 non ho/],
    // what is counted is said of nothing else
    ['quanti posti ci sono nei nidi?', /^Non ho/],
    ['quante persone lavorano nei nidi?', /^Nessun testo del piano dice quante/],
    ['quanti nidi ci sono?', /nidi d’infanzia: 7/],
    // how many there are tells of none of them, and whoever has most is a row
    ['qual è il parco più grande?', /^Non ho capito/],
    ['chi ha più parchi?', /^Circoscrizione 2: 10/],
    // columns that have each another of the words are in no order
    ['in che fascia d’età ci sono più dipendenti?', /^50-59 anni: 182 persone/],
    // two words of the name of a row, where items are only guessed
    [
      'quanto avanzo abbiamo applicato?',
      /^Avanzo di amministrazione applicato, 2021: .*accertato \(21\.843\.459,61 €\)/,
    ],
    // somewhere: of all the rows; between two rows is between no numbers
    ['la differenziata è peggiorata da qualche parte nell’ultimo anno?', /^4 su 10 sotto 0 /],
    ['quanti parchi ci sono tra la 1 e la 2?', /Circoscrizione 1, parchi attrezzati \(6\).*Circoscrizione 2/],
    // a year that only a table has
    ['nel 2018 chi era sotto il 40 %?', /^3 su 10 sotto 40 %/],
  ])('%s', async (question, headline) => {
    expect(await headlineOf(question)).toMatch(headline);
  });

  it('asks back how large one of those is that are only counted', async () => {
    const { text } = await converse(engine, 'quanti parchi ci sono e qual è il più grande?');
    expect(text).toMatch(/^2021: parchi attrezzati \(25\); parchi non attrezzati \(16\)\.\nNon ho capito/);
  });

  it('says what the tables have of a year of which nothing else is known', async () => {
    expect(await headlineOf('com’era messa Prato nel 2016?')).toMatch(
      /^Per il 2016 non ho obiettivi né costi: nelle tabelle del documento c’è raccolta differenziata/,
    );
  });
});

describe('a table that is split both ways', () => {
  it.each(['quanti dipendenti per genere e per categoria?', 'personale per categoria e per genere'])(
    'tells each cell: «%s»',
    async (question) => {
      expect(await headlineOf(question)).toContain('Maschi, categoria C (89 persone)');
    },
  );
});

describe('a share of those of whom it is said what they are', () => {
  it.each([
    'che quota di dirigenti sono donne?',
    'che percentuale di dirigenti è donna?',
    'quota di donne tra i dirigenti',
  ])('is of them: «%s»', async (question) => {
    expect(await headlineOf(question)).toMatch(/^25,00 %: .*2 persone su 8 persone/);
  });

  it('is of what it is a share of where the others are where they are', async () => {
    expect(await headlineOf('che percentuale di uomini sono dirigenti?')).toContain('6 persone su 193');
  });
});
