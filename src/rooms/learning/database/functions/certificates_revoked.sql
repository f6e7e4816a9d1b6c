-- Fingerprints of the revoked numbers: the holder of a paper finds its number; others learn no number.
create or replace function training.certificates_revoked() returns setof text
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select encode(substr(sha256(convert_to(k.number, 'UTF8')), 1, 8), 'hex')
  from training.certificate k join training.completion c on c.id = k.completion_id
  where k.revoked_at is not null or c.revoked_at is not null order by 1
$$;
alter function training.certificates_revoked() owner to manumit_guard;
revoke all on function training.certificates_revoked() from public;
grant execute on function training.certificates_revoked() to manumit_app;
