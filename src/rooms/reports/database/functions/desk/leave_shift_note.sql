-- Stores a note for the next shift with the record of the act (5e, A1.5). Only a reader whom the newest list names leaves one, and only
-- encrypted to that list: an older one may name a reader who was removed since. Where the newest one does, a new list comes first. Sent
-- again a note changes nothing.
create or replace function reports.leave_shift_note(
  channel uuid, note_id uuid, list int, note bytea, today date, action_hash bytea, action_salt bytea, action_detail jsonb
) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare me int; newest int; last int;
begin
  select r.number into me from reports.reader r
    where r.channel_id = channel and r.person_id = identity.person() and r.removed_at is null;
  if me is null then raise exception using message = 'platform/not-found', errcode = 'MA010'; end if;
  -- Two readers may leave a note at one moment: each gets a place of its own.
  perform pg_advisory_xact_lock(hashtext('shift note ' || channel));
  if exists (select from reports.shift_note n where n.id = note_id) then
    if exists (select from reports.shift_note n
      where n.id = note_id and n.channel_id = channel and n.reader_number = me and n.encrypted = note)
    then return; end if;
    raise exception using message = 'platform/conflict', errcode = 'MA010';
  end if;
  select max(m.number) into newest from reports.manifest m where m.channel_id = channel;
  if newest is distinct from list or exists (
    select from reports.manifest m join reports.reader r on r.channel_id = m.channel_id and r.number = any (m.readers)
    where m.channel_id = channel and m.number = list and r.removed_at is not null
  ) then raise exception using message = 'reports/list-out-of-date', errcode = 'MA010'; end if;
  if not reports.is_listed(channel, me, today) then raise exception using message = 'reports/reader-not-listed', errcode = 'MA010'; end if;
  select coalesce(max(n.place), 0) into last from reports.shift_note n where n.channel_id = channel;
  insert into reports.shift_note values (channel, last + 1, note_id, list, me, note, today);
  insert into reports.recorded_action values (action_hash, channel, today, action_salt, action_detail);
end
$$;
alter function reports.leave_shift_note(uuid, uuid, int, bytea, date, bytea, bytea, jsonb) owner to manumit_guard;
revoke all on function reports.leave_shift_note(uuid, uuid, int, bytea, date, bytea, bytea, jsonb) from public;
grant execute on function reports.leave_shift_note(uuid, uuid, int, bytea, date, bytea, bytea, jsonb) to manumit_app;
