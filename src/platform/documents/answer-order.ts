import { buffer } from 'node:stream/consumers';

/** The main function of a document program (document-process.ts): reads its order as JSON on stdin, and writes the result to stdout or the fault to stderr. */
export async function answerOrder<Order>(make: (order: Order) => Promise<string | Uint8Array> | string | Uint8Array): Promise<void> {
  try {
    process.stdout.write(await make(JSON.parse((await buffer(process.stdin)).toString('utf8')) as Order));
  } catch (error) {
    process.stderr.write(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
