import { enableCompileCache } from 'node:module';
import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

// What Node compiled once is kept beside the state, for the starts to come; a folder that cannot be written to keeps nothing.
enableCompileCache(process.env.NODE_COMPILE_CACHE ?? '.traguardo/compiled');
// What is old in memory is looked through when it has grown by less than half, and what is young is kept small: left to
// itself the process takes several times what the plan and the engine need, and keeps it.
setFlagsFromString('--heap-growing-percent=40');
const mayGrow = (may: boolean): void => setFlagsFromString(`--semi-space-growth-factor=${may ? 2 : 1}`);
// While the program is loaded nobody could stop it from growing.
mayGrow(false);
await import('./app/start.ts');
// At work it takes this much: with the 2 MB that every process begins with, a fifth of its time goes into looking what is
// still in use.
const YOUNG_BYTES = 16 * 1024 * 1024;
const watch = new PerformanceObserver(() => {
  const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
  if (young !== undefined && young.space_size < YOUNG_BYTES) return;
  mayGrow(false);
  watch.disconnect();
});
mayGrow(true);
watch.observe({ entryTypes: ['gc'] });
await import('./cli/start.ts');
