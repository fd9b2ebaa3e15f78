import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/* A page of some documents of Lucca's plan, as docs/images/document-NAME.png: written by the terminal's command, drawn by pdftoppm. */

const PROGRAM = fileURLToPath(new URL('../src/cli/document.ts', import.meta.url));

const PAGES: readonly {
  readonly name: string;
  readonly words: readonly string[];
  readonly file: string;
  readonly page: number;
}[] = [
  { name: 'report', words: ['relazione'], file: 'relazione-2021.pdf', page: 2 },
  {
    name: 'dossier',
    words: ['fascicolo', 'obiettivo', '24'],
    file: 'fascicolo-obiettivo-24-2021.pdf',
    page: 1,
  },
];

/** Draws them, where pdftoppm (poppler-utils) is there. @returns the files written */
export function drawDocuments(images: string): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'traguardo-'));
  try {
    return PAGES.map(({ name, words, file, page }) => {
      execFileSync(process.execPath, [PROGRAM, ...words, '--formato', 'pdf', '--in', folder], {
        cwd: folder,
        env: { ...process.env, TRAGUARDO_DB: join(folder, 'prova.db') },
      });
      const target = `${images}document-${name}`;
      execFileSync('pdftoppm', [
        ...['-png', '-r', '70', '-singlefile', '-f', String(page), '-l', String(page)],
        join(folder, file),
        target,
      ]);
      return `${target}.png`;
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
