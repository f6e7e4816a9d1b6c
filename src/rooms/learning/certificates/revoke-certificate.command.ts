import { z } from 'zod';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { TRAINING_CLAUSES } from '#rooms/courses/index.ts';
import { CERTIFICATE_MACHINE, decideCertificateRevocation } from './certificate.rules.ts';
import { RevokeCertificate } from './certificate.schema.ts';
import { findCertificate } from './certificate.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Revokes a certificate, for example one that was lost or given to another person. The public page shows it at once; the completion stays. */
export const revokeCertificate = defineCommand({
  ...commandOf(CERTIFICATE_MACHINE, 'revoke'),
  clauses: TRAINING_CLAUSES,
  input: RevokeCertificate,
  answer: z.object({ revoked: z.literal(true) }),
  party: async ({ number }, db) => (await findCertificate(db, number))?.partyId,
  async run({ db, change, subject, now, newId }, { number, reason }) {
    const found = (await findCertificate(db, number))!;
    unwrap(decideCertificateRevocation({ number, ...found }));
    await change(
      db
        .updateTable('training.certificate')
        .set({ revoked_at: now, revoked_by: subject.person, revocation_reason: reason })
        .where('number', '=', number)
        .where('revoked_at', 'is', null),
      'training/already-revoked',
    );
    return {
      answer: { revoked: true as const },
      entry: { subjectKind: 'certificates', subjectId: newId(), partyId: found.partyId, detail: { revoked: 1, reason } },
    };
  },
});
