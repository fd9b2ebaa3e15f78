/** Macrotema, macrotemi; funzione, funzioni; compito, compiti; linea di mandato, linee di mandato. */
export function pluralOf(noun: string): string {
  const [, head = noun, rest = ''] = /^(.*?)( (?:di|d’|del|della|dello|per|a|al)\b.*)?$/.exec(noun) ?? [];
  return `${head.split(' ').map(pluralWord).join(' ')}${rest}`;
}

function pluralWord(word: string): string {
  if (word.endsWith('io')) return word.slice(0, -1);
  if (word.endsWith('ma')) return `${word.slice(0, -1)}i`;
  if (/[cg]a$/.test(word)) return `${word.slice(0, -1)}he`;
  if (word.endsWith('a')) return `${word.slice(0, -1)}e`;
  return /[oe]$/.test(word) ? `${word.slice(0, -1)}i` : word;
}

/** What a common noun's ending tells of its gender. */
export const genderOf = (noun: string): 'm' | 'f' =>
  /(a|ione|tà)$/.test(noun.split(' ')[0] ?? '') ? 'f' : 'm';
