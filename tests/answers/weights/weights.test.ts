import { describe, expect, it } from 'vitest';
import { chartOf } from '../../../src/answers/chart/chart-of.ts';
import type { Engine } from '../../../src/answers/engine.ts';
import { buildPlanIndex } from '../../../src/answers/knowledge/plan-index.ts';
import { planWords } from '../../../src/answers/phrase/plan-words.ts';
import { phraseWeights } from '../../../src/answers/weights/phrase-weights.ts';
import { weigh } from '../../../src/answers/weights/weigh.ts';
import type { WeightsQuery } from '../../../src/answers/weights/weights-query.ts';
import type { Plan } from '../../../src/domain/types.ts';
import { engineOf } from '../../support/engine.ts';
import { luccaPlan } from '../../support/plan.ts';
import { item, smallPlan } from '../../support/small-plan.ts';
import { converse, luccaEngine } from '../lucca.ts';

const plan = luccaPlan();
const engine = luccaEngine();

/** The rule once more, from the plan's rows: the mean of the objectives' attainment by weight. */
function attained(tried: Readonly<Record<number, number | null>>, department: string | null = null): number {
  const own = plan.items.filter(
    ({ kind, number }) =>
      kind === 'objective' &&
      (department === null ||
        plan.assignments.some(
          (one) => one.kind === kind && one.number === number && one.department === department,
        )),
  );
  let [sum, whole] = [0, 0];
  for (const { number, weight, attainment } of own) {
    const heavy = number in tried ? (tried[number] ?? 0) : (weight ?? 0);
    if (attainment === null) continue;
    sum += attainment * heavy;
    whole += heavy;
  }
  return sum / whole;
}

