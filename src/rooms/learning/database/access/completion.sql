comment on table training.completion is
  'A module that was passed (or, if `lessons` is set, only those lessons). It counts once its acknowledgement is signed, if the module '
  'has one.';
comment on column training.completion.source is
  'player: at /learn; class: on paper, entered by the instructor; xapi, table: sent by the party''s own learning system; recognised: an '
  'equivalent course.';
comment on column training.completion.source_id is 'The attempt or statement it came from: the same source id gives one completion only.';
comment on column training.completion.lessons is 'The lessons of the module that were passed; null: the whole module.';
comment on column training.completion.acknowledgement_hash is
  'The fingerprint of the text that the learner signed; null: none is signed.';

alter table training.completion enable row level security;
alter table training.completion force row level security;
grant select, insert on training.completion to manumit_app;
grant update (acknowledged_at, acknowledgement_hash, revoked_at, revoked_by, revocation_reason) on training.completion to manumit_app;
grant select, insert, update on training.completion to manumit_guard;

create policy completion_read on training.completion for select to manumit_app using (
  trainee_id = (select training.own_trainee())
  or party_id = any ((select identity.parties(identity.group('training-managers')))::uuid[])
  or trainee_id in (
    select t.id
    from training.trainee t
    where t.person_id = (select identity.person())
      or t.operation_id = any ((select identity.parties(identity.group('training-managers')))::uuid[])
  )
);

create policy completion_text_first on training.completion as restrictive for insert to manumit_app with check (
  (select training.own_trainee()) is null
  or acknowledged_at is null
  or training.is_signature(module_id, module_version, source, passed_at, valid_until, acknowledgement_hash, acknowledged_at)
);

create policy completion_write on training.completion for insert to manumit_app with check (
  recorded_by = (select identity.person())
  and party_id = any ((select identity.parties(identity.group('trainers')))::uuid[])
);

-- A learner records only what their check covered.
create policy completion_pass on training.completion for insert to manumit_app with check (
  recorded_by is null
  and trainee_id = (select training.own_trainee())
  and source = 'player'
  and revoked_at is null
  and training.passed_check(source_id, module_id, module_version, lessons, score, passed_at, valid_until)
);

-- Restrictive, in addition to completion_sign. That policy checks the owner, and that the completion is neither signed nor withdrawn.
create policy completion_text on training.completion as restrictive for update to manumit_app using (true) with check (
  (select training.own_trainee()) is null
  or training.is_signature(module_id, module_version, source, passed_at, valid_until, acknowledgement_hash, acknowledged_at)
);

create policy completion_sign on training.completion for update to manumit_app using (
  trainee_id = (select training.own_trainee())
  and acknowledged_at is null
  and revoked_at is null
) with check (
  trainee_id = (select training.own_trainee())
  and revoked_at is null
);

create policy completion_change on training.completion for update to manumit_app using (
  party_id = any ((select identity.parties(identity.group('trainers')))::uuid[])
  and revoked_at is null
) with check (
  party_id = any ((select identity.parties(identity.group('trainers')))::uuid[])
  and (revoked_by is null or revoked_by = (select identity.person()))
);

create policy completion_guard on training.completion to manumit_guard using (true) with check (true);

create policy completion_owner on training.completion to manumit_schema using (true) with check (true);

-- Of completions, only the withdrawal may change.
create trigger public_change after update of revoked_at on training.completion
  for each row
  when (new.revoked_at is distinct from old.revoked_at)
  execute function platform.record_public_change();
