import type { ColumnDataType, Expression, Kysely, RawBuilder } from 'kysely';

type Type = ColumnDataType | Expression<unknown>;

/** What each database engine says in its own words where tables are made; all the rest, Kysely says for it. */
export interface SchemaEngine {
  /** Type of a key that numbers the rows by itself. */
  readonly id: Type;
  /** Type of a whole number that a municipality's cents fit in. */
  readonly cents: Type;
  /** Type of a number with decimals: a percentage. */
  readonly decimal: Type;
  /** Type of a text that is the same in capitals and in small letters: an e-mail address. */
  readonly caseless: Type;
  /** How a table ends whose rows are numbered. */
  readonly numbered: Expression<unknown>;
  /** How a table ends whose rows are found by the key they come with. */
  readonly keyed: Expression<unknown>;
  /** Holds where a column's text is JSON. */
  isJson(column: string): RawBuilder<unknown>;
  /**
   * From here on the rows of a table can neither be changed nor deleted, whoever tries.
   * @param except a column that may still be changed
   */
  freeze(db: Kysely<unknown>, table: string, except?: string): Promise<void>;
}
