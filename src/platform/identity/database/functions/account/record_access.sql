-- Adds the accesses that one process recorded since its last call. A person is identified by the hash of their session token, which cannot
-- be made up: the application cannot claim an access by someone who made none. The stated age of an access is trusted up to ten minutes.
create or replace function identity.record_access(recorded jsonb) returns int
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare added int;
begin
  insert into identity.access_record (minute, person_id, kind, object_id, party_id, outcome)
    select distinct date_trunc('minute', now() - make_interval(secs => least(greatest((n ->> 'age')::float, 0), 600))), s.person_id,
      n ->> 'kind', o.id, o.party_id, n ->> 'outcome'
    from jsonb_array_elements(recorded) n
    join identity.session s on s.token_hash = decode(n ->> 'session', 'hex')
    left join lateral identity.object_of(n ->> 'kind', (n ->> 'object')::uuid) o on true
  on conflict do nothing;
  get diagnostics added = row_count;
  return added;
end
$$;
alter function identity.record_access(jsonb) owner to manumit_guard;
revoke all on function identity.record_access(jsonb) from public;
grant execute on function identity.record_access(jsonb) to manumit_app;
