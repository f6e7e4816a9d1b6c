import childProcess, { type ExecFileException } from 'node:child_process';
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';

type Answer = (error: ExecFileException | null, output: Buffer, faults: Buffer) => void;
type Options = { timeout: number; maxBuffer: number };
type Start = (program: string, parameters: readonly string[], options: Options, answer: Answer) => { stdin: NodeJS.WritableStream | null };

/**
 * From now on, a process that reads an uploaded file runs once for the same program, limits, order and content. A repeated order gets the first result. So a file
 * that is sent to many addresses is judged by each of them, and read once in each way. Returns what ends this.
 */
export function readEachFileOnce(): () => void {
  const { execFile } = childProcess;
  const start = execFile as unknown as Start;
  const results = new Map<string, Promise<Parameters<Answer>>>();
  const startOnce: Start = (program, parameters, options, answer) => {
    const stdin = new PassThrough();
    void buffer(stdin).then(async (order) => {
      const run = () =>
        new Promise<Parameters<Answer>>((resolve) => {
          const child = start(program, parameters, options, (...result) => resolve(result));
          child.stdin!.on('error', () => {});
          child.stdin!.end(order);
        });
      const { path, ...rest } = JSON.parse(order.toString()) as { path?: string };
      // An order without a file writes a document.
      if (path === undefined) return answer(...(await run()));
      const key = JSON.stringify([program, parameters, options.timeout, options.maxBuffer, rest, hash('sha256', readFileSync(path))]);
      const result = results.get(key) ?? run();
      results.set(key, result);
      answer(...(await result));
    });
    return { stdin };
  };
  replaceBy(startOnce as unknown as typeof execFile);
  return () => replaceBy(execFile);
}

function replaceBy(execFile: typeof childProcess.execFile): void {
  childProcess.execFile = execFile;
  syncBuiltinESMExports();
}
