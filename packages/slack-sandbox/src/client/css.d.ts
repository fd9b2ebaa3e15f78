/** Styles are bundled by esbuild; a script only names them. */
declare module '*.css';
