import { createHash } from 'node:crypto';
import { accept, type Decision, refuse } from '#kernel/decision.ts';
import { AppError } from '#kernel/errors.ts';
import { isRaw } from '../checks/form.rules.ts';
import { readJson } from '../checks/read-json.rules.ts';

/** A stored document: its type and its bytes. */
export type Content = { contentType: string; content: Buffer };
/** A write's precondition about the existing document. */
export type Precondition = { ifMatch?: string | undefined; ifNoneMatch?: string | undefined };
/** The address of a document; `kind`, `activity` and `agent` are its scope. */
export type Place = { scope: Buffer; registration: string | null; name: string };

/** The scope of documents: resource, activity, agent. Hashed, so that a long IRI does not make a long index. */
export function scopeOf(kind: 'state' | 'agent-profile' | 'activity-profile', activity: string, agent: string): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([kind, activity, agent]))
    .digest();
}

/** The ETag of these bytes, as xAPI defines it. */
export function etagOf(content: Buffer): string {
  return `"${createHash('sha1').update(content).digest('hex')}"`;
}

/** What a write without a precondition may do: anything, create only, or nothing. */
export type Unsaid = 'anything' | 'begin' | 'nothing';

/** Whether a write may proceed, given the ETag of the existing document. */
export function decidePrecondition(there: string | undefined, { ifMatch, ifNoneMatch }: Precondition, unsaid: Unsaid): Decision<true> {
  const names = (header: string) => header.trim() === '*' || header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === there);
  if (ifMatch !== undefined && (there === undefined || !names(ifMatch))) return refuse('lrs/changed-meanwhile');
  if (ifNoneMatch !== undefined && there !== undefined && names(ifNoneMatch)) return refuse('lrs/changed-meanwhile');
  if (ifMatch !== undefined || ifNoneMatch !== undefined || unsaid === 'anything') return accept(true);
  if (there !== undefined) return refuse('lrs/say-which-document');
  if (unsaid === 'nothing') return refuse('lrs/say-what-you-expect');
  return accept(true);
}

/**
 * The result of posting a document to an existing one: JSON objects are merged at their first level; nothing else can be. Throws AppError if one is too large
 * to be read.
 */
export function merged(there: Content | undefined, posted: Content): Decision<Content> {
  const isJson = ({ contentType }: Content) => /^application\/json\b/i.test(contentType);
  if (there === undefined) return !isJson(posted) || objectOf(posted) !== undefined ? accept(posted) : refuse('lrs/no-merge');
  const [before, after] = [there, posted].map((one) => (isJson(one) ? objectOf(one) : undefined));
  if (before === undefined || after === undefined) return refuse('lrs/no-merge');
  return accept({ contentType: there.contentType, content: Buffer.from(JSON.stringify({ ...before, ...after })) });
}

function objectOf({ content }: Content): Record<string, unknown> | undefined {
  try {
    const value = readJson(content);
    return isRaw(value) ? value : undefined;
  } catch (error) {
    if (error instanceof AppError && error.code === 'lrs/not-json') return undefined;
    throw error;
  }
}
