import { randomBytes, randomInt } from 'node:crypto';
import { newId } from '#kernel/ids.ts';
import { derivePassword } from '#platform/identity/password.ts';
import { giveGrant } from '#rooms/people/grants/give-grant.command.ts';
import { acceptInvitation } from '#rooms/people/invitations/accept-invitation.command.ts';
import { invitePerson } from '#rooms/people/invitations/invite-person.command.ts';
import { setUp } from '#rooms/people/invitations/set-up.command.ts';
import { isGuessedFirst } from '#rooms/people/passwords/guessed-first.ts';
import { newSalt } from '#rooms/people/sign-in/sign-in-tokens.ts';
import { signOut } from '#rooms/people/sign-in/sign-out.command.ts';
import { ACCOUNTS, type Account, emailOf } from './cast.ts';
import { type ExerciseContext, idOf, runAs } from './context.ts';

/** Passwords of one start by account key. They are shown once and never stored. */
export type Passwords = ReadonlyMap<string, string>;

// Without characters that look alike; four groups of four out of thirty-one give 79 bits.
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';

function drawPassword(): string {
  const group = () => Array.from({ length: 4 }, () => SIGNS[randomInt(SIGNS.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

/** A fresh password for an account. Six in 100,000 are refused as guessed first, such as one with a walk over the keyboard: then another is drawn. */
export function newPassword(account: Account, draw = drawPassword): string {
  const password = draw();
  return isGuessedFirst(password, [account.name, emailOf(account)]) ? newPassword(account, draw) : password;
}

/** A fresh password for every account. */
export const newPasswords = (): Passwords => new Map(ACCOUNTS.map((account) => [account.key, newPassword(account)]));

/** The first person signs up with the set-up link and takes the policy office. */
export async function openFirst(context: ExerciseContext, passwords: Passwords): Promise<void> {
  const [first] = ACCOUNTS;
  const link = newToken();
  await context.deployer.query('select identity.new_set_up_link($1, $2)', [newId(), link]);
  const sessionToken = newToken();
  context.tokens.set(first!.key, sessionToken);
  await runAs(context, first!.key, context.calendar.at(first!.since, 9), setUp, {
    token: link,
    name: first!.name,
    email: emailOf(first!),
    password: passwords.get(first!.key)!,
    language: first!.language,
    sessionToken,
  });
}

/** The first person invites the others and gives each a role; they sign in with the link. */
export async function openOthers(context: ExerciseContext, passwords: Passwords): Promise<void> {
  const [first, second, ...rest] = ACCOUNTS;
  // The second person in the office ends one-person mode before the others are invited.
  await openOne(context, first!.key, second!, passwords);
  await Promise.all(rest.map((account) => openOne(context, first!.key, account, passwords)));
}

async function openOne(context: ExerciseContext, office: string, account: Account, passwords: Passwords): Promise<void> {
  const { at, day } = context.calendar;
  const { key, name, language, role, at: codes, since, until, label } = account;
  // Only a person who holds a label can pass it on, or the single person in one-person mode.
  const grantor = label === 'unclassified' || key === ACCOUNTS[1]!.key ? office : ACCOUNTS[1]!.key;
  context.tokens.set(key, newToken());
  const { personId, token } = await runAs(context, office, at(since, 10), invitePerson, { name, email: emailOf(account), language });
  for (const partyId of codes.length === 0 ? [null] : codes.map((code) => idOf(context, code)))
    await runAs(context, grantor, at(since, 10.25), giveGrant, {
      personId,
      role,
      partyId,
      from: day(since),
      to: until && day(until),
      label,
    });
  const sessionToken = context.tokens.get(key)!;
  await runAs(context, key, at(since, 11), acceptInvitation, { token, name, password: passwords.get(key)!, language, sessionToken });
}

/** Ends every session of the scenario, as if its people got their roles and had last been here three weeks ago: at their first sign-in the desk shows what happened since. */
export async function closeSessions(context: ExerciseContext): Promise<void> {
  const when = context.calendar.at('2026-11-23', 17);
  await Promise.all(ACCOUNTS.map(({ key }) => runAs(context, key, when, signOut, {})));
  const last = [context.calendar.at('2026-11-02')];
  await context.deployer.query('update identity.session set created_at = $1, seen_at = $1 where ended_at is not null', last);
  await context.deployer.query('update identity.role_grant set granted_at = $1', last);
}

/** Sets the passwords of a new start, since those of the last one were not stored. */
export async function setPasswords({ deployer }: Pick<ExerciseContext, 'deployer'>, passwords: Passwords): Promise<void> {
  const set = ACCOUNTS.map(async (account) => {
    const salt = newSalt();
    return { email: emailOf(account), salt, derived: await derivePassword(passwords.get(account.key)!, salt) };
  });
  const all = await Promise.all(set);
  await deployer.query(
    `update identity.password w set salt = new.salt, digest = sha256(new.derived), changed_at = now()
      from unnest($1::text[], $2::bytea[], $3::bytea[]) new (email, salt, derived) join identity.person p on p.email = new.email where w.person_id = p.id`,
    [all.map((one) => one.email), all.map((one) => one.salt), all.map((one) => one.derived)],
  );
}

function newToken(): string {
  return randomBytes(32).toString('base64url');
}
