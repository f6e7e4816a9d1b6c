comment on table training.learner_session is
  'A player session. Phones are shared and shelters have no network, so there are two secrets. The session secret opens pages and ends '
  'when the learner signs in on another phone. The queue secret only uploads work done without a network.';
comment on column training.learner_session.access_slip_id is 'Null: the learner came from their desk account.';
comment on column training.learner_session.token_hash is 'The hash of the session secret.';
comment on column training.learner_session.ticket_hash is 'The hash of the queue secret.';

alter table training.learner_session enable row level security;
alter table training.learner_session force row level security;
-- A player session is deleted three months after the last date on which work can be uploaded under it. What was learnt stays.
grant select (id, trainee_id, party_id, access_slip_id, started_at, ends_at, ended_at, end_reason)
  on training.learner_session to manumit_app;
grant update (ended_at, end_reason) on training.learner_session to manumit_app;
grant select, insert, update, delete on training.learner_session to manumit_guard;

create policy learner_session_read on training.learner_session for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('trainers')))::uuid[])
  or trainee_id = (select training.own_trainee())
);

create policy learner_session_end on training.learner_session for update to manumit_app using (
  party_id = any ((select identity.parties(identity.group('trainers')))::uuid[])
  or trainee_id = (select training.own_trainee())
) with check (ended_at is not null);

create policy learner_session_guard on training.learner_session to manumit_guard using (true) with check (true);

create policy learner_session_owner on training.learner_session to manumit_schema using (true) with check (true);
