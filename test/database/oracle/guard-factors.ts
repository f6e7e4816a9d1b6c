import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { bytes } from './seeds/seed-party.ts';
import type { Asker } from './subjects.ts';
import { insert } from './world.ts';

/** A password of the fixture, in the form that the checking function takes. */
export const passwordOf = (name: string) => `'${name}'::bytea`;

/** Two people with every factor, and people with only one: a password, a passkey, or single sign-on. */
export async function giveFactors(deployer: pg.Client, by: (name: string) => Asker): Promise<void> {
  const person_id = (name: string) => by(name).subject.person;
  const [both, known] = [
    ['member', 'neighbour'],
    ['member', 'neighbour', 'beginner'],
  ];
  await insert(deployer, [
    ['identity.password', known.map((name) => ({ person_id: person_id(name), salt: bytes('salt'), digest: bytes(name) }))],
    ['identity.totp', both.map((name) => ({ person_id: person_id(name), secret_encrypted: bytes('secret'), last_step: 5 }))],
    ['identity.recovery_code', both.map((name) => ({ person_id: person_id(name), digest: bytes(`${person_id(name)}code of ${name}`) }))],
    [
      'identity.passkey',
      [...both, 'keyholder'].map((name) => ({
        id: person_id(name),
        person_id: person_id(name),
        credential_id: `\\x${Buffer.from(`key of ${name}`).toString('hex')}`,
        public_key: bytes('key'),
        counter: 5,
        name: 'Key',
      })),
    ],
    [
      'identity.attempt',
      [...both, 'keyholder'].map((name) => ({
        id: randomUUID(),
        person_id: person_id(name),
        token_hash: bytes(`pending sign-in ${name}`),
        first_factor: 'password',
        step: 'second-factor',
        ends_at: '2099-01-01',
      })),
    ],
    [
      'identity.single_sign_on',
      ['from the provider', 'closed, from the provider'].map((name) => ({ person_id: person_id(name), issuer: 'provider', subject: name })),
    ],
  ]);
}
