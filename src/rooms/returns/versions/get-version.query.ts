import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineQuery } from '#platform/query.ts';
import { documentOf } from '#rooms/evidence/index.ts';
import type { Release } from '../answers/release.rules.ts';
import { findReturn, partyOfReturn } from '../return.store.ts';
import { differencesOf } from './submission.rules.ts';
import { VersionView } from './version.schema.ts';
import { type SubmittedSection, sectionsOf, versionsOf } from './version.store.ts';
import { isIntact } from './version-hash.ts';
import '../permissions.ts';

/** A submitted version, checked against its hash, with the version before it. */
export const getVersion = defineQuery({
  name: 'returns/get-version',
  permission: 'returns:read',
  input: z.strictObject({ returnId: z.uuid(), number: z.coerce.number<number>().int().min(1).max(10_000) }),
  answer: VersionView,
  party: ({ returnId }, db) => partyOfReturn(db, returnId),
  async run({ db }, { returnId, number }) {
    const found = await findReturn(db, returnId);
    const version = (await versionsOf(db, returnId)).find((one) => one.number === number);
    if (found === undefined || version === undefined) throw new AppError('platform/not-found');
    const stored = await sectionsOf(db, returnId, number);
    const sections = stored.map(({ content, release }) => ({
      checks: [],
      provisions: [],
      ...(JSON.parse(content) as SubmittedSection),
      release: release as Release,
    }));
    const before = (number === 1 ? [] : await sectionsOf(db, returnId, number - 1)).map(
      ({ content }) => JSON.parse(content) as SubmittedSection,
    );
    const answersIn = (list: SubmittedSection[]) => list.flatMap(({ answers }) => answers);
    const head = JSON.parse(version.head) as { signed: { name: string; capacity: string }; sections: { id: string }[] };
    const named = [...new Set(answersIn(sections).flatMap(({ documentId }) => documentId ?? []))];
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
      differences: number === 1 ? [] : differencesOf(answersIn(before), answersIn(sections)),
    };
  },
});
