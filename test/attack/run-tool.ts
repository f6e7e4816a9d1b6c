import { spawn } from 'node:child_process';

/** Runs an installed tool to its end and returns its output. It is killed after this many milliseconds. Throws if the tool is not installed. */
export function run(command: string, words: readonly string[], timeoutMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'pipe'], timeout: timeoutMs, killSignal: 'SIGKILL' });
    const parts: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => parts.push(part));
    child.once('error', (cause) => reject(new Error(`${command} does not run here. On Debian: apt-get install ${command}.`, { cause })));
    child.once('close', () => resolve(Buffer.concat(parts).toString('utf8')));
  });
}
