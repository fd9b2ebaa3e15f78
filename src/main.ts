import { enableCompileCache } from 'node:module';
import { setFlagsFromString } from 'node:v8';

// What Node compiled once is kept beside the state, for the starts to come; a folder that cannot be written to keeps nothing.
enableCompileCache(process.env.NODE_COMPILE_CACHE ?? '.traguardo/compiled');
// What is young in memory stays small, and what is old is looked through when it has grown by less than half: left to
// itself the process takes several times what the plan and the engine need, and keeps it.
for (const flag of ['--semi-space-growth-factor=1', '--heap-growing-percent=40']) setFlagsFromString(flag);
await import('./cli/start.ts');
