import { remember } from '../knowledge/memo.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';

/** The structure whose code ends with what was said: "settore 5", "uo 3.2", "uo b 1". */
export function findStructureCode(
  index: PlanIndex,
  level: 'department' | 'unit',
  text: string,
  next = '',
): { readonly level: 'department' | 'unit'; readonly code: string } | null {
  const tails = remember(index.memo, 'code-tails', () => ({
    department: byTail(index.plan.departments),
    unit: byTail(index.plan.units),
  }));
  const levels = level === 'unit' || !text.includes('.') ? [level] : (['department', 'unit'] as const);
  for (const one of levels)
    for (const said of [text, squash(text), squash(`${text}${next}`)]) {
      const code = tails[one].get(said);
      if (code !== undefined) return { level: one, code };
    }
  return null;
}

const squash = (code: string): string => code.replace(/[^a-z0-9]/g, '');

function byTail(structures: readonly { readonly code: string }[]): ReadonlyMap<string, string> {
  const tails = new Map<string, string>();
  for (const { code } of structures) {
    const tail = codeTail(code);
    if (!tails.has(tail)) tails.set(tail, code);
    if (!tails.has(squash(tail))) tails.set(squash(tail), code);
  }
  return tails;
}

/** What distinguishes a code among its like: "5" of "Settore 5", "3.2" of "U.O.3.2", "b.1" of "U.O.B.1". */
function codeTail(code: string): string {
  const parts = code.toLowerCase().split(/[\s.\-_]+/);
  let from = parts.length;
  while (from > 0 && /^\d+$/.test(parts[from - 1] ?? '')) from -= 1;
  const lettered = from > 2 && from === parts.length - 1 && /^[a-z]$/.test(parts[from - 1] ?? '');
  if (from === parts.length) return parts.at(-1) ?? '';
  return parts.slice(lettered ? from - 1 : from).join('.');
}
