import { enableCompileCache } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { compiledFolder, startFromPack } from './app/module-pack.ts';

// What Node compiled once is kept for the starts to come; a folder that cannot be written to keeps nothing.
enableCompileCache(compiledFolder());
const started = startFromPack(compiledFolder(), import.meta.url);
// What is old in memory is looked through when it has grown by less than half, and what is young keeps the size that it
// reaches with the configuration, 16 MB: left to itself the process takes several times what the plan and the engine need,
// and keeps it; with the 2 MB that it begins with, a fifth of its time goes into looking what is still in use. No flag
// sets the size of what is young once the process runs.
setFlagsFromString('--heap-growing-percent=40');
await import('./app/config.ts');
setFlagsFromString('--semi-space-growth-factor=1');
await import('./cli/start.ts');
started();
