import { z } from 'zod';
import { LOWEST } from '#kernel/labels.ts';
import { RecordLabel } from '#kernel/record-label.ts';
import { defineCommand } from '#platform/command.ts';
import { isOwnStatement } from '../record-evidence.ts';
import { insertChunk, insertDocument } from './document.store.ts';
import { UploadedFile } from './uploaded-file.ts';
import '../permissions.ts';

/** No path, no control characters, and no characters that change the text direction, which can hide an extension: the name is shown and used for saving. */
export const FileName = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}/\\\u202a-\u202e\u2066-\u2069]+$/u);

export const UploadDocument = z.strictObject({
  partyId: z.uuid(),
  name: FileName,
  /** The label of the evidence item that will show it. */
  label: RecordLabel.default(LOWEST),
  file: z.custom<UploadedFile>((given) => given instanceof UploadedFile),
});
export const DocumentAnswer = z.object({
  id: z.string(),
  name: z.string(),
  mediaType: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
});

/** Stores a file, whole or not at all. It counts only once an evidence item shows it; until a submitted item does, only its party sees it. */
export const uploadDocument = defineCommand({
  name: 'evidence/upload-document',
  permission: 'evidence:enter',
  operational: 'register',
  input: UploadDocument,
  answer: DocumentAnswer,
  party: (input) => input.partyId,
  async run({ db, now, newId, subject }, { partyId, name, label, file }) {
    const id = newId();
    const { bytes, sha256, mediaType } = file;
    await insertDocument(db, { id, partyId, byOffice: !isOwnStatement(subject, partyId), name, mediaType, bytes, sha256, at: now, label });
    let seq = 0;
    for await (const chunk of file.chunks()) await insertChunk(db, id, seq++, chunk);
    return {
      answer: { id, name, mediaType, bytes, sha256 },
      entry: { subjectKind: 'document', subjectId: id, partyId, detail: { sha256, bytes } },
    };
  },
});
