import type { Logger } from 'pino';
import { StoreUnavailable } from '../../domain/errors.ts';
import type { Courier } from '../../domain/sending/index.ts';
import type { IsoDay } from '../../domain/types.ts';
import { type MessageView, section } from './blocks.ts';

/** Tells the control office that nothing can be saved. */
export interface UnwritableMessage {
  readonly key: string;
  readonly person: string;
}

const TOLD =
  'Non riesco a salvare: il disco di Traguardo è pieno, o non ci si può scrivere. Finché dura gli aggiornamenti non sono registrati (chi li invia lo legge nel modulo) e i promemoria non partono; alle domande rispondo. ' +
  'Che cosa fare: chi gestisce la macchina liberi spazio o controlli i permessi del database. Poi tutto riprende da sé, senza riavviare.';

export const buildUnwritable = (): MessageView<ReturnType<typeof section>> => ({
  text: TOLD,
  blocks: [section(TOLD)],
});

/**
 * Looks whether the store can be written to, and tells the control office where it cannot: once a day for as long as it
 * lasts. Nothing can be claimed then, so it is looked for in Slack what was told already, also before a restart.
 * @returns what looks
 */
export function createUnwritableWatch(deps: {
  readonly probe: () => Promise<void>;
  readonly courier: Pick<Courier<UnwritableMessage>, 'find' | 'send'>;
  /** Whom it is told to. */
  readonly readers: () => Promise<readonly string[]>;
  readonly today: () => Promise<IsoDay>;
  readonly logger: Logger;
}): () => Promise<void> {
  const { probe, courier, readers, today, logger } = deps;
  let toldOn: IsoDay | null = null;

  return async () => {
    try {
      await probe();
      return;
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || error.reason !== 'full') throw error;
      const day = await today();
      if (toldOn === day) return;
      logger.error({ err: error }, 'nothing can be saved; the control office is told');
      const told: boolean[] = [];
      for (const person of await readers()) {
        const key = `unwritable:${day}:${person}`;
        const isThere = (await courier.find(person, key)) !== null;
        told.push(isThere || ['sent', 'refused'].includes((await courier.send({ key, person })).status));
      }
      if (!told.includes(false)) toldOn = day;
    }
  };
}
