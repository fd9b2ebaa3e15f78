/*
 * Read by any Node, before a program of ours (`node -r`): an older one would stop at the first type with a sentence of
 * its own. Our npm packages bring a Node where the registry has one for the machine (optionalDependencies).
 */
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 19)) {
  console.error(
    `Serve Node.js 24 (o almeno 22.19): qui c’è la versione ${process.versions.node}. Si scarica da https://nodejs.org; poi si ripete il comando.`,
  );
  process.exit(1);
}
// What Node compiled once is kept beside the state, for the commands to come; src/main.ts keeps its own.
if (!/\bmain\.ts$/.test(process.argv[1] ?? ''))
  require('node:module').enableCompileCache?.(
    process.env.NODE_COMPILE_CACHE ?? '.traguardo/compiled/commands',
  );
