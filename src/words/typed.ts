/**
 * What somebody typed, as far as it is text: without NUL, which no database keeps, and with no halves of characters, which
 * Slack takes in no message.
 */
export const wholeText = (text: string): string => text.replaceAll('\0', '').toWellFormed();

/** The same, without the spaces round it; empty where nothing of it shows. */
export function typedText(text: string): string {
  const whole = wholeText(text).trim();
  return /^[\s\p{Cc}\p{Default_Ignorable_Code_Point}]*$/u.test(whole) ? '' : whole;
}
