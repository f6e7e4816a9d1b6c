import { AppError } from '#kernel/errors.ts';
import { defineQuery } from '#platform/query.ts';
import { openedBy, openingsOf } from './access.rules.ts';
import { type OpeningGrant, WhoMaySee, WhoMaySeeAnswer } from './access.schema.ts';
import { accessTo, partyNamesOf } from './access.store.ts';
import '../permissions.ts';

/** Who may see an object today, and why: the grant that opens it, who gave it, from when to when. */
export const whoMaySee = defineQuery({
  name: 'people/who-may-see',
  permission: 'people:account-for-access',
  input: WhoMaySee,
  answer: WhoMaySeeAnswer,
  protects: { kind: 'access' },
  async run({ db }, { kind, objectId }) {
    const found = await accessTo(db, kind, objectId);
    if (found === null) throw new AppError('platform/not-found');
    const names = await partyNamesOf(db, found.parties);
    const people = Map.groupBy(found.grants, (grant) => grant.person);
    return {
      kind,
      objectId,
      parties: found.parties.map((id) => ({ id, name: names.get(id) ?? { en: '', fr: '' } })),
      everybody: openingsOf(kind, found).everybody,
      people: [...people].flatMap(([id, grants]) => {
        const opens = openedBy(kind, found, grants).map(({ grant, because }) => ({ grant: toView(grant), because }));
        const alone = found.sole === id;
        return opens.length > 0 || alone ? [{ id, name: grants[0]!.name, alone, opens }] : [];
      }),
    };
  },
});

function toView({ id, role, party, label, from, to, givenBy, givenAt }: OpeningGrant): OpeningGrant {
  return { id, role, party, label, from, to, givenBy, givenAt };
}
