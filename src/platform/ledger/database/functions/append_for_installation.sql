-- Appends an entry without a signed-in user: the actor is always the installation, and it never concerns a party.
create or replace function ledger.append_for_installation(
  entry_id uuid, entry_at timestamptz, entry_format smallint, entry_command text, entry_operational text, who uuid,
  entry_commitment bytea, entry_leaf bytea, entry_salt bytea, entry_detail jsonb
) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not identity.runs_job('maintain-log') then raise exception 'only the program itself enters this' using errcode = '42501'; end if;
  insert into ledger.entry (id, at, format, person_id, command, clause_ids, operational, party_id, subject_kind, subject_id, commitment,
    leaf_hash)
    select entry_id, entry_at, entry_format, p.id, entry_command, '{}', entry_operational, null, 'person', p.id, entry_commitment,
      entry_leaf
    from identity.person p where p.id = who and p.kind = 'installation';
  insert into ledger.opening (entry_id, salt, detail) values (entry_id, entry_salt, entry_detail);
end
$$;
alter function ledger.append_for_installation(uuid, timestamptz, smallint, text, text, uuid, bytea, bytea, bytea, jsonb) owner to
  manumit_guard;
revoke all on function ledger.append_for_installation(uuid, timestamptz, smallint, text, text, uuid, bytea, bytea, bytea, jsonb)
  from public;
grant execute on function ledger.append_for_installation(uuid, timestamptz, smallint, text, text, uuid, bytea, bytea, bytea,
  jsonb) to manumit_app;
