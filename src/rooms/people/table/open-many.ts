import { sql } from 'kysely';
import type { CommandContext } from '#platform/command.ts';
import { queueInvitation } from '#platform/mail/message.ts';
import { LINK_DAYS } from '../invitations/invite-person.command.ts';
import { hashToken, newLinkToken } from '../sign-in/sign-in-tokens.ts';
import type { PersonRow } from './people-table.ts';

type Fresh = { readonly line: number; readonly value: PersonRow };
type Known = { readonly parties: ReadonlyMap<string, string>; readonly byEmail: ReadonlyMap<string, { readonly id: string }> };

/**
 * Creates the accounts of a table and proposes their roles; it gives none. Returns which line became which account or proposals, and the links to hand over
 * where no mail is sent.
 */
export function openMany({ write, newId, now, platform }: CommandContext, fresh: readonly Fresh[], { parties, byEmail }: Known) {
  const people = [...Map.groupBy(fresh, ({ value }) => value.email)].map(([email, rows]) => {
    const there = byEmail.get(email);
    return {
      email,
      rows,
      first: rows[0]!,
      isNew: there === undefined,
      id: there?.id ?? newId(),
      set: newId(),
      token: newLinkToken(),
      link: newId(),
    };
  });
  const opened = people.filter(({ isNew }) => isNew);
  const accounts = opened.map(({ id, email, first, link, token }) => ({
    id,
    email,
    name: first.value.name,
    language: first.value.language,
    link,
    hash: hashToken(token).toString('hex'),
  }));
  if (accounts.length > 0)
    write(
      sql`select case when identity.invite(a.id, a.name, a.email, a.language, a.link, decode(a.hash, 'hex'), ${LINK_DAYS}) then null else platform.refuse('platform/not-allowed') end
        from jsonb_to_recordset(${JSON.stringify(accounts)}::jsonb) as a (id uuid, name text, email text, language text, link uuid, hash text)`,
    );
  const proposals = people.flatMap(({ id, set, rows }) =>
    rows.flatMap(({ value: { role, party, until } }) =>
      role === null ? [] : [{ id: newId(), set, to: id, role, party: party === null ? null : parties.get(party)!, until }],
    ),
  );
  if (proposals.length > 0)
    write(
      sql`select platform.refuse('people/' || fault) from (select identity.propose_grants(${JSON.stringify(proposals)}::jsonb) as fault) p where fault is not null`,
    );
  const mailed = platform.services.mailer !== undefined;
  if (mailed) for (const { id, token } of opened) write(queueInvitation(platform, id, { token, days: LINK_DAYS }, now));
  return {
    objects: people.map(({ first, isNew, id, set }) => ({ line: first.line, object: isNew ? id : set })),
    links: mailed ? [] : opened.map(({ first, token }) => ({ name: first.value.name, token })),
    opened: opened.length,
    proposed: proposals.length,
  };
}

/** Undoes an import of people, except what was opened or decided since. */
export function undoAccountImport(ids: readonly string[], reason: string, at: Date) {
  return sql`select identity.undo_account_import(${[...ids]}::uuid[], ${reason}, ${at})`;
}