describe('a supposed weight', () => {
  it.each([
    ['se il 20 pesasse 30', { 20: 30 }],
    ['e se il 20 pesasse 30 quale sarebbe il raggiungimento?', { 20: 30 }],
    ['cosa succederebbe se l’obiettivo 20 valesse 40 punti?', { 20: 40 }],
    ['se il peso dell’obiettivo n. 20 fosse 12,5', { 20: 12.5 }],
    ['se l’obiettivo 20 avesse un peso di 10', { 20: 10 }],
    ['se il peso del 20 salisse di 5 punti', { 20: 28 }],
    ['se il 20 pesasse 5 punti in meno', { 20: 18 }],
    ['se il 20 e il 52 pesassero 10', { 20: 10, 52: 10 }],
    ['se il 20 pesasse quaranta e il 52 dieci', { 20: 40, 52: 10 }],
    ['se il 20 pesasse il doppio', { 20: 46 }],
    ['se dimezzassi il peso dell’obiettivo 20', { 20: 11.5 }],
    ['portando il peso del 20 a 40 cosa cambia?', { 20: 40 }],
    ['aumentando di 5 punti il peso del 20 che succede?', { 20: 28 }],
    ['dando 30 punti al 20 che effetto c’è?', { 20: 30 }],
    ['e se togliessi l’obiettivo 20?', { 20: null }],
    ['cosa cambia se eliminassimo il 20 e il 52?', { 20: null, 52: null }],
    ['se il 20 e il 52 non ci fossero', { 20: null, 52: null }],
    ['simula 20=30 52=0', { 20: 30, 52: 0 }],
    ['simula 20 = 30, senza il 52', { 20: 30, 52: null }],
    ['simulazione: obiettivo 20 a 30', { 20: 30 }],
    ['se la bicipolitana pesasse 40', { 24: 40 }],
    ['se il 20 pesasse il 10 % in più', { 20: 25.3 }],
    ['aumentando del 10% il peso del 20 che succede?', { 20: 25.3 }],
    ['se il peso del 20 fosse ridotto a 10', { 20: 10 }],
    ['se la pesatura del 20 venisse portata a 40', { 20: 40 }],
    ['se il 52 venisse tolto', { 52: null }],
    ['se ritirassimo l’obiettivo 20 quanto sarebbe il raggiungimento?', { 20: null }],
    ['quanto sarebbe il raggiungimento senza l’obiettivo 20?', { 20: null }],
    ['e se al 20 dessi 5 punti in più?', { 20: 28 }],
    ['se togliessi 5 punti al 20', { 20: 18 }],
    ['se aggiungessimo 5 punti al 20', { 20: 28 }],
    ['se scambiassi i pesi del 20 e del 52', { 20: 22, 52: 23 }],
    ['what would change if objective 20 weighed 40?', { 20: 40 }],
    ['spostare 5 punti da 20 a 52', { 20: 18, 52: 27 }],
    ['se spostassi 5 punti dal 20 al 52', { 20: 18, 52: 27 }],
    ['cosa cambia spostando 5 punti di peso dall’obiettivo 20 all’obiettivo 52?', { 20: 18, 52: 27 }],
    ['se trasferissimo al 52 dal 20 tre punti', { 20: 20, 52: 25 }],
    ['se spostassi il 10 % del peso del 20 al 52', { 20: 20.7, 52: 24.3 }],
    ['se togliessi 5 punti al 20 e li dessi al 52', { 20: 18, 52: 27 }],
    ['se togliessimo 5 punti al 20 per darli al 52', { 20: 18, 52: 27 }],
  ] as const)('%s', async (question, tried) => {
    const { answer, text } = await converse(engine, question);
    expect(answer.query).toMatchObject({ type: 'weights' });
    expect(answer.value).toBeCloseTo(attained(tried), 6);
    expect(text).toMatch(
      /^(Simulazione, che non cambia niente nel piano 2021|A simulation, which changes nothing)/,
    );
  });

  it.each([
    ['se pesassero tutti uguale', null],
    ['se tutti gli obiettivi avessero lo stesso peso quanto sarebbe il raggiungimento?', null],
    ['raggiungimento pesato con pesi uguali', null],
    ['simula tutti uguali', null],
    ['se tutti pesassero 10', null],
    ['se gli obiettivi del settore 5 pesassero tutti 10', 'Settore 5'],
    ['se pesassero tutti uguale quale sarebbe il raggiungimento del settore 5?', 'Settore 5'],
  ] as const)('may be the same of all: %s', async (question, department) => {
    const alike = Object.fromEntries(plan.items.map(({ number }) => [number, 1]));
    const { answer, text } = await converse(engine, question);
    expect(answer.value).toBeCloseTo(attained(alike, department), 6);
    expect(text).toContain(
      department === null ? 'con 69 obiettivi a peso uguale' : 'con 11 obiettivi del Settore 5 a peso uguale',
    );
  });

  it('of all alike keeps the sum, and another change is tried on top of it', async () => {
    const { answer, text } = await converse(engine, 'se pesassero tutti uguale');
    expect(answer.table?.rows[0]?.slice(1, 3).map(({ value }) => value)).toEqual([1528, 1528]);
    expect(text).toContain('22,14 ciascuno (la media di ora, così la somma resta la stessa)');
    const alike = Object.fromEntries(plan.items.map(({ number }) => [number, 1]));
    const next = await converse(engine, 'se pesassero tutti uguale', 'e se togliessi il 52?');
    expect(next.answer.value).toBeCloseTo(attained({ ...alike, 52: null }), 6);
  });

  it('is told by what a point would cost, where that is asked', async () => {
    const { answer, text } = await converse(engine, 'se il 24 pesasse 30 quanto costerebbe un punto?');
    expect([answer.value, answer.unit]).toEqual([Math.round((249_597 * 1528) / 1536), 'eur']);
    expect(text).toContain('per punto di peso del Settore 3 passa da 802,42 € a');
  });

  it.each([
    'tutti gli obiettivi hanno lo stesso peso?',
    'quali obiettivi hanno lo stesso peso?',
    'hanno tutti peso uguale?',
    'sposta la scadenza del 24 al 12 ottobre',
  ])('is not read into what asks or orders something else: %s', async (question) => {
    expect((await converse(engine, question)).answer.query?.type).not.toBe('weights');
  });

  it('is told of the structure that is asked about, and of the whole body', async () => {
    const { answer, text } = await converse(
      engine,
      'quale sarebbe il raggiungimento del settore 5 se il 20 pesasse 30?',
    );
    expect(answer.value).toBeCloseTo(attained({ 20: 30 }, 'Settore 5'), 6);
    expect(text).toContain('quello dell’ente passa da 98,78 % a');
    expect(text).toContain('Le altre strutture non cambiano.');
  });

  it('the next one adds to it, replaces the same one, or is of the last one', async () => {
    const first = 'se il 20 pesasse 30';
    const value = async (...turns: readonly string[]) => (await converse(engine, ...turns)).answer.value;
    expect(await value(first, 'e se togliessi il 52?')).toBeCloseTo(attained({ 20: 30, 52: null }), 6);
    expect(await value(first, 'e il 52 a 10?')).toBeCloseTo(attained({ 20: 30, 52: 10 }), 6);
    expect(await value(first, 'e con 40?')).toBeCloseTo(attained({ 20: 40 }), 6);
    expect(await value(first, 'se il 52 pesasse 30')).toBeCloseTo(attained({ 52: 30 }), 6);
  });

  it('is told of another structure when that is asked next', async () => {
    const { answer } = await converse(engine, 'se il 20 pesasse 30', 'e il settore 5?');
    expect(answer.value).toBeCloseTo(attained({ 20: 30 }, 'Settore 5'), 6);
  });

  it('every difference is that of the two figures which are read', async () => {
    const number = (text: string) =>
      Number(
        text
          .replace(/ (%|punti)$/, '')
          .replace('−', '-')
          .replace(',', '.'),
      );
    for (const question of ['simula 20=30', 'simula 24=30', 'simula 52=1 20=60', 'simula senza il 12']) {
      const { answer } = await converse(engine, question);
      for (const row of answer.table?.rows ?? []) {
        const [now, tried, difference] = row.slice(3, 6).map(({ text }) => text);
        if (difference === '—') continue;
        if (difference === 'nessuna') expect(now).toBe(tried);
        else expect(number(difference ?? '')).toBeCloseTo(number(tried ?? '') - number(now ?? ''), 6);
      }
    }
  });

  it.each([
    ['se il 999 pesasse 3', 'Non esiste una voce 999 nel piano 2021'],
    ['simula 24=-3', '«-3»'],
    ['se il 24 pesasse 30 quanto costerebbe la mensa?', 'Non so che cosa intendi con «mensa»'],
    [
      'se raddoppiassi il processo 38',
      'Il processo 38 «Contratto del trasporto pubblico locale (TPL)» non ha un peso',
    ],
    ['se tutti gli obiettivi pesassero di più', '«pesassero»'],
    ['se spostassi 50 punti dal 24 al 12', '«50»'],
    ['se spostassi 5 punti dal settore 5 al settore 6', '«spostassi»'],
    ['se tutti pesassero uguale e aumentassi di 5 punti il 24', '«5»'],
    ['se il settore 5 pesasse di più', '«pesasse»'],
    ['se il 24 e il 25 pesassero di più', '«pesassero»'],
    ['raggiungimento pesato dei processi', 'Non so che cosa intendi con «processi»'],
  ])('what cannot be tried is said: %s', async (question, words) => {
    const { answer, text } = await converse(engine, question);
    expect(answer.value).toBeNull();
    expect(text).toContain(words);
  });

  it('after a total, taking an item out may mean to leave it out there: it is asked', async () => {
    const { answer } = await converse(engine, 'costi del settore 5', 'e se togliessi l’obiettivo 12?');
    expect(answer.kind).toBe('clarification');
    expect(answer.choices.map(({ label }) => label)).toEqual([
      'Simulazione dei pesi: senza obiettivo 12, 2021',
    ]);
  });

  it.each([
    'il 24 pesa 30?',
    'quanto pesa il 24?',
    'obiettivi che pesano 24',
    'costi e risultato dell’obiettivo 24',
  ])('is not read into a plain question: %s', async (question) => {
    expect((await converse(engine, question)).answer.query?.type).not.toBe('weights');
  });
});

