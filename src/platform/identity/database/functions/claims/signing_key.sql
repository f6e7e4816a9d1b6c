-- The key this transaction signs and verifies with. The planner inlines it into the calling statement (identity.claims_of).
create or replace function identity.signing_key() returns table (key bytea)
language sql stable
as $$
  select case when now() < k.since then k.before else k.key end from identity.claims_key k
$$;
alter function identity.signing_key() owner to manumit_guard;
revoke all on function identity.signing_key() from public;
