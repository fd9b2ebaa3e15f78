/**
 * A text that a spreadsheet would take for a formula, in full-width signs too, gets an apostrophe before it and stays
 * text. For CSV alone: a cell of XLSX says itself that it is text.
 * Source: owasp.org/www-community/attacks/CSV_Injection.
 */
export const neutralise = (text: string): string =>
  /^[\s\u200b\ufeff]*[=+\-@＝＋－＠−﹢﹣﹫\t\r]/.test(text) ? `'${text}` : text;
