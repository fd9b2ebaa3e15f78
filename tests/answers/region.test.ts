import { describe, expect, test } from 'vitest';
import { createEngine } from '../../src/answers/engine.ts';
import { NO_LIVE } from '../../src/answers/ports.ts';
import { engineOf } from '../support/engine.ts';
import { assignment, phase } from '../support/small-plan.ts';
import { converse } from './lucca.ts';
import { regionEngine, regionPlan } from './region.ts';

const engine = regionEngine();

/** The codes of the items that an answer is about. */
async function itemsOf(question: string): Promise<readonly string[]> {
  const { text } = await converse(engine, question);
  return [...new Set((text.match(/obiettivo \d/gi) ?? []).map((name) => name.slice(-1)))];
}

describe('structures of a body with areas and services', () => {
  test.each([
    ['quali obiettivi ha l’Area Prima?', ['1', '2']],
    ['elenca gli obiettivi della seconda area', ['3']],
    ['obiettivi dell’area 2', ['3']],
    ['obiettivi dell’area II', ['3']],
    ['obiettivi del servizio difesa del suolo', ['1']],
    ['obiettivi del demanio', ['1']],
    ['obiettivi della protezione civile', ['2']],
    ['elenca gli obiettivi della mobilità', ['3']],
    ['obiettivi del servizio rete ospedaliera', ['4']],
    ['obiettivi di T1', ['1', '2']],
    ['obiettivi di T1.02', ['1']],
  ])('«%s» is about objectives %j', async (question, items) => {
    expect(await itemsOf(question)).toEqual(items);
  });

  test.each([
    ['obiettivi della Direzione generale per la sanità', ['4', '5']],
    ['obiettivi del servizio direzione generale per la sanità', ['5']],
    ['obiettivi di SA.00', ['5']],
  ])(
    '«%s» means the department, or its unit of one name where its level or code is said',
    async (question, items) => {
      expect(await itemsOf(question)).toEqual(items);
    },
  );

  test.each([
    ['obiettivi del servizio soccorso', ['2']],
    ['obiettivi dell’area soccorso', ['1', '2']],
  ])('«%s» means the one of that level, however little of its name it is', async (question, items) => {
    const { departments, units } = regionPlan();
    const own = createEngine(
      [
        regionPlan(2026, {
          departments: departments.map((one) =>
            one.code === 'T1' ? { ...one, name: 'Area Vigilanza e soccorso' } : one,
          ),
          units: units.map((one) =>
            one.code === 'T1.01' ? { ...one, name: 'SERVIZIO POLIZIA RURALE, VIVAI E SOCCORSO' } : one,
          ),
        }),
      ],
      () => NO_LIVE,
    );
    const { text } = await converse(own, question);
    expect([...new Set((text.match(/obiettivo \d/gi) ?? []).map((name) => name.slice(-1)))]).toEqual(items);
  });

  test.each(['chi è il direttore dell’area seconda?', 'chi è il dirigente della seconda area?'])(
    '«%s» is told the account of the role',
    async (question) => {
      const people = [{ code: 'dir-t2', name: 'Direttore T2', email: 'dir.t2@montalba.example' }];
      const roles = [{ person: 'dir-t2', role: 'head' as const, department: 'T2', unit: null }];
      const own = createEngine([regionPlan(2026, { people, roles })], () => NO_LIVE);
      expect((await converse(own, question)).answer.headline).toMatch(/Area Seconda.*Direttore T2/);
    },
  );

  test.each([
    ['con quale atto è stato approvato il piano?', /DGR n\. 7 del 03\.02\.2026/],
    ['quando è stato approvato il piano?', /03\/02\/2026/],
  ])('«%s» is told from the head of the plan', async (question, told) => {
    const { head } = regionPlan();
    const own = createEngine(
      [
        regionPlan(2026, {
          acts: [],
          head: { ...head, approvalAct: 'DGR n. 7 del 03.02.2026', approvedOn: '2026-02-03' },
        }),
      ],
      () => NO_LIVE,
    );
    expect((await converse(own, question)).answer.headline).toMatch(told);
  });

  test.each([
    ['quali obiettivi hanno più di 1.000 euro impegnati ma niente di liquidato?', ['4']],
    ['quali obiettivi della sanità non hanno ancora alcuna somma liquidata?', ['4', '5']],
    ['obiettivi con più di 500 euro impegnati e ancora niente di riscosso', ['2', '3', '4']],
  ])('«%s» leaves out those that declare it', async (question, items) => {
    expect(await itemsOf(question)).toEqual(items);
  });

  test.each([
    ['quanto incide il liquidato sull’impegnato dell’area prima?', /33,75 %/],
    ['quanto incide il riscosso sull’impegnato dell’area prima?', /1,4 %/],
    ['quale area ha il rapporto più alto tra liquidato e impegnato?', /T1.*33,75 %/],
    ['togliendo l’obiettivo 3 e il 4, quanto resta di impegnato nel piano?', /8\.000,00/],
    ['escludendo l’obiettivo 2, quanto rimane di liquidato nell’area prima?', /200,00/],
  ])('«%s» is worked out of all that is said', async (question, told) => {
    const { headline } = (await converse(engine, question)).answer;
    expect(headline.replaceAll('\u00a0', ' ')).toMatch(told);
  });

  test.each([
    [
      ['i due obiettivi con più impegnato', 'e i due dopo?'],
      ['2', '4'],
    ],
    [['l’obiettivo con più impegnato', 'e il successivo?'], ['1']],
    [
      ['i due obiettivi con più impegnato', 'e i due successivi?', 'e per la sola area prima?'],
      ['1', '2'],
    ],
  ])('%j goes on to the places that follow', async (turns, items) => {
    const { headline } = (await converse(engine, ...turns)).answer;
    expect(
      [...new Set((headline.match(/obiettivo \d/gi) ?? []).map((name) => name.slice(-1)))].sort(),
    ).toEqual(items);
  });

  test.each([
    [['di questi quali finiscono nel 2026?']],
    [['quanti obiettivi ha la zona artigianale?', 'di questi quali finiscono nel 2026?']],
    [['obiettivi di T1', 'quanti obiettivi ha la zona artigianale?', 'quanto fanno insieme queste ultime?']],
  ])('%j goes on from nothing, and is asked about', async (turns) => {
    expect((await converse(engine, ...turns)).answer.kind).toBe('clarification');
  });

  test.each(['togliendo il 3 e il 4 quanto avanza di impegnato in fondo?'])(
    '«%s» loses no part: it is asked about',
    async (question) => {
      expect((await converse(engine, question)).answer.kind).toBe('clarification');
    },
  );

  test('what comes next in an order is told by its place', async () => {
    const { text } = await converse(engine, 'quale area ha più obiettivi dopo l’area prima?');
    expect(text).toMatch(/^T2 – Coordinamento Area Seconda: 1 obiettivo/);
  });

  test('areas told by ordinals stand side by side, and are no places of an order', async () => {
    const compared = await converse(
      engine,
      'confronta il liquidato dell’area prima con quello dell’area seconda',
    );
    expect(compared.text).toMatch(/2\.700,00/);
    expect(compared.text).toMatch(/1\.000,00/);
    expect(await itemsOf('quali obiettivi dell’area seconda hanno già pagato qualcosa?')).toEqual(['3']);
  });

  test.each(['quali sono i servizi dell’area prima?', 'quali servizi ha la prima area?'])(
    '«%s» lists services, and no objectives',
    async (question) => {
      const { text } = await converse(engine, question);
      expect(text).toContain('T1.01');
      expect(text).toContain('T1.02');
      expect(text).not.toContain('Argini');
    },
  );

  test('a word of structures before the name tells them apart', async () => {
    expect(await itemsOf('obiettivi del servizio sanità')).toEqual(['5']);
  });

  test.each([
    ['quanti obiettivi per area?', /T1 .*2/],
    ['ogni servizio quanti obiettivi ha?', /T2\.01 .*1/],
    ['finanziamento per area', /8\.000,00/],
    ['pagamenti per ciascun servizio', /T1\.01 .*2\.500,00/],
  ])('«%s» is shown structure by structure', async (question, shown) => {
    expect((await converse(engine, question)).text).toMatch(shown);
  });

  test.each([
    ['qual è l’area con più obiettivi?', /T1|SA/],
    ['quale servizio ha speso di più?', /T1\.01/],
  ])('«%s» ranks them', async (question, first) => {
    expect((await converse(engine, question)).answer.headline).toMatch(first);
  });
});

