import { randomBytes } from 'node:crypto';
import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { TRAINING_CLAUSES } from '#rooms/courses/index.ts';
import { CERTIFICATE_MACHINE, certificateNumber, decideIssue } from './certificate.rules.ts';
import { CertificatesIssued, IssueCertificates } from './certificate.schema.ts';
import { certifiable } from './certificate.store.ts';
import { reviewOf } from './content-review.ts';
import { signedModules } from './signed-modules.ts';
import '../errors.ts';
import '../permissions.ts';

/** Issues certificates for modules that people of a party passed and signed. A valid certificate is kept, so that the same one can be printed again. */
export const issueCertificates = defineCommand({
  ...commandOf(CERTIFICATE_MACHINE, 'issue'),
  clauses: TRAINING_CLAUSES,
  input: IssueCertificates,
  answer: CertificatesIssued,
  party: ({ partyId }) => partyId,
  async run({ db, write, subject, now, newId, platform }, { partyId, completionIds }) {
    const found = (await certifiable(db, completionIds, signedModules(platform.services.courses))).filter((one) => one.partyId === partyId);
    if (found.length !== new Set(completionIds).size) throw new AppError('training/not-certifiable');
    const { generation } = platform.keys;
    const modules = new Map(platform.services.courses.modules.map(({ module }) => [module.id, module]));
    const all = found.map((one) => ({
      ...one,
      fresh: unwrap(decideIssue(one)) === 'make',
      number: one.number ?? certificateNumber(randomBytes(20)),
    }));
    const rows = all
      .filter(({ fresh }) => fresh)
      .map((one) => ({
        number: one.number,
        completion_id: one.completionId,
        trainee_id: one.traineeId,
        party_id: partyId,
        module_id: one.moduleId,
        module_version: one.moduleVersion,
        passed_on: one.passedOn,
        valid_until: one.validUntil,
        key_generation: generation,
        review: JSON.stringify(reviewOf(one, modules.get(one.moduleId))),
        issued_at: now,
        issued_by: subject.person,
      }));
    if (rows.length > 0) write(db.insertInto('training.certificate').values(rows));
    return {
      answer: { issued: all.map(({ completionId, number }) => ({ completionId, number })) },
      // The number opens the public page of a certificate, so it stays out of the log.
      entry: { subjectKind: 'certificates', subjectId: newId(), partyId, detail: { issued: rows.length, asked: all.length } },
    };
  },
});
