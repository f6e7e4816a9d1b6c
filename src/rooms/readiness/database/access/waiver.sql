comment on table training.waiver is
  'A waiver: a person need not have a module until a date. The person who approved it is never the one it is for.';

alter table training.waiver enable row level security;
alter table training.waiver force row level security;
grant select, insert on training.waiver to manumit_app;
grant update (ended_by, ended_at, version) on training.waiver to manumit_app;
grant select, insert, update, delete on training.waiver to manumit_guard;

create policy waiver_read on training.waiver for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('training-managers')))::uuid[])
  or trainee_id in (
    select t.id
    from training.trainee t
    where t.person_id = (select identity.person())
      or (
        t.left_at is null
        and t.operation_id = any ((select identity.parties(identity.group('training-managers')))::uuid[])
      )
  )
);

-- A waiver is approved by a commander, and never by the person it is for: a commander on a roster needs another commander's approval.
create policy waiver_write on training.waiver for insert to manumit_app with check (
  approved_by = (select identity.person())
  and ended_by is null
  and party_id = any ((select identity.parties(identity.group('leaders')))::uuid[])
  and not exists (select from training.trainee t where t.id = trainee_id and t.person_id = (select identity.person()))
);

create policy waiver_end on training.waiver for update to manumit_app using (
  party_id = any ((select identity.parties(identity.group('leaders')))::uuid[])
) with check (ended_by = (select identity.person()));

create policy waiver_guard on training.waiver to manumit_guard using (true) with check (true);

create policy waiver_owner on training.waiver to manumit_schema using (true) with check (true);

create trigger recompute_coverage_on_insert after insert on training.waiver
  referencing new table as changed for each statement execute function training.recompute_coverage();

create trigger recompute_coverage_on_update after update on training.waiver
  referencing new table as changed for each statement execute function training.recompute_coverage();

create trigger queue_shares_on_insert after insert on training.waiver
  referencing new table as changed for each statement execute function training.queue_shares();

create trigger queue_shares_on_update after update on training.waiver
  referencing new table as changed for each statement execute function training.queue_shares();
