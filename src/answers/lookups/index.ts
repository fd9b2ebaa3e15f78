export { recogniseLaw } from './law.ts';
