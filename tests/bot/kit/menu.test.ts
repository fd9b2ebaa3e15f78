import { describe, expect, it } from 'vitest';
import { buildAbsenceForm, parseAbsenceForm } from '../../../src/bot/absence/absence-view.ts';
import { choice } from '../../../src/bot/kit/form-parts.ts';
import { menuOf } from '../../../src/bot/kit/menu.ts';
import { viewProblems } from '../../support/block-limits.ts';

const choices = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    choice(`Voce ${String(index + 1).padStart(4, '0')}`, `v${index + 1}`),
  );

describe('the choices of a menu', () => {
  it('are one list up to a hundred', () => {
    expect(menuOf(choices(100))).toEqual({ options: choices(100) });
  });

  it('are groups beyond, named after their first and last, and none is left out', () => {
    const menu = menuOf(choices(250));
    if (!('option_groups' in menu)) throw new Error('no groups');
    expect(menu.option_groups.map(({ label }) => label.text)).toEqual([
      'Voce 0001 – Voce 0100',
      'Voce 0101 – Voce 0200',
      'Voce 0201 – Voce 0250',
    ]);
    expect(menu.option_groups.flatMap(({ options }) => options)).toEqual(choices(250));
  });
});

it('an absence can be recorded for each of a thousand people', () => {
  const people = Array.from({ length: 1_000 }, (_, index) => ({
    code: `p-${index}`,
    name: `Cognome Lunghissimo Di Prova Numero ${index}`,
    email: `p${index}@lucca.example`,
  }));
  const view = buildAbsenceForm(people, people, '2021-09-09');
  expect(viewProblems(view)).toEqual([]);
  const offered = JSON.stringify(view);
  for (const number of [0, 555, 999])
    expect(offered.includes(`"value":"p${number}@lucca.example"`)).toBe(true);
  const sent = {
    private_metadata: '{}',
    state: {
      values: {
        person: { person: { selected_option: { value: 'p999@lucca.example' } } },
        from: { from: { selected_date: '2021-09-10' } },
        to: { to: { selected_date: '2021-09-12' } },
        substitute: { substitute: { selected_option: null } },
      },
    },
  };
  expect(parseAbsenceForm(sent)).toEqual({
    person: 'p999@lucca.example',
    from: '2021-09-10',
    to: '2021-09-12',
    substitute: null,
  });
});
