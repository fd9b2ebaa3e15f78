import { phraseFigures } from '../figures/phrase-figures.ts';
import { phraseParts } from '../parts/phrase-parts.ts';
import type { Result } from '../run/result.ts';
import { phraseWeights } from '../weights/phrase-weights.ts';
import { phraseAbout } from './about.ts';
import { phraseActs } from './acts.ts';
import { phraseCheck } from './checks.ts';
import { phraseDates } from './dates.ts';
import type { Draft, Phrasing } from './draft.ts';
import { phraseFacts } from './facts.ts';
import { phraseUse } from './guide.ts';
import { phraseItems } from './items.ts';
import { phraseRule } from './law.ts';
import { phraseMonitoring } from './monitoring.ts';
import { phrasePassages } from './passages.ts';
import { phraseRemarks } from './remarks.ts';
import { phraseStatement } from './statements.ts';
import { phraseStructures } from './structures.ts';
import { phraseGoals, phraseTerms } from './terms.ts';

/** Puts a result into words. */
export function phrase(phrasing: Phrasing, result: Result): Draft {
  switch (result.type) {
    case 'item':
      return phraseItems(phrasing, result);
    case 'structure':
      return phraseStructures(phrasing, result);
    case 'goal':
      return phraseGoals(phrasing, result);
    case 'date':
      return phraseDates(phrasing, result);
    case 'monitoring':
      return phraseMonitoring(phrasing, result);
    case 'term':
      return phraseTerms(phrasing, result);
    case 'fact':
      return phraseFacts(phrasing, result);
    case 'acts':
      return phraseActs(phrasing, result);
    case 'statement':
      return phraseStatement(phrasing, result.query);
    case 'rule':
      return phraseRule(phrasing, result.query);
    case 'use':
      return phraseUse(phrasing, result.query);
    case 'check':
      return phraseCheck(phrasing, result);
    case 'passage':
      return phrasePassages(phrasing, result.query);
    case 'remark':
      return phraseRemarks(phrasing, result.query);
    case 'about':
      return phraseAbout(phrasing, result.query);
    case 'figures':
      return phraseFigures(phrasing, result.table);
    case 'weights':
      return phraseWeights(phrasing, result);
    case 'parts':
      return phraseParts(phrasing, result);
  }
}
