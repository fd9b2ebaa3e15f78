/** Questions about the context tables and the acts of a plan folder, put together at random, with the figures that a right answer gives. */

import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { MONTHS } from '../patterns.ts';
import { chanceOf } from './random.ts';

export interface TableQuestion {
  readonly operator: 'cell' | 'series' | 'most' | 'over' | 'sum' | 'share' | 'split' | 'acts';
  readonly text: string;
  /** Every one of these stands in a right answer, as it is written. */
  readonly figures: readonly string[];
}

type Row = Readonly<Record<string, string>>;

const rowsOf = (folder: string, file: string): readonly Row[] =>
  parse(readFileSync(`${folder}/${file}`, 'utf8'), { columns: true });

/** Tables whose rows and columns people call by these names, with the noun of their rows. */
const ASKED = [
  {
    topic: 'rifiuti-differenziata',
    row: 'capoluogo',
    of: (name: string) => `a ${name}`,
    column: () => 'la raccolta differenziata',
  },
  {
    topic: 'attrezzature',
    row: 'settore',
    of: (name: string) => `del ${name}`,
    column: (name: string) => `i ${name}`,
  },
  {
    topic: 'verde-circoscrizioni',
    row: 'circoscrizione',
    of: (name: string) => `della ${name.toLowerCase()}`,
    column: (name: string) => `i ${name}`,
  },
  {
    topic: 'benessere-medie',
    row: 'ambito',
    of: (name: string) => `dell'ambito ${name.slice(0, 1)}`,
    column: () => 'il giudizio medio',
  },
] as const;

const number = (value: number, unit: string): string => {
  const digits = unit === 'percent' || unit === 'score' ? 2 : 0;
  const text = value.toLocaleString('it-IT', {
    minimumFractionDigits: 0,
    maximumFractionDigits: digits,
    useGrouping: 'always',
  });
  return text;
};

/**
 * `n` questions about a folder; the same seed gives the same ones.
 * @param folder a plan folder with `facts.csv` and `acts.csv`
 */
