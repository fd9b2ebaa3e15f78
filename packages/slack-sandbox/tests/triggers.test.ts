import { describe, expect, it } from 'vitest';
import { createTriggers } from '../src/triggers.ts';

function triggersAt() {
  let elapsed = 0;
  const triggers = createTriggers(3_000, () => elapsed);
  const wait = (ms: number) => {
    elapsed += ms;
  };
  return { triggers, wait };
}

describe('trigger ids', () => {
  it('stand for the person who acted, within three seconds', () => {
    const { triggers, wait } = triggersAt();
    const id = triggers.issue({ userId: 'U1', pageId: 'P1', viewId: 'V1' });
    wait(3_000);
    expect(triggers.redeem(id)).toEqual({ userId: 'U1', pageId: 'P1', viewId: 'V1' });
  });

  it('expire after three seconds', () => {
    const { triggers, wait } = triggersAt();
    const id = triggers.issue({ userId: 'U1', pageId: 'P1' });
    wait(3_001);
    expect(triggers.redeem(id)).toBe('expired_trigger_id');
  });

  it('are good for one modal', () => {
    const { triggers } = triggersAt();
    const id = triggers.issue({ userId: 'U1', pageId: 'P1' });
    triggers.redeem(id);
    expect(triggers.redeem(id)).toBe('exchanged_trigger_id');
  });

  it('cannot be made up', () => {
    expect(triggersAt().triggers.redeem('123.456')).toBe('invalid_trigger_id');
  });
});
