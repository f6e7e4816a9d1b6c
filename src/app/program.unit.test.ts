import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { loadsOf, readSources } from '#test/source-tree.ts';
import { buildProgram } from './program.ts';

/** The commands of the command line, with their full names; `help` is commander's own. */
function typed(command: Command, path: readonly string[] = []): [string, Command][] {
  return command.commands.flatMap((each) => {
    const name = [...path, each.name()];
    return each.commands.length > 0 ? typed(each, name) : [[name.join(' '), each] as [string, Command]];
  });
}

const allCommands = await buildProgram();
const commands = typed(allCommands);

test('the command line has the documented commands', () => {
  const names = commands.map(([name]) => name);
  for (const name of ['serve', 'exercise', 'migrate', 'policy check', 'facts import', 'evidence add', 'review list', 'review show'])
    expect(names).toContain(name);
  for (const name of ['review report', 'account create', 'doctor', 'backup', 'restore', 'export', 'import', 'verify', 'witness'])
    expect(names).toContain(name);
});

test.each(commands)('%s has help that says what it does, and accepts --json', (_name, command) => {
  expect(command.summary()).toMatch(/^[a-z].{5,}[^.]$/);
  expect(command.description()).toMatch(/^[A-Z].{10,}\.$/s);
  const help = command.helpInformation();
  expect(help).toContain('--json');
  expect(help).toContain('--help');
  for (const option of command.options) expect(option.description, option.flags).toMatch(/\S{3,}/);
  for (const argument of command.registeredArguments) expect(argument.description, argument.name()).toMatch(/\S{3,}/);
});

test.each(allCommands.commands.map((command) => [command.name(), command] as const))(
  '%s is the same where only its file is loaded',
  async (name, command) => {
    const ownCommands = await buildProgram(name);
    expect(ownCommands.commands.length).toBeLessThan(allCommands.commands.length / 2);
    const helpOf = (one: Command | undefined) => one && typed(one, [one.name()]).map(([path, each]) => [path, each.helpInformation()]);
    const found = ownCommands.commands.find((one) => one.name() === name);
    expect(found?.helpInformation()).toBe(command.helpInformation());
    expect(helpOf(found)).toEqual(helpOf(command));
  },
);

test('a word that is no command loads every file, so that the help names them all', async () => {
  expect((await buildProgram('nonsense')).helpInformation()).toBe(allCommands.helpInformation());
});

test('every group of commands has help', () => {
  for (const group of allCommands.commands.filter((each) => each.commands.length > 0)) {
    expect(group.summary(), group.name()).toMatch(/^[a-z].{5,}[^.]$/);
    expect(group.description(), group.name()).toMatch(/\S.{5,}\.$/);
  }
});

test('neither the launcher nor the web process loads at its start what only few installations or requests need', () => {
  const loads = loadsOf(readSources());
  const later = /^(?:@myriaddreamin|@simplewebauthn|age-encryption|docx|nodemailer|prom-client)\b/;
  for (const start of ['src/app/commands/serve.ts', 'src/app/server.ts']) {
    const loaded = [...loads(start)];
    expect(loaded).toContain('kysely');
    expect(loaded.filter((one) => later.test(one))).toEqual([]);
  }
});