describe('what is asked without saying of whom', () => {
  test.each([
    ['quali non hanno ancora speso niente?', ['4', '5']],
    ['quali obiettivi non hanno incassato un euro?', ['2', '3', '4', '5']],
  ])('«%s» is of the items %j', async (question, items) => {
    expect(await itemsOf(question)).toEqual(items);
  });

  test.each(['chi non ha ancora speso niente?', 'quali strutture non hanno pagato nulla?'])(
    '«%s» is of the areas',
    async (question) => {
      const { headline } = (await converse(engine, question)).answer;
      expect(headline).toMatch(/SA: 2/);
      expect(headline).not.toMatch(/T1|T2/);
    },
  );

  test.each(['negli ultimi due anni quanto è stato speso?', 'quanto abbiamo pagato negli ultimi 3 anni?'])(
    '«%s» gets no figure of one year',
    async (question) => {
      expect((await converse(engine, question)).answer.headline).toMatch(/^Non ho dati per il 2025/);
    },
  );
});

describe('codes with letters', () => {
  test.each([
    ['P1C2I4.1', '1'],
    ['quanto costa il codice P1C2I4.2?', '2'],
    ['OVP 3', '4'],
    ['ovp3', '4'],
    ['di chi è Q10?', '5'],
    ['quanto costa l’obiettivo OVP 2?', '3'],
  ])('«%s» is objective %s', async (question, item) => {
    expect(await itemsOf(question)).toEqual([item]);
  });

  test.each(['P1C2I4.9', 'quanto costa OVP 9?', 'Q8', 'quanto costa B13F22000160006?'])(
    '«%s» is no number cut out of a code',
    async (question) => {
      const { answer } = await converse(engine, question);
      expect(answer.kind).not.toBe('answer');
    },
  );

  test('a word with a digit in it is no code where none begins so', async () => {
    expect((await converse(engine, 'quanta CO2 evita il piano?')).text).not.toMatch(/voce CO2|obiettivo 2/);
  });

  test('a range of numbers is no code', async () => {
    expect(await itemsOf('obiettivi dal 1 al 3')).toEqual(['1', '2', '3']);
  });
});

