import type { IsoDay, Phase } from '../../domain/types.ts';
import { ask, type Context, type Outcome, refuse } from './outcome.ts';

/** "Il prossimo monitoraggio", "la fase successiva", with when or which; more words ask of something else. */
const NEXT =
  /^(?:quando|quando è|quando sarà|quando si apre|quando si terrà|quando inizia|quando parte|qual è|quale è|data)?\s*(?:il|la|del|della)?\s*(?:prossim[oa]\s+(?:monitoraggio|fase(?:\s+di\s+monitoraggio)?|verifica|rilevazione)|(?:monitoraggio|fase)\s+(?:prossim|successiv)[oa])\s*(?:quando|quando è|di monitoraggio)?\s*[?!.]*$/iu;

/** "Quando è il prossimo monitoraggio?": the next that opens, else the one that is open; never one that is over. */
export function recogniseNextPhase(
  text: string,
  { vocabulary, today }: Omit<Context, 'reading'>,
): Outcome | null {
  if (!NEXT.test(text.trim())) return null;
  const { phases } = vocabulary.index.plan;
  const next = nextOf(phases, today);
  if (next) return ask({ type: 'date', acts: [], phases: [next.code], legal: [], lawFirst: false });
  return refuse({ reason: 'no_phase_ahead', last: phases.toSorted(byDue).at(-1) ?? null });
}

/** Until when updates are sent: "quando chiude il monitoraggio?", "entro quando bisogna mandare gli aggiornamenti?". */
const UNTIL =
  /^(?:mi (?:dici|sai dire)\s+)?(?:entro (?:quando|che (?:giorno|data)|quale (?:giorno|data))|fino a (?:quando|che giorno|che data|quale giorno)|quando (?:si )?(?:chiud|scad|termin|finisc)\p{L}{1,6}|quando è (?:la scadenza|il termine)|quanto tempo (?:c['’]è|abbiamo|resta))\s+(?:(?:si|bisogna|devo|dobbiamo|devono|possiamo|posso|possono|può|per|è possibile|vanno|va|gli uffici|le strutture|i settori)\s+){0,3}(?:(?:mandar|inviar|consegnar|rispond|trasmett|comunicar|compilar|mandat|inviat|trasmess|consegnat)\p{L}{0,4}\s+)?(?:il|la|lo|gli|le|i|al|alla|agli|ai|del|della|degli)?\s*(?:monitoraggi|aggiornament|rilevazion|fase|schede di monitoraggio)\p{L}{0,3}(?:\s+(?:di monitoraggio|del monitoraggio|intermedi[oa]|apert[oa]|in corso|attuale|del piano))?\s*[?!.]*$/iu;

/** "Quando chiude il monitoraggio?": the days of the phase that is open, else of the next, else of the last. */
export function recognisePhaseEnd(
  text: string,
  { vocabulary, today }: Omit<Context, 'reading'>,
): Outcome | null {
  const { phases } = vocabulary.index.plan;
  if (phases.length === 0 || !UNTIL.test(text.trim())) return null;
  const open = phases.find(
    ({ opensOn, dueOn, closesOn }) => opensOn <= today && (closesOn ?? dueOn) >= today,
  );
  const phase = open ?? nextOf(phases, today) ?? phases.toSorted(byDue).at(-1);
  return phase ? ask({ type: 'date', acts: [], phases: [phase.code], legal: [], lawFirst: false }) : null;
}

const byDue = (one: Phase, other: Phase): number => one.dueOn.localeCompare(other.dueOn);

function nextOf(phases: readonly Phase[], today: IsoDay): Phase | undefined {
  const open = phases.filter(({ closesOn }) => closesOn === null || closesOn > today).toSorted(byDue);
  return open.find(({ opensOn }) => opensOn > today) ?? open.find(({ dueOn }) => dueOn >= today);
}
