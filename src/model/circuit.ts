import type { QueryProposer } from '../answers/query-proposer.ts';

/** So many failures in a row, and the model is left alone for a while. */
const FAILURES = 3;
const REST_MS = 5 * 60_000;

/** Whether a model is asked: pure, the time is an argument. */
interface Circuit {
  readonly failures: number;
  /** Null for as long as it is closed. */
  readonly openUntil: Date | null;
}

const CLOSED: Circuit = { failures: 0, openUntil: null };

const mayAsk = ({ openUntil }: Circuit, now: Date): boolean => openUntil === null || openUntil <= now;

const afterFailure = ({ failures }: Circuit, now: Date): Circuit => ({
  failures: failures + 1,
  openUntil: failures + 1 < FAILURES ? null : new Date(now.getTime() + REST_MS),
});

/**
 * Asks a model only as long as it answers: after some failures in a row the others have the engine's own answer at
 * once, and one is tried again later.
 * @param tell hears when the model is left alone (until when), and when it answers again (null)
 */
export function withCircuit(proposer: QueryProposer, tell: (openUntil: Date | null) => void): QueryProposer {
  let circuit = CLOSED;
  return {
    async propose(input) {
      if (!mayAsk(circuit, input.now))
        return { outcome: 'resting', query: null, inputTokens: 0, outputTokens: 0 };
      try {
        const proposal = await proposer.propose(input);
        if (circuit.openUntil !== null) tell(null);
        circuit = CLOSED;
        return proposal;
      } catch (error) {
        circuit = afterFailure(circuit, input.now);
        if (circuit.openUntil !== null) tell(circuit.openUntil);
        throw error;
      }
    },
  };
}
