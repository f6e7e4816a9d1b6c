comment on table reviews.step is 'The steps of a party''s participation in a round.';

alter table reviews.step enable row level security;
alter table reviews.step force row level security;
grant select, insert on reviews.step to manumit_app;

create policy step_read on reviews.step for select to manumit_app using (participation_id in (select id from reviews.participation));

-- Only the roles that carry out a step of a participation or a finding may record it. When anyone who could read a participation could add
-- any step to it under their own name, a legal adviser could record that a round was adopted, or a party that its finding was closed.
create policy step_add on reviews.step for insert to manumit_app with check (
  person_id = (select identity.person())
  and case
    when action in ('prefill', 'answer', 'submit', 'explain', 'comment', 'report-progress') then
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
    when action in ('ask', 'rate', 'find', 'verify') then
      (
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
    else
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
  end
);

create policy step_by_assignment on reviews.step for insert to manumit_app with check (
  person_id = (select identity.person())
  and action in ('ask', 'rate', 'find', 'verify')
  and participation_id in (
    select id from reviews.participation where id::text = any ((select identity.assigned('participation'))::text[])
  )
);

create policy step_owner on reviews.step to manumit_schema using (true) with check (true);
