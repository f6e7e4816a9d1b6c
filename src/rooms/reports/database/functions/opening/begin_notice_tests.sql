-- The readers to whom a test notice goes now, with the random bytes of its link, of which the hash alone is stored: those who were never
-- tested, or have not confirmed since `due_before`, and got none since `sent_before`.
create or replace function reports.begin_notice_tests(today date, due_before date, sent_before date)
returns table (for_channel uuid, reader uuid, answer bytea)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not identity.runs_job('send-mail') then raise exception 'only the program itself does this' using errcode = '42501'; end if;
  return query
    with due as (
      select r.channel_id, r.number, r.person_id, uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) as bytes
      from reports.reader r join reports.channel c on c.id = r.channel_id
      left join reports.notice_test t on t.channel_id = r.channel_id and t.reader_number = r.number
      where r.removed_at is null and c.closed_on is null
        and coalesce(t.sent_on < sent_before and coalesce(t.confirmed_on < due_before, true), true)
    ), sent as (
      insert into reports.notice_test select d.channel_id, d.number, sha256(d.bytes), today, null from due d
      on conflict (channel_id, reader_number) do update set answer_hash = excluded.answer_hash, sent_on = excluded.sent_on
        -- Another round was faster.
        where notice_test.sent_on < sent_before
      returning channel_id, reader_number
    )
    select d.channel_id, d.person_id, d.bytes from due d join sent s on s.channel_id = d.channel_id and s.reader_number = d.number;
end
$$;
alter function reports.begin_notice_tests(date, date, date) owner to manumit_guard;
revoke all on function reports.begin_notice_tests(date, date, date) from public;
grant execute on function reports.begin_notice_tests(date, date, date) to manumit_app;