describe('money of a body that keeps no cost of personnel', () => {
  test.each([
    ['quanto è il finanziamento dell’obiettivo 1?', 500_000],
    ['quanto costa l’obiettivo 3?', 900_000],
    ['quanto ha speso l’area prima?', 270_000],
    ['trasferimenti dell’obiettivo 1', 7_000],
    ['quanto è stato pagato per la protezione civile?', 250_000],
  ])('«%s» is %i cents', async (question, cents) => {
    expect((await converse(engine, question)).answer.value).toBe(cents);
  });

  test.each([
    ['qual è l’obiettivo più costoso?', 'obiettivo 3'],
    ['quale obiettivo ha il finanziamento più basso?', 'obiettivo 4'],
    ['chi ha speso di più?', 'T1'],
  ])('«%s» is %s', async (question, first) => {
    expect((await converse(engine, question)).answer.headline.toLowerCase()).toContain(first.toLowerCase());
  });
});

describe('what the plan does not declare', () => {
  test.each(['quali obiettivi non sono stati raggiunti?', 'quanti obiettivi sono sotto il 50 %?'])(
    '«%s» is never answered «nessuno»',
    async (question) => {
      const { answer } = await converse(engine, question);
      expect(answer.headline).toMatch(/^Grado di raggiungimento non dichiarato/);
      expect(answer.value).toBeNull();
    },
  );
});

