-- Records that the newest test notice reached the caller, a reader of the channel: its link holds the random bytes. False for another link;
-- null where the caller does not read for the channel.
create or replace function reports.confirm_notice(of_channel uuid, answer bytea, today date) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare own int;
begin
  select r.number into own from reports.reader r
    where r.channel_id = of_channel and r.person_id = identity.person() and r.removed_at is null;
  if own is null then return null; end if;
  update reports.notice_test t set confirmed_on = today
    where t.channel_id = of_channel and t.reader_number = own and t.answer_hash = sha256(answer);
  return found;
end
$$;
alter function reports.confirm_notice(uuid, bytea, date) owner to manumit_guard;
revoke all on function reports.confirm_notice(uuid, bytea, date) from public;
grant execute on function reports.confirm_notice(uuid, bytea, date) to manumit_app;
