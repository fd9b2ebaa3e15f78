/** How people of a body call the rows and columns of its context tables. Written without reading `data/italiano`. */

export interface TableWords {
  readonly topic: string;
  readonly row: {
    readonly one: string;
    readonly many: string;
    /** "della circoscrizione 3", "a Pisa". */
    readonly of: (name: string) => string;
    /** Only these rows are of that noun. */
    readonly is?: RegExp;
    readonly gender: 'm' | 'f';
  };
  /** How each column is called: bare, with the gender and number that adjectives take; those left out are not asked. */
  readonly columns: Readonly<Record<string, ColumnWords>>;
}

export interface ColumnWords {
  readonly bare: string;
  readonly the: string;
  /** "Più alta", "più alto"; null for things that are counted: "più parchi". */
  readonly high: string | null;
  readonly low: string | null;
}

const counted = (the: string): ColumnWords => ({
  bare: the.replace(/^\S+ |^l'/, ''),
  the,
  high: null,
  low: null,
});

const rated = (the: string, high: string, low: string): ColumnWords => ({ ...counted(the), high, low });

const LUCCA: readonly TableWords[] = [
  {
    topic: 'rifiuti-differenziata',
    row: { one: 'capoluogo', many: 'capoluoghi', of: (name) => `a ${name}`, gender: 'm' },
    columns: {
      'raccolta differenziata': rated('la raccolta differenziata', 'più alta', 'più bassa'),
    },
  },
  {
    topic: 'attrezzature',
    row: { one: 'settore', many: 'settori', of: (name) => `del ${name}`, is: /^Settore/, gender: 'm' },
    columns: {
      'PC fissi': counted('i pc fissi'),
      notebook: counted('i notebook'),
      'cellulari di servizio': counted('i cellulari di servizio'),
      webcam: counted('le webcam'),
      'monitor aggiuntivi': counted('i monitor aggiuntivi'),
    },
  },
  {
    topic: 'verde-circoscrizioni',
    row: {
      one: 'circoscrizione',
      many: 'circoscrizioni',
      of: (name) => `della ${name.toLowerCase()}`,
      gender: 'f',
    },
    columns: {
      'parchi attrezzati': counted('i parchi attrezzati'),
      'parchi non attrezzati': counted('i parchi non attrezzati'),
    },
  },
  {
    topic: 'benessere-medie',
    row: { one: 'ambito', many: 'ambiti', of: (name) => `dell'ambito ${name.slice(0, 1)}`, gender: 'm' },
    columns: {
      'giudizio medio': rated('il giudizio medio', 'più alto', 'più basso'),
    },
  },
];

const VALLEY: readonly TableWords[] = [
  {
    topic: 'rifiuti-comuni',
    row: { one: 'comune', many: 'comuni', of: (name) => `di ${name}`, gender: 'm' },
    columns: {
      'raccolta differenziata': rated('la raccolta differenziata', 'più alta', 'più bassa'),
      'rifiuti raccolti (tonnellate)': counted('i rifiuti raccolti'),
    },
  },
  {
    topic: 'biblioteche',
    row: {
      one: 'biblioteca',
      many: 'biblioteche',
      of: (name) =>
        name === 'Bibliobus' ? 'del bibliobus' : `della ${name.charAt(0).toLowerCase()}${name.slice(1)}`,
      gender: 'f',
    },
    columns: { prestiti: counted('i prestiti'), iscritti: counted('gli iscritti') },
  },
  {
    topic: 'personale-aree',
    row: { one: 'area', many: 'aree', of: (name) => `dell'${name}`, gender: 'f' },
    columns: {
      donne: counted('le donne'),
      uomini: counted('gli uomini'),
    },
  },
];

export const TABLE_WORDS: Readonly<Record<string, readonly TableWords[]>> = {
  lucca: LUCCA,
  'valle-serena': VALLEY,
};