describe('the body’s own words', () => {
  test.each([
    ['quali sono le aree?', /aree/],
    ['quanti servizi ci sono?', /servizi/],
    ['chi ha speso di più?', /aree/],
  ])('«%s» says them', async (question, own) => {
    const { answer } = await converse(engine, question);
    expect(answer.headline).toMatch(own);
    expect(answer.headline).not.toMatch(/settori|staff|U\.O\./);
  });

  test('indicators are no part of the whole of a share', async () => {
    const all = regionPlan().items.filter(({ kind }) => kind === 'objective').length;
    const { text } = await converse(engine, 'che quota delle azioni ha il servizio protezione civile?');
    expect(text).toContain(`(1 su ${all})`);
  });

  test('indicators are no items to be counted', async () => {
    expect((await converse(engine, 'quanti progetti ci sono?')).answer.value).toBe(5);
    expect((await converse(engine, 'quante azioni ha il piano?')).answer.value).toBe(5);
  });
});

describe('two years of one body', () => {
  const now = new Date('2026-05-04T10:00:00Z');
  const both = createEngine(
    [regionPlan(2026), regionPlan(2025, { items: regionPlan(2025).items.slice(1) })],
    () => NO_LIVE,
  );
  const ask = async (question: string) =>
    (await both.ask({ question, conversation: null, asker: null, now })).answer;

  test('«l’anno scorso» is answered of its own plan', async () => {
    const answer = await ask('quanti obiettivi avevamo l’anno scorso?');
    expect(answer.value).toBe(4);
    expect(answer.headline).toContain('2025');
  });

  test('one year is held against the other', async () => {
    const answer = await ask('di quanto sono aumentati i pagamenti rispetto all’anno scorso?');
    expect(answer.headline).toMatch(/2026: 3\.700,00.* − 2025: 3\.500,00/);
  });

  test.each(['quanti obiettivi c’erano nel 2019?', 'quanto abbiamo speso nel 2024?'])(
    '«%s» is not answered with another year’s figure',
    async (question) => {
      const answer = await ask(question);
      expect(answer.kind).toBe('no_data');
      expect(answer.headline).toMatch(/Non ho dati per il 20(19|24)/);
    },
  );

  test('a plan that is there is never said to be missing', async () => {
    const answer = await ask('il costo più strano di Treni regionali rispetto al 2025');
    expect(answer.headline).not.toMatch(/Non ho dati per il 2025/);
  });
});

describe('words of the plan that look like others', () => {
  test.each([
    ['quanto abbiamo finanziato per le case di quartiere?', '4'],
    ['quali obiettivi riguardano le lezioni di nuoto?', '5'],
  ])('«%s» is about objective %s', async (question, item) => {
    expect(await itemsOf(question)).toEqual([item]);
  });
});

describe('what it proposes', () => {
  test('names nothing that the plan lacks', async () => {
    for (const question of ['aiuto', 'che tempo fa domani?', 'ciao']) {
      const { text } = await converse(engine, question);
      expect(text).not.toMatch(/processi|settore 5|U\.O\./);
    }
  });

  test('its examples are answered', async () => {
    const { text } = await converse(engine, 'aiuto');
    const proposed = [...text.matchAll(/«([^»]+)»/g)].map(([, one = '']) => one).slice(0, 3);
    expect(proposed).toHaveLength(3);
    for (const question of proposed) expect((await converse(engine, question)).answer.kind).toBe('answer');
  });

  test('no goal is counted where the plan links none', async () => {
    expect((await converse(engine, 'goal')).text).not.toMatch(/\b0\b/);
  });
});

