comment on table reviews.visit is 'A visit to a party: dates, participants and agenda. The party sees it.';

alter table reviews.visit enable row level security;
alter table reviews.visit force row level security;
grant select, insert on reviews.visit to manumit_app;

create policy visit_read on reviews.visit for select to manumit_app using (participation_id in (select id from reviews.participation));

create policy visit_add on reviews.visit for insert to manumit_app with check (
  recorded_by = (select identity.person())
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

create policy visit_by_assignment on reviews.visit for insert to manumit_app with check (
  recorded_by = (select identity.person())
  and participation_id in (
    select id from reviews.participation where id::text = any ((select identity.assigned('participation'))::text[])
  )
);

create policy visit_owner on reviews.visit to manumit_schema using (true) with check (true);
