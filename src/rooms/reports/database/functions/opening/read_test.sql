-- Records that the caller has opened a test report: the answer is inside its ciphertext. False where the caller holds no wrap of it, or the
-- answer is another.
create or replace function reports.read_test(report uuid, answer bytea, today date) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update reports.test_wrap w set read_on = coalesce(w.read_on, today)
    from reports.test_report t, reports.reader r
    where t.id = report and w.report_id = t.id and t.answer_hash = sha256(answer)
      and r.channel_id = w.channel_id and r.number = w.reader_number and r.person_id = identity.person() and r.removed_at is null;
  return found;
end
$$;
alter function reports.read_test(uuid, bytea, date) owner to manumit_guard;
revoke all on function reports.read_test(uuid, bytea, date) from public;
grant execute on function reports.read_test(uuid, bytea, date) to manumit_app;