describe('what a region says in its own way', () => {
  test.each([
    ['obiettivi delle aree prima e seconda', ['1', '2', '3']],
    ['elenca gli obiettivi della prima e della seconda area', ['1', '2', '3']],
    ['progetti sopra 4.000 euro', ['1', '3']],
    ['progetti tra 2.000 euro e 6.000 euro', ['1', '2']],
    ['obiettivi di valore pubblico', ['3', '4']],
    ['quali obiettivi non hanno un impegnato indicato?', ['5']],
  ])('«%s» is about objectives %j', async (question, items) => {
    expect(await itemsOf(question)).toEqual(items);
  });

  test.each([
    ['quanto resta da spendere dell’Area Prima?', 'impegnato non ancora liquidato 5.300,00 €'],
    ['quale area ha speso di più in percentuale sull’impegnato?', 'T1'],
    ['mediana dell’impegnato dei progetti', 'mediana dell’impegnato 4.000,00 €'],
    ['quale area ha pagato la quota più bassa del suo impegnato?', 'T2'],
    ['in quale area l’impegnato medio dei progetti è più alto?', 'T2'],
    ['quanto valgono in tutto i progetti della Area Prima?', 'impegnato 8.000,00 €'],
    ['quanti progetti senza righe di costo ci sono?', '1 obiettivo'],
    ['quali servizi della sanità non hanno impegnato niente?', 'SA.00'],
  ])('«%s» is answered with %s', async (question, said) => {
    expect((await converse(engine, question)).text).toContain(said);
  });

  test('a list by a figure is in its order', async () => {
    expect(await itemsOf('elenca i progetti per impegnato')).toEqual(['3', '1', '2', '4']);
  });

  test('those that are counted are told with their structures', async () => {
    const { text } = await converse(
      engine,
      'quanti progetti hanno pagato più di 500 euro e di quale servizio sono?',
    );
    expect(text).toMatch(/2 obiettivi/);
    expect(text).toContain('T1.01');
    expect(text).toContain('T2.01');
  });

  test('a phase is told by the words of its name', async () => {
    const plan = regionPlan(2026, {
      phases: [phase({ code: 'stato', name: 'Stato di attuazione 2026', kinds: ['objective'] })],
    });
    const own = createEngine([plan], () => NO_LIVE);
    const { text } = await converse(own, 'entro quando va mandato lo stato di attuazione?');
    expect(text).toContain('Stato di attuazione 2026: dal');
  });

  test('an approval that no act tells is not the term of the law', async () => {
    const base = regionPlan();
    const own = createEngine(
      [regionPlan(2026, { head: { ...base.head, approvalAct: null, approvedOn: null } })],
      () => NO_LIVE,
    );
    const { text } = await converse(own, 'quando è stato approvato il piano?');
    expect(text).toContain('non è indicato nel piano');
  });

  test('how far items are is asked in everyday words', async () => {
    const base = regionPlan();
    const far = [40, 0, 0, 90, 10];
    const own = createEngine(
      [
        regionPlan(2026, {
          items: base.items.map((one, at) => ({ ...one, attainment: far[at] ?? null })),
        }),
      ],
      () => NO_LIVE,
    );
    expect((await converse(own, 'quanti obiettivi sono ancora a zero?')).text).toMatch(/^2 obiettivi/);
    expect((await converse(own, 'quale obiettivo è più avanti?')).text).toMatch(/^Obiettivo 4 /);
    expect((await converse(own, 'quanti obiettivi a zero ha ogni area?')).text).toContain('T1: 1');
  });
});

describe('objectives that two services have in common', () => {
  const base = regionPlan();
  const shared = createEngine(
    [regionPlan(2026, { assignments: [...base.assignments, assignment('objective', 1, 'T1', 'T1.01')] })],
    () => NO_LIVE,
  );

  test.each([
    'obiettivi in comune tra T1.01 e T1.02',
    'quanti obiettivi sono condivisi tra la protezione civile e la difesa del suolo?',
    'obiettivi affidati sia a T1.01 sia a T1.02',
  ])('are of both, and not of either: «%s»', async (question) => {
    const { text } = await converse(shared, question);
    expect(text).toMatch(/^1 obiettivo sia d.*T1\.0[12] sia d.*T1\.0[12]/u);
  });
});

describe('what the front page of a plan says', () => {
  const ask = (changes: Partial<ReturnType<typeof regionPlan>['head']>) => {
    const { head } = regionPlan();
    return createEngine([regionPlan(2026, { head: { ...head, ...changes } })], () => NO_LIVE);
  };

  test.each(['quando è il santo patrono?', 'che giorno cade il patrono?'])(
    '«%s» is told, or that it is not declared',
    async (question) => {
      expect((await converse(ask({ patronDay: '07-12' }), question)).text).toContain('12 luglio');
      expect((await converse(ask({ patronDay: null }), question)).text).toContain('non dice il giorno');
    },
  );

  test('so is the office that runs the cycle', async () => {
    const question = 'qual è l’ufficio di controllo?';
    expect((await converse(ask({}), question)).text).toContain('T1.01');
    expect((await converse(ask({ controllerUnit: null }), question)).text).toContain(
      'non dice quale ufficio',
    );
  });
});

