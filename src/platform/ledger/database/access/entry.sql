comment on table ledger.entry is
  'The ledger: one entry per command, written in its transaction. Entries hold pseudonymous ids and a salted commitment, never content.';
comment on column ledger.entry.xid is
  'The transaction of the command. Entries get their places in this order, once every earlier transaction has ended.';
comment on column ledger.entry.format is 'The version of the leaf (src/platform/ledger/leaf.ts). Old leaves are read as they were written.';
comment on column ledger.entry.person_id is 'Who acted: an account, a learner, a section link, a credential or the installation.';
comment on column ledger.entry.clause_ids is 'The clauses that the command serves; empty if it serves the installation (`operational`).';
comment on column ledger.entry.operational is 'Why a command names no clause: one of a closed list of reasons.';
comment on column ledger.entry.party_id is 'The party that the command concerns; it decides, with the actor, who may read the entry.';
comment on column ledger.entry.subject_kind is 'What kind of object the command changed; `subject_id` is the id of that object.';
comment on column ledger.entry.evidence_kind is 'The kind of evidence that the command made, such as EV-TRN; null: none.';
comment on column ledger.entry.commitment is
  'SHA-256 of the salt and the content of the command (ledger.opening). It reveals nothing without the salt.';
comment on column ledger.entry.leaf_hash is
  'The hash of the leaf in the tree: SHA-256 of a zero byte and the entry as canonical JSON (RFC 9162, RFC 8785).';

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
