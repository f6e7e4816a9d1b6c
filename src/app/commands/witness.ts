import type { Command } from 'commander';
import { systemClock } from '#kernel/clock.ts';
import { formatVerifier, NoteFault, parseVerifier } from '#platform/ledger/merkle/note.ts';
import { SECRETS } from '../config/config.ts';
import { takeLock } from '../launcher/database/lock.ts';
import { refuseFaultyNode } from '../launcher/process/node-faults.ts';
import { StartRefused } from '../start-refused.ts';
import { serveWitness } from '../witness/serve-witness.ts';
import { Witness } from '../witness/witness.ts';
import { openWitnessKey } from '../witness/witness-key.ts';
import { fail } from './command-line.ts';

type Options = { name: string; log: string[]; folder: string; host: string; port: string };

/** `manumit witness`: an outside check of logs. It needs no database and may run on another machine, under another operator. */
export function addWitness(program: Command): void {
  program
    .command('witness')
    .summary('run an outside check of logs')
    .description(
      'Signs a checkpoint of a log only if it continues the previous one, so that no log can show two histories. Stop it with Ctrl-C.',
    )
    .requiredOption('--name <name>', 'name of this witness, such as witness.example.org/w1')
    .requiredOption('--log <key...>', 'key of a log to watch, as its page /log shows it')
    .option('--folder <folder>', 'folder of its key and the last checkpoints', './witness')
    .option('--host <address>', 'address to listen on; beyond this machine put a proxy with TLS in front', 'localhost')
    .option('--port <port>', 'port to listen on', '8850')
    .option('--json', 'print a failure as JSON too; while it runs, it always prints lines of JSON')
    .action(async ({ json = false, ...options }: Options & { json?: boolean }) => {
      try {
        await run(options);
      } catch (error) {
        fail(error, json);
      }
    });
}

async function run({ name, log, folder, host, port }: Options): Promise<void> {
  refuseFaultyNode({ host });
  // It answers requests from outside and needs none of the installation's secrets. A secret it does not have cannot leak from it.
  const secret = SECRETS.find((setting) => process.env[setting]);
  if (secret) throw new StartRefused(`A witness needs no secret of an installation: unset ${secret}.`);
  const verifiers = log.map(readLogKey);
  const signer = openWitnessKey(folder, name);
  const release = takeLock(folder);
  const writeLine = (line: Record<string, unknown>) =>
    void process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`);
  const logs = [...new Set(verifiers.map((key) => key.name))].map((origin) => ({
    origin,
    verifiers: verifiers.filter((key) => key.name === origin),
  }));
  const witness = new Witness({ folder, signer, logs, clock: systemClock, log: writeLine });
  try {
    const server = await serveWitness(witness, signer.verifier, { host, port: Number(port) });
    const address = server.address();
    writeLine({ event: 'ready', port: typeof address === 'object' ? address?.port : undefined, key: formatVerifier(signer.verifier) });
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    });
    server.closeAllConnections();
    server.close();
  } finally {
    release();
  }
}

function readLogKey(vkey: string) {
  try {
    return parseVerifier(vkey);
  } catch (error) {
    if (!(error instanceof NoteFault)) throw error;
    throw new StartRefused(`${error.message}. Copy the whole line from the page /log of that installation.`);
  }
}
