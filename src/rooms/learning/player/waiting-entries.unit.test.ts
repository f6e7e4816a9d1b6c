import { expect, test } from 'vitest';
import { type Entry, WaitingEntries } from './waiting-entries.ts';

const entry = (state: Entry['state']): Entry => ({
  token: '',
  ticket: '',
  typed: { code: '', number: '' },
  failure: Promise.resolve(null),
  state,
});

test('WaitingEntries over its limit drops the oldest failed entry, then the oldest successful one, and never a waiting one', () => {
  const entries = new WaitingEntries(4);
  const named = (['waiting', 'in', 'failed', 'failed', 'in', 'waiting', 'in'] as const).map((state) => entries.add(entry(state)));
  const left = () => named.map((key) => entries.find(key)?.state ?? null);
  // The fifth and sixth replaced those that failed, the seventh replaced the second.
  expect(left()).toEqual(['waiting', null, null, null, 'in', 'waiting', 'in']);
  for (let at = 0; at < 3; at += 1) named.push(entries.add(entry('failed')));
  expect(left().slice(7)).toEqual([null, null, 'failed']);
  expect(left().slice(0, 7)).toEqual(['waiting', null, null, null, null, 'waiting', 'in']);
});

test('WaitingEntries drops an entry once', () => {
  const entries = new WaitingEntries();
  const key = entries.add(entry('in'));
  expect(entries.find(key)?.state).toBe('in');
  entries.drop(key);
  entries.drop(key);
  expect(entries.find(key)).toBeUndefined();
});
