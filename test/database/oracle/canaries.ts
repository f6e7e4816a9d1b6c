import { buffer } from 'node:stream/consumers';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { fromBufferPromise } from 'yauzl';
import { readPdf } from '#platform/documents/fixtures/read-pdf.ts';
import type { Subject, Thing } from '../../oracle/attributes.ts';
import { maySee } from '../../oracle/may-see.ts';
import { keysOf, readThings } from './things.ts';
import { CANARY } from './world.ts';

/** For every canary in the database, the rows that contain it, as things of the oracle. A canary in a table that nobody may read maps to no row. */
export async function readCanaries(deployer: pg.Client): Promise<Map<string, Thing[]>> {
  const canaries = new Map<string, Thing[]>();
  const keys = await keysOf(deployer);
  for (const [table, things] of await readThings(deployer)) {
    const { rows } = await deployer.query<{ key: string; text: string }>(
      `select ${keys.get(table)} as key, t::text as text from ${table} t`,
    );
    for (const { key, text } of rows)
      for (const canary of text.match(CANARY) ?? [])
        canaries.set(canary, [...(canaries.get(canary) ?? []), things.get(key) ?? { kind: 'nobody' }]);
  }
  return canaries;
}

/** Canaries in a text that this subject may not see; an unknown canary is foreign, too. */
export function foreignCanaries(canaries: Map<string, Thing[]>, subject: Subject, text: string): string[] {
  return [...new Set(text.match(CANARY))].filter((canary) => !canaries.get(canary)?.some((thing) => maySee(subject, thing)));
}

/** The whole content of an answer: its head, and its body of any type as text. */
export async function wordsOf(answer: Awaited<ReturnType<FastifyInstance['inject']>>): Promise<string> {
  const { date: _date, 'content-length': length, ...headers } = answer.headers;
  const [type, bytes] = [String(answer.headers['content-type']), answer.rawPayload];
  const isPdf = type.includes('application/pdf') && bytes.subarray(0, 5).toString() === '%PDF-';
  const isOffice = type.includes('openxmlformats') && bytes.subarray(0, 2).toString() === 'PK';
  // The length of an office file depends on the time at which it was made, because the file contains that time, compressed.
  const head = decodeURIComponent(JSON.stringify({ ...headers, ...(!isOffice && { 'content-length': length }) }));
  const body = isPdf ? await textOfPdf(bytes) : isOffice ? await textOfOffice(bytes) : answer.body;
  return `${head}\n${body}`;
}

// Every part of the file, with and without its tags, because a word may be split into two runs or be in an attribute. Without the time at which it was made.
async function textOfOffice(bytes: Buffer): Promise<string> {
  const archive = await fromBufferPromise(bytes);
  const parts: string[] = [];
  for await (const entry of archive.eachEntry()) {
    const text = (await buffer(await archive.openReadStreamPromise(entry))).toString('utf8').replaceAll(/<dcterms:\w+[^>]*>[^<]*/g, '');
    parts.push(entry.fileName, text, text.replaceAll(/<[^>]*>/g, ''));
  }
  return parts.join('\n');
}

// Text without white space, because a word may be split over two lines. Titles and alternative texts are included.
async function textOfPdf(bytes: Buffer): Promise<string> {
  const { pages, info, alts } = await readPdf(bytes);
  return [...pages, JSON.stringify(info), ...alts].join('\n');
}
