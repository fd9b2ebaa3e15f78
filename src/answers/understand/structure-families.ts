import type { Vocabulary } from '../knowledge/vocabulary.ts';
import type { Token } from '../language/tokens.ts';
import type { StructureMention } from './spans.ts';

const PLURAL =
  /^(i|gli|le|lo|dello|allo|dallo|nello|sullo|dei|degli|delle|ai|agli|alle|negli|nei|tra|fra|sugli|dagli|questi|quale|quali|quanti|nessuno|tutti|vari|diversi|the|each|ogni|ciascun|ciascuno|singolo)$/;

/** "Gli staff", "i tre staff": the departments whose code begins with that word, where others begin with another. */
export function familyMentions(
  { index }: Vocabulary,
  tokens: readonly Token[],
  named: readonly StructureMention[],
): readonly StructureMention[] {
  const { departments } = index.plan;
  const familyOf = (code: string): string => code.toLowerCase().split(' ')[0] ?? '';
  for (const [at, { text }] of tokens.entries()) {
    const before = tokens[at - 1];
    const said = PLURAL.test(before?.text ?? '') || /^esclus[ie]$/.test(tokens[at + 1]?.text ?? '');
    if (!said && !(before?.type === 'number' && before.spelled)) continue;
    if (named.some((one) => one.from <= at && one.to > at)) continue;
    // «Dello staff B»: one of them.
    const one = `${text} ${tokens[at + 1]?.text ?? ''}`;
    if (departments.some(({ code }) => code.toLowerCase() === one)) continue;
    const family = departments.filter(({ code }) => familyOf(code) === text);
    // The larger family names them all: "i settori".
    if (family.length < 2 || family.length > departments.length / 2) continue;
    return family.map(({ code }) => ({
      level: 'department',
      code,
      strong: true,
      exact: null,
      from: at,
      to: at + 1,
    }));
  }
  return [];
}
