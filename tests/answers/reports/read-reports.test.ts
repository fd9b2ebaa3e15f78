import { describe, expect, it } from 'vitest';
import { readReports } from '../../../src/answers/reports/read-reports.ts';
import type { SaidReport } from '../../../src/answers/reports/said-report.ts';
import { luccaEngine } from '../../support/engine.ts';

const { vocabulary } = luccaEngine();

/** "objective 24: in_progress 60". */
function told({ wanted, report, certainty, impossible }: SaidReport): string {
  const item =
    wanted === null || wanted === 'all'
      ? (wanted ?? '?')
      : `${wanted.kind ?? 'any'} ${wanted.code ?? wanted.number}`;
  const what =
    impossible !== null
      ? `impossible ${impossible}`
      : report === null
        ? 'form'
        : report.type === 'no_change'
          ? 'same'
          : `${report.state} ${report.percent ?? ''}`.trim();
  return `${item}: ${what}${certainty === 'sure' ? '' : ` (${certainty})`}`;
}
const read = (message: string): readonly string[] => readReports(message, vocabulary).reports.map(told);

describe('a message that reports on one item', () => {
  it.each([
    ['il 24 è al 60 %', 'any 24: in_progress 60'],
    ['24: 60%', 'any 24: in_progress 60'],
    ['24 60%', 'any 24: in_progress 60'],
    ['ob.24 = 60 %', 'objective 24: in_progress 60'],
    ['il *24* è al `60` %', 'any 24: in_progress 60'],
    ['> il 24 è al 60\u202f% 👍 :tada:', 'any 24: in_progress 60'],
    ['<@U01BOT> il 24 è al <https://x.example/60|60 %>', 'any 24: in_progress 60'],
    ['il 24 è al sessanta per cento', 'any 24: in_progress 60'],
    ['il 24 e\u0300 al trentaquattro virgola cinque per cento', 'any 24: in_progress 34.5'],
    ['Aggiorna il processo 38 al 34.5 per cento', 'process 38: in_progress 34.5'],
    ['il 24 siamo passati dal 40 al 60 %', 'any 24: in_progress 60'],
    ['il 24 era al 40 %, ora 60 %', 'any 24: in_progress 60'],
    ['il 24: siamo fermi al 60 % per il ritardo della ditta', 'any 24: in_progress 60'],
    ['il 24 è in fase, al 60 %', 'any 24: in_progress 60'],
    ['il 24 è raggiunto al 60 %', 'any 24: in_progress 60'],
    ['porta il 24 al 100%', 'any 24: achieved 100'],
    ['obiettivo 24 raggiunto', 'objective 24: achieved'],
    ["il 24 e' concluso!", 'any 24: achieved'],
    ['l‘obiettivo\u00a024 è rag\u00adgiunto', 'objective 24: achieved'],
    ['segna il 28.4 come fatto', 'any 28.4: achieved'],
    ['puoi segnare il 24 come completato?', 'any 24: achieved'],
    ['Buonasera, il 24 è ultimato, grazie e buon lavoro', 'any 24: achieved'],
    ['sì, l’obiettivo n° 24 lo diamo per concluso', 'objective 24: achieved'],
    ['il 24 è stato ritirato', 'any 24: withdrawn'],
    ['nessuna variazione sul 24', 'any 24: same'],
    ['24: niente di nuovo', 'any 24: same'],
    ['il 24 è invariato', 'any 24: same'],
    ['ho finito la bicipolitana, era ora!', 'objective 24: achieved'],
    ['il contratto del trasporto pubblico è all’80 %', 'process 38: in_progress 80'],
    ['devo aggiornare il processo 38', 'process 38: form'],
    ['il 24 è al 60 % perché la ditta è in ritardo', 'any 24: in_progress 60'],
    ['il 24 marzo ho finito la bicipolitana', 'objective 24: achieved'],
    ['per quanto riguarda il 24 siamo al 90 per cento', 'any 24: in_progress 90'],
    ['Buongiorno a tutti, il 24 è concluso', 'any 24: achieved'],
    ['abbiamo realizzato la Bicipolitana', 'objective 24: achieved'],
    ['il 24? finito!', 'any 24: achieved'],
    ['objective 24 is done, thanks', 'objective 24: achieved'],
  ])('«%s»', (message, report) => expect(read(message)).toEqual([report]));
});