describe('what comes next where the plan gives no days', () => {
  const phases = [
    phase({ code: 'primo', name: 'Primo monitoraggio', opensOn: '2026-05-04', dueOn: '2026-05-29' }),
    phase({ code: 'secondo', name: 'Secondo monitoraggio', opensOn: '2026-11-02', dueOn: '2026-12-18' }),
  ];
  const own = createEngine([regionPlan(2026, { phases })], () => NO_LIVE);
  const askOn = async (day: string, question = 'prossime scadenze') =>
    (await own.ask({ question, conversation: null, asker: null, now: new Date(`${day}T09:00:00Z`) })).answer;
  const daysOf = (rows: readonly (readonly { readonly text: string }[])[] | undefined) =>
    (rows ?? []).map(([when]) => when?.text.split(' – ').at(-1)?.split('/').reverse().join('-') ?? '');

  test('is the nearest first, and nothing that is over', async () => {
    const { headline, table } = await askOn('2026-07-01');
    expect(headline).toContain('Secondo monitoraggio');
    const days = daysOf(table?.rows);
    expect(days).toEqual(days.toSorted());
    expect(days.every((day) => day >= '2026-07-01')).toBe(true);
    expect(table?.rows.map(([, what]) => what?.text)).not.toContain('Primo monitoraggio');
  });

  test('terms of the law come again the year after', async () => {
    const { table } = await askOn('2026-07-01');
    const plan = table?.rows.find(([, what]) => what?.text === 'Piano della performance');
    expect(plan?.[0]?.text).toBe('31/01/2027');
  });

  test('a plan that is over says so', async () => {
    const { headline } = await askOn('2029-02-01');
    expect(headline).toBe(
      'Dal 01/02/2029 in poi il piano 2026 non ha altre scadenze: restano i termini di legge.',
    );
  });

  test('of the monitoring it is the next phase', async () => {
    const { headline } = await askOn('2026-07-01', 'quali sono le prossime scadenze del monitoraggio?');
    expect(headline).toMatch(/^Secondo monitoraggio: dal 2 novembre 2026/u);
  });
});

describe('a body whose departments have one office each, of the same name', () => {
  const names = ['Affari generali', 'Lavori pubblici'];
  const twice = createEngine(
    [
      regionPlan(2026, {
        departments: names.map((name) => ({ code: name, name, aliases: [`Settore ${name}`], level: null })),
        units: names.map((name) => ({
          code: name,
          department: name,
          name: `Settore ${name}`,
          aliases: [],
          note: null,
          level: null,
          parent: null,
        })),
        assignments: [1, 2, 3, 4, 5].map((number) => {
          const name = names[number > 2 ? 1 : 0] ?? '';
          return assignment('objective', number, name, name);
        }),
        costLines: [],
      }),
    ],
    () => NO_LIVE,
  );

  test.each([
    ['quanti obiettivi per settore?', /Affari generali[^;]*2.*Lavori pubblici[^;]*3/],
    ['quale settore ha più obiettivi?', /^Settore Lavori pubblici: 3/],
    ['numero di obiettivi di ogni settore', /Affari generali[^;]*2.*Lavori pubblici[^;]*3/],
  ])('answers once for a word that means both: «%s»', async (question, headline) => {
    expect((await converse(twice, question)).answer.headline).toMatch(headline);
  });
});

describe('a word that sounds like another', () => {
  const areas = regionPlan().departments.map((one) =>
    one.code === 'SA' ? { ...one, name: 'Direzione Generale per la Salute' } : one,
  );
  const before = engineOf([
    regionPlan(2026, { departments: areas, items: regionPlan().items.slice(0, 4) }),
    regionPlan(2025, { departments: areas }),
  ]);

  test('is a name, and no change', async () => {
    expect((await converse(before, 'quanti obiettivi ha la salute?')).answer.headline).toMatch(/^1 obiettiv/);
  });

  test.each([
    'quanti obiettivi della salute sono spariti rispetto al 2025?',
    'obiettivi della direzione Salute spariti dal 2025 al 2026',
  ])('stays one beside words for what came and went: %s', async (question) => {
    const { headline, value } = (await converse(before, question)).answer;
    expect(value).toBe(1);
    expect(headline).toContain('Lezioni di nuoto');
  });
});

