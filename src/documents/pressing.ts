import { flushCompileCache } from 'node:module';
import { inspect } from 'node:util';
import type { Delivery, Order } from './press.ts';
import { createPrinter } from './write/printer.ts';

/* The process of one document: writes it in the formats wanted, and is ended by who asked for it, or ends with them. */

const print = createPrinter();

process.once('disconnect', () => process.exit());
process.once('message', async (order: Order) => {
  const deliver = (delivery: Delivery): void => {
    flushCompileCache();
    process.send?.(delivery);
  };
  await print(order).then(
    (printed) => deliver({ printed }),
    (error: unknown) => deliver({ error: inspect(error) }),
  );
});
