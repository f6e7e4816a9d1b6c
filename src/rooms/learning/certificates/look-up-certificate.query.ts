import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { CertificateNumber, PublicCertificate } from './certificate.schema.ts';
import { checkingList, findPublicCertificate } from './certificate.store.ts';

/** Whether the certificate with this number is valid. Public: a person who knows the number has the certificate. */
export const lookUpCertificate = defineQuery({
  name: 'training/look-up-certificate',
  permission: 'public',
  input: z.strictObject({ number: CertificateNumber }),
  answer: PublicCertificate.nullable(),
  run: ({ db }, { number }) => findPublicCertificate(db, number),
});

/** The public keys and the revoked certificates, so that a certificate can be checked offline. */
export const getCheckingList = defineQuery({
  name: 'training/get-checking-list',
  permission: 'public',
  input: z.strictObject({}),
  answer: z.object({
    asOf: z.string(),
    keys: z.array(z.object({ generation: z.number().int(), publicKey: z.string() })),
    revoked: z.array(z.string()),
  }),
  run: async ({ db, now }) => ({ asOf: now.toISOString().slice(0, 10), ...(await checkingList(db)) }),
});
