import { describe, expect, test } from 'vitest';
import { translateChannels } from '../texts.ts';
import { eachPage } from './each-page.ts';
import { translateSuccession } from './texts.ts';

const PAGES: Record<string, { reports: string[]; next: string | null }> = {
  '': { reports: ['a', 'b'], next: 'b' },
  b: { reports: ['c'], next: 'c' },
  c: { reports: [], next: null },
};

describe('eachPage', () => {
  test('handles every page in order, each before the next is read', async () => {
    const done: string[] = [];
    const read = async (after: string) => {
      done.push(`read ${after}`);
      return PAGES[after]!;
    };
    expect(await eachPage(read, async ({ reports }) => void done.push(`handled ${reports}`))).toBeUndefined();
    expect(done).toEqual(['read ', 'handled a,b', 'read b', 'handled c', 'read c', 'handled ']);
  });

  test('stops at a reason, and returns it', async () => {
    const read: string[] = [];
    const stopped = await eachPage(
      async (after) => {
        read.push(after);
        return PAGES[after]!;
      },
      async ({ next }) => (next === 'c' ? ('list-refused' as const) : undefined),
    );
    expect([stopped, read]).toEqual(['list-refused', ['', 'b']]);
  });
});

describe('the refusal of a later page', () => {
  test('names what was handed over before it, in both languages', () => {
    expect(translateChannels('en', 'hand.list-refused', { handed: 3 })).toContain('3 reports were handed over before that.');
    expect(translateChannels('fr', 'hand.list-refused', { handed: 0 })).toContain('Aucun signalement n’a été transmis.');
    expect(translateSuccession('en', 'inherit.list-refused', { taken: 1 })).toContain('1 report was taken over before that.');
    expect(translateSuccession('fr', 'inherit.list-refused', { taken: 2 })).toContain('2 signalements ont été repris avant.');
  });
});
