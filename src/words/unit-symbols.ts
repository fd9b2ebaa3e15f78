/** Symbols of units that the name of a column may bear: "MWh termici", "tCO2 da evitare", "Consumi (kWh)". */
const UNIT_SYMBOLS: ReadonlySet<string> = new Set([
  'wh',
  'kwh',
  'mwh',
  'gwh',
  'kw',
  'kwp',
  'mw',
  'gj',
  'tj',
  'tep',
  'ktep',
  'co2',
  'tco2',
  'tco2e',
  'tco2eq',
  'ktco2',
  'kgco2',
  'kg',
  'km',
  'kmq',
  'km2',
  'm2',
  'mq',
  'm3',
  'mc',
  'smc',
]);

/** The unit that a name bears beside its words, in lower case; null where it bears none. */
export const unitSymbolIn = (name: string): string | null =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .find((word) => UNIT_SYMBOLS.has(word)) ?? null;
