import { capital, counted } from '../../words/sentences.ts';
import { type Draft, type Phrasing, say } from '../phrase/draft.ts';
import { departmentName, unitName } from '../phrase/names.ts';
import { listSource } from '../phrase/sources.ts';
import { tableOf, wordColumn } from '../phrase/table-of.ts';
import { describedStructures } from './other-columns.ts';
import type { AskOf, Scope } from './parts-query.ts';
import { fieldName } from './scope.ts';

/** What structures say in a column that Traguardo does not know ("qual è la sede del servizio Tributi?"), or which say it. */
export function phraseStructureColumns(
  { index, words }: Phrasing,
  { departments, units, where }: Scope,
  { heading }: AskOf<'structures'>,
): Draft {
  const { plan } = index;
  const nameOf = (code: string, level: 'department' | 'unit'): string =>
    level === 'unit' ? unitName(plan, code) : departmentName(plan, code);
  const named = [
    ...departments.map((code) => ({ code, level: 'department' as const })),
    ...units.map((code) => ({ code, level: 'unit' as const })),
  ];
  const asked = heading ?? (where[0] ? fieldName(words, where[0].field) : '');
  const saying = describedStructures(plan).filter(
    ({ code, level, extra }) =>
      extra[asked] !== undefined &&
      (named.length === 0 || named.some((one) => one.code === code && one.level === level)) &&
      where.every(({ field, value }) => extra[fieldName(words, field)] === value),
  );
  const silent = where.length > 0 ? [] : named.filter(({ code }) => saying.every((one) => one.code !== code));
  const rows = saying.map(({ code, level, extra }) => `${nameOf(code, level)}: ${extra[asked]}`);
  const told = [...rows, ...silent.map(({ code, level }) => `${nameOf(code, level)}: ${words.notDeclared}`)];
  return {
    kind: saying.length > 0 ? 'answer' : 'no_data',
    headline:
      told.length === 1
        ? `${capital(asked)}, ${told[0]}.`
        : `${capital(asked)}, ${counted(told.length, say(words, 'struttura', 'structure'), say(words, 'strutture', 'structures'))}: ${told.slice(0, 6).join('; ')}${told.length > 6 ? '; …' : ''}.`,
    table:
      saying.length < 2
        ? null
        : tableOf(saying, [
            wordColumn(say(words, 'Struttura', 'Structure'), ({ code, level }) => nameOf(code, level)),
            wordColumn(asked, ({ extra }) => extra[asked] ?? ''),
          ]),
    sources: listSource(index),
    proof: {
      filter: where.map(({ value }) => `${asked} «${value}»`).join(', ') || asked,
      rows,
      formula: say(words, 'com’è scritto nella tabella delle strutture', 'as the table of structures has it'),
      sum: null,
    },
  };
}
