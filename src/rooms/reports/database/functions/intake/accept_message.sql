-- Stores the next message of a reporter with the record of the act. The same message sent again changes nothing. Another one at a place
-- that is taken is refused. Messages share the room of reports without danger: else a few reports with long threads would fill, without any
-- work, the room that is kept for danger. A message is due like a first look, also with a closed report, unless that is junk. One
-- to a report that no present reader can open is refused: it would be received, and read by nobody.
create or replace function reports.accept_message(
  id_hash bytea, at_place int, content bytea, today date, action_hash bytea, action_salt bytea, action_detail jsonb,
  text_bytes bigint, clocks jsonb
) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare known reports.report; stored bytea; next int;
begin
  select * into known from reports.report r where r.mailbox_hash = id_hash;
  if not found then raise exception using message = 'reports/unknown-code', errcode = 'MA010'; end if;
  select m.encrypted into stored from reports.message m
    where m.report_id = known.id and m.direction = 'to-reader' and m.place = at_place;
  if found and stored = content then return; end if;
  if not exists (
    select from reports.wrap w join reports.reader h on h.channel_id = w.channel_id and h.number = w.reader_number
    where w.report_id = known.id and h.removed_at is null
  ) then raise exception using message = 'reports/write-again', errcode = 'MA010'; end if;
  select coalesce(max(m.place) + 1, 0) into next from reports.message m where m.report_id = known.id and m.direction = 'to-reader';
  if not reports.has_room('{reports.report,reports.wrap,reports.message}', text_bytes) then
    raise exception using message = 'reports/no-room', errcode = 'MA010';
  end if;
  if at_place <> next then raise exception using message = 'reports/place-taken', errcode = 'MA010'; end if;
  insert into reports.message values (known.id, 'to-reader', at_place, content, today);
  update reports.report r
    set unanswered = true, message_on = case when r.closed_as = 'junk' then null else coalesce(r.message_on, today) end
    where r.id = known.id;
  perform reports.set_due(known.id, clocks);
  insert into reports.recorded_action values (action_hash, known.channel_id, today, action_salt, action_detail);
end
$$;
alter function reports.accept_message(bytea, int, bytea, date, bytea, bytea, jsonb, bigint, jsonb) owner to manumit_guard;
revoke all on function reports.accept_message(bytea, int, bytea, date, bytea, bytea, jsonb, bigint, jsonb) from public;
grant execute on function reports.accept_message(bytea, int, bytea, date, bytea, bytea, jsonb, bigint, jsonb) to manumit_app;
