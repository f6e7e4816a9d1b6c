-- The as-of day each piece was given, so that a later one is never dated before it; and which pieces an undo took back.
alter table nations.treaty_evidence add column as_of text, add column withdrawn_at timestamptz;
create policy treaty_evidence_withdraw on nations.treaty_evidence for update to manumit_app using ((select identity.holds('{policy-office}')));
grant update (withdrawn_at) on nations.treaty_evidence to manumit_app;
