import { enableCompileCache } from 'node:module';

// What Node compiled once is kept beside the state, for the starts to come; a folder that cannot be written to keeps nothing.
enableCompileCache(process.env.NODE_COMPILE_CACHE ?? '.traguardo/compiled');
await import('./cli/start.ts');
