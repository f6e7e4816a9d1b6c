import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import type { Database } from '#platform/db/transaction.ts';
import { defineQuery } from '#platform/query.ts';
import { documentOf } from '#rooms/evidence/index.ts';
import type { Release } from '../answers/release.rules.ts';
import { findReturn, partyOfReturn } from '../return.store.ts';
import { compareVersions } from './differences.rules.ts';
import type { SubmittedSection } from './submission.rules.ts';
import { VersionView } from './version.schema.ts';
import { lastSubmitted, sectionsOf, versionsOf } from './version.store.ts';
import { isIntact } from './version-hash.ts';
import '../permissions.ts';

/** A submitted version, checked against its hash, and compared with the version before it and with the last return. */
export const getVersion = defineQuery({
  name: 'returns/get-version',
  permission: 'returns:read',
  input: z.strictObject({ returnId: z.uuid(), number: z.coerce.number<number>().int().min(1).max(10_000) }),
  answer: VersionView,
  party: ({ returnId }, db) => partyOfReturn(db, returnId),
  async run({ db }, { returnId, number }) {
    const found = await findReturn(db, returnId);
    const versions = await versionsOf(db, returnId);
    const version = versions.find((one) => one.number === number);
    if (found === undefined || version === undefined) throw new AppError('platform/not-found');
    const stored = await sectionsOf(db, returnId, number);
    const sections = stored.map(({ content, release }) => ({
      checks: [],
      provisions: [],
      ...(JSON.parse(content) as SubmittedSection),
      release: release as Release,
    }));
    const head = readHead(version.head);
    const previous = versions.find((one) => one.number === number - 1);
    const { partyId, questionnaire, period, label } = found;
    const last = await lastSubmitted(db, { partyId, questionnaireId: questionnaire.id, before: period, within: label });
    const earlier = [
      ...(previous ? [{ period, number: number - 1, head: previous.head, sections: await readSections(db, returnId, number - 1) }] : []),
      ...(last ? [last] : []),
    ];
    const comparisons = earlier.map((one) => ({
      period: one.period,
      number: one.number,
      ...compareVersions(
        { named: readHead(one.head).sections.map(({ id }) => id), sections: one.sections },
        { named: head.sections.map(({ id }) => id), sections },
      ),
    }));
    const shown = [...sections, ...earlier.flatMap((one) => one.sections)].flatMap(({ answers }) => answers);
    const named = [...new Set(shown.flatMap(({ documentId }) => documentId ?? []))];
    const documents = await Promise.all(named.map((id) => documentOf(db, id)));
    const order = head.sections.map(({ id }) => id);
    return {
      returnId,
      label: found.label,
      number,
      sha256: version.sha256,
      intact: isIntact({ ...version, sections: stored.map((one) => ({ sectionId: one.section_id, content: one.content })) }),
      submittedAt: version.submitted_at.toISOString(),
      signed: head.signed,
      documents: documents.flatMap((one) => (one?.name ? [{ id: one.id, name: one.name }] : [])),
      sections: sections.sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id)),
      comparisons,
    };
  },
});

type Head = { signed: { name: string; capacity: string }; sections: { id: string }[] };
const readHead = (head: string) => JSON.parse(head) as Head;

async function readSections(db: Database, returnId: string, number: number): Promise<SubmittedSection[]> {
  return (await sectionsOf(db, returnId, number)).map(({ content }) => JSON.parse(content) as SubmittedSection);
}
