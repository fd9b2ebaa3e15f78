import { parentPort, workerData } from 'node:worker_threads';
import type { Order } from './press.ts';
import { createPrinter } from './write/printer.ts';

/* The thread of one document: writes it in the formats wanted, and ends. */

parentPort?.postMessage(await createPrinter()(workerData as Order));
