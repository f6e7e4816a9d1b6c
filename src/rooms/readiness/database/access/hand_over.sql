comment on table training.hand_over is
  'The board of a rotation at the time of its hand-over to the next, signed by two commanders, each once.';
comment on column training.hand_over.in_time is
  'People who are still within their allowed days: neither ready nor missing, and not among the people counted on the board.';
comment on column training.hand_over.missing is 'How many people lacked each module.';

alter table training.hand_over enable row level security;
alter table training.hand_over force row level security;
grant select, insert on training.hand_over to manumit_app;

create policy hand_over_read on training.hand_over for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('training-managers')))::uuid[])
  or operation_id = any ((select identity.parties(identity.group('training-managers')))::uuid[])
);

create policy hand_over_write on training.hand_over for insert to manumit_app with check (
  checked_by = (select identity.person())
  and party_id = any ((select identity.parties(identity.group('trainers')))::uuid[])
  and exists (
    select
    from parties.rotation r
    where r.id = rotation_id and r.party_id = hand_over.party_id and r.operation_id = hand_over.operation_id
  )
);

create policy hand_over_owner on training.hand_over to manumit_schema using (true) with check (true);
