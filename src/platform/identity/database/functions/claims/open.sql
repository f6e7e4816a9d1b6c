-- Turns a session token into the claims of this transaction. Returns null and sets no claims if the session is unknown, idle for 30
-- minutes, expired or ended.
create or replace function identity.open(token text) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare s record;
begin
  perform set_config('manumit.claims', '', true);
  select id, person_id into s from identity.session
    where token_hash = sha256(convert_to(token, 'UTF8')) and ended_at is null and ends_at > now()
    and seen_at > now() - interval '30 minutes';
  if not found then return null; end if;
  return identity.set_claims(s.person_id, s.id);
end
$$;
alter function identity.open(text) owner to manumit_guard;
revoke all on function identity.open(text) from public;
grant execute on function identity.open(text) to manumit_app;

-- Opens the claims of a session only if they equal those the caller remembers. A command that relied on cached claims is thus verified in
-- the same statement.
create or replace function identity.open(token text, remembered text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform set_config('manumit.claims', identity.signature(key, convert_to(c.claims_text, 'UTF8')) || c.claims_text, true)
    from identity.session s, identity.signing_key(), lateral (select claims::text as claims_text
    from identity.claims_of(s.person_id, s.id) offset 0) c
    where token_hash = sha256(convert_to(token, 'UTF8')) and ended_at is null and ends_at > now()
    and seen_at > now() - interval '30 minutes'
      and c.claims_text = remembered;
  if not found then raise exception 'the claims have changed' using errcode = 'MA002'; end if;
end
$$;
alter function identity.open(text, text) owner to manumit_guard;
revoke all on function identity.open(text, text) from public;
grant execute on function identity.open(text, text) to manumit_app;
