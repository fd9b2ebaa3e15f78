import { readFileSync } from 'node:fs';
import { forMany, type Manifest, overHttp } from '../app/app-manifest.ts';
import { type CommandLine, runCli, UsageError } from './run-cli.ts';

const HELP = `Uso: npm run --silent manifest [-- --url https://HOST [--enti]]

Scrive il manifesto dell’app Slack, da incollare in «Create New App → From a manifest».
Senza opzioni è quello di manifest.json, per Socket Mode.

  --url   indirizzo pubblico del programma: il manifesto è allora quello per HTTP, con tutti gli indirizzi al loro posto
  --enti  l’app di più enti (TRAGUARDO_BODIES): anche l’indirizzo a cui si torna dall’installazione, e token che si rinnovano`;

const OPTIONS = { url: { type: 'string' }, enti: { type: 'boolean' } } as const;

async function main({ values }: CommandLine<typeof OPTIONS>): Promise<void> {
  const manifest: Manifest = JSON.parse(
    readFileSync(new URL('../../manifest.json', import.meta.url), 'utf8'),
  );
  console.log(JSON.stringify(wanted(manifest, values), null, 2));
}

function wanted(manifest: Manifest, { url, enti = false }: CommandLine<typeof OPTIONS>['values']): Manifest {
  if (url !== undefined) return (enti ? forMany : overHttp)(manifest, addressOf(url));
  if (enti) throw new UsageError('--enti: più enti si servono via HTTP, e serve anche --url.');
  return manifest;
}

/** @throws UsageError for what is no public address */
function addressOf(text: string): URL {
  const url = URL.parse(text);
  if (url?.protocol !== 'https:' || url.username !== '' || url.search !== '' || url.hash !== '')
    throw new UsageError(
      `--url: trovato «${text}», atteso: un indirizzo https, per esempio https://traguardo.comune.example.`,
    );
  return url;
}

await runCli({ help: HELP, options: OPTIONS }, main);
