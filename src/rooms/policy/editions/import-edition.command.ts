import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { policyFingerprint } from '../files/fingerprint.ts';
import { checkUpload } from './check-upload.ts';
import { ImportedAnswer, UploadedFiles } from './edition.schema.ts';
import { readPresent } from './imported-edition.store.ts';
import '../errors.ts';
import '../index.ts';
import '../permissions.ts';

/** Stores an uploaded edition as a draft. It is checked again: with a fault nothing is stored. */
export const importEditionAtDesk = defineCommand({
  name: 'policy/import-edition',
  permission: 'policy:import-editions',
  operational: 'installation',
  input: UploadedFiles,
  answer: ImportedAnswer,
  async run({ db, write, now, newId, platform }, { files, fileName, format, sha256 }) {
    const { catalogue, courses } = platform.services;
    const takenIds = (await readPresent(db)).map(({ editionId }) => editionId);
    const { edition, faults } = checkUpload(files, { catalogue, takenIds, courses });
    if (faults) throw new AppError('policy/edition-faulty', { n: faults.length });
    const importId = newId();
    const fingerprint = policyFingerprint(edition);
    write(
      db.insertInto('policy.imported_edition').values({
        ...{ id: importId, edition_id: edition.id, fingerprint, content: JSON.stringify(edition) },
        ...{ file_name: fileName, format, file_sha256: sha256, imported_at: now },
      }),
    );
    return {
      answer: { importId, state: 'draft' as const, version: 1 },
      entry: {
        subjectKind: 'imported-edition',
        subjectId: importId,
        partyId: null,
        detail: { edition: edition.id, fingerprint, format, sha256, obligations: edition.obligations.length },
      },
    };
  },
});
