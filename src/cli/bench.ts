import SqliteDatabase from 'better-sqlite3';
import type { Conversation } from '../answers/conversation.ts';
import { createEngine, type Engine } from '../answers/engine.ts';
import { NO_LIVE } from '../answers/ports.ts';
import { BUNDLED_PLAN } from '../app/product-store.ts';
import type { Plan } from '../domain/types.ts';
import { isPostgres } from '../store/engine/postgres-place.ts';
import { readPlan } from '../store/plan/import/index.ts';
import {
  type AgainstBareBolt,
  type Minute,
  measureAgainstBareBolt,
  type Pair,
  runLong,
  type Starts,
} from './bench/against-bare-bolt.ts';
import { measureMany, type OfMany } from './bench/many-bodies.ts';
import { measureForms } from './bench/many-forms.ts';
import { ITEMS_OF_LONG_REPORT, timePaper, timePictures } from './bench/pictures-and-paper.ts';
import { quantile } from './bench/quantile.ts';
import { syntheticPlan } from './bench/synthetic-plan.ts';
import { type CommandLine, runCli, UsageError } from './run-cli.ts';

/** Everyday questions of different kinds; each is asked many times over. */
const QUESTIONS = [
  'quanto costa l’obiettivo 24?',
  'chi segue le piste ciclabili?',
  'costo del personale del processo 38',
  'quanto ha liquidato il settore 6?',
  'i 3 processi più costosi',
  'obiettivi con raggiungimento inferiore al 90%',
  'quando scade l’obiettivo 66?',
  'quanti pc fissi ha il settore 5?',
  'che cosa vuol dire impegno di spesa?',
  'costi di personale per settore',
];

/** Questions about one item or one topic: what staff ask most, and what must not slow down as a plan grows. */
const LOOKUPS = QUESTIONS.slice(0, 3);

const SIZES = [130, 1_300, 13_000, 100_000];
const ROUNDS = 40;
const NOW = new Date('2021-09-15T07:00:00Z');

const HELP = `Uso: npm run bench [-- --minuti N | --enti 1,10,50,200 | --moduli N]

Velocità delle risposte, come rapporto con SQLite nella stessa prova, su piani fino a 100.000 elementi; tempi dei grafici e di una
Relazione di molte pagine; ricevuta di /chiedi, risposta intera, avvio e memoria accanto a quelli di un’app Bolt che dà solo la ricevuta.
L’ultima riga è un oggetto JSON con i risultati.

  --minuti N     soltanto una prova lunga: dieci domande al secondo per N minuti, con memoria e descrittori aperti di ogni minuto
  --enti ELENCO  soltanto una installazione con tanti enti, ciascuno con due anni di piano: avvio, memoria, giri e domande
  --moduli N     soltanto N moduli di aggiornamento mandati nello stesso momento, come all’ultimo minuto di una scadenza: quando sono confermati;
                 su SQLite, o con --server INDIRIZZO in uno schema vuoto di un server PostgreSQL, che resta pieno`;

const OPTIONS = {
  minuti: { type: 'string' },
  enti: { type: 'string' },
  moduli: { type: 'string' },
  server: { type: 'string' },
} as const;

/** Prints how long a question takes next to bare SQLite, and how both grow; the last line is one JSON object. */
async function main({ values }: CommandLine<typeof OPTIONS>): Promise<void> {
  if (values.minuti !== undefined) return longRun(values.minuti);
  if (values.enti !== undefined) return manyBodies(values.enti);
  if (values.moduli !== undefined) return manyForms(values.moduli, values.server ?? null);
  const read = readPlan(BUNDLED_PLAN);
  if (!read.ok) throw new Error('the bundled plan is broken: npm run import -- data/lucca-2021 --check');

  const lucca = createEngine([read.plan], () => NO_LIVE);
  const all = await timings(lucca, QUESTIONS);
  const p50 = quantile(all, 0.5);
  const p99 = quantile(all, 0.99);
  console.log(
    `Lucca, ${QUESTIONS.length} domande per ${ROUNDS} volte: mediana ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`,
  );

  const pictures = await timePictures(lucca, read.plan.head.year, NOW);
  console.log(
    `Grafici: il primo ${pictures.firstMs.toFixed(0)} ms, poi ${pictures.ms.toFixed(0)} ms (mediana)`,
  );
  const paper = await timePaper(syntheticPlan(read.plan, ITEMS_OF_LONG_REPORT), NOW);
  console.log(
    `Relazione di ${paper.pages} pagine: PDF ${paper.pdfMs.toFixed(0)} ms, DOCX ${paper.docxMs.toFixed(0)} ms; memoria prima, dopo e 2 s dopo: ${paper.memory.join(', ')} MB`,
  );

  const rows = [];
  for (const size of SIZES) {
    const plan = syntheticPlan(read.plan, size);
    const engine = size === read.plan.items.length ? lucca : createEngine([plan], () => NO_LIVE);
    const engineMs = quantile(await timings(engine, LOOKUPS), 0.5);
    const sqlite = bareSqlite(plan);
    rows.push({ size, engineMs, ftsMs: sqlite.fts, selectMs: sqlite.select });
    console.log(
      `${String(size).padStart(7)} elementi: domanda ${engineMs.toFixed(3)} ms · FTS5 ${sqlite.fts.toFixed(3)} ms (${(engineMs / sqlite.fts).toFixed(1)} volte) · select ${sqlite.select.toFixed(4)} ms (${(engineMs / sqlite.select).toFixed(0)} volte)`,
    );
  }
  const bolt = await measureAgainstBareBolt(QUESTIONS);
  for (const line of comparedWithBolt(bolt)) console.log(line);
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return;
  const growth = {
    items: last.size / first.size,
    engine: last.engineMs / first.engineMs,
    fts: last.ftsMs / first.ftsMs,
  };
  console.log(
    `Da ${first.size} a ${last.size} elementi (${growth.items.toFixed(0)} volte): domanda ${growth.engine.toFixed(1)} volte, FTS5 ${growth.fts.toFixed(1)} volte`,
  );
  console.log(
    JSON.stringify({
      luccaP50Ms: round(p50),
      luccaP99Ms: round(p99),
      chartMs: { first: round(pictures.firstMs), median: round(pictures.ms) },
      report: {
        pages: paper.pages,
        pdfMs: round(paper.pdfMs),
        docxMs: round(paper.docxMs),
        memoryMb: paper.memory,
      },
      sizes: rows.map(({ size, engineMs, ftsMs, selectMs }) => ({
        size,
        engineOverFts: round(engineMs / ftsMs),
        engineOverSelect: round(engineMs / selectMs),
      })),
      overBareBolt: ratiosOf(bolt),
      growth: { items: round(growth.items), engine: round(growth.engine), fts: round(growth.fts) },
    }),
  );
}

