import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LOCALES } from '#kernel/languages.ts';
import type { ActionRule } from '#kernel/machine.ts';
import { eventsOf, startsOf, transitionsOf } from '#kernel/machine.ts';
import { declaredPermissions } from '#platform/identity/subject.ts';
import { ROOT, readSources } from '#test/source-tree.ts';
import { MACHINES, ROUTED, readmesWithStates, statesPage, textsOf } from './state-machines.ts';

test('docs/states.md and the diagrams of the READMEs are up to date with the tables (npm run docs writes them)', () => {
  expect(readFileSync(join(ROOT, 'docs/states.md'), 'utf8')).toBe(statesPage());
  for (const { path, before, after } of readmesWithStates()) expect([path, before]).toEqual([path, after]);
});

test('every state table is registered, so it has its tests and documents', () => {
  const tables = readSources().filter(({ path, text }) => /satisfies Machine</.test(text) && path.startsWith('src/rooms/'));
  const listed = MACHINES.map(({ rules }) => `src/${rules}`);
  expect([...new Set(tables.map(({ path }) => path))].sort()).toEqual([...new Set(listed)].sort());
});

test('every column of states has a table of states, which the test databases check', () => {
  const columns = globSync('src/**/database/tables/*.sql', { cwd: ROOT }).flatMap((path) => {
    const text = readFileSync(join(ROOT, path), 'utf8');
    const made = [...text.matchAll(/create table (\w+\.\w+) \(((?:(?!create table)[\s\S])*?)^\);/gm)].filter(([, , body]) =>
      /^ {2}state text/m.test(body!),
    );
    const added = text.matchAll(/^alter table (\w+\.\w+)\n {2}add column state text/gm);
    return [...made, ...added].map(([, table]) => table!);
  });
  expect(columns.sort()).toEqual(MACHINES.flatMap(({ table }) => table ?? []).sort());
});

// What a command calls to ask a table: a rule, or a helper of its room that asks one.
const ASKS = /\b(?:decide\w+|transitionOf|stateAfter|\w+ForAction|define\w+Action)(?:<[^(]*>)?\(/;

test('every command of a state table asks a rule and does not rely on its SQL alone', () => {
  const commands = readSources().filter(({ path, text }) => path.endsWith('.command.ts') && /\w_MACHINE\b/.test(text));
  expect(commands.length).toBeGreaterThan(50);
  const silent = commands.filter(({ text }) => !ASKS.test(text.replace(/^import [^;]*;/gm, '')));
  expect(silent.map(({ path }) => path)).toEqual([]);
});

test('a page passes on the comment rules of the actions that it offers', () => {
  const pages = readSources().filter(({ path }) => /^src\/rooms\/.*\bui\//.test(path));
  expect(pages.length).toBeGreaterThan(100);
  // A page with a form in another place takes the rule from `opens` of `Actions`.
  expect(pages.filter(({ text }) => /\bcomment: null\b/.test(text)).map(({ path }) => path)).toEqual([]);
});

describe.each(MACHINES)('$title', ({ machine, table, rules, buttons, states }) => {
  const actions = Object.entries<ActionRule<string>>(machine.actions);

  test('each action has a command with an address, and the permission of that command', () => {
    for (const [action, rule] of actions) {
      const routes = ROUTED.filter(({ command }) => command.name === rule.command);
      expect([action, routes.map(({ command }) => command.permission)]).toEqual([action, routes.map(() => rule.permission)]);
      expect([action, routes.length > 0]).toEqual([action, true]);
      for (const { permission } of transitionsOf(machine)) expect(declaredPermissions().has(permission)).toBe(true);
    }
  });

  test('each button and each state has a text in every language of the desk', () => {
    const missing = LOCALES.flatMap((locale) => [
      ...actions
        .filter(([action, { button }]) => button && !textsOf(buttons, locale)[`action.${action}`])
        .map(([action]) => `${action} in ${locale}`),
      ...(states ? machine.states : [])
        .filter((state) => !textsOf(states![0], locale)[`${states![1]}${state}`])
        .map((state) => `${state} in ${locale}`),
    ]);
    expect(missing).toEqual([]);
  });

  test('each command accepts the comment of its action as the table declares it', () => {
    for (const [action, { command: name, comment }] of actions) {
      if (!comment) continue;
      const schema = ROUTED.find(({ command }) => command.name === name)!.command.input;
      const shape = (schema as unknown as { shape: Record<string, { safeParse(value: unknown): { success: boolean } }> }).shape;
      const takes = (value: unknown) => shape[comment.field]?.safeParse(value).success;
      const length = 'x'.repeat(comment.maxLength);
      expect([action, takes(length), takes(`${length}x`), takes(' '), takes(null)]).toEqual([
        action,
        true,
        false,
        false,
        !comment.required,
      ]);
    }
  });

  test('a derived state names the function that derives it', () => {
    const text = readFileSync(join(ROOT, 'src', rules), 'utf8');
    if (machine.derivedBy) expect(text).toContain(`export function ${machine.derivedBy}(`);
    else expect([table, machine.events]).toEqual([expect.any(String), undefined]);
  });

  test('each state can be reached, and each action starts in at least one state', () => {
    const reached = new Set(Object.keys(startsOf(machine)));
    const steps = [...transitionsOf(machine), ...eventsOf(machine)];
    for (const state of reached) for (const { from, to } of steps) if (from === state) reached.add(to);
    expect([...reached].sort()).toEqual([...machine.states].sort());
    for (const [action, { next }] of actions) expect([action, Object.keys(next).length > 0]).toEqual([action, true]);
  });
});