describe('a message that reports on several', () => {
  it.each([
    ['il 24 è al 60 % e il 25 al 40 %', ['any 24: in_progress 60', 'any 25: in_progress 40']],
    ['24: 60%\n25: 40%', ['any 24: in_progress 60', 'any 25: in_progress 40']],
    ['• 24 fatto\n• 38 60 %\n• 19 invariato', ['any 24: achieved', 'any 38: in_progress 60', 'any 19: same']],
    ['24 60%, 25 40%, 26 fatto', ['any 24: in_progress 60', 'any 25: in_progress 40', 'any 26: achieved']],
    ['24 e 25 raggiunti', ['any 24: achieved', 'any 25: achieved']],
    ['i processi 37 e 38 sono al 50 %', ['process 37: in_progress 50', 'process 38: in_progress 50']],
    ['nessuna variazione sul 24, 25 e 26', ['any 24: same', 'any 25: same', 'any 26: same']],
    ['trentotto: venti per cento; diciannove: finito', ['any 38: in_progress 20', 'any 19: achieved']],
    ['niente di nuovo per il 38, il 24 invece è al 50 %', ['any 38: same', 'any 24: in_progress 50']],
    ['niente di nuovo per il 38, il 24 ora è al 50 %', ['any 38: same', 'any 24: in_progress 50']],
    ['raggiunto il 24, al 40% il 25', ['any 24: achieved', 'any 25: in_progress 40']],
    ['24 non ancora, 25 raggiunto', ['any 24: form (unclear)', 'any 25: achieved']],
    ['il 24 al 130%, il 25 al 50%', ['any 24: impossible 130', 'any 25: in_progress 50']],
  ])('«%s»', (message, reports) => expect(read(message)).toEqual(reports));
});

describe('what is no state is never taken for one', () => {
  it.each([
    'il 24 non è ancora raggiunto',
    'il 24 nn è finito',
    'il 24 è quasi raggiunto',
    'stiamo completando il 24',
    'il 24 sarà raggiunto a dicembre',
    'il 24 dovrebbe essere finito entro il mese',
    'se va tutto bene, il 24 è al 100 %',
    'credo che il 24 sia al 60 %',
    'il 24 è circa al 60 %',
    'il 24 è oltre il 60 %',
    'il 24 è tra il 50 e il 60 %',
    'il 24 è al 50-60 %',
    'speriamo che il 24 sia completato',
  ])('«%s» offers the form', (message) => expect(read(message)).toEqual(['any 24: form (unclear)']));

  it.each([
    ['il 24 è al 150 %', 'any 24: impossible 150'],
    ['aggiorna il 24 al -5 %', 'any 24: impossible -5'],
  ])('«%s» is told', (message, report) => expect(read(message)).toEqual([report]));

  it.each([
    ['il 24 è al 60', 'any 24: in_progress 60 (likely)'],
    ['il 24 è a metà', 'any 24: in_progress 50 (likely)'],
    ['la palestra del 24 è finita', 'any 24: achieved (likely)'],
  ])('«%s» is only offered', (message, report) => expect(read(message)).toEqual([report]));

  it('denies first and corrects then', () => {
    expect(read('il 24 non è raggiunto ma è al 60 %')).toEqual(['any 24: in_progress 60']);
  });
});

describe('a report without an item', () => {
  it.each([
    ['60%', '?: in_progress 60'],
    ['raggiunto, grazie!', '?: achieved'],
    ['ok fatto', '?: achieved'],
    ['nessuna variazione', '?: same'],
    ['tutti raggiunti', 'all: achieved'],
  ])('«%s»', (message, report) => expect(read(message)).toEqual([report]));
});

describe('what reports nothing', () => {
  it.each([
    'l’obiettivo 24 è raggiunto?',
    'il 24 è al 60 %?',
    'il 24 l’ho già aggiornato?',
    'quanto costa l’obiettivo 24',
    'chi ha concluso il 24',
    'quando scade il 24',
    'percentuale raggiunta obiettivo 24',
    'obiettivi raggiunti del settore 5',
    'obiettivi al 100 %',
    'il settore 5 è al 60 %',
    'e il 25',
    'solo i raggiunti',
    'spesa realizzata obiettivo 24',
    'sotto il 60 %',
    'il 24 costa 30 euro',
    'il 24 è importante',
    'il 24 non costa niente',
    'il 24 è fatto di tre parti',
    'il 24 è chiuso al pubblico',
    'obiettivo 24',
    'obiettivo 24 al 31/12',
    'aggiornamenti del settore 5',
    'aggiorna',
    'i 3 processi più costosi del settore 9',
    'ho finito di leggere la relazione',
    'aiuto',
    '',
    `il 24 è al 60 % ${'x '.repeat(1_000)}`,
  ])('«%s»', (message) => expect(read(message)).toEqual([]));
});

it('finds what is reported before the question of the same sentence', () => {
  const message = 'il 24 sta al 30 per cento, quando scade?';
  expect(read(message)).toEqual(['any 24: in_progress 30']);
  expect(readReports(message, vocabulary).questions).toContain('quando scade?');
});

it('keeps apart what is reported and what is asked', () => {
  expect(readReports('Il 24 è al 60 %. Quando scade il 25?', vocabulary)).toMatchObject({
    reports: [{ wanted: { number: 24 } }],
    questions: 'Quando scade il 25?',
  });
});
