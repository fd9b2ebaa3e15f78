/** `npm run eval -- --generated N`: questions drawn by the generator of `eval/generated`, about every body it knows. */
import {
  type Ask,
  askGenerated,
  askPairs,
  type Body,
  type Graded,
  loadBodies,
  type Pair,
  type Score,
  scoreOf,
  scoresBy,
  VIEWS,
} from '../../../eval/generated/index.ts';
import { createEngine } from '../../answers/engine.ts';
import { NO_LIVE } from '../../answers/ports.ts';
import { readPlan } from '../../store/plan/index.ts';
import { UsageError } from '../run-cli.ts';

export interface GeneratedRun {
  /** How many questions in all, spread evenly over the bodies. */
  readonly questions: number;
  readonly seed: number;
  /** Only this body. */
  readonly body: string | undefined;
  /** How many wrong answers to print for each body. */
  readonly show: number;
}

/** Pairs or operators seen less often than this say little. */
const ENOUGH = 8;
const WORST_PAIRS = 30;
/** Metamorphic pairs, for each question asked. */
const PAIRS_SHARE = 0.2;

/** Asks, prints what came out, and ends with one line of JSON. */
export async function runGenerated({ questions, seed, body: only, show }: GeneratedRun): Promise<void> {
  const all = loadBodies();
  const bodies = all.filter(({ name }) => only === undefined || name === only);
  if (bodies.length === 0)
    throw new UsageError(
      `--body: trovato «${only}», atteso uno tra ${all.map(({ name }) => name).join(', ')}.`,
    );

  const graded: Graded[] = [];
  const pairs: Pair[] = [];
  for (const [index, body] of bodies.entries()) {
    const share = Math.floor(questions / bodies.length) + (index < questions % bodies.length ? 1 : 0);
    const ask = askerOf(body);
    const own = await askGenerated(body, share, seed, ask);
    graded.push(...own);
    pairs.push(...(await askPairs(body, Math.round(share * PAIRS_SHARE), seed, ask)));
    for (const wrong of own.filter(({ grade }) => grade === 'wrong').slice(0, show)) print(wrong);
  }

  const byBody = scoresBy(graded, ({ body }) => [body]);
  const byOperator = scoresBy(graded, VIEWS.operator);
  const byPair = scoresBy(graded, VIEWS.pair).filter(([, { total }]) => total >= ENOUGH);
  const byWording = scoresBy(graded, VIEWS.wording);
  table('Per operatore', byOperator);
  table(`Per coppia di operatori (le ${WORST_PAIRS} più basse)`, byPair.slice(0, WORST_PAIRS));
  table('Per forma', byWording);
  table('Per ente', byBody);
  const metamorphic = relationsOf(pairs);
  console.log('\nCoppie che devono concordare');
  for (const [relation, { held, asked, broken }] of Object.entries(metamorphic))
    console.log(`  ${relation.padEnd(40)} concordi ${held}, chiede ${asked}, discordi ${broken}`);
  if (show > 0)
    for (const { relation, questions: asked } of pairs
      .filter(({ verdict }) => verdict === 'broken')
      .slice(0, show))
      console.log(`    ${relation}: ${asked.join('  |  ')}`);
  console.log(
    JSON.stringify({
      ...scoreOf(graded),
      seed,
      byBody: Object.fromEntries(byBody),
      byOperator: Object.fromEntries(byOperator),
      byPair: Object.fromEntries(byPair),
      byWording: Object.fromEntries(byWording),
      metamorphic,
    }),
  );
}

/** The engine over a body's plans, each question out of any conversation. */
export function askerOf(body: Body): Ask {
  const plans = body.folders.map((folder) => {
    const read = readPlan(folder);
    if (!read.ok) throw new Error(`${folder} is broken: npm run import -- ${folder} --check`);
    return read.plan;
  });
  const engine = createEngine(plans, () => NO_LIVE);
  const now = new Date(`${plans[0]?.head.year}-09-15T07:00:00Z`);
  return async (question) => {
    const { answer } = await engine.ask({ question, conversation: null, asker: null, now });
    const { kind, headline, notes, value, unit } = answer;
    const rows = answer.table?.rows.map((row) => row.map(({ text }) => text)) ?? [];
    return { kind, headline, notes, value, unit, rows, total: answer.table?.total ?? 0 };
  };
}

function relationsOf(pairs: readonly Pair[]) {
  const relations = [...new Set(pairs.map(({ relation }) => relation))];
  return Object.fromEntries(
    relations.map((relation) => {
      const count = (verdict: Pair['verdict']): number =>
        pairs.filter((pair) => pair.relation === relation && pair.verdict === verdict).length;
      return [relation, { held: count('held'), asked: count('asked'), broken: count('broken') }];
    }),
  );
}

function table(title: string, scores: readonly (readonly [string, Score])[]): void {
  console.log(`\n${title}`);
  for (const [name, { right, asked, wrong, total }] of scores)
    console.log(
      `  ${name.padEnd(40)} ${((100 * right) / total).toFixed(1).padStart(5)} %  giuste ${right}, chiede ${asked}, sbagliate ${wrong}`,
    );
}

function print({ body, text, outcomes, said, operators }: Graded): void {
  console.log(`${body}: ${text}   [${operators.join(', ')}]`);
  console.log(`    atteso: ${JSON.stringify(outcomes).slice(0, 200)}`);
  console.log(`    ha detto: ${said.headline.replace(/\s+/g, ' ').slice(0, 200)}`);
}
