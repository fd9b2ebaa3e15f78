import { KIND_NAMES } from '../../words/kinds.ts';
import type { Language, Noun } from '../../words/language.ts';
import { type LevelNoun, levelNouns, type StructureLevel } from '../knowledge/level-nouns.ts';
import { remember } from '../knowledge/memo.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import { WORDS, type Words } from './words.ts';

/** The words of a language as this body has them: its levels by their own names, only the kinds that its plan has. */
export const planWords = (index: PlanIndex, language: Language): Words =>
  remember(index.memo, `words:${language}`, () => {
    const words = WORDS[language];
    const { objective } = KIND_NAMES;
    const plain = index.byKind.has('process') ? words : { ...words, anyKind: objective[language] };
    if (language === 'en') return plain;
    const department = levelName(index, 'department', 'settore');
    const unit = levelName(index, 'unit', 'U.O.');
    return {
      ...plain,
      levels: {
        ...words.levels,
        department: department?.noun ?? words.levels.department,
        unit: unit?.noun ?? words.levels.unit,
      },
      levelGender: {
        ...words.levelGender,
        department: department?.gender ?? words.levelGender.department,
        unit: unit?.gender ?? words.levelGender.unit,
      },
    };
  });

interface LevelName {
  readonly noun: Noun;
  readonly gender: 'm' | 'f';
}

/** Most of its structures are called so, or it is no name of the level. */
const MOST = 0.5;

/** What the structures of a level are called together; null where the usual word does. */
function levelName({ plan }: PlanIndex, level: StructureLevel, usual: string): LevelName | null {
  const structures = level === 'unit' ? plan.units : plan.departments;
  const [first] = levelNouns(plan)[level];
  const usually = structures.filter(({ code }) => code.startsWith(usual)).length;
  if (first === undefined || (first.one === usual && usually > 0)) return usually > 0 ? null : NEUTRAL[level];
  const share =
    structures.filter(({ code, name, level: own }) =>
      `${own ?? ''} ${code} ${name}`.toLowerCase().includes(first.one),
    ).length / structures.length;
  if (share <= MOST) return usually > 0 ? null : NEUTRAL[level];
  const { one, many, gender } = accented(first);
  return share === 1
    ? { noun: { one, many }, gender }
    : { noun: { one: `${one}/struttura`, many: `${many} e altre strutture` }, gender };
}

const NEUTRAL: Readonly<Record<StructureLevel, LevelName>> = {
  department: { noun: { one: 'struttura', many: 'strutture' }, gender: 'f' },
  unit: { noun: { one: 'unità', many: 'unità' }, gender: 'f' },
};

const accented = ({ one, many, gender }: LevelNoun): LevelNoun => ({
  one: one.replace(/ita$/, 'ità'),
  many: many.replace(/ita$/, 'ità'),
  gender,
});
