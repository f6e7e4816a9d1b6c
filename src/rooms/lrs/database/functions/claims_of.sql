-- The claims of a credential: its source and party, and no role. For the functions below.
create or replace function lrs.claims_of(token text) returns table (claims jsonb)
language sql stable
as $$
  select jsonb_build_object('person', c.id, 'kind', 'credential', 'name', s.name, 'session', c.id, 'language', 'en', 'sole', false,
    'grants', '[]'::jsonb,
      'source', s.id, 'party', s.party_id)
    from lrs.credential c join lrs.source s on s.id = c.source_id
    where c.secret_hash = sha256(convert_to(token, 'UTF8')) and c.revoked_at is null
$$;
alter function lrs.claims_of(text) owner to manumit_guard;
revoke all on function lrs.claims_of(text) from public;
