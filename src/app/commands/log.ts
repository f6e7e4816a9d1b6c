import { createWriteStream, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { connect } from '#platform/db/pool.ts';
import { drawSample } from '#rooms/transparency-log/draw-sample.query.ts';
import { type DumpRow, dumpEntries, lineOfDump } from '#rooms/transparency-log/dump.ts';
import { getLog } from '#rooms/transparency-log/get-log.query.ts';
import { endWitness, enrolWitness } from '#rooms/transparency-log/witnesses/enrol-witness.command.ts';
import { report, verifyLog } from '../../../tools/verify.mjs';
import { withProgress } from '../launcher/progress.ts';
import { openWholeLog } from '../log/whole-log.ts';
import { StartRefused } from '../start-refused.ts';
import { asInstallation } from './as-installation.ts';
import { type Report, reports } from './command-line.ts';

/** `manumit log`, `manumit verify`, `manumit audit sample`: the commands for operators and inspectors of the log. */
export function addLog(program: Command): void {
  const log = program
    .command('log')
    .summary('show and export the log, enrol outside checks')
    .description('Shows and exports the log, and manages outside checks.');
  reports(
    log.command('show').summary('show the state of the log').description('Shows the size, keys and outside checks of the log.'),
    show,
  );
  const exportCommand = log
    .command('export')
    .requiredOption('--to <folder>', 'new or empty folder to write to')
    .option('--entries', 'include every entry, for an inspector: who acted on what, without the content')
    .option('--openings', 'include every entry with its content: as secret as the database itself')
    .summary('write the log as files that anyone can verify')
    .description('Writes the log up to this moment as files in the layout of /log/, for node tools/verify.mjs FOLDER.');
  reports(exportCommand, exportTo);
  const enrol = log
    .command('enrol')
    .requiredOption('--name <name>', 'what to call it')
    .requiredOption('--key <vkey>', 'the line the outside check showed when it started')
    .requiredOption('--url <address>', 'where it is reached')
    .summary('enrol an outside check')
    .description('From now on the log sends it each new checkpoint and stores its signatures.');
  reports(enrol, async ({ name, key, url }: { name: string; key: string; url: string }) =>
    asInstallation(async ({ run }) => {
      const { id } = await run(enrolWitness, { name, vkey: key, url });
      return { data: { id }, lines: [`${name} is enrolled (${id}).`] };
    }),
  );
  const end = log
    .command('end')
    .argument('<id>', 'id of the outside check, as `log show` prints it')
    .summary('end an outside check')
    .description('The log sends it no more checkpoints. Its signatures stay.');
  reports(end, async (witnessId: string) =>
    asInstallation(async ({ run }) => {
      await run(endWitness, { witnessId });
      return { data: { id: witnessId }, lines: ['It gets no more checkpoints. Its signatures stay.'] };
    }),
  );
  const verify = program
    .command('verify')
    .option('--saved <file...>', 'checkpoints that a person kept: from a browser, a printed report, an earlier run')
    .summary('verify the log of this installation, entry by entry')
    .description(
      'Computes every leaf, root and commitment from the rows of the database and compares them with the log. Exits with 1 on any difference.',
    );
  reports(verify, verifyAll);
  const sample = program
    .command('audit')
    .summary('draw audit samples')
    .description('Draws audit samples.')
    .command('sample')
    .option('--size <n>', 'entries to draw', '20')
    .summary('draw entries by the published rule')
    .description(
      'Draws entries of the newest published log, with its root as the seed, so that anyone can repeat the draw. Prints the proof of each entry.',
    );
  reports(sample, async ({ size }: { size: string }) =>
    asInstallation(async ({ ask }) => {
      const data = await ask(drawSample, { size: Number(size) });
      const lines = data.items.map(({ index, leaf }) => `${String(index).padStart(9)}  ${leaf.at}  ${leaf.command}  ${leaf.id}`);
      return {
        data,
        lines: [`Drawn from ${data.checkpoint.size} leaves, root ${data.checkpoint.root} (${data.checkpoint.day}):`, ...lines],
      };
    }),
  );
}

async function show(): Promise<Report> {
  return asInstallation(async ({ ask }) => {
    const data = await ask(getLog, {});
    const witnesses = data.witnesses.map(
      (one) =>
        `  ${one.id}  ${one.name}: ${one.fault ?? (one.signedAt ? `signed ${one.size} leaves at ${one.signedAt}` : 'not asked yet')}`,
    );
    const published = data.published ? `Published: ${data.published.size} leaves on ${data.published.day}.` : 'Not published yet.';
    return {
      data,
      lines: [published, ...data.keys.map(({ vkey }) => `Key: ${vkey}`), `Outside checks: ${data.witnessing}.`, ...witnesses],
    };
  });
}

async function exportTo({ to, entries = false, openings = false }: { to: string; entries?: boolean; openings?: boolean }): Promise<Report> {
  const folder = resolve(to);
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new StartRefused(`${folder} is not empty. Choose another folder.`);
  return asInstallation(async ({ platform }, installation) => {
    const { size, paths, read } = await openWholeLog(platform);
    for (const path of paths) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), (await read(path))!);
    }
    if (entries || openings)
      await withOwner(installation.deployer, (client) => {
        const lines = linesOf(dumpEntries(client, openings, size));
        return pipeline(lines, createWriteStream(join(folder, 'entries.jsonl'), { mode: 0o600 }));
      });
    return { data: { folder, size }, lines: [`${size} leaves are in ${folder}. Verify them with: node tools/verify.mjs ${folder}`] };
  });
}

async function verifyAll({ saved = [] }: { saved?: string[] }): Promise<Report> {
  return asInstallation(async ({ platform, ask }, installation) => {
    const { size, read } = await openWholeLog(platform);
    const { witnesses } = await ask(getLog, {});
    const result = await withOwner(installation.deployer, (client) =>
      withProgress('Verifying', () =>
        verifyLog({
          read,
          witnesses: witnesses.map(({ vkey }) => vkey),
          quorum: 0,
          saved: saved.map((file) => readFileSync(file, 'utf8')),
          entries: linesOf(dumpEntries(client, true, size)),
        }),
      ),
    );
    return { data: result, lines: report(result), ok: result.holds };
  });
}

/** A dump as bytes, in batches of some thousand lines. */
async function* linesOf(rows: AsyncIterable<DumpRow>): AsyncGenerator<Buffer> {
  let lines: string[] = [];
  for await (const row of rows) {
    lines.push(lineOfDump(row));
    if (lines.length < 1_000) continue;
    yield Buffer.from(lines.join(''));
    lines = [];
  }
  yield Buffer.from(lines.join(''));
}

async function withOwner<T>(
  address: Parameters<typeof connect>[0],
  work: (client: Awaited<ReturnType<typeof connect>>) => Promise<T>,
): Promise<T> {
  const client = await connect(address);
  try {
    await client.query('set role manumit_schema');
    return await work(client);
  } finally {
    await client.end();
  }
}
