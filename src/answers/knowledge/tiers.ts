import type { Plan } from '../../domain/types.ts';
import { normalise } from '../language/normalise.ts';
import { type LevelNoun, nounOfStructure } from './level-nouns.ts';
import { createMemo, remember } from './memo.ts';
import type { PlanIndex } from './plan-index.ts';

/** A rank of units of a body that has several: its services, over its offices. */
export interface Tier {
  readonly noun: LevelNoun;
  readonly codes: ReadonlySet<string>;
}

/** The ranks of a body's units, by what each is called; none where no unit is part of another. */
function tiersOf({ units }: Plan): readonly Tier[] {
  if (units.every(({ parent }) => parent === null)) return [];
  const named = units.flatMap((unit) => {
    const noun = nounOfStructure(unit);
    return noun === null ? [] : [{ noun, code: unit.code }];
  });
  return [...Map.groupBy(named, ({ noun }) => noun.one).values()].flatMap((all) =>
    all[0] ? [{ noun: all[0].noun, codes: new Set(all.map(({ code }) => code)) }] : [],
  );
}

/** The plan as a question sees it that groups its units by one of their ranks. */
export const atTier = (index: PlanIndex, name: string | undefined): PlanIndex =>
  name === undefined
    ? index
    : remember(index.memo, `tier:${name}`, () => {
        const tier = tiersOf(index.plan).find(({ noun }) => noun.one === name);
        return tier === undefined ? index : { ...index, tier, memo: createMemo() };
      });

/** The rank by which a question groups: "per servizio", "quale ufficio", "i servizi"; undefined where it says none. */
export function tierSaid({ plan }: PlanIndex, question: string): string | undefined {
  const tiers = tiersOf(plan);
  const text = ` ${normalise(question).replace(/[^a-z0-9]+/g, ' ')} `;
  const grouped = ({ noun: { one } }: Tier): boolean =>
    new RegExp(`(?: per| ogni| ciascun[oa]?| qual[ie]?| quale| che| singol[oa]| ${one}) ${one} `).test(text);
  const many = ({ noun }: Tier): boolean => noun.many !== noun.one && text.includes(` ${noun.many} `);
  return (tiers.find(grouped) ?? tiers.find(many))?.noun.one;
}
