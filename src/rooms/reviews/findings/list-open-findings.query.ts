import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { labelOfRow } from '#kernel/labels.ts';
import { defineQuery } from '#platform/query.ts';
import { calendarsOf } from '#rooms/parties/index.ts';
import { partyNames } from '../participations/obligations.ts';
import type { Grade } from '../reviews.schema.ts';
import { OpenFindings } from './finding.schema.ts';
import { countClosedSince, isFindingLate, unsettledFindings } from './open-findings.store.ts';
import '../permissions.ts';

/** What a party still has to do after its reviews, nearest due date first, for its dossier. Row-level security decides for each finding. */
export const listOpenFindings = defineQuery({
  name: 'reviews/list-open-findings',
  permission: 'reviews:read-party',
  input: z.strictObject({ partyId: z.uuid() }),
  answer: OpenFindings,
  party: ({ partyId }) => partyId,
  async run({ db, now }, { partyId }) {
    if ((await partyNames(db, [partyId])).size === 0) throw new AppError('platform/not-found');
    const today = dayOf(now);
    const [findings, calendar] = await Promise.all([unsettledFindings(db, partyId), calendarsOf(db, [partyId])]);
    return {
      findings: findings.map((finding) => ({
        id: finding.id,
        roundId: finding.round_id,
        participationId: finding.participation_id,
        grade: finding.grade as Grade,
        title: finding.title,
        clauses: finding.clause_ids,
        owner: finding.owner,
        due: finding.due,
        reported: finding.state === 'reported',
        late: isFindingLate(finding, calendar(partyId), now),
        label: labelOfRow(finding.label_level, finding.releasable_to),
      })),
      closedThisYear: await countClosedSince(db, partyId, `${today.slice(0, 4)}-01-01`),
    };
  },
});
