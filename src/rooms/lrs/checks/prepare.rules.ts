import { AppError } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { type Facts, factsOf } from './facts.rules.ts';
import { isRaw, missing, notTogether, type Raw, type Version, wrong } from './form.rules.ts';
import { momentOf } from './formats.rules.ts';
import { boundaryOf, readMultipart } from './multipart.rules.ts';
import { type Allowance, newAllowance, readObjects, type Stretch } from './read-json.rules.ts';
import { checkSignature, hasHash, SIGNATURE } from './signature.rules.ts';
import { checkStatement } from './statement-check.rules.ts';
import '../errors.ts';

/** A file sent with statements. */
export type Attachment = { sha2: string; content: Buffer };
/** Text as a range of bytes followed by a suffix: nothing is copied until the whole request is assembled. */
export type Text = Stretch & { bytes: Buffer; behind: string };
/** A statement as received: its value, and the position of its text; null if no text contains it. */
export type Said = { raw: Raw; text: (Stretch & { bytes: Buffer }) | null };
/** Received statements, each checked, with the files they refer to. */
export type Sent = { statements: Said[]; attachments: Attachment[] };
/** A statement as it is stored and returned; its stored time in microseconds since 1970. */
export type Prepared = { id: string; micros: number; text: Text; facts: Facts };

/** Reads the body of a request that stores statements: JSON, or JSON with files. One fault refuses the whole request. */
export function readSent(contentType: string, body: Buffer, version: Version): Sent {
  const type = contentType.split(';', 1)[0]!.trim().toLowerCase();
  if (type === 'application/json') return withFiles(body, [], version);
  const boundary = type === 'multipart/mixed' ? boundaryOf(contentType) : undefined;
  if (boundary === undefined) throw wrong('Content-Type', 'application/json | multipart/mixed; boundary=…');
  const [first, ...rest] = readMultipart(body, boundary);
  if (first === undefined || !/^application\/json\b/i.test(first.headers.get('content-type') ?? ''))
    throw new AppError('lrs/multipart-damaged');
  const files = rest.map(({ headers, body: content }): Attachment => {
    const sha2 = headers.get('x-experience-api-hash');
    if (sha2 === undefined) throw missing('X-Experience-API-Hash');
    if (headers.get('content-transfer-encoding')?.toLowerCase() !== 'binary') throw wrong('Content-Transfer-Encoding', 'binary');
    return { sha2: sha2.toLowerCase(), content };
  });
  return withFiles(first.body, files, version);
}

function withFiles(json: Buffer, files: Attachment[], version: Version): Sent {
  const allowance = newAllowance();
  const { value, objects } = readObjects(json, allowance);
  const list: unknown[] = Array.isArray(value) ? value : [value];
  const statements = list.map(
    (one, index): Said => ({
      raw: checkStatement(one, Array.isArray(value) ? String(index) : 'statement', version),
      text: { bytes: json, ...objects[index]! },
    }),
  );
  const came = new Map(files.map((file) => [file.sha2, file]));
  const asked = new Set<string>();
  for (const [index, { raw }] of statements.entries()) checkAttachments(raw, String(index), { came, asked, allowance });
  for (const { sha2, content } of files) {
    if (!asked.has(sha2)) throw new AppError('lrs/attachment-unasked');
    if (!hasHash(content, sha2)) throw new AppError('lrs/attachment-wrong');
  }
  return { statements, attachments: [...came.values()] };
}

type Files = { came: ReadonlyMap<string, Attachment>; asked: Set<string>; allowance: Allowance };

function checkAttachments(statement: Raw, at: string, { came, asked, allowance }: Files): void {
  for (const [place, one] of attachmentsOf(statement).entries()) {
    const sha2 = (one.sha2 as string).toLowerCase();
    const file = came.get(sha2);
    asked.add(sha2);
    if (file === undefined && one.fileUrl === undefined) throw new AppError('lrs/attachment-missing', { at: `${at}.attachments.${place}` });
    if (one.usageType !== SIGNATURE) continue;
    if (one.contentType !== 'application/octet-stream') throw wrong(`${at}.attachments.${place}.contentType`, 'application/octet-stream');
    if (file !== undefined) checkSignature(statement, file.content, allowance);
  }
}

/** The attachments of a statement and of its sub-statement. */
export function attachmentsOf(statement: Raw): Raw[] {
  const inner = isRaw(statement.object) ? (statement.object.attachments as Raw[] | undefined) : undefined;
  return [...((statement.attachments as Raw[] | undefined) ?? []), ...(inner ?? [])];
}

