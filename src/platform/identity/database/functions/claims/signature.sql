-- The signature of claims for this backend and this transaction only: a copy is useless anywhere else.
create or replace function identity.signature(key bytea, claims bytea) returns text
language sql stable
as $$
  select encode(sha256(key || sha256(key || claims || convert_to('|' || pg_backend_pid() || '|' || extract(epoch
    from now())::text, 'UTF8'))), 'hex')
$$;
alter function identity.signature(bytea, bytea) owner to manumit_guard;
revoke all on function identity.signature(bytea, bytea) from public;
