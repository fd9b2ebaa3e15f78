/**
 * A text that a spreadsheet would take for a formula gets an apostrophe before it, and stays text.
 * Source: owasp.org/www-community/attacks/CSV_Injection.
 */
export const neutralise = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