describe('the weighted attainment as it is', () => {
  it.each([
    ['raggiungimento pesato per settore', null],
    ['media ponderata del raggiungimento dell’ente', null],
    ['costo accanto al risultato per U.O.', null],
    ['grado di raggiungimento ponderato degli obiettivi del settore 5', 'Settore 5'],
    ['raggiungimento pesato del settore 4', 'Settore 4'],
  ])('%s', async (question, department) => {
    expect((await converse(engine, question)).answer.value).toBeCloseTo(attained({}, department), 6);
  });

  it('stands beside the cost and its point, structure by structure, and says which costs they are', async () => {
    const { answer, text } = await converse(engine, 'costi e risultati per settore');
    const row = answer.table?.rows.find(([name]) => name?.text === 'Settore 5');
    const refs = new Set(plan.items.filter(({ kind }) => kind === 'objective').map(({ number }) => number));
    const cents = plan.costLines
      .filter((one) => one.kind === 'objective' && refs.has(one.number) && one.department === 'Settore 5')
      .reduce((sum, { personnel }) => sum + (personnel ?? 0), 0);
    expect(row?.map(({ value }) => value)).toEqual([
      null,
      11,
      247,
      expect.closeTo(attained({}, 'Settore 5'), 6),
      cents,
      Math.round(cents / 247),
    ]);
    expect(text).toContain('I costi sono delle sole voci pesate (obiettivi)');
  });

  it('a point alone is told by its cost', async () => {
    const { answer } = await converse(engine, 'quanto costa un punto di peso?');
    expect([answer.value, answer.unit]).toEqual([249_597, 'eur']);
  });

  it('can be seen: each structure by its cost and its result', () => {
    const index = buildPlanIndex(plan);
    const words = planWords(index, 'it');
    const result = weigh(index, {
      type: 'weights',
      changes: [],
      departments: [],
      units: [],
      by: 'department',
    });
    const chart = chartOf({ index, words }, result, phraseWeights({ index, words }, result));
    expect(chart?.form).toBe('points');
    const drawn =
      chart?.form === 'points' ? chart.rows.map(({ figures }) => figures.map(({ value }) => value)) : [];
    const told = result.rows.slice(1).map(({ now }) => [now.cost, now.percent]);
    for (const figures of drawn) expect(told).toContainEqual(figures);
  });
});

