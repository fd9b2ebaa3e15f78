import { NO_DETAILS } from '../../domain/plan/index.ts';
import { DEFAULT_LADDER, type Item, type Plan } from '../../domain/types.ts';
import type { ItemKind } from '../../words/kinds.ts';

/** A generator of the same numbers each time (mulberry32), so that two runs measure the same work. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Places and works of another, invented body: titles that share few words with the real one's. */
const PLACES = [
  'Montefosco',
  'Acquaviva',
  'Borgo Nuovo',
  'Castelgrande',
  'Pian di Sotto',
  'Rocca Alta',
  'San Vito',
  'Valdora',
];
const WORKS = [
  'Recupero della fornace',
  'Ampliamento del museo civico',
  'Rete dei sentieri',
  'Sportello per le famiglie',
  'Manutenzione degli argini',
  'Catalogo del fondo antico',
  'Illuminazione delle piazze',
  'Mercato contadino',
  'Riordino del catasto stradale',
  'Scuola di musica diffusa',
];

/**
 * A plan of any size with two bodies' worth of names: the real plan's items, then items that mix the words of both.
 * @param size how many items, at least as many as `real` has
 */
export function syntheticPlan(real: Plan, size: number): Plan {
  const random = generator(size);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const words = [...new Set(real.items.flatMap(({ title }) => title.split(/[\s,;:()«»"“”]+/)))].filter(
    (word) => word.length > 4,
  );
  const items: Item[] = [...real.items];
  const assignments = [...real.assignments];
  const costLines = [...real.costLines];
  const next: Record<ItemKind, number> = { objective: 1_000, process: 1_000, indicator: 1_000 };
  while (items.length < size) {
    const kind: ItemKind = random() < 0.5 ? 'objective' : 'process';
    const number = next[kind]++;
    const subject = `${pick(WORKS)} di ${pick(PLACES)}`;
    const title = `${subject}: ${pick(words)} ${pick(words)} ${pick(words)} ${number}`;
    items.push({
      kind,
      number,
      code: `${number}.${1 + Math.floor(random() * 9)}`,
      title,
      shortTitle: subject,
      summary: title,
      keywords: [pick(words).toLowerCase(), pick(words).toLowerCase()],
      scope: 'unit',
      horizonStart: real.head.year,
      horizonEnd: real.head.year,
      weight: kind === 'objective' ? 15 + Math.floor(random() * 10) : null,
      attainment: 100,
      goals: [1 + Math.floor(random() * 17)],
      targets: [],
      ...NO_DETAILS,
    });
    const unit = pick(real.units);
    assignments.push({
      kind,
      number,
      department: unit.department,
      unit: unit.code,
      lead: true,
      share: null,
      source: 'sintetico',
    });
    costLines.push({
      kind,
      number,
      row: costLines.length + 1,
      department: unit.department,
      unit: unit.code,
      scopeAsPrinted: 'sintetico',
      personnel: Math.floor(random() * 20_000_000),
      committed: random() < 0.5 ? Math.floor(random() * 50_000_000) : null,
      settled: random() < 0.3 ? Math.floor(random() * 20_000_000) : null,
      assessed: null,
      collected: null,
      note: null,
    });
  }
  const phases = real.phases.map((phase) => ({ ...phase, ladder: DEFAULT_LADDER }));
  return { ...real, items, assignments, costLines, phases };
}