async function manyBodies(list: string): Promise<void> {
  if (!/^[1-9]\d{0,2}(,[1-9]\d{0,2})*$/.test(list))
    throw new UsageError(`--enti: trovato «${list}», attesi numeri di enti, per esempio 1,10,50,200.`);
  const measured: OfMany[] = [];
  for (const bodies of list.split(',').map(Number)) {
    const one = await measureMany(bodies);
    measured.push(one);
    console.log(
      `${String(bodies).padStart(4)} enti: pronti in ${one.readySeconds.toFixed(1)} s · memoria ${one.idleMb} MB, ${one.askedMb} MB dopo una domanda a ognuno · giro ${one.roundMs.toFixed(1)} ms per ente · prima domanda ${one.firstMs.median.toFixed(0)} ms (peggiore ${one.firstMs.worst.toFixed(0)} ms), poi ${one.answerMs.toFixed(0)} ms`,
    );
  }
  console.log(JSON.stringify({ manyBodies: measured }));
}

async function manyForms(count: string, server: string | null): Promise<void> {
  if (!/^[1-9]\d{0,3}$/.test(count))
    throw new UsageError(
      `--moduli «${count}»: serve un numero intero da 1 a 9999, per esempio --moduli 1000`,
    );
  if (server !== null && !isPostgres(server))
    throw new UsageError('--server: serve l’indirizzo di un server PostgreSQL, postgres://…?schema=nome.');
  const of = await measureForms(Number(count), server);
  console.log(
    `${of.sent} moduli insieme (${of.sent - of.forms} mandati due volte): confermati in ${of.medianMs.toFixed(0)} ms la metà, in ${of.lastMs.toFixed(0)} ms tutti; oltre i 3 secondi ${of.late}, rifiutati ${of.refused}; salvati ${of.saved} di ${of.forms}; lavoro ${of.workMs.toFixed(2)} ms per modulo`,
  );
  console.log(JSON.stringify({ manyForms: of }));
}

const ratio = ({ ours, bare }: Pair): number => ours / bare;

const startOver = ({ readyMs }: AgainstBareBolt, which: Exclude<keyof Starts, 'bare'>): Pair => ({
  ours: readyMs[which],
  bare: readyMs.bare,
});

const ratiosOf = (bolt: AgainstBareBolt) => ({
  ready: round(ratio(startOver(bolt, 'again'))),
  readyFirst: round(ratio(startOver(bolt, 'first'))),
  readyNothingCompiled: round(ratio(startOver(bolt, 'nothingCompiled'))),
  acknowledgement: round(ratio(bolt.acknowledgementMs)),
  answer: round(ratio(bolt.answerMs)),
  perSecond: Math.round(bolt.perSecond.ours),
  memoryIdle: round(ratio(bolt.idleMb)),
  memoryLoaded: round(ratio(bolt.loadedMb)),
});