describe('a plan of another shape', () => {
  const weighed = (weights: readonly (number | null)[], head: Partial<Plan['head']> = {}): Plan => {
    const base = smallPlan();
    return {
      ...base,
      head: { ...base.head, ...head },
      items: [
        ...weights.map((weight, at) =>
          item('objective', at + 1, { weight, attainment: at === 2 ? null : 50 * (at + 1) }),
        ),
        item('process', 1, { attainment: 10 }),
        item('process', 2),
      ],
    };
  };
  const engineWith = (own: Plan): Engine => engineOf([own]);
  const asIs: WeightsQuery = { type: 'weights', changes: [], departments: [], units: [], by: null };

  it('without weights has no weighted mean, and says so', async () => {
    const { answer, text } = await converse(engineWith(weighed([null, null, null])), 'se l’1 pesasse 30');
    expect(answer.kind).toBe('no_data');
    expect(text).toContain('non dichiara nessun peso');
  });

  it('leaves out and counts what has no result, no weight, or a weight of nought', () => {
    const { rows } = weigh(buildPlanIndex(weighed([30, 60, 10])), {
      ...asIs,
      changes: [{ item: 'objective:2', weight: 0 }],
    });
    const [body] = rows;
    expect(body?.now).toMatchObject({
      percent: expect.closeTo((50 * 30 + 100 * 60) / 90, 6),
      weight: 100,
      silent: 1,
      unweighted: 0,
    });
    expect(body?.tried).toMatchObject({ percent: 50, weight: 40, silent: 1, unweighted: 1 });
    expect(body?.tried.perPoint).toBeNull();
  });

  it('says that the weight of what has no result moves nothing', async () => {
    const { text } = await converse(engineWith(weighed([30, 60, 10])), 'se l’obiettivo 3 pesasse 50');
    expect(text).toContain('il raggiungimento pesato');
    expect(text).toContain(
      'L’obiettivo 3 «objective 3» non ha ancora un risultato: il suo peso non sposta la media.',
    );
  });

  it('says of how many its mean is, and how others are tried, in numbers of its own', async () => {
    const { text } = await converse(engineWith(weighed([30, 60, 10])), 'raggiungimento pesato');
    expect(text).toContain('83,33 % (2 obiettivi su 3 con un risultato, peso 100 in tutto).');
    expect(text).toContain('«se l’1 pesasse 60?», «e se togliessi il 2?»');
  });

  it.each([
    ['body', 'dell’ente sommano a 120, e devono fare 100 (ora 100)'],
    ['department', 'del Settore 1 sommano a 120, e devono fare 100 (ora 100)'],
  ] as const)('says when weights do not come to the sum that is wanted: per %s', async (weightPer, words) => {
    const own = weighed([30, 60, 10], { weightSum: 100, weightPer });
    const { text } = await converse(engineWith(own), 'se l’obiettivo 1 pesasse 50');
    expect(text).toContain(`i pesi ${words}`);
    expect(text).toContain('1 voce non conta: senza un risultato.');
    expect(text).toContain('Le altre strutture non cambiano.');
  });

  it('says that a sum which was wrong stays so when points are moved within it', async () => {
    const own = weighed([30, 60, 30], { weightSum: 100, weightPer: 'body' });
    const { text } = await converse(engineWith(own), 'se spostassi 10 punti dal 2 all’1');
    expect(text).toContain('I pesi dell’ente sommano a 120, e devono fare 100.');
    expect(text).not.toContain('Con questa prova');
  });

  it('an item of two structures counts in both with all its weight, and it is said', async () => {
    const { rows, isShared } = weigh(buildPlanIndex(weighed([30, 60, 10])), asIs);
    expect(
      rows.map(({ subject, now }) => [subject.level === 'body' ? 'ente' : subject.code, now.weight]),
    ).toEqual([
      ['ente', 100],
      ['Settore 1', 100],
      ['Settore 2', 10],
    ]);
    expect(isShared).toBe(true);
  });
});
