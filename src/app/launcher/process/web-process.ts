import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { TIME_LIMIT_FACTOR } from '#platform/documents/time-limit-factor.ts';
import type { WebOrder } from '../../server.ts';
import { StartRefused } from '../../start-refused.ts';

/** Messages of the web process to its launcher (server.ts). */
type WebMessage =
  | { kind: 'ready'; address: string }
  | { kind: 'failed'; code: string; port: number }
  | { kind: 'stopped' }
  | { kind: 'database-trouble' };

/** A web process that accepts requests. */
export type WebProcess = {
  address: string;
  /** Resolves when the process has ended, with a plain reason. */
  ended: Promise<string>;
  /** Lets it finish its current requests, for at most ten seconds, and waits for its end. */
  drain(): Promise<void>;
};

// The web process itself gives up after ten seconds; this is for one that no longer responds.
const DRAIN_TIMEOUT_MS = 11_000;
const READY_TIMEOUT_MS = 60_000 * TIME_LIMIT_FACTOR;
// By default, Node lets its heap grow with the memory of the machine. Files pass through in small chunks and documents are made in separate processes, so
// requests need little: with these limits it stays below 250 MB under load, at the same speed. With less room for young objects, those of a running request
// were promoted to the old generation, and collecting that took a third of its time.
const HEAP_LIMITS = ['--max-old-space-size=192', '--max-semi-space-size=16'];
const OWN_MODULES = ['--import', new URL('./own-modules.ts', import.meta.url).href];
const SERVER = fileURLToPath(new URL('../../server.ts', import.meta.url));

// Only what a Node process needs to run, and the factor of time limits: no other setting, and above all no secret.
const PASSED_ENVIRONMENT = [
  ...['PATH', 'HOME', 'LANG', 'TZ', 'TMPDIR', 'NODE_ENV', 'NODE_OPTIONS', 'NODE_COMPILE_CACHE', 'SystemRoot', 'TEMP'],
  'TIME_LIMIT_FACTOR',
];

/**
 * Starts the web process and waits until it accepts requests. It gets the application role's connection, never the deployer's.
 * `onTrouble` is called when the database no longer accepts the role, or lacks a key that only the deployer can make.
 * If `ending` fires before it accepts requests, it is stopped. Throws StartRefused once it has ended before that, for any reason. Where the error does not give
 * the reason, the process has written it on standard error.
 */
export async function startWebProcess(
  order: WebOrder,
  { server = SERVER, onTrouble = () => {}, ending }: { server?: string; onTrouble?: () => void; ending?: AbortSignal } = {},
): Promise<WebProcess> {
  const environment = Object.fromEntries(
    PASSED_ENVIRONMENT.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
  const child = spawn(process.execPath, [...HEAP_LIMITS, ...OWN_MODULES, server], {
    // A separate process group: Ctrl-C reaches the launcher, which lets this process finish its requests. It exits when the launcher is gone.
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // The order holds maps, which JSON has none of.
    serialization: 'advanced',
    env: environment,
  });
  // Sent over the channel, never in the environment or the arguments: those stay readable for as long as the process lives.
  child.send(order, () => {});
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
    // The process never started: an upgrade removed this Node, or the system has no room for another process. The launcher and the database continue.
    child.on('error', (error) => child.pid === undefined && resolve(error.message));
  });
  const killTimer = setTimeout(() => child.kill('SIGKILL'), READY_TIMEOUT_MS);
  const ready = new Promise<string>((resolve, reject) => {
    child.on('message', (message: WebMessage) => {
      if (message.kind === 'ready') resolve(message.address);
      if (message.kind === 'database-trouble') onTrouble();
      if (message.kind === 'failed') reject(new StartRefused(describeListenFault(message.code, { ...order.config, failed: message.port })));
    });
    ended.then((how) => reject(new StartRefused(`The web process ended while starting (${how}).`)));
  });
  const stopStarting = () => {
    // Before the process serves, SIGTERM ends it at once. Once it serves, it ignores the signal and drains.
    child.kill('SIGTERM');
    void drain(child);
  };
  if (ending?.aborted) stopStarting();
  else ending?.addEventListener('abort', stopStarting);
  const address = await ready.finally(() => {
    clearTimeout(killTimer);
    ending?.removeEventListener('abort', stopStarting);
  });
  return { address, ended, drain: () => drain(child) };
}

async function drain(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  if (child.connected) child.send({ kind: 'drain' }, () => {});
  const killTimer = setTimeout(() => child.kill('SIGKILL'), DRAIN_TIMEOUT_MS);
  await exited;
  clearTimeout(killTimer);
}

function describeListenFault(code: string, { host, port, failed }: WebOrder['config'] & { failed: number }): string {
  const setting = failed === port ? 'PORT' : 'METRICS_PORT';
  if (code === 'EADDRINUSE') return `Another program listens on port ${failed} already. Stop it, or set ${setting} to a free one.`;
  if (code === 'EACCES') return `Port ${failed} is not open to this user. Set ${setting} to one above 1023.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `HOST ${host} is not an address of this machine.`;
  return `The web process could not listen on ${host}, port ${port} (${code}).`;
}
