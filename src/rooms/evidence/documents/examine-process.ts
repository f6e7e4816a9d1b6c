import { buffer } from 'node:stream/consumers';
import { AppError } from '#kernel/errors.ts';
import { examineOfficeFile } from './archive.ts';
import type { Examined } from './examine-in-turn.ts';

// A separate process that unpacks one office file, discards the content, and ends. So the server process does not pay the cost of unpacking.

const { path } = JSON.parse((await buffer(process.stdin)).toString('utf8')) as { path: string };
const examined: Examined = await examineOfficeFile(path).then(
  (mediaType) => ({ mediaType }),
  (error: unknown) => {
    if (error instanceof AppError) return { refused: error.code, details: error.details };
    throw error;
  },
);
process.stdout.write(JSON.stringify(examined));
