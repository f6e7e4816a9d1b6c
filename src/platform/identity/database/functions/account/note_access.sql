-- Adds the reads that one process collected since its last report. A person is identified by the hash of their session's token, which
-- cannot be invented: the application cannot record a read for a person who did not make it. The age of a read is believed up to ten
-- minutes.
create or replace function identity.note_access(noted jsonb) returns int
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare added int;
begin
  insert into identity.access_record (minute, person_id, kind, object_id, party_id, outcome)
    select distinct date_trunc('minute', now() - make_interval(secs => least(greatest((n ->> 'age')::float, 0), 600))), s.person_id,
      n ->> 'kind', o.id, o.party_id, n ->> 'outcome'
    from jsonb_array_elements(noted) n
    join identity.session s on s.token_hash = decode(n ->> 'session', 'hex')
    left join lateral identity.object_of(n ->> 'kind', (n ->> 'object')::uuid) o on true
  on conflict do nothing;
  get diagnostics added = row_count;
  return added;
end
$$;
alter function identity.note_access(jsonb) owner to manumit_guard;
revoke all on function identity.note_access(jsonb) from public;
grant execute on function identity.note_access(jsonb) to manumit_app;
