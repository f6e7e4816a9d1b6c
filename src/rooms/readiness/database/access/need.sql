comment on table training.need is 'A person and a module they must have. Kept by the guard''s functions alone.';
comment on column training.need.operation_id is 'As at the trainee, so that a board is counted from one index.';
comment on column training.need.covered_until is
  'By completions that count; ''infinity'': as long as the appointment. In the past: it ended. Null: never.';
comment on column training.need.missing is 'Lessons that no completion carries, where some do; signed or not.';
comment on column training.need.way is 'How the latest completion came; passed but not signed, it does not count.';
comment on column training.need.leaves_on is
  'The date the person leaves, as at the trainee: what a board counts as missing is read off one index. Who has left has no needs.';
comment on column training.need.enrolled_until is
  'The last day of the last class that teaches it and has the person in it; null: none. Worked out where slips and classes are '
  'written, so that a board shows how far somebody is and no lessons or tries.';
comment on column training.need.begun is 'A lesson read or a check drawn, of the module or of what renews it, since it was passed last.';
comment on column training.need.unsigned is
  'It, or what renews it, was passed last and is not signed yet: that pass counts for nothing so far.';
comment on column training.need.grace_until is
  'Until when the person has days for the module (`within` of every rule that asks it of them): it is owed after that, and not before. '
  'Null without a date of arrival, or where it is asked on arrival.';

alter table training.need enable row level security;
alter table training.need force row level security;
grant select on training.need to manumit_app;
grant select, insert, update, delete on training.need to manumit_guard;

create policy need_read on training.need for select to manumit_app using (
  party_id = any ((select identity.parties('{training-officer,commander}'))::uuid[])
  or operation_id = any ((select identity.parties('{training-officer,commander}'))::uuid[])
  or trainee_id = (select training.own_trainee())
  or trainee_id in (select t.id from training.trainee t where t.person_id = (select identity.person()))
);

create policy need_guard on training.need to manumit_guard using (true) with check (true);

create policy need_owner on training.need to manumit_schema using (true) with check (true);
