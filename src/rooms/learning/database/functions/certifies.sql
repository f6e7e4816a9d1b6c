-- Whether a certificate is one of a module and valid on a day. For functions of other rooms.
create or replace function training.certifies(certificate_number text, module text, today date) returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from training.certificate c
    where c.number = certificate_number and c.module_id = module and c.revoked_at is null
      and (c.valid_until is null or c.valid_until >= today))
$$;
alter function training.certifies(text, text, date) owner to manumit_guard;
revoke all on function training.certifies(text, text, date) from public;
