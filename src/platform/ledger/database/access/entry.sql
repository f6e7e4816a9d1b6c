comment on table ledger.entry is
  'The ledger: one entry per command, written in its transaction. Entries hold pseudonymous ids and a salted commitment, never content.';

alter table ledger.entry enable row level security;
alter table ledger.entry force row level security;
-- A reader of an entry does not get its content: only the actor reads that (ledger.opening). What a reviewer wrote about a party is not
-- for the party before its draft is sent.
grant select on ledger.entry to manumit_app;
grant select, insert on ledger.entry to manumit_guard;

-- An entry says who did what about which party, under which clauses, on which day. When every role at the party could read entries, the
-- party learned of ratings before the draft was sent, and its reviewers of drafts it had not submitted. So entries are read by auditors,
-- by the policy office (which answers for erasures), by the actor, and by a party's legal adviser where the party's own people acted.
create policy entry_read on ledger.entry for select to manumit_app using (
  (select identity.holds(identity.group('overseers')))
  or person_id = (select identity.person())
  or (
    party_id = any ((select identity.parties(identity.group('legal-advisers')))::uuid[])
    and ledger.acted_for(person_id, party_id, at)
  )
);

create policy guard_all on ledger.entry to manumit_guard using (true) with check (true);

create policy owner_all on ledger.entry to manumit_schema using (true) with check (true);
