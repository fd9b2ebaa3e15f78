/** What is not closed by then never will be: whoever stops the service waits ten seconds, and then kills it. */
const CLOSED_WITHIN_MS = 9_000;
/** How often it is looked whether npm is still there. */
const LOOKED_AT_MS = 500;

/** The first signal closes everything in order, within ten seconds; a second one ends at once. */
export function onShutdown(close: () => Promise<void>): void {
  let closing = false;
  const end = (): void => {
    if (closing) process.exit(1);
    closing = true;
    setTimeout(() => {
      console.error(
        'Non tutto era finito dopo dieci secondi: chiudo lo stesso. Niente di quello che è stato salvato è perso.',
      );
      process.exit(1);
    }, CLOSED_WITHIN_MS).unref();
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end);
  endWithNpm(end);
}

/** npm, when it is killed, does not tell the program that it started: it would run on, and hold the port. */
function endWithNpm(end: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    end();
  }, LOOKED_AT_MS);
  timer.unref();
}
