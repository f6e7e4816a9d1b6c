-- An entry says who did what about which party, under which clauses, on which day. Read by the party, it told of ratings before the draft was sent; read
-- by the policy office and reviewers, of drafts the party had not submitted. So an entry is read by auditors, and by whoever acted.
drop policy entry_read on ledger.entry;
create policy entry_read on ledger.entry for select to manumit_app using (
  (select identity.holds('{auditor}')) or person_id = (select identity.person()));
