comment on table reviews.answer is 'A party''s statement for each obligation of its participation, prefilled.';
comment on column reviews.answer.suggested is 'The prefilled text, as it was when the round was prefilled.';
comment on column reviews.answer.suggested_from is
  'Where the prefilled text came from: evidence, the answer of the last round, or nothing.';
comment on column reviews.answer.choice is
  'still-true: the prefilled text stays; changed: `says` and `note` replace it; not-known: the party does not know.';

alter table reviews.answer enable row level security;
alter table reviews.answer force row level security;
grant select, insert on reviews.answer to manumit_app;
grant update (choice, says, note, answered_by, answered_at, submitted_at, item_id, version) on reviews.answer to manumit_app;

-- Answers are visible to the party only until it submits them.
create policy answer_read on reviews.answer for select to manumit_app using (
  participation_id in (
    select id
    from reviews.participation
    where (
        party_id = any ((select identity.parties(identity.group('writers')))::uuid[])
        and (
          label_level = 0
          or ((select identity.clearances(identity.group('writers'))) -> label_level::text) ? party_id::text
        )
      )
  )
  or (
    submitted_at is not null
    and (
      participation_id in (
        select id
        from reviews.participation
        where (
            (select identity.holds(identity.group('office')))
            and (
              (label_level = 0 and releasable_to is null)
              or ((select identity.clearances(identity.group('office'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
            )
          )
      )
      or participation_id in (
        select id
        from reviews.participation
        where (
            party_id = any ((select identity.parties(identity.group('reviewers')))::uuid[])
            and (
              label_level = 0
              or ((select identity.clearances(identity.group('reviewers'))) -> label_level::text) ? party_id::text
            )
          )
      )
    )
  )
);

create policy answer_of_assignment on reviews.answer for select to manumit_app using (
  submitted_at is not null
  and participation_id in (
    select id from reviews.participation where id::text = any ((select identity.assigned('participation'))::text[])
  )
);

create policy answer_add on reviews.answer for insert to manumit_app with check (
  submitted_at is null
  and participation_id in (
    select id
    from reviews.participation
    where (
        party_id = any ((select identity.parties(identity.group('speakers')))::uuid[])
        and (
          label_level = 0
          or ((select identity.clearances(identity.group('speakers'))) -> label_level::text) ? party_id::text
        )
      )
  )
);

create policy answer_change on reviews.answer for update to manumit_app using (
  submitted_at is null
  and participation_id in (
    select id
    from reviews.participation
    where (
        party_id = any ((select identity.parties(identity.group('speakers')))::uuid[])
        and (
          label_level = 0
          or ((select identity.clearances(identity.group('speakers'))) -> label_level::text) ? party_id::text
        )
      )
  )
) with check (
  participation_id in (
    select id
    from reviews.participation
    where (
        party_id = any ((select identity.parties(identity.group('speakers')))::uuid[])
        and (
          label_level = 0
          or ((select identity.clearances(identity.group('speakers'))) -> label_level::text) ? party_id::text
        )
      )
  )
);

create policy answer_owner on reviews.answer to manumit_schema using (true) with check (true);

create trigger require_own_name before insert or update on reviews.answer
  for each row execute function identity.require_own_name('answered_by');
