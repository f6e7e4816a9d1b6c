comment on table reviews.finding_event is 'The history of a finding. Append-only.';
comment on column reviews.finding_event.same_person is
  'Reported and verified by the same person. Possible only if one person runs the installation.';
comment on column reviews.finding_event.evidence_ids is 'The evidence items that came with it.';

alter table reviews.finding_event enable row level security;
alter table reviews.finding_event force row level security;
grant select, insert on reviews.finding_event to manumit_app;

create policy finding_event_read on reviews.finding_event for select to manumit_app using (
  finding_id in (select id from reviews.finding)
);

create policy finding_event_add on reviews.finding_event for insert to manumit_app with check (
  person_id = (select identity.person())
  and case
    when kind = 'progress' then
      finding_id in (
        select id
        from reviews.finding f
        where f.party_id = finding_event.party_id
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
      )
    else
      finding_id in (
        select id
        from reviews.finding f
        where f.party_id = finding_event.party_id
          and (
            participation_id in (
              select id
              from reviews.participation
              where (
                  (select identity.holds(identity.group('office')))
                  and (
                    (label_level = 0 and releasable_to is null)
                    or (
                      (select identity.clearances(identity.group('office'))) -> label_level::text
                    ) ?| coalesce(releasable_to::text[], '{any}')
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
  end
);

create policy finding_event_by_assignment on reviews.finding_event for insert to manumit_app with check (
  person_id = (select identity.person())
  and kind <> 'progress'
  and finding_id in (
    select id
    from reviews.finding f
    where f.party_id = finding_event.party_id
      and participation_id in (
        select id from reviews.participation where id::text = any ((select identity.assigned('participation'))::text[])
      )
  )
);

create policy finding_event_owner on reviews.finding_event to manumit_schema using (true) with check (true);
