-- The leaf of a padding: its hash cannot be distinguished from that of any other leaf.
create or replace function ledger.padding_leaf(salt bytea, index bigint) returns bytea
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select sha256('\x00'::bytea || convert_to('{"format":1,"padding":"' || encode(sha256(salt || int8send(index)), 'hex') || '"}', 'UTF8'))
$$;
alter function ledger.padding_leaf(bytea, bigint) owner to manumit_guard;
revoke all on function ledger.padding_leaf(bytea, bigint) from public;
