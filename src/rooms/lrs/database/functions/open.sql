-- Opens the claims of the credential with this key and secret; null if there is none, or it was revoked.
create or replace function lrs.open(token text) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare admitted text;
begin
  perform set_config('manumit.claims', '', true);
  select c.claims_text into admitted from identity.signing_key(), (select claims::text as claims_text from lrs.claims_of(token) offset 0) c
    where set_config('manumit.claims', identity.signature(key, convert_to(c.claims_text, 'UTF8')) || c.claims_text, true) is not null;
  return admitted::jsonb;
end
$$;
alter function lrs.open(text) owner to manumit_guard;
revoke all on function lrs.open(text) from public;
grant execute on function lrs.open(text) to manumit_app;

-- The same, but only if the claims equal those the caller remembers (as identity.open does for sessions).
create or replace function lrs.open(token text, remembered text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform set_config('manumit.claims', identity.signature(key, convert_to(c.claims_text, 'UTF8')) || c.claims_text, true)
    from identity.signing_key(), (select claims::text as claims_text from lrs.claims_of(token) offset 0) c where c.claims_text = remembered;
  if not found then raise exception 'the claims have changed' using errcode = 'MA002'; end if;
end
$$;
alter function lrs.open(text, text) owner to manumit_guard;
revoke all on function lrs.open(text, text) from public;
grant execute on function lrs.open(text, text) to manumit_app;
