comment on table reviews.rating is 'Append-only: the newest counts, the others stay.';
comment on column reviews.rating.corrects_id is 'The adopted rating that this one corrects.';
comment on column reviews.rating.round_id is 'The round whose adopted report it corrects; null where it corrects none.';

-- Inside a participation, the grant that holds the role must itself be cleared for the participation. When the clearance of one grant and
-- the role of another were combined, a reviewer without clearance read ratings of a labelled participation before its draft was sent.
comment on column reviews.rating.suggestion is 'What the evidence suggested when the rating was given; neither replaces the other.';

alter table reviews.rating enable row level security;
alter table reviews.rating force row level security;
grant select, insert on reviews.rating to manumit_app;
grant select on reviews.rating to manumit_guard;

-- The party sees ratings with the draft, not before. Ratings cannot be added once the round is adopted.
create policy rating_read on reviews.rating for select to manumit_app using (
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
  or participation_id in (
    select id
    from reviews.participation
    where state in ('commenting', 'adopted', 'follow-up')
      and (
        party_id = any ((select identity.parties(identity.group('writers')))::uuid[])
        and (
          label_level = 0
          or ((select identity.clearances(identity.group('writers'))) -> label_level::text) ? party_id::text
        )
      )
  )
);

create policy rating_of_assignment on reviews.rating for select to manumit_app using (
  participation_id in (
    select id from reviews.participation where id::text = any ((select identity.assigned('participation'))::text[])
  )
);

-- Readers of an adopted report also see later corrections of its ratings.
create policy rating_of_report on reviews.rating for select to manumit_app using (
  corrects_id is not null
  and (round_id, party_id) in (select round_id, party_id from reviews.adopted_participation)
);

-- A round that adopts findings only has no ratings.
create policy rating_add on reviews.rating for insert to manumit_app with check (
  rated_by = (select identity.person())
  and corrects_id is null
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
  and participation_id in (select id from reviews.participation where ratings and state not in ('adopted', 'follow-up'))
);

create policy rating_by_assignment on reviews.rating for insert to manumit_app with check (
  rated_by = (select identity.person())
  and corrects_id is null
  and participation_id in (select id from reviews.participation where ratings and state not in ('adopted', 'follow-up'))
  and participation_id in (
    select id from reviews.participation where id::text = any ((select identity.assigned('participation'))::text[])
  )
);

-- After adoption a rating is corrected by the authority whose round it was, for which the policy office acts.
create policy rating_correct on reviews.rating for insert to manumit_app with check (
  rated_by = (select identity.person())
  and corrects_id is not null
  and participation_id in (
    select id
    from reviews.participation
    where state in ('adopted', 'follow-up')
      and (
        (select identity.holds(identity.group('office')))
        and (
          (label_level = 0 and releasable_to is null)
          or ((select identity.clearances(identity.group('office'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
        )
      )
  )
);

create policy rating_guard on reviews.rating for select to manumit_guard using (true);

create policy rating_owner on reviews.rating to manumit_schema using (true) with check (true);

create trigger end_corrected after insert on reviews.rating
  for each row
  when (new.corrects_id is not null)
  execute function reviews.end_corrected();

-- Public pages show that a published rating was corrected.
create trigger public_change after insert on reviews.rating
  for each row
  when (new.corrects_id is not null)
  execute function platform.record_public_change();
