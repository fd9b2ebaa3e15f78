import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../../src/answers/conversation.ts';
import type { Engine } from '../../../src/answers/engine.ts';
import { createMemo } from '../../../src/answers/knowledge/memo.ts';
import { remarkCodes, remarksOf } from '../../../src/answers/knowledge/remarks.ts';
import { checkProposal } from '../../../src/answers/query-proposer.ts';
import type { Plan } from '../../../src/domain/types.ts';
import { engineOf } from '../../support/engine.ts';
import { luccaPlan } from '../../support/plan.ts';
import { luccaEngine, NOW } from '../lucca.ts';

const STAFF = 'i dipendenti sono 511 o 533?';

/** The same remarks, behind others: of the same subject, and of another. */
function withMoreNotes(): Plan {
  const plan = luccaPlan();
  const [note] = plan.notes;
  const [factNote] = plan.factNotes;
  if (!note || !factNote) throw new Error('the plan has remarks');
  return {
    ...plan,
    notes: [{ ...note, note: 'Un’altra cosa.' }, { ...note, subject: 'objective:1' }, ...plan.notes],
    factNotes: [{ ...factNote, note: 'Un’altra cosa.' }, ...plan.factNotes],
  };
}

const engine = luccaEngine();
const later = engineOf([withMoreNotes()]);
const ask = (of: Engine, question: string, conversation: Conversation | null = null) =>
  of.ask({ question, conversation, asker: null, now: NOW });

describe('a remark', () => {
  it('has a code of its own', () => {
    const { all, byCode } = remarksOf({ memo: createMemo(), plan: luccaPlan() });
    expect(all.length).toBeGreaterThan(100);
    expect(byCode.size).toBe(all.length);
    expect(remarkCodes(luccaPlan())).toEqual(new Set(byCode.keys()));
  });

  it('keeps its code when the plan gets others before it', async () => {
    const before = await ask(engine, STAFF);
    const after = await ask(later, STAFF);
    expect(before.answer.query).toMatchObject({ type: 'remark' });
    expect(after.answer.query).toEqual(before.answer.query);
    expect(after.answer.headline).toBe(before.answer.headline);
  });

  it('is the same one where a stored query asks for it again', async () => {
    const { answer } = await ask(engine, STAFF);
    if (answer.query === null) throw new Error('a remark was asked for');
    const turn = { conversation: null, asker: null, now: NOW };
    const again = await later.answer(answer.query, turn);
    expect(again.answer.headline).toBe(answer.headline);
  });
});

describe('a conversation about a remark that the plan no longer carries', () => {
  const about = (...remarks: string[]): Conversation => ({
    query: { type: 'remark', remarks },
    earlier: [],
    unanswered: null,
    items: [],
    year: 2021,
  });

  it('goes on as if nothing were remembered', async () => {
    const reply = await ask(engine, 'e il 46?', about('objective:1#00000000'));
    expect(reply).toEqual(await ask(engine, 'e il 46?'));
    const [known = ''] = remarkCodes(luccaPlan());
    expect(reply).not.toEqual(await ask(engine, 'e il 46?', about(known)));
  });

  it('cannot be begun by a model', () => {
    const [known = ''] = remarkCodes(luccaPlan());
    const propose = (code: string) =>
      checkProposal(JSON.stringify({ query: { type: 'remark', remarks: [code] } }), STAFF, luccaPlan());
    expect(propose(known)).toMatchObject({ ok: true });
    expect(propose('objective:1#00000000')).toMatchObject({ ok: false });
  });
});
