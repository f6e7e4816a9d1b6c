import { describe, expect, it } from 'vitest';
import { progressOf, stepState } from './first-steps.rules.ts';

describe('stepState', () => {
  it.each([
    [{ n: 0, of: 32 }, false, 'open'],
    [{ n: 31, of: 32 }, false, 'open'],
    [{ n: 31, of: 32 }, true, 'aside'],
    [{ n: 32, of: 32 }, true, 'done'],
    [{ n: 3, of: 2 }, false, 'done'],
    // A register without nations has nobody to invite, and the step is not done.
    [{ n: 0, of: 0 }, false, 'open'],
    [null, true, 'unknown'],
  ] as const)('reads %o, set aside: %s, as %s', (figure, aside, state) => {
    expect(stepState(figure, aside)).toBe(state);
  });
});

describe('progressOf', () => {
  it('counts done steps and steps set aside, leaves out what the reader may not see, and names the first open one', () => {
    const steps = [
      { step: 'second-person', state: 'done' },
      { step: 'authority', state: 'aside' },
      { step: 'focal-points', state: 'open' },
      { step: 'strengths', state: 'unknown' },
      { step: 'reporting', state: 'open' },
    ] as const;
    expect(progressOf(steps)).toEqual({ settled: 2, of: 4, next: 'focal-points' });
    expect(progressOf(steps.slice(0, 2))).toEqual({ settled: 2, of: 2, next: null });
  });
});
