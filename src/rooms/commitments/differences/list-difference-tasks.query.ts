import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { holdsRole } from '#platform/identity/subject.ts';
import type { WaitingSource } from '#platform/mail/digests.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { boundParties } from '../bound-parties.ts';
import { editionsBehind } from '../obligations/carried-over.rules.ts';
import { obligationsOfParties } from '../party-obligations.ts';
import { sidesOf } from '../views/sides.ts';
import { partiesOfSeveralOrigins } from '../views/views.store.ts';
import { DifferenceTasks } from './difference-tasks.schema.ts';

/**
 * Where sources differ, for My tasks: for the representatives of the party and the policy office until their own side has recorded its view, for reviewers of
 * the party until the difference rests. One task a party, because one filtered matrix shows all of its obligations.
 */
export const listDifferenceTasks = defineQuery({
  name: 'commitments/list-difference-tasks',
  permission: 'signed-in',
  input: z.strictObject({}),
  answer: DifferenceTasks,
  async run(context) {
    const { db, now } = context;
    const subject = subjectOf(context);
    const edition = currentEdition();
    // The matrix derives from earlier editions too, where their evidence carries over.
    const behind = editionsBehind(edition).map(({ id }) => id);
    const ids = (await partiesOfSeveralOrigins(db, behind)).filter(
      (id) => sidesOf(subject, id).length > 0 || holdsRole(subject, 'reviewers', id),
    );
    if (ids.length === 0) return { tasks: [] };
    const parties = await boundParties(db, dayOf(now), { ids });
    const byParty = await obligationsOfParties(db, edition, parties, now);
    const tasks = parties.map(({ id, kind, name }) => {
      const sides = sidesOf(subject, id);
      const open = byParty.get(id)!.obligations.filter(({ difference }) => difference === 'open');
      const due = open.filter(({ recorded }) => sides.length === 0 || sides.some((side) => !recorded.includes(side)));
      return { party: { id, kind, name }, obligations: due.length };
    });
    return { tasks: tasks.filter(({ obligations }) => obligations > 0).toSorted((a, b) => a.party.name.en.localeCompare(b.party.name.en)) };
  },
});

/** The same for the digests. A difference is never late. */
export const differencesWaiting: WaitingSource = async (context) =>
  (await listDifferenceTasks.run(context, {})).tasks.map(() => ({ due: null, late: false }));
