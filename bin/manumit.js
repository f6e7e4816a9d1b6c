#!/usr/bin/env node
// Plain JavaScript that an old Node can read: the program itself is TypeScript, which only Node 24 runs.
import { spawn, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NEEDED = 24;
const major = (version) => Number(/^v?(\d+)/.exec(version)?.[1]);

if (major(process.versions.node) >= NEEDED) {
  await import('../src/app/launcher/process/own-modules.ts');
  await import('../src/app/cli.ts').catch((error) => {
    if (error.code !== 'ERR_MODULE_NOT_FOUND' || !/Cannot find package/.test(error.message)) throw error;
    console.error(`${error.message.split(' imported from')[0]}. Run npm ci in the project first.`);
    process.exitCode = 1;
  });
} else {
  const bundled = join(
    dirname(dirname(fileURLToPath(import.meta.url))),
    'node_modules',
    '.bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  const { stdout } = spawnSync(bundled, ['--version'], { encoding: 'utf8' });
  if (major(stdout ?? '') >= NEEDED) runWith(bundled);
  else {
    console.error(
      `Manumit needs Node ${NEEDED}, and this is Node ${process.versions.node}. Run npm ci in the project, which brings it, and use npm start or npx manumit.`,
    );
    process.exitCode = 1;
  }
}

/** Runs the same command line under another Node and passes signals on to it. */
function runWith(node) {
  const child = spawn(node, process.argv.slice(1), { stdio: 'inherit', env: { ...process.env, MANUMIT_WRAPPED: '1' } });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.exitCode = signal ? 1 : (code ?? 1);
  });
}
