import { createHash } from 'node:crypto';
import { accept, type Decision, refuse } from '#kernel/decision.ts';
import { AppError } from '#kernel/errors.ts';
import { isRaw } from '../checks/form.rules.ts';
import { readJson } from '../checks/read-json.rules.ts';

/** A document as it is kept: of what type, and which bytes. */
export type Content = { contentType: string; content: Buffer };
/** What a write says of the document it expects to meet. */
export type Precondition = { ifMatch?: string | undefined; ifNoneMatch?: string | undefined };
/** Where a document lies; `kind` and `activity` and `agent` are its scope. */
export type Place = { scope: Buffer; registration: string | null; name: string };

/** The scope of documents: which resource, which activity, which agent. Hashed, so that a long IRI makes no long index. */
export function scopeOf(kind: 'state' | 'agent-profile' | 'activity-profile', activity: string, agent: string): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([kind, activity, agent]))
    .digest();
}

/** The tag of these bytes, as xAPI has it. */
export function etagOf(content: Buffer): string {
  return `"${createHash('sha1').update(content).digest('hex')}"`;
}

/** What a write that names no document it expects may do: anything, begin a new one, or nothing. */
export type Unsaid = 'anything' | 'begin' | 'nothing';

/** Whether a write may go on, given the tag of what is there. */
export function decidePrecondition(there: string | undefined, { ifMatch, ifNoneMatch }: Precondition, unsaid: Unsaid): Decision<true> {
  const names = (header: string) => header.trim() === '*' || header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === there);
  if (ifMatch !== undefined && (there === undefined || !names(ifMatch))) return refuse('lrs/changed-meanwhile');
  if (ifNoneMatch !== undefined && there !== undefined && names(ifNoneMatch)) return refuse('lrs/changed-meanwhile');
  if (ifMatch !== undefined || ifNoneMatch !== undefined || unsaid === 'anything') return accept(true);
  if (there !== undefined) return refuse('lrs/say-which-document');
  if (unsaid === 'nothing') return refuse('lrs/say-what-you-expect');
  return accept(true);
}

/** What a document becomes when another is posted to it: JSON objects are merged at their first level; anything else cannot be. Throws AppError where one holds too much to be read. */
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
