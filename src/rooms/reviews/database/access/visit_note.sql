comment on table reviews.visit_note is
  'Notes of a visit, visible to the reviewers only. People who spoke to them did not speak to the reviewed party.';

alter table reviews.visit_note enable row level security;
alter table reviews.visit_note force row level security;
grant select, insert on reviews.visit_note to manumit_app;

create policy visit_note_read on reviews.visit_note for select to manumit_app using (
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
      or (
        party_id = any ((select identity.parties(identity.group('reviewers')))::uuid[])
        and (
          label_level = 0
          or ((select identity.clearances(identity.group('reviewers'))) -> label_level::text) ? party_id::text
        )
      )
  )
);

create policy visit_note_of_assignment on reviews.visit_note for select to manumit_app using (
  participation_id in (
    select id from reviews.participation where id::text = any ((select identity.assigned('participation'))::text[])
  )
);

create policy visit_note_add on reviews.visit_note for insert to manumit_app with check (
  person_id = (select identity.person())
  and participation_id in (
    select id
    from reviews.participation
    where (
        (select identity.holds(identity.group('office')))
        and (
          (label_level = 0 and releasable_to is null)
          or ((select identity.clearances(identity.group('office'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
        )
      )
      or (
        party_id = any ((select identity.parties(identity.group('reviewers')))::uuid[])
        and (
          label_level = 0
          or ((select identity.clearances(identity.group('reviewers'))) -> label_level::text) ? party_id::text
        )
      )
  )
);

create policy visit_note_by_assignment on reviews.visit_note for insert to manumit_app with check (
  person_id = (select identity.person())
  and participation_id in (
    select id from reviews.participation where id::text = any ((select identity.assigned('participation'))::text[])
  )
);

create policy visit_note_owner on reviews.visit_note to manumit_schema using (true) with check (true);
