/** Words as they are shortened on a telephone ("ki", "nn", "xke") and in the tables of an office ("pers.", "liq."). */
const FULL: Readonly<Record<string, string>> = {
  ki: 'chi',
  ke: 'che',
  nn: 'non',
  cn: 'con',
  cmq: 'comunque',
  xk: 'perche',
  xke: 'perche',
  xche: 'perche',
  perke: 'perche',
  qnt: 'quanto',
  qnto: 'quanto',
  qnta: 'quanta',
  qnti: 'quanti',
  qnte: 'quante',
  pers: 'personale',
  liq: 'liquidato',
  imp: 'impegnato',
  acc: 'accertato',
  risc: 'riscosso',
  ragg: 'raggiungimento',
  resp: 'responsabile',
  scad: 'scadenza',
  max: 'massimo',
  min: 'minimo',
  perc: 'percentuale',
  mln: 'milioni',
  rd: 'raccolta differenziata',
  icche: 'che',
};

const SHORT = new RegExp(String.raw`\b(${Object.keys(FULL).join('|')})\b\.?`, 'g');

/** Writes shortened words out, in a text already in lowercase and without accents. */
export const expandShorthand = (text: string): string =>
  text
    .replace(SHORT, (_all, short: string) => FULL[short] ?? short)
    .replace(/\bx(?=\s+[a-z])/g, 'per')
    // No two of anything, and no item 2.
    .replace(/\btutt([ie]) e due\b/g, (_all, ending: string) => `entramb${ending}`)
    .replace(/\b(?:n|num)\b\.?\s+(?=obiettiv|ob\b|process|proc\b)/g, 'numero ');
