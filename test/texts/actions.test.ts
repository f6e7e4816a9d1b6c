import { globSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { actionIn } from '#rooms/transparency-log/ui/actions/action-in.ts';
import en from '#rooms/transparency-log/ui/actions/texts/en.json' with { type: 'json' };
import { ROOT } from '../source-tree.ts';

// The program itself records these.
const WITHOUT_A_FILE = ['people/failed-sign-ins', 'reports/close-day', 'reports/record-code'];
let commands: string[];

beforeAll(async () => {
  const files = await Promise.all(globSync('src/**/*.command.ts', { cwd: ROOT }).map((file) => import(join(ROOT, file))));
  const exported = files.flatMap((file) => Object.values(file as Record<string, unknown>));
  const named = exported.filter((one): one is { name: string } => typeof one === 'object' && one !== null && 'run' in one && 'name' in one);
  commands = [...new Set(named.map(({ name }) => name))].filter((name) => /^[a-z-]+\/[a-z-]+$/.test(name));
});

test('the audit sample names every command in words, in both languages (5g)', () => {
  expect(commands.length).toBeGreaterThan(100);
  for (const name of commands) expect([actionIn('en', name), actionIn('fr', name)], name).not.toContain(name);
});

test('the texts of the audit sample name no command that does not exist', () => {
  expect(Object.keys(en).filter((name) => !commands.includes(name) && !WITHOUT_A_FILE.includes(name))).toEqual([]);
});

test('actionIn names the adoption of the policy, which is no action plan', () => {
  expect([actionIn('en', 'nations/record-adoption'), actionIn('fr', 'nations/record-adoption')]).toEqual([
    'Adoption of the policy by Allies recorded',
    'Adoption de la politique par les Alliés consignée',
  ]);
});

test('actionIn keeps the name of a command that this version does not know', () => {
  expect(actionIn('fr', 'people/of-another-version')).toBe('people/of-another-version');
});
