import { z } from 'zod';
import type { Subject } from '#platform/identity/subject.ts';
import type { Attachment, Prepared } from './checks/prepare.rules.ts';
import type { Owner } from './statements/statement.store.ts';

/** A credential's claims: whose it is stands beside what every subject has. */
export type SourceSubject = Subject & { readonly source: string; readonly party: string };

/** The source a subject writes for. Permissions let nobody else here. */
export function ownerOf(subject: Subject | null): Owner {
  const { source, party } = subject as SourceSubject;
  return { source, party };
}

/** Statements that were read, checked and made ready (prepare.rules.ts): what a command takes is no JSON any more. */
export const Batch = z.custom<{ statements: readonly Prepared[]; attachments: readonly Attachment[] }>(
  (value) => typeof value === 'object',
);
