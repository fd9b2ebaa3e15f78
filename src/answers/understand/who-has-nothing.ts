import { levelNouns } from '../knowledge/level-nouns.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';

/** "Chi non ha (ancora)", "quali non hanno", "quali strutture non hanno", with nothing else to say of whom. */
const WITHOUT_SUBJECT =
  /^\s*(chi|quali)(?:\s+(?:sono\s+(?:le|gli)\s+)?(strutture|uffici)(?:\s+che)?)?\s+(?:ancora\s+)?non\s+(?:ha|hanno)\s+(?:ancora\s+)?(?=\S)/iu;
/** What there is none of, said last. */
const NOTHING = /\s(?:(?:neanche|nemmeno|neppure)\s+)?(?:niente|nulla|(?:un|1)\s+euro)[\s?.!]*$/iu;

/**
 * "Chi non ha ancora speso niente?" with what is meant named as the plan names it: who is a structure, and what is
 * asked without a noun, where nothing was shown, an item. Any other text comes back as it is.
 */
export function withSubject(text: string, { plan }: PlanIndex): string {
  const said = WITHOUT_SUBJECT.exec(text);
  if (!said || !NOTHING.test(text)) return text;
  const structures = said[1]?.toLowerCase() === 'chi' || said[2] !== undefined;
  const subject = structures ? (levelNouns(plan).department[0]?.many ?? 'settori') : 'voci';
  const rest = text.slice(said[0].length).replace(NOTHING, ' niente');
  return `quali ${subject} non hanno ancora ${rest}`;
}
