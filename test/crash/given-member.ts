import { randomBytes, randomUUID } from 'node:crypto';
import type { Role } from '#kernel/roles.ts';
import { hashToken } from '#rooms/people/sign-in/sign-in-tokens.ts';
import type { Installation } from './installation.ts';

/** A person with one role at a party, which has no other entries, and the token of that session. */
export type Member = { readonly partyId: string; readonly token: string };

/** Makes a nation in the database, and a person with one role there who is signed in. */
export async function givenMember(
  ask: Installation['ask'],
  { code, name, role }: { code: string; name: string; role: Role },
): Promise<Member> {
  const [partyId, person, token] = [randomUUID(), randomUUID(), randomBytes(32).toString('base64url')];
  await ask(
    `insert into parties.party (id, kind, code, name_en, name_fr, source, recorded_at, recorded_by)
     values ($1, 'nation', $2, $2, $2, 'test', now(), (select id from identity.person where kind = 'installation' limit 1))`,
    [partyId, code],
  );
  await ask('insert into identity.person (id, name) values ($1, $2)', [person, name]);
  await ask(`insert into identity.role_grant (id, person_id, role, party_id, valid_from) values ($1, $2, $3, $4, '2020-01-01')`, [
    randomUUID(),
    person,
    role,
    partyId,
  ]);
  await ask(`insert into identity.session (id, person_id, token_hash, ends_at) values ($1, $2, $3, now() + interval '12 hours')`, [
    randomUUID(),
    person,
    hashToken(token),
  ]);
  return { partyId, token };
}
