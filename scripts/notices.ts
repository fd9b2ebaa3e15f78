import { readFileSync, writeFileSync } from 'node:fs';
import { type Lock, noticesOf } from './third-parties.ts';

const root = new URL('../', import.meta.url);
const lock: Lock = JSON.parse(readFileSync(new URL('package-lock.json', root), 'utf8'));
writeFileSync(new URL('THIRD-PARTY-NOTICES.md', root), noticesOf(lock));
console.log('THIRD-PARTY-NOTICES.md');
