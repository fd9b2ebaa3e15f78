import type { QuestionService } from '../../answers/question-service.ts';

/** So many bodies have what answers their questions in memory; what the others need is made when they ask. */
const MOST_KEPT = 20;

/** Keeps what answers questions for those who asked last. */
export interface EngineKeeper {
  /** The same questions, whose engine is let go of when others were asked since. */
  keeping(body: string, questions: QuestionService): QuestionService;
  /** A body is served no longer: what it has is let go of. */
  forget(body: string): void;
}

/**
 * An engine takes nine megabytes, and is made in a fraction of a second out of what is in memory anyway: a body that nobody asks needs
 * none. Where there is room each is made ahead of the first question; after that, the one that was used least lately goes.
 */
export function createEngineKeeper(mostKept = MOST_KEPT): EngineKeeper {
  /** Who has one, the least lately used first. */
  const kept = new Map<string, () => void>();

  function use(body: string, release: () => void): void {
    kept.delete(body);
    kept.set(body, release);
    for (const [oldest, letGo] of kept) {
      if (kept.size <= mostKept) return;
      kept.delete(oldest);
      letGo();
    }
  }

  return {
    keeping(body, questions) {
      // One that never came to be needs no letting go.
      const release = () => void questions.release().catch(() => undefined);
      const using =
        <Given extends unknown[], T>(work: (...given: Given) => Promise<T>) =>
        (...given: Given): Promise<T> => {
          use(body, release);
          return work(...given);
        };
      return {
        ...questions,
        // Nobody waits for it: it takes no other's place.
        async prepare() {
          if (!kept.has(body) && kept.size >= mostKept) return;
          if (!kept.has(body)) use(body, release);
          await questions.prepare();
        },
        ask: using(questions.ask),
        wantsChart: using(questions.wantsChart),
        reportsIn: using(questions.reportsIn),
        itemIn: using(questions.itemIn),
        chart: using(questions.chart),
        phaseChart: using(questions.phaseChart),
        standardCharts: using(questions.standardCharts),
        answer: using(questions.answer),
      };
    },
    forget(body) {
      kept.get(body)?.();
      kept.delete(body);
    },
  };
}