/** What the store adds to statements: their source, the stored time of the first in microseconds since 1970, and their authority. */
export type Given = { source: string; authority: Raw; version: Version; micros: number };

/**
 * Prepares statements as they will be returned, each with its own stored time. The received text is kept, and the store's properties are inserted before its
 * last brace: serialising it again would cost as much as parsing it. A statement is serialised again only if some of it must change.
 */
export function prepareStatements(statements: readonly Said[], request: Given): Prepared[] {
  const ids = new Set<string>();
  const vouched = `"authority":${JSON.stringify(request.authority)}`;
  const statedVersion = request.version === '1.0.3' ? '1.0.0' : request.version;
  return statements.map(({ raw, text }, index) => {
    const statedId = raw.id as string | undefined;
    const id = statedId?.toLowerCase() ?? newId();
    if (ids.has(id)) throw new AppError('lrs/same-id-twice', { at: `${index}.id` });
    ids.add(id);
    const micros = request.micros + index;
    const storedAt = isoOf(micros);
    const facts = factsOf(raw, request.source);
    if (text === null || !isStorable(raw, id)) {
      const bytes = Buffer.from(rewriteStatement(raw, id, storedAt, request.authority, statedVersion));
      return { id, micros, text: { bytes, begin: 0, end: bytes.length, behind: '' }, facts };
    }
    const added =
      (statedId === undefined ? `,"id":"${id}"` : '') +
      (raw.timestamp === undefined ? `,"timestamp":"${storedAt}"` : '') +
      (raw.version === undefined ? `,"version":"${statedVersion}"` : '');
    const behind = `${added},"stored":"${storedAt}",${vouched}}`;
    return { id, micros, text: { bytes: text.bytes, begin: text.begin, end: text.end - 1, behind }, facts };
  });
}

/** Whether the received text can stay as it is: it sets no property of the store, and everything in it has the form in which it is returned. */
function isStorable(raw: Raw, id: string): boolean {
  const { stored, authority, timestamp } = raw;
  if (stored !== undefined || authority !== undefined || (raw.id !== undefined && raw.id !== id)) return false;
  if (timestamp !== undefined && !UTC.test(timestamp as string)) return false;
  return [raw, raw.object as Raw].every((holder) => areLists((holder.context as Raw | undefined)?.contextActivities as Raw | undefined));
}

function rewriteStatement(raw: Raw, id: string, storedAt: string, authority: Raw, statedVersion: string): string {
  const { timestamp = storedAt, version = statedVersion } = raw as Record<string, string>;
  const whole = { ...raw, id, timestamp: inUtc(timestamp), stored: storedAt, authority, version };
  listActivities(whole);
  return JSON.stringify(whole);
}

/** Takes the single statement of a PUT. If it has an id, that must be the one in the address. */
export function onlyStatement({ statements, attachments }: Sent, body: Buffer, statementId: string): Sent {
  const [statement, ...rest] = statements;
  if (statement === undefined || rest.length > 0 || body.toString('latin1', 0, 200).trimStart().startsWith('['))
    throw wrong('statement', '{}');
  const { id } = statement.raw as { id?: string };
  if (id === undefined) return { statements: [{ raw: { ...statement.raw, id: statementId }, text: null }], attachments };
  if (id.toLowerCase() !== statementId.toLowerCase()) throw notTogether('statement.id');
  return { statements: [statement], attachments };
}

// Always returned as a list, also if one was sent (Data 2.4.6.2).
function listActivities(statement: Raw): void {
  for (const holder of [statement, statement.object as Raw]) {
    const context = holder.context as Raw | undefined;
    const around = context?.contextActivities as Raw | undefined;
    if (around === undefined || areLists(around)) continue;
    const lists = Object.fromEntries(Object.entries(around).map(([name, value]) => [name, [value].flat()]));
    const listed = { ...context, contextActivities: lists };
    if (holder === statement) statement.context = listed;
    else statement.object = { ...holder, context: listed };
  }
}

function areLists(around: Raw | undefined): boolean {
  for (const name in around) if (!Array.isArray(around[name])) return false;
  return true;
}

const UTC = /z$/i;

function inUtc(timestamp: string): string {
  return UTC.test(timestamp) ? timestamp : (momentOf(timestamp)?.toISOString() ?? timestamp);
}

let written = { millis: 0, iso: '' };

// Stored times within a request are a microsecond apart, so most of the text is the same.
function isoOf(micros: number): string {
  const millis = Math.floor(micros / 1000);
  if (millis !== written.millis) written = { millis, iso: new Date(millis).toISOString().slice(0, -1) };
  return `${written.iso}${String(micros % 1000).padStart(3, '0')}Z`;
}
