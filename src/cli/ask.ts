import { createInterface } from 'node:readline';
import type { Answer } from '../answers/answer.ts';
import { textChart } from '../answers/chart/text-chart.ts';
import type { Conversation } from '../answers/conversation.ts';
import { type Asker, createEngine, type Engine } from '../answers/engine.ts';
import { toPlainText } from '../answers/plain-text.ts';
import { readConfig } from '../app/config.ts';
import { createLiveSide } from '../app/monitoring.ts';
import { openProductStore } from '../app/product-store.ts';
import { plansNow } from '../domain/plan/index.ts';
import type { Plan } from '../domain/types.ts';
import { ANSWER_PARTS } from '../words/answer-parts.ts';
import { type CommandLine, runCli, UsageError } from './run-cli.ts';

const HELP = `Uso: npm run ask -- "domanda" [--json] [--come PERSONA]
     npm run ask -- --jsonl < domande.jsonl
     npm run ask

Risponde a una domanda sul piano. Senza domanda apre una conversazione.

  --json     un oggetto JSON con la risposta
  --jsonl    legge righe {"conversation","question"} e scrive un oggetto per riga, nello stesso ordine
  --come     chi fa la domanda, per «i miei obiettivi»: il codice di una persona del piano (ref-uo-3-2)
  --calcolo  aggiunge come è stata calcolata la cifra`;

interface Terminal {
  readonly engine: Engine;
  readonly asker: Asker | null;
}

/** One turn as the `--json` and `--jsonl` contracts want it. */
interface Turn {
  readonly conversation: string | null;
  readonly question: string;
  readonly answer: Answer;
  readonly ms: number;
}

const OPTIONS = {
  json: { type: 'boolean' },
  jsonl: { type: 'boolean' },
  come: { type: 'string' },
  calcolo: { type: 'boolean' },
} as const;

async function main({ values, positionals }: CommandLine<typeof OPTIONS>): Promise<void> {
  if (values.jsonl && positionals.length > 0) throw new UsageError(HELP);

  const now = new Date();
  const { db, plan: key, register } = await openProductStore(readConfig(process.env), now);
  try {
    const plans = await plansNow(register, now);
    const liveOf = (year: number) =>
      createLiveSide({
        db,
        key: { ...key, year },
        plans: register.of(year),
        clock: { now: () => new Date() },
      });
    const terminal: Terminal = {
      engine: createEngine(plans, liveOf),
      asker: values.come === undefined ? null : findAsker(plans, values.come),
    };
    if (values.jsonl) await answerLines(terminal);
    else if (positionals.length === 0) await converse(terminal, values.calcolo === true);
    else {
      const turn = await ask(terminal, positionals.join(' '), null, null);
      console.log(
        values.json
          ? JSON.stringify(toJson(turn))
          : await told(terminal, turn.answer, values.calcolo === true),
      );
    }
  } finally {
    await db.destroy();
  }
}

function findAsker(plans: readonly Plan[], code: string): Asker {
  const [roles] = plans
    .map((plan) => plan.roles.filter(({ person }) => person === code))
    .filter((held) => held.length > 0);
  if (!roles)
    throw new UsageError(
      `--come: trovato «${code}», atteso: il codice di una persona del piano, per esempio ${plans[0]?.people[0]?.code}.`,
    );
  return { person: code, roles };
}

async function ask(
  { engine, asker }: Terminal,
  question: string,
  name: string | null,
  conversation: Conversation | null,
): Promise<Turn & { readonly next: Conversation }> {
  const start = performance.now();
  const reply = await engine.ask({ question, conversation, asker, now: new Date() });
  const ms = Math.round((performance.now() - start) * 1000) / 1000;
  return { conversation: name, question, answer: reply.answer, ms, next: reply.conversation };
}

/** `--jsonl`: one object per line, in order; a line that is no question gets an object that says so. */
async function answerLines(terminal: Terminal): Promise<void> {
  const conversations = new Map<string, Conversation>();
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === '') continue;
    const request = parseLine(line);
    if (request === null) {
      console.log(
        JSON.stringify({
          kind: 'no_data',
          text: 'Riga non valida, atteso: {"conversation": "…", "question": "…"}',
          sources: [],
          ms: 0,
        }),
      );
      continue;
    }
    const { conversation: name, question } = request;
    const turn = await ask(
      terminal,
      question,
      name,
      name === null ? null : (conversations.get(name) ?? null),
    );
    if (name !== null) conversations.set(name, turn.next);
    console.log(JSON.stringify(toJson(turn)));
  }
}

function parseLine(line: string): { conversation: string | null; question: string } | null {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null) return null;
    const { conversation, question } = value as Record<string, unknown>;
    if (typeof question !== 'string') return null;
    return { conversation: typeof conversation === 'string' ? conversation : null, question };
  } catch {
    return null;
  }
}

/** The interactive terminal: each question goes on from the one before. */
async function converse(terminal: Terminal, calculation: boolean): Promise<void> {
  const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: '\n> ' });
  const isTerminal = process.stdin.isTTY === true;
  if (isTerminal) {
    console.log('Chiedi del piano in parole tue: «quanto costa l’obiettivo 24?», «e il 25?».');
    console.log('«ricomincia» dimentica quanto detto; «esci» o Ctrl-D per uscire.');
    lines.prompt();
  }
  let conversation: Conversation | null = null;
  for await (const line of lines) {
    const question = line.trim();
    if (/^(esci|exit|quit)$/i.test(question)) break;
    if (question !== '') {
      const turn = await ask(terminal, question, null, conversation);
      conversation = turn.next;
      console.log(await told(terminal, turn.answer, calculation));
    }
    if (isTerminal) lines.prompt();
  }
  lines.close();
}

/** The answer, after its figures as bars where a picture of them was asked for. */
async function told({ engine, asker }: Terminal, answer: Answer, calculation: boolean): Promise<string> {
  const { query, picture, language } = answer;
  const text = withProof(answer, calculation);
  if (query === null || !picture?.wanted) return text;
  const chart = await engine.chart(query, picture.year, { asker, now: new Date(), language });
  const drawn = chart === null ? null : textChart(chart);
  return drawn === null ? text : `${drawn}\n\n${text}`;
}

function withProof(answer: Answer, calculation: boolean): string {
  const { proof } = answer;
  if (!calculation || proof === null) return toPlainText(answer);
  return [
    toPlainText(answer),
    '',
    ANSWER_PARTS.proof.it,
    `  Che cosa: ${proof.filter}`,
    `  ${ANSWER_PARTS.formula.it}: ${proof.formula}`,
    ...proof.rows.map((row) => `  ${row}`),
    ...(proof.sum === null ? [] : [`  ${ANSWER_PARTS.sum.it}: ${proof.sum}`]),
  ].join('\n');
}

function toJson({ conversation, question, answer, ms }: Turn) {
  return {
    conversation,
    question,
    kind: answer.kind,
    text: toPlainText(answer),
    ...(answer.value === null ? {} : { value: answer.value, unit: answer.unit }),
    ...(answer.table === null ? {} : { rows: answer.table.rows.map((row) => row.map(({ text }) => text)) }),
    ...(answer.proof === null ? {} : { proof: answer.proof }),
    sources: answer.sources,
    ms,
  };
}

await runCli({ help: HELP, options: OPTIONS, positionals: true }, main);
