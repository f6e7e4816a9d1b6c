-- Stores an encrypted report (5e, A1.5) with the record of the act. Sent again with the same content it changes nothing, also where both
-- arrive at one moment: a reporter must never read that a stored report was refused, and write it a second time.
-- Wraps for readers who were removed since its list was signed are left out; with fewer than two left nothing is stored. A report that
-- waited on a phone is accepted also after its list was replaced or has ended: it goes to those of its readers who still read. The id of an
-- erased report is not used again: a restore deletes what has it.
create or replace function reports.accept_report(
  report uuid, channel uuid, manifest int, today date, look_by date, body bytea, wrap_readers int[], wraps bytea[], mailbox_hash bytea,
  verify_key bytea, letter bytea, danger_at timestamptz, action_hash bytea, action_salt bytea, action_detail jsonb
) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare listed int[]; stored reports.report; is_new boolean := false; kept int;
begin
  if not exists (select from reports.report r where r.id = report) then
    if not exists (select from reports.channel c where c.id = channel and c.opened_on is not null and c.closed_on is null) then
      raise exception using message = 'reports/channel-closed', errcode = 'MA010';
    end if;
    select m.readers into listed from reports.manifest m
      where m.channel_id = channel and m.number = manifest and m.valid_from <= today;
    if not found then raise exception using message = 'reports/list-out-of-date', errcode = 'MA010'; end if;
    if exists (select from reports.erased_report e where e.report_id = report) then
      raise exception using message = 'reports/write-again', errcode = 'MA010';
    end if;
    if not (wrap_readers <@ listed) then raise exception using message = 'reports/reader-not-listed', errcode = 'MA010'; end if;
    insert into reports.report (id, channel_id, manifest_number, received_on, body, mailbox_hash, verify_key, letter, step, due_on)
      values (report, channel, manifest, today, body, mailbox_hash, verify_key, letter, 'look', look_by)
      on conflict (id) do nothing;
    is_new := found;
  end if;
  if not is_new then
    select * into stored from reports.report r where r.id = report;
    if (stored.channel_id, stored.body, stored.mailbox_hash, stored.verify_key, stored.letter)
      is distinct from (channel, body, mailbox_hash, verify_key, letter) then
      raise exception using message = 'reports/other-report', errcode = 'MA010';
    end if;
    return;
  end if;
  insert into reports.wrap
    select report, channel, r.number, given.bytes from unnest(wrap_readers, wraps) given (number, bytes)
    join reports.reader r on r.channel_id = channel and r.number = given.number and r.removed_at is null;
  get diagnostics kept = row_count;
  if kept < 2 then raise exception using message = 'reports/write-again', errcode = 'MA010'; end if;
  insert into reports.danger select report, danger_at where danger_at is not null;
  insert into reports.recorded_action values (action_hash, channel, today, action_salt, action_detail);
end
$$;
alter function reports.accept_report(uuid, uuid, int, date, date, bytea, int[], bytea[], bytea, bytea, bytea, timestamptz, bytea,
  bytea, jsonb) owner to manumit_guard;
revoke all on function reports.accept_report(uuid, uuid, int, date, date, bytea, int[], bytea[], bytea, bytea, bytea, timestamptz, bytea,
  bytea, jsonb) from public;
grant execute on function reports.accept_report(uuid, uuid, int, date, date, bytea, int[], bytea[], bytea, bytea, bytea, timestamptz,
  bytea, bytea, jsonb) to manumit_app;
