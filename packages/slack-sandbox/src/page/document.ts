import type { AppDescription } from '../manifest.ts';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** The app's initial on its colour. */
function iconOf({ name, color }: Pick<AppDescription, 'name' | 'color'>): string {
  const [initial = ''] = name;
  const text = `<text x="16" y="23" font-family="sans-serif" font-size="19" font-weight="700" text-anchor="middle" fill="#fff">${escaped(initial.toUpperCase())}</text>`;
  return `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="${escaped(color)}"/>${text}</svg>`,
  )}`;
}

/** The page before its script runs. */
export function pageDocument(teamName: string, app: Pick<AppDescription, 'name' | 'color'>): string {
  const title = escaped(teamName);
  return `<!doctype html>
<html lang="it">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="${iconOf(app)}">
<link rel="stylesheet" href="/client.css">
<script type="module" src="/client.js"></script>
</head>
<body><div id="app"></div><noscript>Questa pagina ha bisogno di JavaScript.</noscript></body>
</html>
`;
}

/** Nothing is loaded from elsewhere except the images that messages show. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};
