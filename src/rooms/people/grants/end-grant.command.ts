import { AppError } from '#kernel/errors.ts';
import { isIn } from '#kernel/roles.ts';
import { defineCommand } from '#platform/command.ts';
import { Done, EndGrant } from '../people.schema.ts';
import { endGrant as end, findGrant } from '../people.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Ends a grant, from the next request on. */
export const endGrant = defineCommand({
  name: 'people/end-grant',
  permission: 'people:end-grant',
  operational: 'access',
  input: EndGrant,
  answer: Done,
  async run({ db }, { grantId }) {
    const grant = await findGrant(db, grantId);
    if (grant === undefined) throw new AppError('platform/not-found');
    if (!(await end(db, grantId))) throw new AppError(isIn('office', grant.role) ? 'people/grant-stays' : 'people/grant-refused');
    return {
      answer: { done: true },
      entry: { subjectKind: 'grant', subjectId: grantId, partyId: grant.party_id, detail: { person: grant.person_id, role: grant.role } },
    };
  },
});
