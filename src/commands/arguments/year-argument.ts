/**
 * Takes a plan's year off what was typed after a command: "24 2021", "2021".
 * @returns null as the year where none is named
 */
export function yearArgument(text: string): { readonly year: number | null; readonly rest: string } {
  const [, before = '', year, after = ''] = /^(.*?)(?:^|\s)(20\d\d)(?=\s|$)(.*)$/s.exec(text) ?? [];
  if (year === undefined) return { year: null, rest: text.trim() };
  return { year: Number(year), rest: `${before} ${after}`.trim().replace(/\s+/g, ' ') };
}
