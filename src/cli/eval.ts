import { fileURLToPath } from 'node:url';
import { expectedPatterns, grade, loadCases, Oracle, summarise } from '../../eval/index.ts';
import type { Conversation } from '../answers/conversation.ts';
import { createEngine } from '../answers/engine.ts';
import { toPlainText } from '../answers/plain-text.ts';
import { NO_LIVE } from '../answers/ports.ts';
import { BUNDLED_PLAN } from '../app/product-store.ts';
import { readPlan } from '../store/plan/import/index.ts';
import { runGenerated } from './eval/generated.ts';
import { type CommandLine, runCli, UsageError } from './run-cli.ts';

const HELP = `Uso: npm run eval [-- --kind TIPO] [--quiet]
     npm run eval -- --generated N [--seed S] [--body ENTE] [--show N]

Fa al motore le domande di eval/cases e confronta le risposte con cifre calcolate dai CSV.
L’ultima riga è un oggetto JSON con i risultati; se una risposta è sbagliata il comando esce con 1.

  --kind       solo un tipo di domanda
  --quiet      senza l’elenco delle risposte sbagliate
  --generated  invece di quelle, N domande composte a caso da eval/generated, su Lucca e su enti inventati
  --seed       da quale numero si comincia a estrarre (1): lo stesso dà le stesse domande
  --body       solo un ente: lucca, valle-serena o altamarca
  --show       quante risposte sbagliate mostrare per ente (0)`;

/** How much of a wrong answer is shown. */
const SHOWN = 300;

const OPTIONS = {
  kind: { type: 'string' },
  quiet: { type: 'boolean' },
  generated: { type: 'string' },
  seed: { type: 'string' },
  body: { type: 'string' },
  show: { type: 'string' },
} as const;

/** A whole number given as an option. */
const wholeNumber = (name: string, text: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`--${name}: trovato «${text}», atteso un numero intero.`);
  return Number(text);
};

async function main({ values }: CommandLine<typeof OPTIONS>): Promise<void> {
  if (values.generated !== undefined)
    return runGenerated({
      questions: wholeNumber('generated', values.generated),
      seed: wholeNumber('seed', values.seed ?? '1'),
      body: values.body,
      show: wholeNumber('show', values.show ?? '0'),
    });
  const read = readPlan(BUNDLED_PLAN);
  if (!read.ok) throw new Error('the bundled plan is broken: npm run import -- data/lucca-2021 --check');
  const { plan } = read;
  const engine = createEngine([plan], () => NO_LIVE);
  const oracle = new Oracle(fileURLToPath(new URL('../../data/lucca-2021', import.meta.url)));

  const verdicts = [];
  for (const question of loadCases().filter(({ cat }) => values.kind === undefined || cat === values.kind)) {
    const asker = question.as
      ? { person: question.as, roles: plan.roles.filter(({ person }) => person === question.as) }
      : null;
    let conversation: Conversation | null = null;
    let last = { kind: 'no_data', text: '' };
    for (const turn of question.turns) {
      const reply = await engine.ask({
        question: turn,
        conversation,
        asker,
        now: new Date('2021-09-15T07:00:00Z'),
      });
      conversation = reply.conversation;
      last = { kind: reply.answer.kind, text: toPlainText(reply.answer) };
    }
    const verdict = grade(question, expectedPatterns(question, oracle), last);
    verdicts.push(verdict);
    if (verdict.problems.length > 0 && !values.quiet) {
      console.log(`${question.id}  ${question.turns.map((turn) => turn.slice(0, 100)).join(' → ')}`);
      console.log(`    ${verdict.problems.join('; ')}`);
      console.log(`    ha detto: ${last.text.replace(/\s+/g, ' ').slice(0, SHOWN)}`);
    }
  }
  const summary = summarise(verdicts);
  for (const [kind, { passed, total }] of Object.entries(summary.byKind))
    console.log(`${kind.padEnd(12)} ${passed}/${total}`);
  console.log(JSON.stringify(summary));
  if (summary.passed < summary.total) process.exitCode = 1;
}

await runCli({ help: HELP, options: OPTIONS }, main);
