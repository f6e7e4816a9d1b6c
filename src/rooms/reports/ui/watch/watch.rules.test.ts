import { describe, expect, it } from 'vitest';
import { type Asked, nextWatch, sounds, type Watch } from './watch.rules.ts';

const START: Watch = { state: 'quiet', waiting: 0, failures: 0 };
const after = (...asked: Asked[]) => asked.reduce(nextWatch, START);

describe('nextWatch (A1.5)', () => {
  it('sounds while danger waits, and is quiet once a reader has it', () => {
    expect([after({ danger: 2 }), sounds(after({ danger: 2 }))]).toEqual([{ state: 'danger', waiting: 2, failures: 0 }, true]);
    expect(sounds(after({ danger: 2 }, { danger: 0 }))).toBe(false);
  });

  it('never shows a lost connection or an ended session as quiet', () => {
    expect(after('no-answer').state).toBe('quiet');
    expect(after('no-answer', 'no-answer')).toMatchObject({ state: 'lost' });
    expect(after('no-answer', { danger: 0 }, 'no-answer').state).toBe('quiet');
    expect(after('signed-out').state).toBe('signed-out');
    for (const lost of [after('no-answer', 'no-answer'), after('signed-out')]) expect(sounds(lost)).toBe(true);
  });

  it('keeps sounding for danger over a failed question', () => {
    expect(sounds(after({ danger: 1 }, 'no-answer'))).toBe(true);
    expect(sounds(after({ danger: 1 }, 'no-answer', 'no-answer', 'no-answer'))).toBe(true);
  });
});
