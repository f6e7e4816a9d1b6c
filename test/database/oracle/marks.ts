import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { readPdf } from '#platform/documents/fixtures/read-pdf.ts';
import type { Subject, Thing } from '../../oracle/attributes.ts';
import { maySee } from '../../oracle/may-see.ts';
import { keysOf, readThings } from './things.ts';
import { MARK } from './world.ts';

/** For every mark in the database, the rows that hold it as the oracle knows them. A mark that stands only where nobody may look maps to nothing. */
export async function readMarks(deployer: pg.Client): Promise<Map<string, Thing[]>> {
  const marks = new Map<string, Thing[]>();
  const keys = await keysOf(deployer);
  for (const [table, things] of await readThings(deployer)) {
    const { rows } = await deployer.query<{ key: string; text: string }>(
      `select ${keys.get(table)} as key, t::text as text from ${table} t`,
    );
    for (const { key, text } of rows)
      for (const mark of text.match(MARK) ?? []) marks.set(mark, [...(marks.get(mark) ?? []), things.get(key) ?? { kind: 'nobody' }]);
  }
  return marks;
}

/** Marks in a text that this subject has no business with; a mark nobody knows is foreign, too. */
export function foreignMarks(marks: Map<string, Thing[]>, subject: Subject, text: string): string[] {
  return [...new Set(text.match(MARK))].filter((mark) => !marks.get(mark)?.some((thing) => maySee(subject, thing)));
}

/** Everything an answer says: its head, and its body as text, whatever it is. */
export async function wordsOf(answer: Awaited<ReturnType<FastifyInstance['inject']>>): Promise<string> {
  const { date: _date, ...headers } = answer.headers;
  const head = decodeURIComponent(JSON.stringify(headers));
  const isPdf =
    String(answer.headers['content-type']).includes('application/pdf') && answer.rawPayload.subarray(0, 5).toString() === '%PDF-';
  const body = isPdf ? await textOfPdf(answer.rawPayload) : answer.body;
  return `${head}\n${body}`;
}

// Text without white space: what is set over two lines is one word. Titles and alternative texts speak as well.
async function textOfPdf(bytes: Buffer): Promise<string> {
  const { pages, info, alts } = await readPdf(bytes);
  return [...pages, JSON.stringify(info), ...alts].join('\n');
}
