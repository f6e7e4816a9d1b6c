import { z } from 'zod';
import type { Subject } from '#platform/identity/subject.ts';
import type { Attachment, Prepared } from './checks/prepare.rules.ts';
import type { Owner } from './statements/statement.store.ts';

/** A credential's claims: its source, besides what every subject has. */
export type SourceSubject = Subject & { readonly source: string; readonly party: string };

/** The source a subject writes for. Permissions admit only subjects with one. */
export function ownerOf(subject: Subject | null): Owner {
  const { source, party } = subject as SourceSubject;
  return { source, party };
}

/** Statements that were parsed, checked and prepared (prepare.rules.ts): a command takes no raw JSON. */
export const Batch = z.custom<{ statements: readonly Prepared[]; attachments: readonly Attachment[] }>(
  (value) => typeof value === 'object',
);