describe('indicators that are items of the plan', () => {
  test.each([
    ['quanti indicatori ci sono?', /^1 indicatore di ente, 2026/],
    ['elenca gli indicatori', /^1 indicatore di ente/],
    ['quanti indicatori ha la Direzione generale per la sanità?', /^1 indicatore di ente/],
    ['quali indicatori ha l’area prima?', /^Nessun indicatore/],
  ])('are counted and listed as the others are: «%s»', async (question, headline) => {
    expect((await converse(engine, question)).answer.headline).toMatch(headline);
  });
});

test('a word that the names of several structures have in one form or another tells none of them', async () => {
  const departments = [
    'Direzione Generale Sanità',
    'Direzione Generale Strade',
    'Area Generale Acque',
    'Area Generale Reti',
  ].map((name, at) => ({ code: `G${at + 1}`, name, aliases: [], level: null }));
  const own = regionPlan(2026, {
    departments: [...regionPlan().departments, ...departments],
    units: regionPlan().units.map((one) =>
      one.code === 'T1.01' ? { ...one, name: 'SERVIZIO LOGISTICA E AFFARI GENERALI' } : one,
    ),
  });
  const { answer } = await converse(engineOf([own]), 'quanti obiettivi ha la direzione generale?');
  expect(answer.headline).not.toContain('T1.01');
});

test('a number of two is no word for when something ends', async () => {
  const items = regionPlan().items.map((one) =>
    one.kind === 'indicator' ? { ...one, title: 'Emissioni di CO2', shortTitle: 'Emissioni di CO2' } : one,
  );
  const { answer } = await converse(
    engineOf([regionPlan(2026, { items })]),
    'qual è l’indicatore sulla CO2?',
  );
  expect(answer.headline).not.toContain('scade');
});

describe('items that no office has', () => {
  const open = engineOf([
    regionPlan(2026, {
      assignments: regionPlan().assignments.map((one) =>
        one.kind === 'objective' && one.number === 2 ? { ...one, unit: null } : one,
      ),
    }),
  ]);

  test.each([
    'obiettivi senza servizio assegnato',
    'quali obiettivi non hanno un servizio?',
    'quali obiettivi non sono assegnati a nessun servizio?',
  ])('are those that a department has alone: «%s»', async (question) => {
    const { headline } = (await converse(open, question)).answer;
    expect(headline).toMatch(/^1 obiettivo senza servizio/);
    expect(headline).toContain('«Frane e versanti»');
  });

  test('are none where each has a structure', async () => {
    const { value } = (await converse(open, 'quanti progetti non hanno una struttura?')).answer;
    expect(value).toBe(0);
  });

  test('are no structures that hold no others', async () => {
    const { kind } = (await converse(open, 'quali aree non hanno servizi?')).answer;
    expect(kind).toBe('clarification');
  });
});

test('amounts that are alike are said to be so, and not the same money', async () => {
  const costLines = regionPlan().costLines.map((one) =>
    one.number < 3 ? { ...one, committed: 300_000, settled: 250_000 } : one,
  );
  const alike = engineOf([regionPlan(2026, { costLines })]);
  const { notes } = (await converse(alike, 'quanto è stato liquidato in tutto?')).answer;
  expect(notes.join(' ')).toContain(
    '(obiettivo 1 = obiettivo 2): il documento non dice se è lo stesso denaro',
  );
  expect(notes.join(' ')).not.toContain('due volte');
});

test('what is asked of all, and then what part of it, are both told', async () => {
  const { answer } = await converse(
    engine,
    'quanto è stato impegnato in tutto e quanta parte è stata pagata?',
  );
  expect(answer.headline.replaceAll('\u00a0', ' ').split('\n')).toEqual([
    expect.stringMatching(/impegnato 18\.100,00 €/),
    expect.stringMatching(/liquidato su impegnato/),
  ]);
});
