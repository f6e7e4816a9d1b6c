import { describe, expect, it } from 'vitest';
import { type Asked, nextWatch, sounds, type Watch } from './watch.rules.ts';

const START: Watch = { state: 'quiet', waiting: 0, failures: 0 };
const shownAfter = (...asked: Asked[]) => asked.reduce(nextWatch, START);

describe('nextWatch (A1.5)', () => {
  it('sounds while danger waits, and is quiet once a reader has it', () => {
    expect([shownAfter({ danger: 2 }), sounds(shownAfter({ danger: 2 }))]).toEqual([{ state: 'danger', waiting: 2, failures: 0 }, true]);
    expect(sounds(shownAfter({ danger: 2 }, { danger: 0 }))).toBe(false);
  });

  it('never shows a lost connection or an ended session as quiet', () => {
    expect(shownAfter('no-answer').state).toBe('quiet');
    expect(shownAfter('no-answer', 'no-answer')).toMatchObject({ state: 'lost' });
    expect(shownAfter('no-answer', { danger: 0 }, 'no-answer').state).toBe('quiet');
    expect(shownAfter('signed-out').state).toBe('signed-out');
    for (const lost of [shownAfter('no-answer', 'no-answer'), shownAfter('signed-out')]) expect(sounds(lost)).toBe(true);
  });

  it('keeps sounding for danger over a failed question', () => {
    expect(sounds(shownAfter({ danger: 1 }, 'no-answer'))).toBe(true);
    expect(sounds(shownAfter({ danger: 1 }, 'no-answer', 'no-answer', 'no-answer'))).toBe(true);
  });
});
