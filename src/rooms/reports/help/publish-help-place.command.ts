import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { SUPPORT_CLAUSES } from '../clauses.ts';
import { isCallable } from './help.rules.ts';
import { HelpPlaceAnswer, PublishHelpPlace } from './help.schema.ts';
import { entriesOf, lockPlace, partyOfPlace, placesOf } from './help.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Publishes the page of a place, or takes it down. A page needs at least one number that was answered. */
export const publishHelpPlace = defineCommand({
  name: 'reports/publish-help-place',
  permission: 'reports:keep-help',
  clauses: SUPPORT_CLAUSES,
  input: PublishHelpPlace,
  answer: HelpPlaceAnswer,
  party: ({ placeId }, db) => partyOfPlace(db, placeId),
  async run({ db, change, subject, now }, { placeId, version, published }) {
    const place = await lockPlace(db, placeId, version);
    if (published) {
      const [entries, others] = await Promise.all([entriesOf(db, { placeId }), placesOf(db, { slug: place.slug })]);
      if (!entries.some(isCallable)) throw new AppError('reports/nothing-to-call');
      if (others.some(({ id }) => id !== placeId)) throw new AppError('reports/address-taken');
    }
    await change(
      db
        .updateTable('reports.help_place')
        .set({ published_at: published ? now : null, published_by: published ? subject.person : null, version: version + 1 })
        .where('id', '=', placeId)
        .where('version', '=', version),
    );
    return {
      answer: { placeId, version: version + 1 },
      entry: { subjectKind: 'help-place', subjectId: placeId, partyId: place.partyId, detail: { slug: place.slug, published } },
    };
  },
});
