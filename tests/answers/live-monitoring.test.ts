import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../src/answers/conversation.ts';
import { toPlainText } from '../../src/answers/plain-text.ts';
import { bareContent, type UpdateContent } from '../../src/domain/record/versions.ts';
import type { ItemKey, Plan } from '../../src/domain/types.ts';
import { createUpdateStore } from '../../src/store/cycle/update-store.ts';
import { createPlanSource } from '../../src/store/plan/plan-source.ts';
import { createLive } from '../../src/store/talk/live.ts';
import type { ItemState } from '../../src/words/states.ts';
import { memoryDatabase } from '../support/database.ts';
import { engineOf } from '../support/engine.ts';
import { phase, smallPlan } from '../support/small-plan.ts';

const KEY = { body: 'prova', year: 2026 };
const OBJECTIVE = (number: number): ItemKey => ({ kind: 'objective', number });
const PROCESS = (number: number): ItemKey => ({ kind: 'process', number });

/** A body with a store, whose updates the answers read. */
async function world(plan: Plan = smallPlan()) {
  const db = await memoryDatabase(plan);
  const updates = createUpdateStore(db, KEY);
  const engine = engineOf([plan], () =>
    createLive(createPlanSource(db, KEY), updates, async (person) => ({ person, standsInFor: [] })),
  );
  return {
    updates,
    report: (
      item: ItemKey,
      state: ItemState,
      {
        structure = 'U.1.1',
        closes = true,
        basedOn = 0,
        at = '2026-05-08T08:00:00Z',
        phaseCode = plan.phases[0]?.code ?? '',
        ...content
      }: Partial<UpdateContent> & {
        structure?: string;
        closes?: boolean;
        basedOn?: number;
        at?: string;
        phaseCode?: string;
      } = {},
    ) =>
      updates.append(
        {
          ...item,
          ...bareContent(state, state === 'achieved' ? 100 : 40),
          ...content,
          phase: phaseCode,
          structure,
          closes,
          origin: 'submission',
          author: 'ref-11',
          at: new Date(at),
        },
        basedOn,
      ),
    /** As somebody whom the plan does not know. */
    async askFromOutside(question: string) {
      const now = new Date('2026-05-10T08:00:00Z');
      const { answer } = await engine.ask({
        question,
        conversation: null,
        asker: null,
        published: true,
        now,
      });
      return toPlainText(answer).replaceAll('\u00a0', ' ');
    },
    /** The last of several messages. */
    async talk(questions: readonly string[]) {
      let reply = { conversation: null as Conversation | null, text: '' };
      for (const question of questions) {
        const now = new Date('2026-05-10T08:00:00Z');
        const { answer, conversation } = await engine.ask({
          question,
          conversation: reply.conversation,
          asker: null,
          now,
        });
        reply = { conversation, text: answer.headline.replaceAll('\u00a0', ' ') };
      }
      return reply.text;
    },
    async ask(question: string, person: string | null = null, now = '2026-05-10T08:00:00Z') {
      const { answer } = await engine.ask({
        question,
        conversation: null,
        asker: person ? { person, roles: plan.roles.filter((one) => one.person === person) } : null,
        now: new Date(now),
      });
      return { answer, text: toPlainText(answer).replaceAll('\u00a0', ' ') };
    },
  };
}

/** An objective at 40 % with a problem, a process that was attained two days later, on the day that is asked. */
async function twoIn() {
  const { report, talk } = await world();
  await report(OBJECTIVE(1), 'in_progress', { criticalPoints: 'gara deserta' });
  await report(PROCESS(2), 'achieved', { structure: 'U.3.1', at: '2026-05-10T07:00:00Z' });
  return talk;
}