const comparedWithBolt = (bolt: AgainstBareBolt): readonly string[] => [
  'Accanto a un’app Bolt che dà solo la ricevuta:',
  `  avvio ${bolt.readyMs.again.toFixed(0)} ms e ${bolt.readyMs.bare.toFixed(0)} ms (${times(startOver(bolt, 'again'))}); il primo dopo l’importazione ${bolt.readyMs.first.toFixed(0)} ms (${times(startOver(bolt, 'first'))}), senza niente di compilato ${bolt.readyMs.nothingCompiled.toFixed(0)} ms (${times(startOver(bolt, 'nothingCompiled'))})`,
  `  ricevuta ${bolt.acknowledgementMs.ours.toFixed(2)} ms e ${bolt.acknowledgementMs.bare.toFixed(2)} ms (${times(bolt.acknowledgementMs)}), da dieci insieme ${bolt.perSecond.ours.toFixed(0)} al secondo e ${bolt.perSecond.bare.toFixed(0)}`,
  `  risposta intera ${bolt.answerMs.ours.toFixed(2)} ms (${times(bolt.answerMs)} la ricevuta dell’altra)`,
  `  memoria ${bolt.idleMb.ours} MB e ${bolt.idleMb.bare} MB a riposo (${times(bolt.idleMb)}), ${bolt.loadedMb.ours} MB e ${bolt.loadedMb.bare} MB dopo le domande (${times(bolt.loadedMb)})`,
];

const times = (pair: Pair): string => `${ratio(pair).toFixed(1)} volte`;

/** @throws UsageError where the minutes are no whole number from 1 to 600 */
async function longRun(minutes: string): Promise<void> {
  if (!/^[1-9]\d{0,2}$/.test(minutes) || Number(minutes) > 600)
    throw new UsageError(`--minuti «${minutes}»: serve un numero intero da 1 a 600, per esempio --minuti 10`);
  const all: Minute[] = [];
  await runLong(Number(minutes), QUESTIONS, (one) => {
    all.push(one);
    const { minute, answers, p99Ms, memoryMb, descriptors, workMs } = one;
    console.log(
      `minuto ${minute}: ${answers} risposte, p99 ${p99Ms.toFixed(0)} ms, ${memoryMb} MB, ${descriptors} descrittori, ${(workMs / 1_000).toFixed(1)} s di lavoro`,
    );
  });
  const span = (of: (one: Minute) => number): string => {
    const values = all.map(of);
    return `da ${values[0]} a ${values.at(-1)} (al più ${Math.max(...values)})`;
  };
  console.log(
    `In ${all.length} minuti ${all.reduce((sum, { answers }) => sum + answers, 0)} risposte, tutte date. Dal primo minuto all’ultimo: memoria ${span((one) => one.memoryMb)} MB, descrittori ${span((one) => one.descriptors)}, p99 ${span((one) => Math.round(one.p99Ms))} ms.`,
  );
  console.log(JSON.stringify({ longRun: all }));
}

/** Nothing was said before it: with a conversation a message is read each time, also where it was asked already. */
const READ_EACH_TIME: Conversation = {
  query: null,
  earlier: [],
  items: [],
  unanswered: null,
  year: NOW.getFullYear(),
};

/** Milliseconds of each single question, after a round that warms up. */
async function timings(engine: Engine, questions: readonly string[]): Promise<readonly number[]> {
  const measured: number[] = [];
  for (let round = -5; round < ROUNDS; round++)
    for (const question of questions) {
      const start = performance.now();
      await engine.ask({ question, conversation: READ_EACH_TIME, asker: null, now: NOW });
      if (round >= 0) measured.push(performance.now() - start);
    }
  return measured;
}

/** The least that SQLite itself needs: a full-text match and a select by key, prepared, on the same titles. */
function bareSqlite(plan: Plan): { fts: number; select: number } {
  const db = new SqliteDatabase(':memory:');
  db.exec(
    'CREATE VIRTUAL TABLE fts USING fts5(title, body); CREATE TABLE item (kind TEXT, number INTEGER, title TEXT, PRIMARY KEY (kind, number)) WITHOUT ROWID;',
  );
  const intoFts = db.prepare('INSERT INTO fts VALUES (?, ?)');
  const intoItem = db.prepare('INSERT INTO item VALUES (?, ?, ?)');
  db.transaction(() => {
    for (const item of plan.items) {
      intoFts.run(item.title, [item.shortTitle, item.summary, ...item.keywords].join(' '));
      intoItem.run(item.kind, item.number, item.title);
    }
  })();
  const match = db.prepare('SELECT rowid, title FROM fts WHERE fts MATCH ? ORDER BY rank LIMIT 5');
  const select = db.prepare('SELECT title FROM item WHERE kind = ? AND number = ?');
  const result = {
    fts: median(() => match.all('piste OR ciclabili')),
    select: median(() => select.get('objective', 24)),
  };
  db.close();
  return result;
}

function median(work: () => unknown): number {
  const measured: number[] = [];
  for (let round = -20; round < ROUNDS * 5; round++) {
    const start = performance.now();
    work();
    if (round >= 0) measured.push(performance.now() - start);
  }
  return quantile(measured, 0.5);
}

const round = (value: number): number => Math.round(value * 100) / 100;

await runCli({ help: HELP, options: OPTIONS }, main);
