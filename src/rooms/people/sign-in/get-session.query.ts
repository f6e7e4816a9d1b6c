import { z } from 'zod';
import type { Label } from '#kernel/labels.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import type {} from '#rooms/policy/index.ts';
import { toGrantView } from '../grants/grant-view.ts';
import { SessionView } from '../people.schema.ts';
import { findPerson, grantsOf, highestLabel } from '../people.store.ts';

/** Who is signed in, what they may do, and what every page must show about this installation. */
export const getSession = defineQuery({
  name: 'people/get-session',
  permission: 'signed-in',
  input: z.strictObject({}),
  answer: SessionView,
  async run(context) {
    const subject = subjectOf(context);
    const { db } = context;
    const [person, grants, highest] = await Promise.all([findPerson(db, subject.person), grantsOf(db, [subject.person]), highestLabel(db)]);
    const held = new Set(subject.grants.map((grant) => grant.id));
    return {
      person: { id: subject.person, name: person?.name ?? '', email: person?.email ?? null, language: subject.language },
      grants: grants.filter((grant) => held.has(grant.id)).map(toGrantView),
      onePersonMode: subject.sole,
      highestLabel: highest as Label,
      exercise: context.platform.exercise,
      editionId: context.platform.services.catalogue.current.id,
    };
  },
});