export function tableQuestions(folder: string, n: number, seed: number): readonly TableQuestion[] {
  const facts = rowsOf(folder, 'facts.csv');
  const acts = rowsOf(folder, 'acts.csv');
  const { next: random, pick } = chanceOf(seed);
  const made: TableQuestion[] = [];
  while (made.length < n) {
    const one = random() < 0.15 ? actQuestion() : tableQuestion();
    if (one) made.push(one);
  }
  return made;

  function tableQuestion(): TableQuestion | null {
    const { topic, row, of, column } = pick(ASKED);
    const table = facts.filter((fact) => fact.topic === topic);
    const measure = pick([...new Set(table.map((fact) => fact.measure ?? ''))]);
    const periods = [...new Set(table.map((fact) => fact.period ?? ''))].sort();
    const last = periods.at(-1) ?? '';
    const whole = (fact: Row): boolean => /^(totale|sintesi)/i.test(fact.subject ?? '');
    const inRow = (fact: Row): boolean =>
      (fact.subject ?? '').toLowerCase().startsWith(row) || topic !== 'attrezzature';
    const cells = table.filter(
      (fact) => fact.measure === measure && fact.period === last && !whole(fact) && inRow(fact),
    );
    if (cells.length < 3) return null;
    const amountOf = (fact: Row): number => Number(fact.value);
    const unit = cells[0]?.unit ?? '';
    const said = column(measure);
    const bare = said.replace(/^(la|il|i) /, '');
    const chosen = pick(cells);
    const name = chosen.subject ?? '';
    const sorted = [...cells].sort((a, b) => amountOf(a) - amountOf(b));
    switch (pick(['cell', 'series', 'most', 'over', 'sum', 'share', 'split'] as const)) {
      case 'cell':
        return {
          operator: 'cell',
          text: pick([
            `${bare} ${of(name)}`,
            `mi dici ${said} ${of(name)}?`,
            `vorrei sapere ${said} ${of(name)}, grazie`,
          ]),
          figures: [number(amountOf(chosen), unit)],
        };
      case 'series': {
        if (periods.length < 3) return null;
        const own = table.filter((fact) => fact.subject === name && fact.measure === measure);
        return {
          operator: 'series',
          text: pick([
            `andamento della ${bare} ${of(name)}`,
            `${bare} ${of(name)} dal ${periods[0]} al ${last}`,
          ]),
          figures: own.map((fact) => number(amountOf(fact), unit)),
        };
      }
      case 'most': {
        const least = random() < 0.5;
        const end = least ? sorted[0] : sorted.at(-1);
        if (!end || cells.filter((fact) => amountOf(fact) === amountOf(end)).length > 1) return null;
        const score = unit === 'percent' || unit === 'score';
        return {
          operator: 'most',
          text: score
            ? `qual è ${row === 'ambito' ? 'l’ambito' : `il ${row}`} con ${said} più ${least ? (unit === 'percent' ? 'bassa' : 'basso') : unit === 'percent' ? 'alta' : 'alto'}?`
            : `quale ${row} ha ${least ? 'meno' : 'più'} ${bare}?`,
          figures: [end.subject ?? '', number(amountOf(end), unit)],
        };
      }
      case 'over': {
        const middle = sorted[Math.floor(sorted.length / 2)];
        if (!middle) return null;
        const limit = Math.floor(amountOf(middle));
        const over = cells.filter((fact) => amountOf(fact) > limit);
        if (over.length === 0 || limit <= 0 || /estension/.test(bare)) return null;
        const many = {
          capoluogo: 'capoluoghi',
          settore: 'settori',
          circoscrizione: 'circoscrizioni',
          ambito: 'ambiti',
        }[row];
        return {
          operator: 'over',
          text: pick([
            `quanti ${many} superano ${limit} per ${bare}?`,
            `${many} con più di ${limit}${unit === 'percent' ? '%' : ''} di ${bare}`,
          ]),
          figures: [`${over.length} su ${cells.length}`],
        };
      }
      case 'sum': {
        if (topic !== 'attrezzature') return null;
        const all = table.filter((fact) => fact.measure === measure);
        return {
          operator: 'sum',
          text: pick([`totale ${bare}`, `quanti ${bare} ci sono in tutto?`, `${bare} complessivi`]),
          figures: [
            number(
              all.reduce((sum, fact) => sum + amountOf(fact), 0),
              unit,
            ),
          ],
        };
      }
      case 'share': {
        if (topic !== 'attrezzature') return null;
        const all = table
          .filter((fact) => fact.measure === measure)
          .reduce((sum, fact) => sum + amountOf(fact), 0);
        return {
          operator: 'share',
          text: `che percentuale dei ${bare} è ${of(name)}?`,
          figures: [((100 * amountOf(chosen)) / all).toFixed(2).replace('.', ',')],
        };
      }
      case 'split':
        return {
          operator: 'split',
          text: pick([`${bare} per ${row}`, `${bare} suddivisi per ${row}`]),
          figures: cells.map((fact) => number(amountOf(fact), unit)),
        };
    }
  }

  function actQuestion(): TableQuestion | null {
    const from = Math.floor(random() * 8);
    const to = from + 1 + Math.floor(random() * 3);
    const two = (month: number): string => String(month + 1).padStart(2, '0');
    const dated = acts.filter((act) => {
      const day = act.date ?? '';
      return day >= `2021-${two(from)}-01` && day <= `2021-${two(to)}-31`;
    });
    if (dated.length === 0) return null;
    return {
      operator: 'acts',
      text: pick([
        `atti tra ${MONTHS[from]} e ${MONTHS[to]} 2021`,
        `elenca gli atti da ${MONTHS[from]} a ${MONTHS[to]} 2021`,
      ]),
      figures: [`${dated.length} att`],
    };
  }
}
