import { readFileSync } from 'node:fs';
import type { FastifyReply } from 'fastify';
import { AppError } from '#kernel/errors.ts';
import { ignoreQuery } from '#platform/http/response-cache.ts';
import { fileRoute, type Route } from '#platform/http/route.ts';
import { readLastPublished, readPublicKeys, readPublished, readPublishedTile, type Sql } from '#platform/ledger/log-store.ts';
import { parseTilePath } from '#platform/ledger/merkle/tiles.ts';
import { toPlaced } from '#platform/ledger/placed-entry.ts';
import { readRecordedCode } from '#rooms/reports/index.ts';
import { lineOfDump, rowOfDump } from './dump.ts';

const VERIFIER = new URL('../../../tools/verify.mjs', import.meta.url);
const TEXT = 'text/plain; charset=utf-8';

// Published once a day and the same for every reader: any mirror may serve copies (C2SP tlog-tiles).
const changing = (reply: FastifyReply, type: string) => reply.header('cache-control', 'no-cache').type(type);
const immutable = (reply: FastifyReply, type: string) => reply.header('cache-control', 'public, max-age=31536000, immutable').type(type);

function file(url: string, summary: string, handle: Parameters<typeof fileRoute>[0]['handle'], caching?: { isStatic: true }): Route {
  return fileRoute({
    method: 'GET',
    url,
    permission: 'public',
    summary: `log/${summary}`,
    cache: { keyParts: ignoreQuery, ...caching },
    handle,
  });
}

/** The entries that name the code of reporters, with what opens them, as lines of a dump. A publication made each, so all are below the newest checkpoint. */
export async function codeOfReporters(sql: Sql): Promise<string> {
  return (await readRecordedCode(sql)).map((row) => lineOfDump(rowOfDump(toPlaced(row), true))).join('');
}

/** The published log as files: checkpoints, keys, tiles, the code of reporters that it names, and the program that verifies them. */
export const publishedFiles: Route[] = [
  file('/log/checkpoint', 'newest-checkpoint', async ({ pool }, _caller, _request, reply) => {
    const newest = await readLastPublished(pool);
    if (!newest) throw new AppError('platform/not-found');
    return changing(reply, TEXT).send(newest.note);
  }),
  file('/log/checkpoints.txt', 'list-checkpoints', async ({ pool }, _caller, _request, reply) => {
    const published = await readPublished(pool);
    return changing(reply, TEXT).send(published.map(({ day, size }) => `${day} ${size}\n`).join(''));
  }),
  file('/log/checkpoints/:day', 'checkpoint-of-a-day', async ({ pool }, _caller, request, reply) => {
    const { day } = request.params as { day: string };
    const found = (await readPublished(pool)).find((one) => one.day === day);
    if (!found) throw new AppError('platform/not-found');
    return changing(reply, TEXT).send(found.note);
  }),
  file('/log/keys.txt', 'list-keys', async ({ pool }, _caller, _request, reply) => {
    const keys = await readPublicKeys(pool);
    return changing(reply, TEXT).send(keys.map(({ vkey, fromSize }) => `${vkey} ${fromSize}\n`).join(''));
  }),
  file('/log/code.jsonl', 'list-code', async ({ pool }, _caller, _request, reply) =>
    changing(reply, 'application/jsonl; charset=utf-8').send(await codeOfReporters(pool)),
  ),
  file(
    '/log/tile/*',
    'tile',
    async ({ pool }, _caller, request, reply) => {
      const tile = parseTilePath(`tile/${(request.params as { '*': string })['*']}`);
      const hashes = tile && (await readPublishedTile(pool, tile));
      if (!hashes) throw new AppError('platform/not-found');
      return immutable(reply, 'application/octet-stream').send(hashes);
    },
    // Published tiles never change.
    { isStatic: true },
  ),
  file('/log/verify.mjs', 'verifier', async (_platform, _caller, _request, reply) =>
    changing(reply, 'text/javascript; charset=utf-8').send(readFileSync(VERIFIER)),
  ),
];
