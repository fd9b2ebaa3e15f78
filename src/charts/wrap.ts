import type { Font } from './font.ts';

/** A text in lines that fit, cut at spaces; what is left after the last of them is cut with "…". */
export function wrap(
  text: string,
  { font, size, width, most }: { font: Font; size: number; width: number; most: number },
): readonly string[] {
  const fits = (line: string): boolean => font.widthOf(line, size) <= width;
  const lines: string[] = [];
  let line = '';
  // A number keeps its sign: "33,97 %" is not parted.
  for (const word of text.replace(/\s+(?=[%€](?!\p{L}))/gu, '\u00a0').split(/[ \t\n]+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || fits(longer)) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  lines.push(line);
  const kept = lines.slice(0, most);
  const isCut = lines.length > most;
  return kept.map((one, index) => {
    const more = isCut && index === most - 1;
    if (!more && fits(one)) return one;
    let short = one;
    while (short.length > 1 && !fits(`${short}…`)) short = short.slice(0, -1);
    return `${short.trimEnd()}…`;
  });
}
