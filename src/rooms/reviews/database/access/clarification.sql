comment on table reviews.clarification is 'A reviewer''s question to the party, and the answer.';

alter table reviews.clarification enable row level security;
alter table reviews.clarification force row level security;
grant select, insert on reviews.clarification to manumit_app;
grant update (answer, answered_by, answered_at) on reviews.clarification to manumit_app;

create policy clarification_read on reviews.clarification for select to manumit_app using (
  participation_id in (select id from reviews.participation)
);

create policy clarification_add on reviews.clarification for insert to manumit_app with check (
  asked_by = (select identity.person())
  and answered_at is null
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
);

create policy clarification_by_assignment on reviews.clarification for insert to manumit_app with check (
  asked_by = (select identity.person())
  and answered_at is null
  and participation_id in (
    select id from reviews.participation where id::text = any ((select identity.assigned('participation'))::text[])
  )
);

create policy clarification_answer on reviews.clarification for update to manumit_app using (
  answered_at is null
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
) with check (answered_by = (select identity.person()));

create policy clarification_owner on reviews.clarification to manumit_schema using (true) with check (true);

create trigger require_own_name before insert or update on reviews.clarification
  for each row execute function identity.require_own_name('asked_by', 'answered_by');