describe('live monitoring', () => {
  it.each([
    [
      'quanti aggiornamenti sono arrivati e quanti ne mancano?',
      /2 aggiornamenti arrivati su (\d+).*ancora da ricevere/,
    ],
    ['quanti ne mancano?', /Mancano \d+ aggiornamenti su/],
    ['la metà ha risposto?', /arrivati 2 aggiornamenti su/],
    ['percentuale di risposte per settore', /hanno mandato aggiornamenti.*2 su/],
    ['avanzamento medio di quelli arrivati', /^Avanzamento medio 70 %, su 2/],
    ['chi ha risposto questa settimana?', /10\/05\/2026 sono arrivati 2/],
    ['quando è arrivato l’ultimo aggiornamento?', /10\/05\/2026 \(processo 2/],
    ['qual è stato il primo a rispondere?', /08\/05\/2026 \(obiettivo 1/],
    ['quanti aggiornamenti arrivano in media al giorno?', /al giorno: 2 aggiornamenti in \d+ giorni/],
    ['quali hanno segnalato problemi?', /^1 voce con criticità/],
    ['che problemi hanno segnalato gli uffici?', /^1 voce con criticità/],
    ['la U.1.1 ha finito?', /no, manca/],
    ['quali obiettivi sono sotto il 50 %?', /^1 obiettivo su .*inferiore a 50 %/],
    ['quanti giorni mancano alla chiusura?', /dal .* al /],
    ['chi ha aggiornato l’obiettivo 1 e quando?', /comunicato l’8 maggio 2026 da U\.1\.1/],
  ])('answers «%s» of the phase that is open', async (question, told) => {
    expect(await (await twoIn())([question])).toMatch(told);
  });

  it.each([
    [['chi non ha risposto?', 'per settore?'], /devono ancora mandare aggiornamenti/],
    [['chi non ha risposto?', 'e tra i processi?', 'quanti sono?'], /^Manca(no)? \d+ aggiornament[oi] su/],
    [['quanti aggiornamenti sono arrivati?', 'e quanti mancano?'], /^Mancano \d+ aggiornamenti/],
    [['chi non ha risposto?', 'chi ne ha di più?'], /aggiornamenti da mandare \d/],
    [['quali hanno criticità?', 'di che settore sono?'], /criticità segnalate.*1 su/],
  ])('goes on from rows of a phase: %j', async (questions, told) => {
    expect(await (await twoIn())(questions)).toMatch(told);
  });

  it('tells what was reported so far to nobody from outside', async () => {
    const { report, askFromOutside } = await world();
    await report(OBJECTIVE(1), 'in_progress');
    for (const question of ['quali obiettivi sono sotto il 50 %?', 'avanzamento medio di quelli arrivati'])
      expect(await askFromOutside(question)).not.toMatch(/40 ?%|arrivat|obiettivo 1/);
  });

  it('counts what has come in by state, before the document’s own summary', async () => {
    const { report, ask } = await world();
    await report(OBJECTIVE(1), 'achieved');
    await report(PROCESS(2), 'in_progress', { structure: 'U.3.1' });
    const { answer } = await ask('a che punto è il monitoraggio?');
    expect(answer.kind).toBe('answer');
    expect(answer.headline).toMatch(/2 aggiornamenti arrivati su \d+ \(1 raggiunto, 1 in fase\)/);
  });

  it('tells what came in on the days that are named, and nothing of others', async () => {
    const { report, ask } = await world();
    await report(OBJECTIVE(1), 'achieved');
    const on = async (question: string) => (await ask(question)).answer.headline;
    expect(await on('chi ha risposto l’8 maggio?')).toMatch(/^L’0?8\/05\/2026 è arrivato 1/);
    expect(await on('quanti aggiornamenti sono arrivati ieri?')).toMatch(/09\/05\/2026 sono arrivati 0/);
    expect(await on('quanti aggiornamenti sono arrivati dopo il 7 maggio?')).toMatch(/arrivato 1/);
  });

  it('is of the day that the body’s clocks show, after midnight too', async () => {
    const { report, ask } = await world();
    // Half past midnight of the ninth in Rome.
    await report(OBJECTIVE(1), 'achieved', { at: '2026-05-08T22:30:00Z' });
    const on = async (question: string) => (await ask(question)).answer.headline;
    expect(await on('chi ha risposto l’8 maggio?')).toMatch(/08\/05\/2026 (sono arrivati|è arrivato) 0/);
    expect(await on('quanti aggiornamenti sono arrivati ieri?')).toMatch(/09\/05\/2026 è arrivato 1/);
  });

  it('is told to nobody from outside, whatever is asked', async () => {
    const { report, askFromOutside } = await world();
    await report(OBJECTIVE(1), 'in_progress');
    for (const question of [
      'stato dell’obiettivo 1',
      'a che punto è il monitoraggio?',
      'chi non ha ancora risposto?',
      'come sta andando l’obiettivo 1 secondo l’ultimo aggiornamento?',
    ])
      expect(await askFromOutside(question)).not.toMatch(/40 ?%|arrivat|in fase|aggiornamenti su/);
  });

  it('is told to staff as approved, and says that the rest waits', async () => {
    const { report, updates, ask } = await world();
    const first = await report(OBJECTIVE(1), 'in_progress');
    const question = 'come sta andando l’obiettivo 1 secondo l’ultimo aggiornamento?';
    const readers = ['ref-11', 'dir-1', 'controllo', 'nucleo'];
    for (const reader of readers) expect((await ask(question, reader)).text).toMatch(/40 ?%/);
    for (const other of ['dipendente', 'dir-2']) {
      const { text } = await ask(question, other);
      expect(text).not.toMatch(/40 ?%|in fase/);
      expect(text).toContain('aspetta ancora l’approvazione');
      expect(text).toContain('non ha aggiornamenti di monitoraggio approvati');
    }
    const decision = { kind: 'approved', actor: 'dir-1', at: new Date(), reason: null } as const;
    await updates.decide([first.id], decision, ['submitted'], () => []);
    await report(OBJECTIVE(1), 'achieved', { basedOn: 1 });
    const { text } = await ask(question, 'dipendente');
    expect(text).toMatch(/in fase \(40 ?%\)/);
    expect(text).not.toMatch(/raggiunto|100/);
  });

  it('tells staff how many came in and wait, and nothing of what they say', async () => {
    const { report, ask } = await world();
    await report(OBJECTIVE(1), 'in_progress', { criticalPoints: 'gara deserta' });
    const question = 'quali obiettivi hanno criticità segnalate negli aggiornamenti?';
    expect((await ask(question, 'nucleo')).text).toContain('gara deserta');
    expect((await ask(question, 'dipendente')).text).not.toContain('gara deserta');
    for (const asked of [
      'quanti aggiornamenti aspettano l’approvazione?',
      'quanti aggiornamenti sono arrivati?',
      'chi non ha ancora risposto?',
    ])
      expect((await ask(asked, 'dipendente')).answer.value).toBe((await ask(asked, 'nucleo')).answer.value);
    expect((await ask('a che punto è il monitoraggio?', 'dipendente')).answer.headline).toContain(
      '1 aggiornamento arrivato',
    );
  });

  it('counts the newest version of an item, and not one that was cancelled', async () => {
    const { report, updates, ask } = await world();
    await report(OBJECTIVE(1), 'in_progress');
    const second = await report(OBJECTIVE(1), 'achieved', { basedOn: 1 });
    expect((await ask('a che punto è il monitoraggio?')).answer.headline).toContain('1 raggiunto');
    const decision = { kind: 'cancelled', actor: 'ref-11', at: new Date(), reason: null } as const;
    await updates.decide([second.id], decision, ['submitted'], () => []);
    expect((await ask('a che punto è il monitoraggio?')).answer.headline).toContain('1 in fase');
  });

  it('tells an asker what they still owe, and nothing once it has come in', async () => {
    const { report, ask } = await world();
    const before = await ask('che cosa devo ancora aggiornare?', 'ref-11');
    expect(before.answer.query).toMatchObject({ type: 'monitoring', units: ['U.1.1'], missing: true });
    expect(before.text).toContain('obiettivo 1');
    await report(OBJECTIVE(1), 'achieved');
    const after = await ask('che cosa mi manca?', 'ref-11');
    expect(after.text).not.toContain('obiettivo 1 ');
    expect(Number(after.answer.value)).toBe(Number(before.answer.value) - 1);
  });

  it('takes a unit’s part of a shared item as given before the whole is', async () => {
    const { report, ask } = await world();
    await report(OBJECTIVE(2), 'in_progress', { structure: 'U.1.2', closes: false });
    expect((await ask('che cosa mi manca?', 'ref-12')).text).not.toContain('obiettivo 2 ');
    expect((await ask('che cosa mi manca?', 'ref-11')).text).toContain('obiettivo 2 ');
  });

  it('names who has not answered yet, with how many', async () => {
    const { report, ask } = await world();
    await report(OBJECTIVE(1), 'achieved');
    const { text } = await ask('chi non ha ancora risposto?');
    expect(text).toMatch(/Chi deve ancora rispondere: .*U\.1\.2 2/);
  });

  it('asks whoever is not known for their office instead of listing everything', async () => {
    const { ask } = await world();
    expect((await ask('che cosa devo ancora aggiornare?')).answer.kind).toBe('no_data');
  });

  it('gives the state of one item as it was reported', async () => {
    const { report, ask } = await world();
    await report(OBJECTIVE(1), 'amended');
    expect((await ask('qual è lo stato dell’obiettivo 1?')).text).toContain('modificat');
  });

  it('reads the phase that has begun, not one that opens later', async () => {
    const later = phase({ code: 'poi', name: 'Fase di poi', opensOn: '2026-09-01', dueOn: '2026-09-30' });
    const plan = smallPlan();
    const { report, ask } = await world({ ...plan, phases: [...plan.phases, later] });
    await report(OBJECTIVE(1), 'achieved');
    expect((await ask('a che punto è il monitoraggio?')).text).not.toContain('Fase di poi');
    const { text } = await ask('chi deve ancora rispondere?', null, '2026-09-10T08:00:00Z');
    expect(text).toContain('Fase di poi');
  });

  it('counts what is missing of one structure and of each', async () => {
    const { report, ask } = await world();
    const before = await ask('quante voci mancano alla U.1.1?');
    expect(before.answer.query).toMatchObject({ type: 'monitoring', units: ['U.1.1'], missing: true });
    await report(OBJECTIVE(1), 'achieved');
    const after = await ask('quante voci mancano alla U.1.1?');
    expect(Number(after.answer.value)).toBe(Number(before.answer.value) - 1);
    const each = await ask('quanti aggiornamenti mancano per U.O.?');
    expect(each.answer.headline).toMatch(/Unità che devono ancora mandare aggiornamenti .*: \d su \d/);
    expect(each.text).toContain('U.1.2');
  });

  it.each([
    'che cosa aspetta approvazione?',
    'quali aggiornamenti sono da approvare?',
    'quanti aggiornamenti sono in attesa di approvazione?',
  ])('tells what waits for a decision: %s', async (question) => {
    const { report, updates, ask } = await world();
    expect((await ask(question)).answer.headline).toMatch(/^Niente aspetta approvazione/);
    const { id } = await report(OBJECTIVE(1), 'in_progress');
    expect((await ask(question)).answer.headline).toMatch(
      /^1 aggiornamento aspetta approvazione.*obiettivo 1 /,
    );
    const decision = { kind: 'approved', actor: 'dir-1', at: new Date(), reason: null } as const;
    await updates.decide([id], decision, ['submitted'], () => []);
    expect((await ask(question)).answer.headline).toMatch(/^Niente aspetta approvazione/);
  });

  it('lists the critical points that were reported, and no item whose title speaks of them', async () => {
    const { report, ask } = await world();
    expect((await ask('quali obiettivi hanno criticità?')).answer.headline).toMatch(
      /nessuna criticità segnalata/,
    );
    await report(OBJECTIVE(1), 'in_progress', { criticalPoints: 'La ditta è in ritardo' });
    const { text } = await ask('quali obiettivi hanno criticità?');
    expect(text).toContain('1 voce con criticità segnalate');
    expect(text).toContain('La ditta è in ritardo');
  });

  it('lists the corrective actions that are open, with who and by when', async () => {
    const { report, ask } = await world();
    await report(OBJECTIVE(1), 'in_progress', {
      correctiveActions: 'Sollecitare la ditta; ufficio gare; 2026-06-30',
    });
    const { text } = await ask('azioni correttive aperte');
    expect(text).toContain('1 azione correttiva aperta su 1 voce');
    expect(text).toMatch(/Sollecitare la ditta.*ufficio gare.*30\/06\/2026/s);
  });

  it('says first what was collected of a state, and remembers it once the phase is closed', async () => {
    const plan = smallPlan();
    const closed = { ...plan, phases: plan.phases.map((one) => ({ ...one, closesOn: '2026-05-09' })) };
    for (const [one, when] of [
      [plan, /finora/],
      [closed, /fase chiusa il 9 maggio 2026/],
    ] as const) {
      const { report, ask } = await world(one);
      await report(PROCESS(2), 'withdrawn', { structure: 'U.3.1' });
      const { answer } = await ask('quali processi sono stati ritirati?');
      expect(answer.headline).toMatch(when);
      expect(answer.headline).toMatch(/1 ritirato su \d+: processo 2 /);
    }
  });

  it('is of the phase that is open, though the day on which it closes is known and another comes', async () => {
    const plan = smallPlan();
    const phases = [
      ...plan.phases.map((one) => ({ ...one, closesOn: '2026-06-30' })),
      phase({ code: 'dopo', name: 'Fase di novembre', opensOn: '2026-11-02', dueOn: '2026-11-30' }),
    ];
    const { ask } = await world({ ...plan, phases });
    for (const question of ['chi non ha ancora risposto?', 'a che punto è il monitoraggio?']) {
      const { answer } = await ask(question);
      expect(answer.headline).toContain('Monitoraggio intermedio');
      expect(answer.headline).not.toMatch(/Fase di novembre|fase chiusa/);
    }
  });

  it('gives what was reported before the final result, named as such', async () => {
    const { report, ask } = await world();
    await report(OBJECTIVE(1), 'in_progress');
    expect((await ask('l’obiettivo 1 è raggiunto?')).answer.headline).toMatch(/in fase \(40 %\)/);
  });

  it('asks for the office of whoever wants to know what to do', async () => {
    const { ask } = await world();
    expect((await ask('che cosa devo fare entro fine mese?', 'ref-11')).answer.query).toMatchObject({
      type: 'monitoring',
      units: ['U.1.1'],
      missing: true,
    });
  });

  it('ranks structures by what they owe, in number and as a part of their own', async () => {
    const { report, ask } = await world();
    await report(OBJECTIVE(1), 'achieved');
    for (const question of [
      'quale settore è più indietro?',
      'quale settore ha più aggiornamenti mancanti?',
      'qual è il settore più in ritardo con il monitoraggio?',
    ]) {
      const { answer } = await ask(question);
      expect(answer.query).toMatchObject({ by: 'department', order: 'max', missing: true });
      expect(answer.headline).toMatch(
        /^Settore 1: aggiornamenti da mandare 3 su 4.*in proporzione Settore 2 e Settore 3 \(100/,
      );
    }
    const { answer } = await ask('quali settori hanno più di due aggiornamenti mancanti?');
    expect(answer.headline).toMatch(/: 1 su 3: Settore 1 \(3\)/);
    expect(await ask('che percentuale di aggiornamenti è arrivata?')).toMatchObject({
      answer: { value: 20, unit: 'percent' },
    });
  });

  it('tells for how long reports wait, and which for longer than so many days', async () => {
    const { report, ask } = await world();
    await report(OBJECTIVE(1), 'in_progress');
    expect((await ask('da quanto tempo aspettano le approvazioni?')).text).toMatch(
      /obiettivo 1 .*da 2 giorni/,
    );
    expect((await ask('che cosa aspetta approvazione da più di un giorno?')).answer.value).toBe(1);
    expect((await ask('che cosa aspetta approvazione da più di una settimana?')).answer.headline).toMatch(
      /^Niente aspetta approvazione da più di 7 giorni/,
    );
    const { answer } = await ask('che cosa è cambiato rispetto alla fase precedente?');
    expect(answer.kind).toBe('no_data');
    expect(answer.headline).toContain('Non c’è una fase di monitoraggio precedente');
  });

  it('tells how it was in the phase before, and what has changed since', async () => {
    const before = phase({ code: 'prima', name: 'Prima fase', opensOn: '2026-02-01', dueOn: '2026-02-28' });
    const plan = smallPlan();
    const phases = [...plan.phases, { ...before, closesOn: '2026-03-05' }];
    const { report, ask } = await world({ ...plan, phases });
    await report(OBJECTIVE(1), 'in_progress', { phaseCode: 'prima' });
    await report(OBJECTIVE(1), 'achieved');
    await report(OBJECTIVE(2), 'in_progress', { structure: 'U.1.1' });
    expect((await ask('com’era l’obiettivo 1 nella fase precedente?')).answer.headline).toMatch(
      /^Nella fase «Prima fase»: obiettivo 1 .*in fase \(40 %\)/,
    );
    expect((await ask('che cosa è cambiato rispetto alla fase precedente?')).answer.headline).toMatch(
      /^1 voce cambiata .*obiettivo 1 .*in fase \(40 %\) → raggiunto \(100 %\)/,
    );
    expect((await ask('chi non aveva risposto nella fase precedente?')).answer.value).toBe(4);
  });

  it('tells corrective actions by day, by structure and of an item, and what is in a state where', async () => {
    const { report, ask } = await world();
    await report(OBJECTIVE(1), 'in_progress', {
      criticalPoints: 'Ditta assente',
      correctiveActions: 'Diffida; ufficio gare; 2026-06-10',
    });
    await report(PROCESS(2), 'withdrawn', {
      structure: 'U.3.1',
      correctiveActions: 'Nuovo bando; ufficio gare; 2026-09-30',
    });
    expect((await ask('azioni correttive che scadono entro giugno')).answer.value).toBe(1);
    expect((await ask('azioni correttive scadute')).answer.value).toBe(0);
    expect((await ask('quante azioni correttive ha aperto il settore 3?')).answer.value).toBe(1);
    expect((await ask('l’obiettivo 1 ha criticità segnalate?')).text).toContain('Ditta assente');
    const { answer } = await ask('quali processi del settore 3 risultano ritirati nel monitoraggio?');
    expect(answer.headline).toMatch(/Settore 3: nella fase .*processo 2 .*, ritirato/);
  });

  describe('rows that are asked for by several things', () => {
    /** Objective 1 waits with a critical point, objective 2 is approved, objective 3 was sent back, process 2 is withdrawn. */
    const asking = async () => {
      const { report, updates, ask } = await world();
      const decide = (id: number, kind: 'approved' | 'returned', day: string) =>
        updates.decide(
          [id],
          { kind, actor: 'dir-1', at: new Date(day), reason: null },
          ['submitted'],
          () => [],
        );
      await report(OBJECTIVE(1), 'in_progress', { criticalPoints: 'Ditta assente' });
      await decide((await report(OBJECTIVE(2), 'achieved')).id, 'approved', '2026-05-08T09:00:00Z');
      const sentBack = await report(OBJECTIVE(3), 'in_progress', { structure: 'U.2.1' });
      await decide(sentBack.id, 'returned', '2026-05-10T06:00:00Z');
      await report(PROCESS(2), 'withdrawn', {
        structure: 'U.3.1',
        correctiveActions: 'Nuovo bando; ufficio gare; 2026-09-30',
      });
      return async (question: string) => (await ask(question)).answer;
    };

    it.each([
      ['quanti aggiornamenti sono stati approvati finora?', 1],
      ['quanti aggiornamenti sono stati restituiti?', 1],
      ['quali obiettivi del settore 1 sono approvati da almeno due giorni?', 1],
      ['quali obiettivi del settore 1 sono approvati da più di due giorni?', 0],
      ['quali aggiornamenti sono stati restituiti nell’ultima settimana?', 1],
      ['quanti obiettivi in fase hanno criticità segnalate?', 1],
      ['quanti obiettivi in fase sono senza criticità segnalate?', 0],
      ['quanti processi ritirati hanno azioni correttive aperte?', 1],
      ['quanti obiettivi raggiunti aspettano approvazione?', 0],
      ['quanti aggiornamenti mancano senza contare il settore 1?', 0],
      ['quanti obiettivi sono sotto il 50 % secondo gli aggiornamenti?', 1],
      ['quanti settori hanno aggiornamenti restituiti?', 2],
      ['quali settori hanno mandato tutto?', 1],
      ['quali settori non hanno ancora mandato niente?', 1],
      ['quali settori hanno criticità ma nessuna azione correttiva aperta?', 1],
      ['quali settori non hanno criticità?', 2],
      ['obiettivi senza aggiornamenti', 1],
      ['quanti processi sono in ritardo con l’aggiornamento?', 1],
      ['quante criticità sono state segnalate in tutto?', 1],
      ['quanti obiettivi approvati sono sopra il 50 %?', 1],
      ['quanti aggiornamenti sono arrivati dal 7 al 9 maggio?', 3],
      ['quanti aggiornamenti mancano per settore, tranne il settore 2?', 1],
    ])('%s', async (question, count) => {
      const ask = await asking();
      const answer = await ask(question);
      expect(answer.kind).toBe('answer');
      expect(answer.value).toBe(count);
    });

    it('tells a part of those of which the rest is so, and of what was sent where some was sent back', async () => {
      const ask = await asking();
      const approved = await ask('che percentuale degli aggiornamenti arrivati è stata approvata?');
      expect(approved.value).toBeCloseTo(100 / 3);
      expect((await ask('che quota degli aggiornamenti arrivati è stata restituita?')).value).toBe(25);
    });

    it('counts by itself each of the structures that are named with a «quanti» of their own', async () => {
      const ask = await asking();
      const { headline } = await ask('quanti aggiornamenti mancano al settore 1 e quanti al settore 2?');
      expect(headline).toMatch(/: 2 su 2: Settore 1 \(2\) e Settore 2 \(1\)/);
    });

    it('names who has most, and those that are tied with the last of so many', async () => {
      const ask = await asking();
      expect((await ask('chi ha più aggiornamenti restituiti?')).headline).toMatch(
        /^Settore 1 e Settore 2: aggiornamenti restituiti 1 /,
      );
      const { headline } = await ask('i due settori con più aggiornamenti mancanti');
      expect(headline).toMatch(/^Settore 1 \(2\) e Settore 2 \(1\): aggiornamenti da mandare/);
      expect((await ask('qual è l’aggiornamento che aspetta da più tempo?')).headline).toMatch(
        /^2 aggiornamenti aspettano approvazione/,
      );
    });

    it.each([
      'azioni correttive chiuse',
      'quali obiettivi con peso 22 hanno criticità?',
      'quali obiettivi trasversali hanno criticità segnalate?',
    ])('asks where a word has no part in it: %s', async (question) => {
      const ask = await asking();
      expect((await ask(question)).kind).not.toBe('answer');
    });

    it('does not take who decided, or all that there is, for what was decided on', async () => {
      const ask = await asking();
      for (const question of [
        'chi ha approvato gli aggiornamenti del settore 1?',
        'quali settori hanno tutti gli aggiornamenti approvati?',
      ])
        expect((await ask(question)).query?.type).not.toBe('monitoring');
    });
  });
});
