import { dayOf } from '#kernel/dates.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { translateFaults } from '../files/texts.ts';
import { readDecisions } from '../parameters/decision.store.ts';
import { checkUpload } from './check-upload.ts';
import { differenceOf } from './difference.rules.ts';
import { EditionPreview, UploadedFiles } from './edition.schema.ts';
import { readPresent } from './imported-edition.store.ts';
import '../index.ts';
import '../permissions.ts';

const MAX_SHOWN = 100;

/** What an uploaded edition would change, or its faults with file, line and what to do. Nothing is stored. */
export const previewEdition = defineQuery({
  name: 'policy/preview-edition',
  permission: 'policy:import-editions',
  input: UploadedFiles,
  answer: EditionPreview,
  async run(context, { files, ignored, ...file }) {
    const { catalogue, courses } = context.platform.services;
    const { language } = subjectOf(context);
    const takenIds = (await readPresent(context.db)).map(({ editionId }) => editionId);
    const { edition, kept = [], faults = [] } = checkUpload(files, { catalogue, takenIds, courses });
    const present = catalogue.current;
    return {
      ...{ fileName: file.fileName, format: file.format, sha256: file.sha256 },
      ignored: ignored.slice(0, MAX_SHOWN),
      faults: faults
        .slice(0, MAX_SHOWN)
        .map((one) => ({ file: one.file, line: one.line, message: translateFaults(language, `fault.${one.kind}`, one.values) })),
      moreFaults: Math.max(0, faults.length - MAX_SHOWN),
      edition: edition
        ? {
            ...{ id: edition.id, title: edition.title, obligations: edition.obligations.length },
            kept: kept.map(({ title }) => title),
            difference: differenceOf(present, edition, {
              decisions: await readDecisions(context.db, present),
              today: dayOf(context.now),
            }),
          }
        : null,
    };
  },
});
