import { DatabaseRefused } from '../migrations/migrate.ts';

/** Where a body's tables are in a PostgreSQL server. */
export interface PostgresPlace {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string | null;
  readonly database: string;
  readonly schema: string;
  readonly tls: boolean;
}

const WANTED = '«postgres://utente:password@server/database?schema=nome»';

/** One word of SQL as it is, with no quoting. */
const NAME = /^[a-z_][a-z0-9_]{0,62}$/;

/** Whether a database's place is a server, and no file. */
export const isPostgres = (place: string): boolean => /^postgres(ql)?:\/\//.test(place);

/**
 * For what is done to a file, and not to what a server keeps.
 * @param instead what serves at a server, in Italian
 * @throws DatabaseRefused for a server
 */
export function refuseServer(place: string, instead: string): void {
  if (isPostgres(place))
    throw new DatabaseRefused(`Il database ${placeInWords(place)} è in un server PostgreSQL: ${instead}.`);
}

/** How a place is named to people: an address never with its password. */
export function placeInWords(place: string): string {
  if (!isPostgres(place)) return place;
  const withoutPassword = place.replace(/^(\w+:\/\/[^:@/?#]*):.*@/, '$1@');
  return withoutPassword.includes('@') || !/:[^/].*@/.test(place) ? withoutPassword : 'postgres://…';
}

/**
 * Reads a server's address.
 * @throws DatabaseRefused that names what is wrong, and no password
 */
export function readPostgresPlace(place: string): PostgresPlace {
  const refuse = (what: string): never => {
    throw new DatabaseRefused(`TRAGUARDO_DB: ${what} in ${placeInWords(place)}; va scritto come ${WANTED}.`);
  };
  const url = URL.canParse(place) ? new URL(place) : refuse('un indirizzo che non si legge');
  const known = new Set(['schema', 'sslmode']);
  for (const name of url.searchParams.keys())
    if (!known.has(name)) refuse(`trovato «${name}», attesi «schema» o «sslmode»,`);
  const database = decodeURIComponent(url.pathname.slice(1));
  if (url.hostname === '') refuse('manca il server');
  if (url.username === '') refuse('manca l’utente');
  if (database === '' || database.includes('/')) refuse('manca il nome del database');
  const schema = url.searchParams.get('schema') ?? 'traguardo';
  if (!NAME.test(schema) || schema.startsWith('pg_'))
    refuse(`lo schema «${schema}» non va bene (minuscole, cifre e «_», al più 63)`);
  const sslmode = url.searchParams.get('sslmode') ?? 'disable';
  if (sslmode !== 'disable' && sslmode !== 'verify-full')
    refuse(`trovato sslmode «${sslmode}», attesi «disable» o «verify-full»,`);
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? 5432 : Number(url.port),
    user: decodeURIComponent(url.username),
    password: url.password === '' ? null : decodeURIComponent(url.password),
    database,
    schema,
    tls: sslmode === 'verify-full',
  };
}
