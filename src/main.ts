import { enableCompileCache } from 'node:module';
import { setFlagsFromString } from 'node:v8';

// What Node compiled once is kept beside the state, for the starts to come; a folder that cannot be written to keeps nothing.
enableCompileCache(process.env.NODE_COMPILE_CACHE ?? '.traguardo/compiled');
// What is young in memory stays small: left to itself it takes as much as the whole plan, and keeps it.
setFlagsFromString('--semi-space-growth-factor=1');
await import('./cli/start.ts');
