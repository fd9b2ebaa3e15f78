import { describe, expect, it } from 'vitest';
import { ATTRIBUTE_NAMES, ATTRIBUTES } from '../../src/words/attributes.ts';
import { CHANGE_FIELDS, CHANGE_NAMES } from '../../src/words/changes.ts';
import { ITEM_KINDS, itemName, KIND_NAMES } from '../../src/words/kinds.ts';
import { type InBoth, LANGUAGES, type Noun } from '../../src/words/language.ts';
import { LEVEL_NAMES, LEVELS } from '../../src/words/levels.ts';
import { declaredName, MEASURE_NAMES, MEASURES } from '../../src/words/measures.ts';
import { MONTHS } from '../../src/words/months.ts';
import { OPERATOR_NAMES, OPERATORS } from '../../src/words/operators.ts';
import { OUTCOME_NAMES, OUTCOMES } from '../../src/words/outcomes.ts';
import { ROLE_NAMES, ROLES } from '../../src/words/roles.ts';
import { ITEM_STATES, STATE_NAMES } from '../../src/words/states.ts';

type Named = readonly [readonly string[], Readonly<Record<string, InBoth<string | Noun>>>];

describe('every member of a union has its words in Italian and in English', () => {
  it.each<[string, Named]>([
    ['kinds', [ITEM_KINDS, KIND_NAMES]],
    ['states', [ITEM_STATES, STATE_NAMES]],
    ['roles', [ROLES, ROLE_NAMES]],
    ['outcomes', [OUTCOMES, OUTCOME_NAMES]],
    ['changes', [[...CHANGE_FIELDS, 'withdrawn', 'new'], CHANGE_NAMES]],
    ['measures', [[...MEASURES, 'count', 'deadline'], MEASURE_NAMES]],
    ['attributes', [ATTRIBUTES, ATTRIBUTE_NAMES]],
    ['operators', [OPERATORS, OPERATOR_NAMES]],
    ['levels', [LEVELS, LEVEL_NAMES]],
  ])('%s', (_name, [members, names]) => {
    expect(Object.keys(names).sort()).toEqual([...members].sort());
    for (const word of Object.values(names)) {
      expect(Object.keys(word).sort()).toEqual([...LANGUAGES].sort());
      for (const language of LANGUAGES) {
        const said = word[language];
        const forms = typeof said === 'string' ? [said] : Object.values(said);
        expect(forms.filter((form) => form.trim() === '')).toEqual([]);
      }
    }
  });

  it('the twelve months', () => {
    expect(MONTHS).toHaveLength(12);
    expect(new Set(MONTHS.flatMap(({ it: italian, en }) => [italian, en])).size).toBe(24);
  });
});

describe('a state without its words does not compile', () => {
  it('nor does one that only one language names', () => {
    // @ts-expect-error four of five states
    const four: typeof STATE_NAMES = { ...STATE_NAMES, new: undefined };
    // @ts-expect-error no English
    const italian: typeof OUTCOME_NAMES = { ...OUTCOME_NAMES, approved: { it: 'approvato' } };
    expect([four, italian]).toHaveLength(2);
  });
});

describe('an item', () => {
  it('is named by its kind and number', () => {
    expect(itemName({ kind: 'objective', number: 24 })).toBe('obiettivo 24');
    expect(itemName({ kind: 'process', number: 38 })).toBe('processo 38');
    expect(itemName({ kind: 'indicator', number: 1 })).toBe('indicatore di ente 1');
    expect(itemName({ kind: 'process', number: 38 }, 'en')).toBe('process 38');
  });
});

describe('a total that a document prints', () => {
  it.each([
    ['personnel_eur', 'costo del personale', 'personnel cost'],
    [
      'resources_used_eur',
      'risorse utilizzate (personale + liquidato)',
      'resources used (personnel + settled)',
    ],
    ['items_with_revenue', 'voci con entrate', 'items with revenue'],
    ['something_else', 'something_else', 'something_else'],
  ])('%s is «%s», “%s”', (measure, italian, english) => {
    expect(declaredName(measure, 'it')).toBe(italian);
    expect(declaredName(measure, 'en')).toBe(english);
  });
});
