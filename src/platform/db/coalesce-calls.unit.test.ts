import { expect, test } from 'vitest';
import { coalesceCalls, registerCombined } from './coalesce-calls.ts';
import type { Statement } from './pipeline.ts';

const call = (name: string, ...values: unknown[]): Statement => ({
  text: `select ${name}(${values.map((_, at) => `$${at + 1}`).join(', ')})`,
  values,
  describe: false,
});
const insert: Statement = { text: 'insert into a.b (c) values ($1)', values: [9], describe: false };

test('consecutive calls become one statement, in their order and with their parameters', () => {
  expect(coalesceCalls([call('a.open', 1, 2), call('a.store', 3), insert, call('b.append', 4, 5, 6), call('b.later', 7)])).toEqual([
    { text: 'select a.open($1,$2), a.store($3)', values: [1, 2, 3], describe: false },
    insert,
    { text: 'select b.append($1,$2,$3), b.later($4)', values: [4, 5, 6, 7], describe: false },
  ]);
});

test('a call that returns a needed answer, reads a table or has literals remains a separate statement', () => {
  const answered: Statement = { text: 'select a.ask($1)', values: [1] };
  const reading: Statement = { text: `select a.refuse($1) from a.b`, values: [1], describe: false };
  const saying: Statement = { text: `select a.say($1, 'x')`, values: [1], describe: false };
  for (const alone of [answered, reading, saying]) {
    const all = [call('a.open', 1), alone, call('a.append', 2)];
    expect(coalesceCalls(all)).toEqual(all);
  }
});

test('a registered sequence of calls becomes one call, if it is complete and uninterrupted', () => {
  registerCombined({ 'c.open': 2, 'c.store': 1, 'c.append': 2 }, 'c.act');
  const [open, store, append] = [call('c.open', 1, 2), call('c.store', 3), call('c.append', 4, 5)];
  expect(coalesceCalls([open, store, append, call('c.later', 6)])).toEqual([
    { text: 'select c.act($1,$2,$3,$4,$5), c.later($6)', values: [1, 2, 3, 4, 5, 6], describe: false },
  ]);
  for (const [all, texts] of [
    [[open, store], ['select c.open($1,$2), c.store($3)']],
    [[open, store, call('c.append', 4)], ['select c.open($1,$2), c.store($3), c.append($4)']],
    [[open, append, store], ['select c.open($1,$2), c.append($3,$4), c.store($5)']],
    [
      [open, store, insert, append],
      ['select c.open($1,$2), c.store($3)', insert.text, append.text],
    ],
  ] as const)
    expect(coalesceCalls(all).map(({ text }) => text)).toEqual(texts);
});
