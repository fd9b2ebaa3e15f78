/** The page before its script runs. */
export function pageDocument(teamName: string): string {
  const title = teamName.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const icon = `data:image/svg+xml,${encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#4a154b"/><path d="M9 9h14v4h-5v10h-4V13H9z" fill="#fff"/></svg>',
  )}`;
  return `<!doctype html>
<html lang="it">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="${icon}">
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
