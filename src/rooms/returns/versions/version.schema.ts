import { z } from 'zod';
import { RecordLabel } from '#kernel/record-label.ts';
import { CHOICES } from '../answers/answer.rules.ts';
import { Provision } from '../answers/provisions/provision.schema.ts';
import { Release, ValueField } from '../return.schema.ts';

const SubmittedView = z.object({
  questionId: z.string(),
  choice: z.enum(CHOICES),
  value: ValueField.nullable(),
  note: z.string().nullable(),
  documentId: z.string().nullable(),
  page: z.string().nullable(),
});
export const VersionView = z.object({
  returnId: z.string(),
  label: RecordLabel,
  number: z.number().int(),
  sha256: z.string(),
  /** Whether the stored bytes are those that were hashed. */
  intact: z.boolean(),
  submittedAt: z.string(),
  signed: z.object({ name: z.string(), capacity: z.string() }),
  /** Documents that its answers name and this reader may open. */
  documents: z.array(z.object({ id: z.string(), name: z.string() })),
  sections: z.array(
    z.object({
      id: z.string(),
      release: Release,
      answers: z.array(SubmittedView),
      /** Checks it does not pass, with the figures and the explanation that were submitted. */
      checks: z.array(z.object({ id: z.string(), left: z.number(), right: z.number(), explanation: z.string() })),
      /** The national law that it cites, as it was signed. */
      provisions: z.array(Provision),
    }),
  ),
  /** What differs from the previous version, and from the last return: answers, and the law for each article. */
  comparisons: z.array(
    z.object({
      period: z.string(),
      number: z.number().int(),
      answers: z.array(z.object({ questionId: z.string(), before: SubmittedView.nullable(), after: SubmittedView.nullable() })),
      law: z.array(z.object({ instrument: z.string(), article: z.string(), before: Provision.nullable(), after: Provision.nullable() })),
    }),
  ),
});
export type VersionView = z.infer<typeof VersionView>;
