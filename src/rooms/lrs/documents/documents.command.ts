import { z } from 'zod';
import { type CommandContext, defineCommand, unwrap } from '#platform/command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { ownerOf } from '../lrs.schema.ts';
import { TRAINING_OBLIGATION } from '../statements/store-statements.command.ts';
import { type Content, decidePrecondition, etagOf, merged, type Place, type Precondition, type Unsaid } from './document.rules.ts';
import { dropDocuments, lockDocument, putDocument } from './document.store.ts';
import '../errors.ts';
import '../permissions.ts';

type Put = Precondition & Content & { place: Place; how: 'put' | 'merge'; unsaid: Unsaid };
type Drop = Precondition & { scope: Buffer; registration: string | null; name: string | null };

const clauses = () => [currentEdition().obligation(TRAINING_OBLIGATION).clause];
const entryOf = ({ source, party }: ReturnType<typeof ownerOf>, detail: Record<string, unknown>) => ({
  subjectKind: 'source',
  subjectId: source,
  partyId: party,
  detail,
});

/** Stores a document of a source, or merges it into the existing one. Its name and content stay out of the log: they are a person's progress. */
export const storeDocument = defineCommand({
  name: 'lrs/store-document',
  permission: 'lrs:use',
  clauses,
  input: z.custom<Put>(),
  answer: z.null(),
  repeatable: false,
  async run({ db, subject, now, write }: CommandContext, { place, how, unsaid, contentType, content, ...precondition }: Put) {
    const owner = ownerOf(subject);
    const there = await lockDocument(db, owner.source, place);
    unwrap(decidePrecondition(there?.etag, precondition, unsaid));
    const next = how === 'put' ? { contentType, content } : unwrap(merged(there, { contentType, content }));
    write(putDocument(owner.source, place, next, etagOf(next.content), now));
    return { answer: null, entry: entryOf(owner, { document: how, bytes: next.content.length }) };
  },
});

/** Deletes a document, or all of a scope. */
export const dropDocument = defineCommand({
  name: 'lrs/drop-document',
  permission: 'lrs:use',
  clauses,
  input: z.custom<Drop>(),
  answer: z.null(),
  repeatable: false,
  async run({ db, subject, write }: CommandContext, { scope, registration, name, ...precondition }: Drop) {
    const owner = ownerOf(subject);
    if (name !== null) {
      const there = await lockDocument(db, owner.source, { scope, registration, name });
      unwrap(decidePrecondition(there?.etag, precondition, 'anything'));
    }
    write(dropDocuments(owner.source, { scope, registration }, name));
    return { answer: null, entry: entryOf(owner, { document: name === null ? 'drop-all' : 'drop' }) };
  },
});
