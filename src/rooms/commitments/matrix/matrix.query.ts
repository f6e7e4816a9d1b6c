import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { combineLabels } from '#kernel/labels.ts';
import { PARTY_KINDS } from '#kernel/party-kinds.ts';
import { may } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { collator } from '#platform/texts/texts.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { boundParties } from '../bound-parties.ts';
import { obligationsOfParties } from '../party-obligations.ts';
import { Matrix } from './matrix.schema.ts';
import '../permissions.ts';

/**
 * The matrix of one kind of party: every party bound today that this subject may see, with one cell per obligation. Nothing is summed over clauses and nothing
 * is ranked. The page adds ratings of an open round, which the reviews room provides.
 */
export const getMatrix = defineQuery({
  name: 'commitments/get-matrix',
  permission: 'commitments:read',
  input: z.strictObject({ kind: z.enum(PARTY_KINDS).default('nation') }),
  answer: Matrix,
  protects: { kind: 'matrix' },
  async run(context, { kind }) {
    const { db, now } = context;
    const subject = subjectOf(context);
    const edition = currentEdition();
    const bound = (await boundParties(db, dayOf(now))).filter(
      (party) => party.owes.length > 0 && may(subject, 'commitments:read', party.id),
    );
    const shown = bound.filter((party) => party.kind === kind);
    const obligationsByParty = await obligationsOfParties(db, edition, shown, now);
    const inOrder = collator(subject.language);
    const rows = shown
      .toSorted((a, b) => inOrder(a.name[subject.language], b.name[subject.language]))
      .map((party) => {
        const { cells, items, declared } = obligationsByParty.get(party.id)!;
        return { partyId: party.id, name: party.name, group: party.group, cells, items, declared };
      });
    const counts = Object.fromEntries(PARTY_KINDS.map((each) => [each, bound.filter((party) => party.kind === each).length]));
    return {
      editionId: edition.id,
      label: combineLabels([...obligationsByParty.values()].map((one) => one.label)),
      kind,
      asOf: dayOf(now),
      rows,
      counts: counts as Record<(typeof PARTY_KINDS)[number], number>,
    };
  },
});
