import type { Courier, Drawing, OutboxRow, OutboxStore, Rules } from './outbox.ts';

/**
 * Redraws messages. One is noted as stale before it is redrawn, and as drawn after: what fails, or is cut short, is done
 * again by a later tick.
 */
export function createDrawing<Row extends OutboxRow, Message>(deps: {
  readonly store: OutboxStore<Row>;
  readonly courier: Pick<Courier<Message>, 'redraw' | 'remove'>;
  readonly compose: Rules<Row, Message>['compose'];
}): Drawing<Row> & { catchUp(): Promise<readonly unknown[]> } {
  const { store, courier, compose } = deps;
  /** What is drawn of one message comes one after the other: the last one shows the last state. */
  const drawing = new Map<string, Promise<unknown>>();

  /** Draws a sent message as things stand now; one that was retired stays as it is. */
  async function draw(key: string): Promise<boolean> {
    const row = await store.byKey(key);
    if (row?.status !== 'sent' || row.retired || row.place === null) return false;
    const message = await compose(row);
    const isShown = message !== null && (await courier.redraw(message, row.place));
    await store.markDrawn(row.id, row.stale);
    return isShown;
  }

  function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = drawing.get(key) ?? Promise.resolve();
    const next = before.catch(() => undefined).then(work);
    drawing.set(key, next);
    const forget = (): void => {
      if (drawing.get(key) === next) drawing.delete(key);
    };
    next.then(forget, forget);
    return next;
  }

  /** One that cannot be redrawn now stops none of the others. */
  async function drawEach(rows: readonly Row[]) {
    const drawn: Row[] = [];
    const errors: unknown[] = [];
    for (const row of rows)
      try {
        if (await inTurn(row.key, () => draw(row.key))) drawn.push(row);
      } catch (error) {
        errors.push(error);
      }
    return { drawn, errors };
  }

  return {
    async redraw(rows) {
      await store.markStale(rows.map(({ id }) => id));
      return (await drawEach(rows)).drawn;
    },

    retire: (row, others = []) =>
      inTurn(row.key, async () => {
        const message = await compose({ ...row, retired: true });
        // In Slack first: after a crash in between it is done again, and nothing is left behind.
        if (message !== null && row.place !== null) await courier.redraw(message, row.place);
        await store.markRetired([row, ...others].map(({ id }) => id));
      }),

    async remove(row) {
      // As above: what is gone already is removed once more in vain.
      if (row.place !== null) await courier.remove(row.place);
      await store.markRemoved([row.id]);
    },

    /**
     * Redraws what earlier attempts left as it was.
     * @returns what went wrong this time too
     */
    catchUp: async () => (await drawEach(await store.living({ stale: true }))).errors,
  };
}
