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
    const people = [...Map.groupBy(found.grants, (grant) => grant.person)].map(([id, grants]) => ({
      id,
      name: grants[0]!.name,
      alone: found.sole === id,
      opens: openedBy(kind, found, grants),
    }));
    const held = people.flatMap(({ opens }) => opens.flatMap(({ grant }) => grant.party ?? []));
    const names = await partyNamesOf(db, [...new Set([...found.parties, ...held])]);
    return {
      kind,
      objectId,
      parties: found.parties.map((id) => ({ id, name: names.get(id) ?? { en: '', fr: '' } })),
      everybody: openingsOf(kind, found).everybody,
      people: people
        .filter(({ opens, alone }) => opens.length > 0 || alone)
        .map(({ opens, ...person }) => ({
          ...person,
          opens: opens.map(({ grant, reason }) => ({ grant: toView(grant), at: names.get(grant.party ?? '') ?? null, reason })),
        })),
    };
  },
});

function toView({ id, role, party, label, from, to, givenBy, singleSignOn, givenAt }: OpeningGrant): OpeningGrant {
  return { id, role, party, label, from, to, givenBy, singleSignOn, givenAt };
}
