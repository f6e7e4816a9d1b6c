import { z } from 'zod';
import { commentField, offeredActionsOf } from '#kernel/actions.schema.ts';
import { BothLanguages } from '#kernel/both-languages.ts';
import { pageOf } from '#kernel/page.ts';
import { CERTIFICATE_MACHINE, typedNumber } from './certificate.rules.ts';
import { ContentReview } from './content-review.ts';

/** A number as typed or as given in an address. An invalid one becomes empty and matches nothing. */
export const CertificateNumber = z
  .string()
  .max(60)
  .transform((text) => typedNumber(text) ?? '');

export const IssueCertificates = z.strictObject({ partyId: z.uuid(), completionIds: z.array(z.uuid()).min(1).max(100) });
export const CertificatesIssued = z.object({ issued: z.array(z.object({ completionId: z.string(), number: z.string() })) });
export const RevokeCertificate = z.strictObject({ number: CertificateNumber, ...commentField(CERTIFICATE_MACHINE.actions.revoke) });

/** A module a person passed, with its certificate if there is one. */
const CertificateLine = z.object({
  completionId: z.string(),
  serviceNumber: z.string(),
  moduleId: z.string(),
  module: BothLanguages,
  moduleVersion: z.number().int(),
  passedOn: z.string(),
  validUntil: z.string().nullable(),
  number: z.string().nullable(),
  revokedOn: z.string().nullable(),
  actions: offeredActionsOf(CERTIFICATE_MACHINE),
});
export type CertificateLine = z.infer<typeof CertificateLine>;
export const CertificatePage = pageOf(CertificateLine);

/** What anybody with its number may learn about a certificate. */
export const PublicCertificate = z.object({
  moduleId: z.string(),
  moduleVersion: z.number().int(),
  passedOn: z.string(),
  validUntil: z.string().nullable(),
  revokedOn: z.string().nullable(),
  review: ContentReview,
});
export type PublicCertificate = z.infer<typeof PublicCertificate>;
