import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startWebProcess } from '#app/launcher/process/web-process.ts';
import { findFreePort } from '#app/launcher/program-under-test.ts';
import { newKey, runCommand } from '#platform/command.ts';
import { giveCredential } from '#rooms/lrs/credentials/give-credential.command.ts';
import { type Installation, onInstallation } from './bench/installation.ts';

// Runs a copy of ADL's public conformance suite for learning record stores, given by its path and never stored here, against a store started for it: both
// batteries, with counts. The exit code is 1 if a test of either fails. `--failures` prints the failures, `--only 1.0.3` runs one battery.

const BATTERIES = ['1.0.3', '2.0.0'] as const;
type Summary = { total: number; passed: number; failed: number };

const args = process.argv.slice(2);
const only = args.includes('--only') ? args[args.indexOf('--only') + 1] : undefined;
const suiteFolder = args.find((arg, at) => !arg.startsWith('--') && args[at - 1] !== '--only');
if (
  suiteFolder === undefined ||
  !existsSync(join(suiteFolder, 'bin/console_runner.js')) ||
  !existsSync(join(suiteFolder, 'node_modules'))
) {
  console.error('Name the folder of a copy of the suite in which npm install was run: npm run conformance -- PATH');
  process.exit(2);
}
const suite = resolve(suiteFolder);

const counts = await onInstallation(async (installation) => {
  const port = await findFreePort();
  const address = `http://127.0.0.1:${port}`;
  const config = { host: '127.0.0.1', port, surface: 'all' as const, trustedProxy: [], publicUrl: address, deskUrl: address };
  const web = await startWebProcess({ config, app: installation.app, watchedFolder: null, exercise: false });
  try {
    const credential = await givenCredential(installation);
    const found: [string, Summary][] = [];
    for (const version of BATTERIES)
      if (only === undefined || only === version) found.push([version, await runBattery(address, version, credential)]);
    return found;
  } finally {
    await web.drain();
  }
});
for (const [version, { total, passed, failed }] of counts) console.log(`xAPI ${version}: ${passed} of ${total} passed, ${failed} failed`);
process.exit(counts.every(([, { total, passed, failed }]) => failed === 0 && passed === total && total > 0) ? 0 : 1);

async function givenCredential({ platform, deployer, party }: Installation): Promise<{ key: string; secret: string }> {
  const partyId = await party('contractor', 'CONF', 'Conformance');
  const token = randomBytes(32).toString('base64url');
  await deployer.query('select identity.installation_session($1, $2)', [randomUUID(), token]);
  return runCommand(platform, giveCredential, { token, key: newKey(), input: { partyId, source: 'suite' } });
}

async function runBattery(address: string, version: string, { key, secret }: { key: string; secret: string }): Promise<Summary> {
  const options = ['-x', version, '-e', `${address}/xapi`, '-a', '-u', key, '-p', secret, '-z'];
  const child = spawn(process.execPath, [join(suite, 'bin/console_runner.js'), ...options], {
    cwd: suite,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  await new Promise((done) => child.once('close', done));
  if (args.includes('--all')) console.log(output);
  const summaries = output.split('\n').filter((line) => line.startsWith('{"total"'));
  if (args.includes('--failures')) printFailures(/Full run log written to (.+)$/m.exec(output)?.[1]);
  return JSON.parse(summaries.at(-1) ?? '{"total":0,"passed":0,"failed":0}') as Summary;
}

type Log = { title?: string; error?: string; status?: string; tests?: Log[] };

function printFailures(file: string | undefined): void {
  const walk = ({ title = '', error, tests = [] }: Log, above: string) => {
    if (tests.length === 0 && error) console.log(`${above}\n  ${title}\n    ${error}`);
    for (const test of tests) walk(test, title);
  };
  const log = file && (JSON.parse(readFileSync(file, 'utf8')) as { log?: Log }).log;
  if (log) walk(log, '');
}
