import { describe, expect, it } from 'vitest';
import { readPlan } from '../../../src/store/plan/import/index.ts';
import { engineOf } from '../../support/engine.ts';
import { converse, luccaEngine } from '../lucca.ts';

const read = readPlan('eval/bodies/valle-serena-2025');
if (!read.ok) throw new Error('the made-up body cannot be read');
const valley = engineOf([read.plan]);
const lucca = luccaEngine();

const headlineOf = async (
  engine: Parameters<typeof converse>[0],
  ...turns: readonly string[]
): Promise<string> => (await converse(engine, ...turns)).answer.headline.replaceAll('\u00a0', ' ');

type Case = readonly [questions: string, headline: RegExp];

const asked =
  (engine: Parameters<typeof converse>[0]) =>
  async (questions: string, headline: RegExp): Promise<void> => {
    expect(await headlineOf(engine, ...questions.split(' > '))).toMatch(headline);
  };

describe('context tables of any body', () => {
  it.each<Case>(
    [
      // who stands next to a row in the order
      ['quale comune viene subito dopo Castel Lesina per rifiuti raccolti?', /^Pieve di Sotto: 880/],
      ['chi viene subito prima di Montefreddo nella raccolta differenziata?', /^Santa Giusta: 50,10 %/],
      [
        'chi viene dopo Montefreddo nella raccolta differenziata?',
        /^Nessuno dopo Montefreddo.*in fondo tra 6/,
      ],
      // what is left out, said before the word that says so
      [
        'media dei prestiti delle biblioteche nel 2024, Bibliobus escluso',
        /^In media 5\.905 .*Senza Bibliobus/,
      ],
      [
        'quanti rifiuti raccolti in tutto nel 2024, Ponte a Valle e Montefreddo esclusi?',
        /^4\.657 .*Senza .*Ponte a Valle/,
      ],
      ['percentuale di donne per area', /^Area Servizi alla persona: 77,78 %/],
      [
        'che posto occupa Montefreddo per raccolta differenziata?',
        /^Montefreddo: 44,70 %, al 6º posto tra 6/,
      ],
      [
        'quanti prestiti tra Bibliobus e Castel Lesina secondo i dati delle biblioteche?',
        /^Bibliobus, prestiti: 2\.640[^\d][\s\S]*Castel Lesina, prestiti: 3\.020/,
      ],
      ['quanti prestiti ha fatto il Bibliobus? > e in totale?', /^26\.260 in tutto/],
      ['in quali anni la spesa di personale è cresciuta?', /^1 su 2 in crescita.*2023 \(\+65\.600,00 €/],
      ['quale biblioteca ha più di 2000 iscritti?', /^2 su 5 sopra 2\.000/],
      // from year to year a difference tells the part too, whatever both are asked in
      [
        'di quanto sono scesi i rifiuti di Montefreddo dal 2022 al 2024, in percentuale e in tonnellate?',
        /^Montefreddo.*−\d+ \(−\d+,\d+ %\)/,
      ],
      // a part of a whole, of rows that are named one by one
      [
        'quanti uomini lavorano nell’area tecnica e nella vigilanza, e che quota del totale sono?',
        /Insieme sono il 66,67 % di 42 persone/,
      ],
      [
        'che percentuale degli uomini lavora tra area tecnica e vigilanza?',
        /su 42 persone.*40,48 %.*26,19 %/,
      ],
      [
        'in quale anno la spesa di personale è stata più vicina al limite?',
        /^2023 \(\+41\.900,00 €\): la differenza più piccola tra 3/,
      ],
      // what comes with a limit is one of some rows, and no claim about all
      ['aree con più di 9 donne', /^2 su 5 sopra 9/],
      // two rows that are listed are no part of one another
      [
        'quota dei rifiuti del 2024 raccolta da Borgo Alto e Ponte a Valle',
        /Borgo Alto 24,49 %.*Ponte a Valle 30,30 %/,
      ],
      ['in media quante ore apre una biblioteca?', /^In media 25,2 ore/],
      // rows by their distance, in the order of one year, against then
      [
        'quale comune è più vicino alla media della differenziata nel 2024?',
        /il valore più vicino alla media/,
      ],
      [
        'il comune con più rifiuti raccolti nel 2022 quanti ne ha raccolti nel 2024?',
        /^Ponte a Valle: .*\(2024\)/,
      ],
      ['quali comuni hanno raccolto più rifiuti che nel 2022?', /^1 su 6 sopra 0 .*Santa Giusta/],
      // the same of another year, of another column and of another row
      [
        'in quali comuni la differenziata supera il 60% nel 2024? > e nel 2023?',
        /^3 su 6 sopra 60 % \(raccolta differenziata, 2023\)/,
      ],
      [
        'quanti prestiti hanno fatto in tutto le biblioteche? > e quanti iscritti?',
        /^7\.206 persone in tutto/,
      ],
      ['in quale anno Borgo Alto ha raccolto più rifiuti? > e Santa Giusta?', /^2024: 702, valore più alto/],
      [
        'iscritti per biblioteca nel 2023 > e nel 2024?',
        /Castel Lesina \(845 persone\).*Bibliobus \(715 persone\)/,
      ],
      // a total of the row or of the column: which is asked
      ['quanti uomini ci sono nell’area vigilanza? > e in totale?', /^Non ho capito/],
      ['quanti rifiuti ha raccolto Pieve di Sotto? > e in totale?', /^Totale, rifiuti raccolti .*: 7\.227/],
      ['raccolta differenziata di Pieve di Sotto negli anni > e Montefreddo?', /2022 \(35,60 %\)/],
      ['il Bibliobus ha più di 3000 prestiti?', /^No, non è sopra 3\.000: 2\.640/],
      // a figure for each one of another, and what is of two tables and no difference
      ['prestiti per iscritto della biblioteca di Borgo Alto', /^Biblioteca di Borgo Alto: 3,64 /],
      [
        'differenza tra prestiti 2024 del Bibliobus e rifiuti raccolti 2024 di Montefreddo',
        /^(?!Differenza: 2\.260)/,
      ],
      // changes of each row
      [
        'quale comune è cresciuto di più nella raccolta differenziata dal 2022 al 2024?',
        /^Montefreddo: \+9,10 punti/,
      ],
      [
        'quale comune è sceso di più nella raccolta differenziata dal 2022 al 2024?',
        /^Santa Giusta: −2,30 punti/,
      ],
      [
        'quali comuni sono calati nella raccolta differenziata rispetto al 2022?',
        /^1 su 6 sotto.*Santa Giusta/,
      ],
      [
        'di quanto è cambiata la raccolta differenziata di Montefreddo negli ultimi tre anni?',
        /\+9,10 punti/,
      ],
      ['in quali biblioteche sono aumentati i prestiti nel 2024?', /^4 su 5 sopra.*Bibliobus/],
      // the whole that is said
      ['che percentuale delle donne lavora nell’Area Finanziaria?', /^18,37 %/],
      ['che percentuale dell’Area Finanziaria sono donne?', /^75,00 %/],
      ['percentuale di donne nell’Area Finanziaria', /^75,00 %/],
      ['quota degli uomini sul totale del personale', /^46,15 %/],
      // two requests of one table
      ['quale comune raccoglie più rifiuti e che quota del totale è?', /^Ponte a Valle: 2\.190.*30,30 %/],
      [
        'quale biblioteca ha più prestiti e quanti iscritti ha?',
        /^Biblioteca di Ponte a Valle: 10\.450.*Iscritti 2\.810/,
      ],
      ['quanti prestiti e quanti iscritti ha il bibliobus?', /2\.640.*715|715.*2\.640/],
      // a follow-up row, a year
      ['prestiti del bibliobus nel 2023 > e a Borgo Alto?', /8\.420/],
      // a rate is no amount
      ['incidenza della spesa di personale nel 2023', /24,85 %/],
      ['margine tra la spesa di personale e il limite', /125\.400,00 €/],
      // verbs of the measure's own words
      ['quante emissioni evita la caldaia a biomassa?', /44,05/],
      ['quanti consumi termici riduce il cappotto?', /188,6/],
      // two columns of a row, a figure over its years
      [
        'quale area ha più uomini che donne?',
        /^2 su 5 .*Area Tecnica \(\+13 persone.* e Area Vigilanza \(\+8/,
      ],
      ['quale area ha più donne che uomini?', /^3 su 5 .*Area Servizi alla persona \(\+15/],
      ['in quale anno la spesa di personale è stata più alta?', /^2023: 3\.478\.100,00 €/],
      ['incidenza media della spesa di personale sulle entrate correnti negli ultimi tre anni', /24,23 %/],
      ['quale biblioteca ha perso prestiti tra il 2023 e il 2024?', /^1 su 5 .*Castel Lesina \(−130\)/],
      // rows that fell, though the table's words are those of its total
      [
        'quali comuni hanno ridotto i rifiuti dal 2022 al 2024?',
        /^5 su 6 .*Borgo Alto \(−70\).*Castel Lesina \(−5\)/,
      ],
      ['quale comune ha tagliato di più i rifiuti dal 2022 al 2024?', /^Borgo Alto e Ponte a Valle: −70/],
      ['in quali comuni i rifiuti sono aumentati dal 2022 al 2024?', /^1 su 6 .*Santa Giusta \(\+27\)/],
      ['che quota dei rifiuti 2024 viene da Ponte a Valle?', /^30,30 %.*2\.190 su 7\.227/],
      // the first row and what all come to
      [
        'quale biblioteca ha più prestiti e quanti sono in tutto?',
        /^Biblioteca di Ponte a Valle: 10\.450.*26\.260 in tutto/s,
      ],
      ['quale biblioteca ha più prestiti? > e quanti sono in tutto?', /^26\.260 in tutto/],
      // an ordinary word that is the name of a column
      ['quanti iscritti ha in più Ponte a Valle rispetto a Borgo Alto nel 2024?', /^Differenza: 405 persone/],
      // structures as rows
      ['quante persone lavorano nell’Area Vigilanza?', /14 persone/],
      ['quante aree hanno più uomini di 10?|in quante aree ci sono più di 10 uomini?', /^2 su 5/],
    ].map(([question, headline]) => [String(question).split('|').at(-1) ?? '', headline as RegExp]),
  )('%s', asked(valley));
});

describe('tables of the report', () => {
  it.each<Case>([
    [
      'quali capoluoghi stavano sotto il 40% di differenziata nel 2018?',
      /^3 su 10 sotto 40 %.*Massa.*Grosseto.*Pistoia/,
    ],
    ['in quali circoscrizioni non ci sono parchi non attrezzati?', /^3 su 9.*Circoscrizione 4.*5.*9/],
    [
      'quanti parchi, attrezzati e non, ha la circoscrizione 2?',
      /parchi attrezzati \(5\).*parchi non attrezzati \(5\)/,
    ],
    ['quanti sono i dipendenti dai 50 anni in su, e che quota è?', /^296 persone.*55,53 %/],
    ['sul totale degli uomini, che percentuale è in categoria B?', /^18,65 %.*193 persone/],
    ['quale capoluogo è sceso di più dal 2016 al 2020?', /^Massa: −9,14 punti/],
    [
      'quale voce delle entrate ha lo scostamento più negativo?',
      /^Entrate in conto capitale: -6\.232\.829,67/,
    ],
    ['di quanti anni le donne di categoria D sono più giovani degli uomini?', /^Differenza: 4,04 anni/],
  ])('%s', asked(lucca));
});

describe('two figures of one row', () => {
  it.each<Case>([
    [
      'in quali aree gli uomini superano le donne?',
      /^2 su 5 .*Area Tecnica \(\+13 persone: uomini 17.*Area Vigilanza/,
    ],
    ['quali aree hanno meno uomini che donne?', /^3 su 5 .*Area Servizi alla persona/],
    ['quante donne ci sono per ogni uomo nell’Area Finanziaria?', /^3 volte/],
    ['quale biblioteca ha il maggior numero di prestiti per ogni iscritto?', /Bibliobus|Ponte a Valle/],
    ['quali biblioteche hanno più di 800 iscritti e meno di 30 ore di apertura?', /^1 su 5 .*Castel Lesina/],
  ])('%s', asked(valley));

  it.each<Case>([
    ['dove ci sono più webcam che notebook?', /^6 su 11 .*Settore 5 \(\+13: webcam 23, notebook 10\)/],
    ['quale circoscrizione ha più parchi non attrezzati che attrezzati?', /^1 su 9 .*Circoscrizione 8/],
    ['per quali entrate l’accertato è inferiore all’assestato?', /^6 su 11 /],
  ])('%s', asked(lucca));
});

describe('rows that are left out', () => {
  it.each<Case>([
    [
      'quale comune raccoglie più rifiuti, escluso Ponte a Valle?',
      /^Borgo Alto: 1\.770.*Senza Ponte a Valle/,
    ],
    ['quanti prestiti in tutto senza contare il Bibliobus?', /^23\.620 in tutto/],
  ])('%s', asked(valley));

  it.each<Case>([
    ['quante webcam ci sono in tutto tranne quelle degli staff?', /^92 in tutto.*Senza Staff A, Staff B/],
    ['quale capoluogo ha la differenziata più bassa, a parte Massa e Pistoia?', /^Grosseto: 44,30 %/],
  ])('%s', asked(lucca));
});

describe('a row that is named within an order of all the rows', () => {
  it.each<Case>([
    ['quale intervento evita più CO2 nella scuola?', /«scuola»/],
    // what would leave rows out
    ['quale intervento riduce solo consumi termici?', /«solo»/],
    ['qual è la biblioteca con più prestiti nel Bibliobus?', /«Bibliobus»/],
  ])('is asked about, not dropped: %s', asked(valley));
});

describe('limits that are no number', () => {
  it.each<Case>([
    ['quali comuni sono sopra la media nella raccolta differenziata?', /^3 su 6 sopra la media \(58,98 %\)/],
    [
      'quali comuni hanno una raccolta differenziata inferiore a quella di Castel Lesina?',
      /^2 su 5 sotto Castel Lesina \(57,25 %\)/,
    ],
  ])('%s', asked(valley));

  it.each<Case>([
    [
      'quali capoluoghi superano il 45 % di differenziata ma non il 60 %?',
      /^3 su 10 .*Firenze.*Arezzo.*Siena/,
    ],
    [
      'quale settore ha meno PC fissi tra quelli che hanno più di 10 notebook?',
      /^Settore 6: 22, valore più basso tra 4 con notebook sopra 10 /,
    ],
    [
      'quali settori hanno più di 10 notebook, e quanti PC fissi?',
      /^4 su 9 sopra 10 \(notebook, 2021\).*Settore 1, PC fissi 62/,
    ],
    ['in quale settore i cellulari sono più dei notebook?', /^4 su 9 .*Settore 2 \(\+29/],
    ['quanti questionari non sono stati completati?', /126 questionari/],
    ['quali entrate hanno lo scostamento negativo?', /^6 su 11 sotto 0,00 €/],
    // a part of an order
    [
      'settori dal secondo al quarto per notebook',
      /^Settore 3 \(19\); Settore 1 \(14\); Settore 6 \(13\): dal 2º/,
    ],
    [
      'settori dalla posizione 2 alla 4 per pc fissi',
      /^Settore 7 \(70\); Settore 9 \(67\); Settore 1 \(62\): dal 2º/,
    ],
    // how far from a number
    [
      'quanto manca a Massa per arrivare al 90% di raccolta differenziata?',
      /^Massa, raccolta differenziata: 38,84 % \(2020\), per arrivare a 90 % mancano 51,16 punti percentuali/,
    ],
    [
      'di quanto dista Massa dal 90 % di raccolta differenziata?',
      /per arrivare a 90 % mancano 51,16 punti percentuali/,
    ],
    [
      'quanto manca a Massa e a Pisa per arrivare al 70% di differenziata?',
      /^Massa: 38,84 %.* mancano 31,16 .*; Pisa: 63,16 %.* mancano 6,84 /,
    ],
    ['quanti punti separano il migliore dal peggiore ambito?', /^Differenza: 0,89\. B .*3,88.* C .*2,99/],
    // the printed rate of each row, and no part of the total
    ['quale spesa ha la percentuale di impegnato più bassa?', /^Chiusura di anticipazioni .*: 0 %.*44,64 %/],
    // of shortfalls the largest is the farthest below nothing
    ['qual è lo scostamento maggiore tra le uscite?', /^Spese correnti al netto FPV: -18\.450\.721,17/],
    ['chi è più anziano in media, maschi o femmine?', /^Maschi: 50,39 anni, valore più alto tra 2/],
    // a row by its number alone
    [
      'quanti metri quadrati di parchi attrezzati ha la circoscrizione 1 più della 2?',
      /^Differenza: 11\.210 mq/,
    ],
    ['quali circoscrizioni hanno più parchi della 2?', /^Non ho capito che cosa fare di «più»/],
    ['settori dal primo al terzo per cellulari', /^Settore 2 \(38\); Settore 5 \(33\); Settore 9 \(19\)/],
    [
      'di quanto Massa è sotto la media nella differenziata?',
      /per arrivare alla media di 10 voci \(55,91 %\) mancano 17,07 punti percentuali/,
    ],
    [
      'di quanto il settore 5 supera la media dei pc fissi?',
      /72 \(2021\), oltre la media di 12 voci \(40,92\) di 31,08/,
    ],
    ['quanti dipendenti hanno tra 30 e 50 anni?', /^231 persone in tutto.*30-39 anni.*40-49 anni/],
    ['che percentuale delle entrate accertate sono tributarie?', /^29,08 %: .*148\.060\.560,42/],
    // a word that the column told before has too is of that column
    [
      'parchi attrezzati per circoscrizione > quelle con più di 2 > quanti parchi in tutto?',
      /^21 in tutto \(parchi attrezzati/,
    ],
    // beyond a column, from which the gap of another is printed
    [
      'quali entrate hanno superato le previsioni?',
      /^1 su 11 .*accertato − assestato.*tributaria.*\+954\.781,54 €/,
    ],
    ['quali spese hanno superato l’assestato?', /^Nessuno su 8 .*impegnato − assestato/],
    ['quali settori hanno più pc del 4?', /sopra Settore 4 \(27\).*Settore 5 \(72\)/],
  ])('%s', asked(lucca));
});

describe('a figure over its years', () => {
  it.each<Case>([
    ['la raccolta differenziata di Santa Giusta è sempre cresciuta?', /^No, .*2023 \(−0,45.*2024 \(−1,85/],
    [
      'la raccolta differenziata di Montefreddo ha continuato a crescere?',
      /^Sì, in crescita ogni volta \(2 su 2\), 2022–2024/,
    ],
    ['raccolta differenziata di Montefreddo nel 2019', /2022.*2023.*2024/],
  ])('%s', asked(valley));

  it.each<Case>([
    [
      'in quali anni Pisa ha superato Livorno nella raccolta differenziata?',
      /^3 su 5 .*2017 \(\+14,49 .*2018 \(\+7,91 .*2016 \(\+3,54 /,
    ],
    ['in quali anni Firenze ha fatto più differenziata di Pisa?', /^1 su 5 .*2016 \(\+3,73 /],
    ['in quali anni Pisa ha raccolto meno differenziata di Firenze?', /^1 su 5 .*2016 \(−3,73 /],
    [
      'prima del 2019 in quanti anni la differenziata di Livorno è stata sotto il 50 %?',
      /^2 su 3 .*2017 \(45,19 %\) e 2016 \(43,05 %\)/,
    ],
    ['la differenziata di Siena fino al 2018', /2016 \(39,54 %\); 2017 \(40,25 %\); 2018 \(40,64 %\)\.$/],
    ['quanti capoluoghi superavano il 60 % dopo il 2019?', /^4 su 10 sopra 60 %/],
    ['in quali anni è scesa la differenziata di Livorno?', /^1 su 4 in calo.*2020 \(−2,06/],
    ['in che anno Arezzo è cresciuta di più nella differenziata?', /^2019 \(\+5,68/],
    [
      'differenziata migliore e peggiore tra i capoluoghi',
      /^Il valore più alto tra 10.*Lucca, 81,10 %.*Massa, 38,84 %/,
    ],
    [
      'quale capoluogo ha la differenziata più bassa in ogni anno?',
      /^Il valore più basso di ogni periodo.*Grosseto, 2016/,
    ],
  ])('%s', asked(lucca));
});

describe('the structure of a row', () => {
  it.each<Case>([
    // what it has besides, and the same of another
    ['quale settore ha più stampanti? > e quanti obiettivi ha?', /^2 obiettivi del Settore 7/],
    ['quale settore ha più webcam e quanto ha impegnato?', /^Settore 5: 23.*\n.*Settore 5.*5\.820,06 €/],
    ['quanti notebook ha il settore 7? > e i suoi obiettivi?', /^2 obiettivi del Settore 7/],
    ['quanti notebook ha il settore 7? > e il settore 5?', /^Settore 5, notebook: 10/],
    [
      'quanti notebook ha il settore 2 e quanti la scuola?',
      /^Settore 2, notebook: 9.*\nSettore 4, notebook: 23/,
    ],
    // what is complete by itself begins anew
    ['quanti notebook ha il settore 7? > quanti obiettivi ci sono in tutto?', /^69 obiettivi/],
    // a number of things is no area
    ['quanti la scuola?', /^Non/],
  ])('is asked about: %s', asked(lucca));

  it.each<Case>([
    [
      'quante donne lavorano nell’Area Finanziaria? > e quanti obiettivi ha?',
      /^5 obiettivi dell’Area Finanziaria/,
    ],
    [
      'in quale area lavorano più uomini e quanti obiettivi ha?',
      /^Area Tecnica.*\n.*obiettivi dell’Area Tecnica/,
    ],
  ])('is asked about of any body: %s', asked(valley));
});

describe('everyday words', () => {
  it.each<[string, RegExp]>([
    [
      'quanta spazzatura ha fatto Montefreddo nel 2023?',
      /^Montefreddo, 2023: rifiuti raccolti \(tonnellate\) \(398\)/,
    ],
    [
      'quali interventi fanno risparmiare corrente?',
      /Illuminazione pubblica a led \(171,2\).*Fotovoltaico del municipio \(81,5\)/,
    ],
    // than in another year, and than before
    [
      'quali comuni hanno fatto meno rifiuti nel 2024 rispetto al 2022?',
      /^5 su 6 sotto 0 .*dal 2022 al 2024/,
    ],
    [
      'quali comuni fanno più rifiuti di prima?',
      /^2 su 6 sopra 0 .*dal 2023 al 2024.*Castel Lesina \(\+15\)/,
    ],
    // an amount of two scales, over the years
    [
      'in quali anni la spesa di personale ha superato i 3 milioni e 400 mila euro?',
      /^2 su 3 sopra 3\.400\.000,00 €.*2023.*2022/,
    ],
    // in proportion: of what it is a part of
    ['quale area ha più donne in proporzione?', /^Area Servizi alla persona: 77,78 %/],
  ])('%s', asked(valley));
});
