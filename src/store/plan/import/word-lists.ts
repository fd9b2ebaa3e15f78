/*
 * The closed lists of the tables: what may be written for each member. The first word is the one that exports print;
 * the member's own name is always known.
 */

export const WORD_LISTS = {
  kind: {
    objective: 'obiettivo|obiettivi|ob|azione|progetto',
    process: 'processo|processi|attività ordinaria',
    indicator: 'indicatore|indicatori|indicatore di ente|indicatori di ente',
  },
  scope: {
    unit: 'di unità|unità|singolo|settoriale|individuale|di settore|no|no trasversale',
    transversal: 'trasversale|trasversali|intersettoriale|di gruppo|sì|si|x',
  },
  role: {
    contact: 'referente|referenti|referente di uo',
    head: 'dirigente|dirigenti|responsabile di settore|po|eq|posizione organizzativa|responsabile',
    controller: 'controllo|ufficio controllo|controllo di gestione',
    evaluator: 'Nucleo|nucleo di valutazione|oiv|valutatore',
    staff: 'dipendente|dipendenti|personale|altro',
  },
  state: {
    achieved: 'raggiunto|raggiunti|concluso',
    in_progress: 'in fase|in corso',
    amended: 'modificato|modificati',
    withdrawn: 'ritirato|ritirati|eliminato',
    new: 'nuovo|nuovi',
  },
  fact_unit: {
    eur: 'euro|€',
    percent: '%|percentuale|per cento',
    persons: 'persone|abitanti|dipendenti',
    count: 'numero|n.|quanti|unità',
    sqm: 'mq|metri quadrati|m²',
    sqkm: 'kmq|km²|chilometri quadrati',
    years: 'anni',
    score: 'punteggio|punti|voto',
    hours: 'ore',
  },
  level: { body: 'ente', department: 'settore', unit: 'U.O.|unità' },
  direction: {
    higher: 'più alto|crescente|in aumento|aumento|maggiore è meglio|+',
    lower: 'più basso|decrescente|in diminuzione|diminuzione|minore è meglio',
  },
  subject: { item: 'voce|obiettivo|elemento', unit: 'U.O.|unità', plan: 'piano', code: 'codice' },
} as const;

export type WordList = keyof typeof WORD_LISTS;

/** The member of a list that a text says; null for none. */
export function wordIn(list: WordList, text: string): string | null {
  const wanted = plain(text);
  const found = Object.entries(WORD_LISTS[list]).find(
    ([member, words]) => plain(member) === wanted || words.split('|').some((word) => plain(word) === wanted),
  );
  return found?.[0] ?? null;
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}|\.$/gu, '')
    .replace(/[\s_]+/g, ' ')
    .trim();

/** The word that exports print for a member. */
export function printedWord(list: WordList, member: string): string {
  const words: string | undefined = (WORD_LISTS[list] as Readonly<Record<string, string>>)[member];
  return words?.split('|')[0] ?? member;
}
