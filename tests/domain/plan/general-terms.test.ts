import { expect, it } from 'vitest';
import { isSuperseded, type KnownTerms } from '../../../src/domain/plan/index.ts';
import type { GlossaryEntry } from '../../../src/domain/types.ts';

const entry = (term: string, definition: string, source: string): GlossaryEntry => ({
  term,
  aliases: [],
  definition,
  source,
});

const KNOWN: KnownTerms = {
  general: [
    entry(
      'liquidato',
      'La parte dell’impegno riconosciuta come dovuta; il pagamento viene dopo.',
      'D.Lgs. 267/2000',
    ),
    entry('grado di raggiungimento', 'Il risultato finale di un obiettivo, in percentuale.', 'Traguardo'),
  ],
  example: {
    body: 'esempio',
    name: 'Comune di Esempio',
    glossary: [entry('CRED', 'L’ufficio della Conferenza zonale per la Piana, nel Settore 4.', 'sezione 3')],
  },
};

it.each([
  [
    'a general definition copied',
    entry(
      'Liquidato',
      'La parte dell’impegno riconosciuta come dovuta:  il pagamento viene dopo',
      'sezione 4',
    ),
  ],
  [
    'what the example says of itself',
    entry('CRED', 'L’ufficio della Conferenza zonale per la Piana, nel Settore 4.', 'sezione 3'),
  ],
  [
    'what cites the example',
    entry('nivometro', 'Misura la neve.', 'Relazione del Comune di Esempio, sezione 3'),
  ],
])('%s is superseded in the plan of another body', (_what, own) => {
  expect(isSuperseded('altro', own, KNOWN)).toBe(true);
});

it.each([
  [
    'how a document defines a term',
    entry('grado di raggiungimento', 'La media delle fasi concluse, decisa dall’OIV.', 'pag. 12'),
  ],
  [
    'a definition that shares most of its words with the general one',
    entry('liquidato', 'La parte dell’impegno riconosciuta come dovuta dal settore che spende.', 'sezione 4'),
  ],
  ['one of its own that cites the law', entry('liquidato', 'Fase della spesa.', 'D.Lgs. 267/2000, art. 184')],
  ['a term of its own', entry('nivometro', 'Misura la neve.', 'pag. 2')],
])('%s stays with the body', (_what, own) => {
  expect(isSuperseded('altro', own, KNOWN)).toBe(false);
});

it('leaves the example its own words', () => {
  const [own] = KNOWN.example.glossary;
  expect(own && isSuperseded('esempio', own, KNOWN)).toBe(false);
});
