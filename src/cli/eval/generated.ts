/** `npm run eval -- --generated N`: questions drawn by the generator of `eval/generated`, about every body it knows. */
import {
  type Ask,
  askConversations,
  askGenerated,
  askPairs,
  askSides,
  type Body,
  type Graded,
  type LiveReport,
  liveReports,
  loadBodies,
  type Pair,
  type SaidAnswer,
  type Score,
  scoreOf,
  scoresBy,
  type Talk,
  VIEWS,
  WIDER,
} from '../../../eval/generated/index.ts';
import type { Conversation } from '../../answers/conversation.ts';
import { createEngine } from '../../answers/engine.ts';
import { type Live, NO_LIVE } from '../../answers/ports.ts';
import { bareContent, type StatusUpdate } from '../../domain/record/index.ts';
import { itemRef, type Phase, readItemRef } from '../../domain/types.ts';
import { readPlan } from '../../store/plan/import/index.ts';
import { progress, UsageError } from '../run-cli.ts';

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
/** Of the questions, those about tables, acts and the open phase. */
const SIDE_SHARE = 0.2;
/** Of the questions, those of wider shapes; as many again are conversations. */
const WIDER_SHARE = 0.2;

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
    const sides = Math.round(share * SIDE_SHARE);
    const wider = Math.round(share * WIDER_SHARE);
    progress(`${body.name}: ${share} domande…`);
    const own = [
      ...(await askGenerated(body, share - sides - 2 * wider, seed, ask)),
      ...(await askSides(body, sides, seed, askerOf(body, liveReports(body, seed)))),
      ...(await askGenerated(body, wider, seed, ask, { makers: WIDER, everyday: true })),
      ...(await askConversations(body, wider, seed, talkerOf(body))),
    ];
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

/**
 * The engine over a body's plans, each question out of any conversation.
 * @param reports what was reported in the phase that is open and in one before it; no phase where there are none
 */
export function askerOf(body: Body, reports: readonly LiveReport[] = []): Ask {
  const talk = talkerOf(body, reports);
  return async (question) => {
    const [said] = await talk([question]);
    if (!said) throw new Error('no answer');
    return said;
  };
}

/** The engine over a body's plans, in one conversation. */
export function talkerOf(body: Body, reports: readonly LiveReport[] = []): Talk {
  const plans = body.folders.map((folder) => {
    const read = readPlan(folder);
    if (!read.ok) throw new Error(`${folder} is broken: npm run import -- ${folder} --check`);
    return read.plan;
  });
  const now = new Date(`${plans[0]?.head.year}-09-15T07:00:00Z`);
  const [phase] = plans[0]?.phases ?? [];
  const live = phase && reports.length > 0 ? liveOf(phase, reports, now) : NO_LIVE;
  const engine = createEngine(plans, () => live);
  return async (messages) => {
    let conversation: Conversation | null = null;
    const said: SaidAnswer[] = [];
    for (const question of messages) {
      const reply = await engine.ask({ question, conversation, asker: null, now });
      conversation = reply.conversation;
      const { kind, headline, notes, value, unit, table: rows } = reply.answer;
      said.push({
        kind,
        headline,
        notes,
        value,
        unit,
        rows: rows?.rows.map((row) => row.map(({ text }) => text)) ?? [],
        total: rows?.total ?? 0,
      });
    }
    return said;
  };
}

const DAY = 86_400_000;

/** A live side that holds made-up reports: the plan's own phase, and one before it that is closed. */
function liveOf(open: Phase, reports: readonly LiveReport[], now: Date): Live {
  const year = open.opensOn.slice(0, 4);
  const former: Phase = {
    ...open,
    code: 'prima-fase',
    name: 'Prima fase',
    opensOn: `${year}-03-01`,
    dueOn: `${year}-03-31`,
    closesOn: `${year}-04-05`,
  };
  const updates = reports.map((report, at): StatusUpdate => {
    const { kind, number } = readItemRef(report.ref) ?? { kind: 'objective', number: 0 };
    return {
      ...bareContent(report.state, report.percent),
      kind,
      number,
      criticalPoints: report.criticalPoint,
      correctiveActions: report.actionDue === null ? null : `Sollecitare; ufficio gare; ${report.actionDue}`,
      id: at + 1,
      phase: (report.phase === 'open' ? open : former).code,
      version: 1,
      basedOn: 0,
      structure: '*',
      closes: true,
      origin: 'submission',
      author: 'generator',
      at: new Date(now.getTime() - report.daysAgo * DAY),
      outcome: report.waits ? 'submitted' : 'approved',
      decisions: [],
      attached: [],
    };
  });
  const inPhase = (code: string): readonly StatusUpdate[] => updates.filter(({ phase }) => phase === code);
  return {
    phases: async () => [former, open],
    latestUpdates: async (code) => inPhase(code),
    versionsIn: async (code) => inPhase(code),
    answeredIn: async (code) => new Map(inPhase(code).map((update) => [itemRef(update), new Set(['*'])])),
    readBy: async () => () => true,
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

function print({ body, text, wanted, said, operators }: Graded): void {
  console.log(`${body}: ${text}   [${operators.join(', ')}]`);
  console.log(`    atteso: ${JSON.stringify(wanted).slice(0, 200)}`);
  console.log(`    ha detto: ${said.headline.replace(/\s+/g, ' ').slice(0, 200)}`);
}
