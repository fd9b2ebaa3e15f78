import { dayBefore } from '../../domain/plan/index.ts';
import { FAR_PAST } from '../../words/days.ts';
import type { BOUNDS } from '../../words/operators.ts';
import { readDays } from '../parts/read-days.ts';
import type { QueryOf } from '../query.ts';

type LiveQuery = QueryOf<'monitoring'>;

/** What narrows or orders what a phase holds, and the question without the words for it. */
export interface LiveWords extends Pick<LiveQuery, 'former' | 'order' | 'longer' | 'due' | 'having'> {
  readonly changed: boolean;
  /** "Da quanto tempo aspettano?" */
  readonly howLong: boolean;
  /** "Più indietro": by what is still owed. */
  readonly behind: boolean;
  /** "Più avanti": by what has come in. */
  readonly ahead: boolean;
  readonly rest: string;
}

const FORMER =
  /\b(?:(?:nel|nella|al|alla|del|della|dal|dalla|rispetto\s+al|rispetto\s+alla)\s+)?(?:fase|monitoraggio|verifica|rilevazione|volta|giro)\s+(?:precedente|prima|passat[ao]|scors[ao]|di\s+prima)\b|\b(?:l['’]|dell['’]|all['’]|nell['’])(?:altra|ultima)\s+volta\b|\b(?:nel|al|rispetto\s+al)\s+precedente\s+(?:monitoraggio|giro)\b|\b(?:nella|alla)\s+precedente\s+(?:fase|verifica|rilevazione)\b/iu;
const CHANGED =
  /\b(?:cambiat[oaie]|variat[oaie]|cambiamenti|variazioni|novità|novita|diversi?|progressi)\b/iu;
const LONGER =
  /\bda\s+(?:più\s+di|piu\s+di|oltre|almeno)\s+(\d{1,3}|un[oa]?|due|tre|dieci|quindici)\s+(giorn[oi]|settiman[ae]|mes[ei])\b/iu;
const HOW_LONG = /\bda\s+(?:quanto\s+tempo|quanti\s+giorni|quanto|quando)\b/iu;
const OVERDUE = /\b(?:scadut[oaie]|già\s+scadut[oaie]|in\s+ritardo|oltre\s+la\s+scadenza|fuori\s+tempo)\b/iu;
const BEHIND =
  /\b(?:più|piu)\s+(?:indietro|in\s+ritardo|lent[oaie])\b|\b(?:fanalino\s+di\s+coda|maglia\s+nera|ultim[oa]\s+in\s+classifica)\b/iu;
const AHEAD = /\b(?:più|piu)\s+(?:avanti|veloc[ei]|puntual[ei]|virtuos[oaie])\b|\bmeno\s+indietro\b/iu;
const MOST =
  /\b(?:con\s+)?(?:il\s+maggior\s+numero\s+di|più|piu|di\s+più|di\s+piu)(?!\p{L})(?!\s+(?:di|del|dei)\s+\d)/iu;
const LEAST = /\b(?:con\s+)?(?:il\s+minor\s+numero\s+di|meno|di\s+meno)\b(?!\s+(?:di|del|dei)\s+\d)/iu;
const HAVING =
  /\b(più\s+di|piu\s+di|oltre|almeno|meno\s+di|al\s+massimo|non\s+più\s+di)\s+(\d{1,3}|un[oa]?|due|tre|quattro|cinque|dieci)\b(?!\s*(?:giorn|settiman|mes|%|per\s+cento|euro|€))/iu;

const NUMBERS: Readonly<Record<string, number>> = {
  un: 1,
  uno: 1,
  una: 1,
  due: 2,
  tre: 3,
  quattro: 4,
  cinque: 5,
  dieci: 10,
  quindici: 15,
};
const DAYS: readonly (readonly [RegExp, number])[] = [
  [/^giorn/iu, 1],
  [/^settiman/iu, 7],
  [/^mes/iu, 30],
];
const BOUND_OF: readonly (readonly [RegExp, (typeof BOUNDS)[number]])[] = [
  [/^(?:più|piu|oltre)/iu, 'gt'],
  [/^almeno/iu, 'gte'],
  [/^meno/iu, 'lt'],
  [/./u, 'lte'],
];

/**
 * Reads what a question asks of a phase besides its own words: "nella fase precedente", "da più di dieci giorni", "più
 * indietro", "che scadono entro il 20".
 * @param today for "scadute" and "la prossima settimana"
 */
export function readLiveWords(text: string, year: number, today: string): LiveWords {
  let rest = text;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const found = pattern.exec(rest);
    if (found) rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`;
    return found;
  };
  const former = take(FORMER) !== null;
  const changed = take(CHANGED) !== null;
  const longer = take(LONGER);
  const howLong = take(HOW_LONG) !== null;
  const behind = take(BEHIND) !== null;
  const ahead = !behind && take(AHEAD) !== null;
  const having = take(HAVING);
  const overdue = take(OVERDUE) !== null;
  const most = !behind && !ahead && take(MOST) !== null;
  const least = !behind && !ahead && !most && take(LEAST) !== null;
  const said = readDays(rest, year, today);
  return {
    former,
    changed,
    howLong,
    behind,
    ahead,
    order: behind || ahead || most ? 'max' : least ? 'min' : null,
    longer: longer
      ? numberOf(longer[1]) * (DAYS.find(([unit]) => unit.test(longer[2] ?? ''))?.[1] ?? 1)
      : null,
    having: having
      ? { op: BOUND_OF.find(([word]) => word.test(having[1] ?? ''))?.[1] ?? 'gt', value: numberOf(having[2]) }
      : null,
    due: overdue ? { from: FAR_PAST, to: dayBefore(today) } : said.days,
    rest: said.rest,
  };
}

const numberOf = (said: string | undefined): number => NUMBERS[(said ?? '').toLowerCase()] ?? Number(said);
