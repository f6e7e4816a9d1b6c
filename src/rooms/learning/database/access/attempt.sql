comment on table training.attempt is
  'A final check as it was drawn. The answers themselves are not stored: only the result, and which questions to read again.';
comment on column training.attempt.answered_at is
  'The time of answering as the learner''s device states it (a phone without a network); `received_at`: when it arrived.';
comment on column training.attempt.given is 'The answers, only while they are graded: never stored.';
comment on column training.attempt.answer_key is
  'The key of the drawn questions and the pass mark, as they were when the check was drawn. The application cannot read it.';
comment on column training.attempt.lessons is 'The lessons the check covers; null: the whole module.';
comment on column training.attempt.drawn is
  'The questions as they were drawn: lesson, item, and the order of the answers on the page. Without the key.';
comment on column training.attempt.missed is
  'The ids of the questions that were answered wrongly or not at all; null until it is graded.';
comment on column training.attempt.acknowledgement_hash is 'The fingerprint of the text that the learner signed; null: none is signed.';

alter table training.attempt enable row level security;
alter table training.attempt force row level security;
grant select (id, trainee_id, party_id, class_id, module_id, module_version, drawn, drawn_at, answered_at, received_at, score,
  missed, passed, acknowledged_at, acknowledgement_hash, given, lessons) on training.attempt to manumit_app;
grant insert (id, trainee_id, party_id, class_id, module_id, module_version, drawn, drawn_at, answered_at, received_at, score,
  missed, passed, acknowledged_at, acknowledgement_hash, given, lessons) on training.attempt to manumit_app;
grant update (answered_at, received_at, score, missed, passed, acknowledged_at, acknowledgement_hash, given) on training.attempt
  to manumit_app;
grant select, insert, update on training.attempt to manumit_guard;

create policy attempt_read on training.attempt for select to manumit_app using (
  trainee_id = (select training.own_trainee())
  or party_id = any ((select identity.parties(identity.group('trainers')))::uuid[])
);

create policy attempt_write on training.attempt for insert to manumit_app with check (
  trainee_id = (select training.own_trainee())
  and received_at is null
);

create policy attempt_answer on training.attempt for update to manumit_app using (
  trainee_id = (select training.own_trainee())
) with check (trainee_id = (select training.own_trainee()));

create policy attempt_guard on training.attempt to manumit_guard using (true) with check (true);

create policy attempt_owner on training.attempt to manumit_schema using (true) with check (true);

create trigger grade before insert or update on training.attempt for each row execute function training.grade();
