comment on table reviews.comment is 'Comments of a party on its draft. No role may delete them.';

alter table reviews.comment enable row level security;
alter table reviews.comment force row level security;
grant select, insert on reviews.comment to manumit_app;
grant update (decision, reason, decided_by, decided_at) on reviews.comment to manumit_app;

create policy comment_read on reviews.comment for select to manumit_app using (
  participation_id in (select id from reviews.participation)
);

create policy comment_add on reviews.comment for insert to manumit_app with check (
  person_id = (select identity.person())
  and decision is null
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

create policy comment_decide on reviews.comment for update to manumit_app using (
  decision is null
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
  )
) with check (decided_by = (select identity.person()));

create policy comment_owner on reviews.comment to manumit_schema using (true) with check (true);
