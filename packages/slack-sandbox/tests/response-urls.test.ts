import { describe, expect, it } from 'vitest';
import { createResponseUrls } from '../src/response-urls.ts';

const TARGET = { channel: 'C1', userId: 'U1' };

function urlsAt() {
  let now = Date.parse('2021-09-15T09:00:00Z');
  const urls = createResponseUrls(() => new Date(now));
  const wait = (minutes: number) => {
    now += minutes * 60_000;
  };
  return { urls, wait };
}

describe('response URLs', () => {
  it('take five answers and no sixth', () => {
    const { urls } = urlsAt();
    const id = urls.issue(TARGET);
    const answers = Array.from({ length: 6 }, () => urls.answer(id));
    expect(answers).toEqual([TARGET, TARGET, TARGET, TARGET, TARGET, 'used_url']);
  });

  it('live thirty minutes of the simulated clock', () => {
    const { urls, wait } = urlsAt();
    const id = urls.issue(TARGET);
    wait(30);
    expect(urls.answer(id)).toEqual(TARGET);
    wait(1);
    expect(urls.answer(id)).toBe('expired_url');
  });

  it('cannot be made up', () => {
    expect(urlsAt().urls.answer('x')).toBe('invalid_url');
  });
});
