-- What a reader does with a report (5e, A1.5): a change of its state, an answer to the reporter, an encrypted note, each optional, with the
-- record of the act. Nobody else acts: not a reader without a wrap of it, nor one who was removed. The day is stored and no time.
-- Sent again, an answer and a note change nothing. Closing as a duplicate needs the mark of one, and that nobody loses the matter;
-- reopening takes the mark back.
create or replace function reports.handle_report(
  report uuid, known_version int, action text, next_state text, next_closed_as text, assignee int, answer_place int, answer bytea,
  note_id uuid, note bytea, today date, clocks jsonb, action_hash bytea, action_salt bytea, action_detail jsonb
) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare me int := reports.own_wrap_number(report); channel uuid; stored bytea; next int; kept int;
begin
  if me is null then raise exception using message = 'platform/not-found', errcode = 'MA010'; end if;
  -- Both reports, in the order of their ids: two readers who close them at once as duplicates of each other wait for one another.
  if next_closed_as = 'duplicate' then
    perform from reports.report r
      where r.id = report or r.id in (select d.same_as from reports.duplicate d where d.report_id = report) order by r.id for update;
  end if;
  select r.channel_id into channel from reports.report r where r.id = report;
  if answer is not null then
    select m.encrypted into stored from reports.message m
      where m.report_id = report and m.direction = 'to-reporter' and m.place = answer_place;
    if not found then
      select coalesce(max(m.place) + 1, 0) into next from reports.message m where m.report_id = report and m.direction = 'to-reporter';
      if answer_place <> next then raise exception using message = 'reports/place-taken', errcode = 'MA010'; end if;
      insert into reports.message values (report, 'to-reporter', answer_place, answer, today);
      update reports.report r set unanswered = false, message_on = null where r.id = report;
    elsif stored <> answer then
      raise exception using message = 'reports/place-taken', errcode = 'MA010';
    end if;
  end if;
  if note is not null then
    insert into reports.note values (note_id, report, note, today) on conflict (id) do nothing;
    if not exists (select from reports.note n where n.id = note_id and n.report_id = report and n.encrypted = note) then
      raise exception using message = 'platform/conflict', errcode = 'MA010';
    end if;
  end if;
  if action is not null then
    -- The person who gets it must be able to read it.
    if assignee is not null and not exists (
      select from reports.wrap w join reports.reader r on r.channel_id = w.channel_id and r.number = w.reader_number
      where w.report_id = report and w.reader_number = assignee and r.removed_at is null
    ) then raise exception using message = 'reports/cannot-read-it', errcode = 'MA010'; end if;
    update reports.report r
      set state = next_state, closed_as = next_closed_as, assigned_to = coalesce(assignee, r.assigned_to, me), version = r.version + 1,
        message_on = case when action = 'assign' then r.message_on end, untaken = r.untaken and action = 'assign'
      where r.id = report and r.version = known_version;
    if not found then raise exception using message = 'platform/conflict', errcode = 'MA010'; end if;
    if next_closed_as = 'duplicate' and not reports.loses_nobody(report) then
      raise exception using message = 'reports/others-would-lose-it', errcode = 'MA010';
    end if;
    if action = 'reopen' then
      delete from reports.duplicate d where d.report_id = report and reports.own_wrap_number(d.same_as) is not null;
    end if;
    update reports.wrap w
      set turn = case when next_state = 'closed' then 2 else 1 end,
        mine = w.reader_number = (select r.assigned_to from reports.report r where r.id = report)
      where w.report_id = report;
    select coalesce(max(c.place), 0) + 1 into next from reports.report_change c where c.report_id = report;
    -- The last hundred places are for readers with fewer than a hundred acts, and not for giving the report away. So one reader who acts
    -- again and again cannot use up all places: a closed report that nobody could reopen would be erased. One more is kept for the end of
    -- each interpreting: taking the report from an interpreter is always possible, and always in its history.
    select count(*) into kept from reports.interpreter_wrap i where i.report_id = report;
    if next + kept > 900 then
      if action = 'assign' then raise exception using message = 'reports/assigned-too-often', errcode = 'MA010'; end if;
      if next + kept > 1000
        or (select count(*) from reports.report_change c where c.report_id = report and c.reader_number = me) >= 100 then
        raise exception using message = 'reports/acted-too-often', errcode = 'MA010';
      end if;
    end if;
    insert into reports.report_change values (report, next, action, next_state, me, today);
    -- The moment of danger goes as soon as a reader has it. Giving it to another is not having it.
    if action <> 'assign' then delete from reports.danger d where d.report_id = report; end if;
  end if;
  if action is not null or answer is not null then perform reports.set_due(report, clocks); end if;
  insert into reports.recorded_action values (action_hash, channel, today, action_salt, action_detail);
end
$$;
alter function reports.handle_report(uuid, int, text, text, text, int, int, bytea, uuid, bytea, date, jsonb, bytea, bytea, jsonb)
  owner to manumit_guard;
revoke all on function reports.handle_report(uuid, int, text, text, text, int, int, bytea, uuid, bytea, date, jsonb, bytea, bytea, jsonb)
  from public;
grant execute on function reports.handle_report(uuid, int, text, text, text, int, int, bytea, uuid, bytea, date, jsonb, bytea, bytea, jsonb)
  to manumit_app;
