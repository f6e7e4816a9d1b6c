-- Records that a reader of a channel unlocked its reports today: the day of the channel, once, with the act for the day's record. Who it
-- was and when is not stored. Refuses everybody who does not read there; an interpreter, who reads what they were given, does not count as
-- a person who looks after the channel.
create or replace function reports.attend(channel uuid, today date, action_hash bytea, action_salt bytea, action_detail jsonb) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare me int;
begin
  select r.number into me from reports.reader r
    where r.channel_id = channel and r.person_id = identity.person() and r.removed_at is null and r.reader_function <> 'interpreter';
  if me is null then raise exception using message = 'platform/not-found', errcode = 'MA010'; end if;
  if not exists (select from reports.manifest m where m.channel_id = channel and me = any (m.readers)
    and m.number = (select max(n.number) from reports.manifest n where n.channel_id = channel)) then return; end if;
  insert into reports.attended_day values (channel, today) on conflict do nothing;
  if found then insert into reports.recorded_action values (action_hash, channel, today, action_salt, action_detail); end if;
end
$$;
alter function reports.attend(uuid, date, bytea, bytea, jsonb) owner to manumit_guard;
revoke all on function reports.attend(uuid, date, bytea, bytea, jsonb) from public;
grant execute on function reports.attend(uuid, date, bytea, bytea, jsonb) to manumit_app;
