-- What a certificate's number reveals to anyone: what was passed, whether its content was reviewed, and whether it is valid. No person, no
-- party.
create or replace function training.certificate_by_number(wanted text) returns jsonb
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('moduleId', k.module_id, 'moduleVersion', k.module_version, 'passedOn', k.passed_on, 'validUntil',
    k.valid_until,
    'revokedOn', coalesce(k.revoked_at, c.revoked_at)::date, 'review', k.review)
  from training.certificate k join training.completion c on c.id = k.completion_id where k.number = wanted
$$;
alter function training.certificate_by_number(text) owner to manumit_guard;
revoke all on function training.certificate_by_number(text) from public;
grant execute on function training.certificate_by_number(text) to manumit_app;
