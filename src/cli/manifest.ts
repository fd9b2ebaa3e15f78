import { readFileSync } from 'node:fs';
import { type Manifest, overHttp } from '../app/app-manifest.ts';
import { type CommandLine, runCli, UsageError } from './run-cli.ts';

const HELP = `Uso: npm run --silent manifest [-- --url https://HOST]

Scrive il manifesto dell’app Slack, da incollare in «Create New App → From a manifest».
Senza opzioni è quello di manifest.json, per Socket Mode.

  --url   indirizzo pubblico del programma: il manifesto è allora quello per HTTP, con tutti gli indirizzi al loro posto`;

const OPTIONS = { url: { type: 'string' } } as const;

async function main({ values }: CommandLine<typeof OPTIONS>): Promise<void> {
  const manifest: Manifest = JSON.parse(
    readFileSync(new URL('../../manifest.json', import.meta.url), 'utf8'),
  );
  console.log(
    JSON.stringify(values.url === undefined ? manifest : overHttp(manifest, addressOf(values.url)), null, 2),
  );
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
