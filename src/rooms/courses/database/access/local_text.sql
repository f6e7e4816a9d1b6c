comment on table training.local_text is
  'The signed texts for a placeholder in the courses, by version. Learners read the newest that was not withdrawn.';
comment on column training.local_text.evidence_id is 'The evidence item it left; it is withdrawn together with the text.';
comment on column training.local_text.answers is 'The text: by question of the placeholder, what the party answered.';

alter table training.local_text enable row level security;
alter table training.local_text force row level security;
grant select, insert on training.local_text to manumit_app;
grant update (withdrawn_at, withdrawn_by, withdrawal_reason) on training.local_text to manumit_app;
grant select on training.local_text to manumit_guard;

-- A brief in the wrong hands warns traffickers. So it is read only by the operation's own people, headquarters, those who train or lead
-- for a nation that takes part, and those who learn for that operation or nation. A withdrawn text is read by its own people and
-- headquarters only. A contribution counts as soon as it is confirmed, because its people are trained with the brief before they deploy
-- (A2.3b), and until its last day, also once that is recorded. One whose end was recorded before it began counts no longer.
create policy local_text_read on training.local_text for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('brief-writers')))::uuid[])
  or (select identity.holds(identity.group('office')))
  or (
    withdrawn_at is null
    and placeholder = 'operation-brief'
    and party_id in (
      select c.operation_id
      from parties.contribution c
      where c.party_id = any ((select identity.parties(identity.group('training-managers')))::uuid[])
        and (c.to_day is null or c.to_day >= now()::date)
        and (c.ended_at is null or c.from_day <= now()::date)
    )
  )
  or (
    withdrawn_at is null
    and exists (
      select
      from training.trainee t
      where t.id = (select training.own_trainee()) and local_text.party_id in (t.party_id, t.operation_id)
    )
  )
);

create policy local_text_sign on training.local_text for insert to manumit_app with check (
  signed_by = (select identity.person())
  and withdrawn_by is null
  and party_id = any ((select identity.parties(identity.group('signers')))::uuid[])
);

create policy local_text_withdraw on training.local_text for update to manumit_app using (
  withdrawn_at is null
  and party_id = any ((select identity.parties(identity.group('signers')))::uuid[])
) with check (
  withdrawn_by = (select identity.person())
  and party_id = any ((select identity.parties(identity.group('signers')))::uuid[])
);

-- The texts a learner reads in the placeholders of a lesson: the brief of the operation they go to (or serve as its own people), and the
-- law annex of their nation. Requires the secret of their session, like everything else their pages show; an ended session returns
-- nothing.
create policy local_text_guard on training.local_text for select to manumit_guard using (true);

create policy local_text_owner on training.local_text to manumit_schema using (true) with check (true);

create trigger withdraw_evidence after update of withdrawn_at on training.local_text
  for each row
  when (old.withdrawn_at is null and new.withdrawn_at is not null)
  execute function training.withdraw_text_evidence();
