-- What the program does by itself, as keeping the log, has no person behind it, and so its functions asked for nobody's claims: statements smuggled into the
-- application's role could pad the log, sign a wrong root or end somebody's session. It now vouches for each such transaction (identity.vouched), by a word
-- that is good in that transaction alone. The installation's other roles are not the application's, and need no word.
create function identity.doing(job text) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select session_user <> 'manumit_app' or identity.vouched(concat_ws('|', 'job', job, pg_backend_pid(), extract(epoch from now())::text),
    decode(coalesce(current_setting('manumit.job', true), ''), 'hex')) $$;

-- Rows that only a job of the program writes; the job is the trigger's argument. It stands at the tables, so that no later function passes it by.
create function identity.ask_job() returns trigger language plpgsql as $$
begin
  if not identity.doing(tg_argv[0]) then raise exception 'only the program itself writes this' using errcode = '42501'; end if;
  return new;
end $$;
create trigger ask_job before insert or update on ledger.padding for each row execute function identity.ask_job('keep-log');
create trigger ask_job before insert or update on ledger.checkpoint for each row execute function identity.ask_job('keep-log');
create trigger ask_job before insert or update on ledger.cosignature for each row execute function identity.ask_job('keep-log');
create trigger ask_job before update of size, signed_at, fault, fault_at on ledger.witness for each row execute function identity.ask_job('keep-log');
create trigger ask_job before update of origin on ledger.sequencer for each row execute function identity.ask_job('keep-log');

create or replace function identity.note_wrong_password(which uuid) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not identity.doing('count-wrong-passwords') then raise exception 'only the program itself counts these' using errcode = '42501'; end if;
  update identity.session set wrong_passwords = wrong_passwords + 1, ended_at = case when wrong_passwords + 1 >= 5 then now() end
    where id = which and ended_at is null;
end $$;

-- An ended session, or one that is over, is none to whatever notes of its use: only one that was left idle could be woken.
create or replace function identity.touch(token text) returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update identity.session set seen_at = now() where token_hash = sha256(convert_to(token, 'UTF8')) and seen_at > now() - interval '30 minutes' $$;

-- Failed sign-ins belong into the log, and strangers must not fill it: they are counted by the minute, whoever was meant, and entered once for each.
create table identity.failed_minute (minute timestamptz primary key, failures int not null check (failures > 0));
alter table identity.failed_minute enable row level security;
alter table identity.failed_minute force row level security;
create policy failed_minute_guard on identity.failed_minute to manumit_guard using (true) with check (true);
create policy failed_minute_owner on identity.failed_minute to manumit_schema using (true) with check (true);
grant select, insert, update, delete on identity.failed_minute to manumit_guard;

create or replace function identity.note_failure(address text) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into identity.failed_minute values (date_trunc('minute', now()), 1) on conflict (minute) do update set failures = failed_minute.failures + 1;
  if address is null then return; end if;
  delete from identity.failed_entry where last_at < now() - interval '1 day';
  insert into identity.failed_entry (address_digest, failures) values (identity.keyed('address ' || lower(address)), 1)
    on conflict (address_digest) do update set failures = least(failed_entry.failures + 1, 1000), last_at = now();
end $$;

-- The minutes that are over, to be entered in the transaction that takes them; and whose act that is: the installation's.
create function identity.take_failed_minutes() returns table (person uuid, minute timestamptz, failures int) language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp as $$
declare who uuid;
begin
  if not identity.doing('keep-log') then raise exception 'only the program itself enters these' using errcode = '42501'; end if;
  select p.id into who from identity.person p where p.kind = 'installation';
  if not found then
    who := gen_random_uuid();
    insert into identity.person (id, kind, name) values (who, 'installation', 'Installation');
  end if;
  return query delete from identity.failed_minute m where m.minute < date_trunc('minute', now()) returning who, m.minute, m.failures;
end $$;

-- An entry for which nobody is signed in: always the installation's, and never about a party.
create function ledger.append_for_installation(entry_id uuid, entry_at timestamptz, entry_format smallint, entry_command text, entry_operational text, who uuid,
  entry_commitment bytea, entry_leaf bytea, entry_salt bytea, entry_detail jsonb) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not identity.doing('keep-log') then raise exception 'only the program itself enters this' using errcode = '42501'; end if;
  insert into ledger.entry (id, at, format, person_id, command, clause_ids, operational, party_id, subject_kind, subject_id, commitment, leaf_hash)
    select entry_id, entry_at, entry_format, p.id, entry_command, '{}', entry_operational, null, 'person', p.id, entry_commitment, entry_leaf
    from identity.person p where p.id = who and p.kind = 'installation';
  insert into ledger.opening (entry_id, salt, detail) values (entry_id, entry_salt, entry_detail);
end $$;

-- Nobody calls these any more: own_devices says what the first did, grant_role does what the second did.
drop function identity.own_sessions();
drop function identity.give_grant(uuid, uuid, text, uuid, uuid, uuid, text, date, date);

do $$ declare f text; begin
  foreach f in array array['identity.doing(text)', 'identity.ask_job()', 'identity.take_failed_minutes()',
      'ledger.append_for_installation(uuid, timestamptz, smallint, text, text, uuid, bytea, bytea, bytea, jsonb)'] loop
    execute format('alter function %s owner to manumit_guard; revoke all on function %s from public', f, f);
  end loop;
end $$;
grant execute on function identity.take_failed_minutes(), ledger.append_for_installation(uuid, timestamptz, smallint, text, text, uuid, bytea, bytea, bytea, jsonb) to manumit_app;
