import type { Command } from 'commander';
import type { Config } from '../config/config.ts';
import { type Running, serve } from '../serve.ts';
import { configOfProcess, fail, printNotice } from './command-line.ts';

/**
 * `manumit serve`: starts everything and runs until it is stopped. With --json it prints the addresses as one line of JSON. Development passes another `run`.
 */
export function addServe(program: Command, run = serve): void {
  program
    .command('serve')
    .summary('run the database and the site until Ctrl-C')
    .description('Starts the database, migrates it, and serves the public site and the desk. Settings: docs/operate/settings.md.')
    .option('--json', 'print the addresses as JSON')
    .action(async ({ json = false }: { json?: boolean }) => {
      try {
        const config = configOfProcess();
        const onReady = (running: Running) =>
          process.stdout.write(json ? `${JSON.stringify(summary(config, running))}\n` : screen(config, running));
        if (!(await run({ config, log: printNotice, onReady }))) process.exitCode = 1;
      } catch (error) {
        fail(error, json);
      }
    });
}

function summary(config: Config, { address, setUpLink }: Running): Record<string, unknown> {
  const { publicUrl, deskUrl, dataDirectory, databaseUrl } = config;
  return {
    address,
    publicUrl,
    deskUrl: `${deskUrl}/desk`,
    dataDirectory: databaseUrl ? null : dataDirectory,
    setUpLink: setUpLink ?? null,
  };
}

function screen(config: Config, { setUpLink }: Running): string {
  const lines = ['', 'Manumit is running.', ''];
  if (config.surface !== 'desk') lines.push(`  Public site  ${config.publicUrl}/`);
  if (config.surface !== 'public') lines.push(`  Desk         ${config.deskUrl}/desk`);
  lines.push(`  Data         ${config.databaseUrl ? 'on the server of DATABASE_URL' : config.dataDirectory}`, '');
  if (setUpLink) {
    lines.push('  Nobody has signed up yet. The first person to open this link gets the role policy office:', `  ${setUpLink}`, '');
  }
  lines.push('Stop with Ctrl-C.', '', '');
  return lines.join('\n');
}
