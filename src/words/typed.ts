/**
 * What somebody typed, as far as it is text: without NUL, which no database keeps, without marks of direction, which turn
 * round whatever is written after it, and with no halves of characters, which Slack takes in no message.
 */
export const wholeText = (text: string): string =>
  text.replace(/[\0\u202a-\u202e\u2066-\u2069]/g, '').toWellFormed();

/** The same, without the spaces round it; empty where nothing of it shows. */
export function typedText(text: string): string {
  const whole = wholeText(text).trim();
  return /^[\s\p{Cc}\p{Default_Ignorable_Code_Point}]*$/u.test(whole) ? '' : whole;
}
