import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineQuery } from '#platform/query.ts';
import { CertificateNumber } from './certificate.schema.ts';
import { findCertificate } from './certificate.store.ts';
import { ContentReview } from './content-review.ts';

/** The data a certificate is printed from, for the training officer, the commander, and the holder if they have an account. */
export const getCertificate = defineQuery({
  name: 'training/get-certificate',
  permission: 'signed-in',
  input: z.strictObject({ number: CertificateNumber }),
  answer: z.object({
    serviceNumber: z.string(),
    moduleId: z.string(),
    moduleVersion: z.number().int(),
    passedOn: z.string(),
    validUntil: z.string().nullable(),
    generation: z.number().int(),
    revokedOn: z.string().nullable(),
    review: ContentReview,
  }),
  async run({ db }, { number }) {
    const found = await findCertificate(db, number);
    if (found === undefined) throw new AppError('platform/not-found');
    const { traineeId: _, partyId: __, ...rest } = found;
    return rest;
  },
});
