import type { ServerResponse } from 'node:http';
import { escapeMarkup } from '../../words/markup.ts';

/** What a browser is shown of an installation. */
interface Page {
  readonly status: number;
  readonly title: string;
  readonly text: string;
  /** What goes on from here. */
  readonly link?: { readonly address: string; readonly words: string };
}

/** Where somebody begins, who administers a workspace. */
export const beginning = (address: string): string =>
  html({
    status: 200,
    title: 'Installare Traguardo',
    text: 'Traguardo accompagna il ciclo della performance del tuo ente in Slack: risponde sulle cifre del piano, ricorda le scadenze, raccoglie gli aggiornamenti. Per installarlo nel workspace dell’ente ti serve il permesso di aggiungere app.',
    link: { address, words: 'Continua in Slack' },
  });

/** It is there. */
export const INSTALLED: Page = {
  status: 200,
  title: 'Traguardo è installato',
  text: 'Puoi chiudere questa pagina. In Slack cerca Traguardo tra le app, apri la sua Home, oppure scrivi /chiedi aiuto.',
};

/** A workspace that is no body's: nothing of it was kept. */
export const notConnected = (workspace: string): Page => ({
  status: 403,
  title: 'Questo workspace non è di un ente servito',
  text: `Traguardo non è stato installato, e non conserva niente di questo workspace. Se è quello di un ente che usa Traguardo, chiedi a chi lo gestisce di registrarlo con il suo codice, ${workspace}, e ripeti.`,
});

/** Somebody said no in Slack. */
export const CANCELLED: Page = {
  status: 200,
  title: 'Installazione annullata',
  text: 'Non è stato installato niente. Per riprovare apri di nuovo l’indirizzo di installazione.',
};

/** What came back is not what was begun in this browser, or lately enough. */
export const EXPIRED: Page = {
  status: 400,
  title: 'Installazione da ricominciare',
  text: 'Questa richiesta è scaduta, è già stata usata o non è partita da questo browser. Apri di nuovo l’indirizzo di installazione e completa il passaggio in Slack entro dieci minuti.',
};

/** Slack, or the database, did not go along. */
export const FAILED: Page = {
  status: 502,
  title: 'Installazione non riuscita',
  text: 'Slack non ha completato l’installazione. Riprova fra qualche minuto; se succede ancora, dillo a chi gestisce Traguardo.',
};

/** Nothing here is anybody else's to show, keep or frame. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** Sets the headers of any page here. */
export function prepare(response: ServerResponse): void {
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
}

/** Answers with a page. */
export function show(response: ServerResponse, page: Page): void {
  prepare(response);
  response.writeHead(page.status).end(html(page));
}

const html = ({ title, text, link }: Page): string => `<!doctype html>
<html lang="it">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeMarkup(title)}</title>
<style>
body { font: 1.1rem/1.6 system-ui, sans-serif; max-width: 36rem; margin: 4rem auto; padding: 0 1rem; color: #1d1c1d; background: #fff }
a { display: inline-block; padding: .6rem 1.2rem; background: #06c; color: #fff; border-radius: .3rem }
</style>
</head>
<body>
<main>
<h1>${escapeMarkup(title)}</h1>
<p>${escapeMarkup(text)}</p>
${link === undefined ? '' : `<p><a href="${escapeMarkup(link.address)}">${escapeMarkup(link.words)}</a></p>\n`}</main>
</body>
</html>
`;
