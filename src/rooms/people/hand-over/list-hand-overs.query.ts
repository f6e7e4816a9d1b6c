import type { Label } from '#kernel/labels.ts';
import { PageQuery } from '#kernel/page.ts';
import type { Role } from '#kernel/roles.ts';
import { defineQuery } from '#platform/query.ts';
import { HandOvers } from './hand-over.schema.ts';
import { listHandOvers as list } from './hand-over.store.ts';
import '../permissions.ts';

/** Hand-overs from this reader, to them, and those they may decide, a page at a time: those that wait lead, newest first. */
export const listHandOvers = defineQuery({
  name: 'people/list-hand-overs',
  permission: 'people:self',
  input: PageQuery,
  answer: HandOvers,
  async run({ db }, asked) {
    const page = await list(db, asked);
    return {
      next: page.next,
      items: page.items.map(({ id, grants }) => {
        const [first] = grants as [(typeof grants)[number]];
        return {
          id,
          from: { id: first.from_person, name: first.from_name ?? '' },
          to: { id: first.to_person, name: first.to_name ?? '' },
          lastDay: first.last_day,
          proposedAt: first.proposed_at.toISOString(),
          grants: grants.map((row) => ({
            grantId: row.grant_id,
            role: row.role as Role,
            party: row.party_id === null ? null : { id: row.party_id, name: { en: row.name_en ?? '', fr: row.name_fr ?? '' } },
            // A table proposes roles of the lowest label.
            label: row.grant_id === null ? 'unclassified' : (row.label as Label | null),
            unitId: row.unit_id,
            unitName: row.unit_name,
            operationCode: row.operation_code,
            contingent: row.contingent,
            until: row.until,
            accepted: row.accepted,
            decidedBy: row.decided_name,
            reason: row.reason,
            yours: row.yours,
          })),
        };
      }),
    };
  },
});
