import { expandShorthand } from './shorthand.ts';

/** A space between letters and digits that were typed as one: "SP5", "30gg". */
export const GLUE = '\u00a0';

/** «C'è», which is no letter of a structure's name: "staff c'è". */
const THERE = /\bc['\u2019] ?(?=e\b)/g;

const REWRITES: readonly (readonly [RegExp, string])[] = [
  // "31/12/2021": only the year tells one plan or period from another.
  [/\b\d{1,2}[/.-]\d{1,2}[/.-]((?:19|20)\d{2})\b/g, ' $1 '],
  [/\b\d{1,2}\/\d{1,2}\/(\d{2})\b(?!\/)/g, ' 20$1 '],
  [/[\u2018\u2019\u201b\u0060\u00b4\u02bc]/g, "'"],
  [/[\u2010-\u2015]/g, '-'],
  // "Obiettivi 24,25,26" lists numbers; "24,25" alone may be an amount.
  [/(?<![\d.])(\d{1,2}),(?=\d{1,2}(?:,\d{1,2})+(?![\d,.]))/g, '$1, '],
  [/(, \d{1,2}),(\d{1,2})(?![\d,.])/g, '$1, $2'],
  [/\b((?:ob|obb|obiettivi|proc|processi|sett|settori)\.?\s+)(\d{1,2}),(\d{1,2})(?![\d,])/g, '$1$2, $3'],
  // "Spett.le", "gent.ma", "dott.ssa"
  [/\b([a-z]{3,5})\.(le|li|mo|ma|mi|me|ssa|ra|ri|gio)\b/g, '$1$2'],
  // "n° 24", "nº24", "n. 24", "nr.24", "#24" before a digit
  [/(^|[^a-z])(?:n\s*[°º]\.?|nr?\.|nro\.?|num\.|nr(?=\s?\d)|n(?=\s\d)|#)\s*(?=\d)/g, '$1 numero '],
  // "L'obiettivo 13 dell'Agenda 2030" is a goal.
  [
    /\bobiettiv[oi] (?:numero )?(\d{1,2})(?= (?:dell'|di |per l')?(?:agenda|onu\b|sviluppo sostenibile))/g,
    'goal $1',
  ],
  // "Obiettivi di sostenibilità 2030" are goals too.
  [/\bsostenibilita(?: per il| al| del)? 2030\b/g, 'agenda 2030'],
  // "Obiettivo n. 24/2021": of that year's plan; "delibera n. 24/2021" stays one.
  [
    /\b((?:ob|obb|obiettiv[oi]|proc|process[oi])\.?\s+(?:numero\s+)?)(\d{1,3})\/((?:19|20)\d{2})\b/g,
    '$1$2 $3',
  ],
  [/[°º]/g, ' '],
  // "U.O. 3.2", "u.o3.2", "uo3.2", "U O B.1"
  [/(^|[^a-z0-9])u\s?\.?\s?o\s?\.?(?=$|[^a-z]|[a-z]\s?\.?\s?\d)/g, '$1uo '],
  // "s5" for "settore 5"; "C05" and "C.05" are the code of one statement of a survey.
  [/(^|\s)s\.?(?=\d{1,2}(?!\d|[.,]\d))/g, '$1settore '],
  [/(^|[\s('])([a-z])\.?([01]\d)(?!\.?\d)/g, '$1$2.$3'],
  [/>=|≥/g, ' almeno '],
  [/<=|≤/g, ' al massimo '],
  [/>(?=\s*\d)/g, ' maggiore di '],
  [/<(?=\s*\d)/g, ' minore di '],
  // «S/3»: a code too.
  [/([a-z])\/?(\d)/g, `$1${GLUE}$2`],
  [/(\d)([a-z])/g, `$1${GLUE}$2`],
];

/** Without any of these there is nothing to rewrite that a tokeniser would notice. */
const REWRITABLE = /[0-9<>°º#≥≤=]|\b[a-z]\.|[a-z]\.[lmsrg]|\bu ?o\b/;
const ACRONYM = /(^|[^a-z0-9])((?:[a-z]\.){2,}[a-z]?)(?![a-z])/g;

/**
 * The form in which words are compared: compatibility-folded, lowercase, without accents, with one apostrophe and
 * with the usual abbreviations (U.O., n°, P.E.G.) written one way.
 */
export function normalise(text: string): string {
  let out = expandShorthand(
    text
      .normalize('NFKD')
      .replace(/[\u0300-\u036f]/g, '')
      .toLowerCase()
      .replace(THERE, 'ci '),
  );
  if (!REWRITABLE.test(out)) return out;
  for (const [pattern, replacement] of REWRITES) out = out.replace(pattern, replacement);
  // Acronyms written with dots lose them: "i.m.u." is "imu".
  return out.replace(
    ACRONYM,
    (_all, before: string, letters: string) => before + letters.replaceAll('.', ''),
  );
}
