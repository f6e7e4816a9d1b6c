comment on table reviews.published_participation is 'What is published about a party of an adopted round.';

alter table reviews.published_participation enable row level security;
alter table reviews.published_participation force row level security;
grant select, insert on reviews.published_participation to manumit_app;
grant select on reviews.published_participation to manumit_guard;

create policy published_participation_read on reviews.published_participation for select to manumit_app using (true);

create policy published_participation_add on reviews.published_participation for insert to manumit_app with check (
  (select identity.holds(identity.group('office')))
  and exists (
    select
    from reviews.participation p
    join reviews.adopted_participation a on a.round_id = p.round_id and a.party_id = p.party_id
    where p.round_id = published_participation.round_id
      and p.party_id = published_participation.party_id
      and p.public_agreed_at is not null
      and p.label_level = 0
      and p.releasable_to is null
      and a.label_level = 0
      and a.releasable_to is null
  )
);

create policy published_participation_guard on reviews.published_participation for select to manumit_guard using (true);

create policy published_participation_owner on reviews.published_participation to manumit_schema using (true) with check (true);

create trigger public_change after insert or update or delete or truncate on reviews.published_participation
  for each statement execute function platform.record_public_change();
