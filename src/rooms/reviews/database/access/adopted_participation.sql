comment on table reviews.adopted_participation is 'What was adopted about a party. No role may change it.';
comment on column reviews.adopted_participation.label_level is
  '0 unclassified, 1 restricted, 2 confidential, 3 secret (docs/decisions/015). An adopted participation has its own label, from the '
  'participation and the evidence it cites. It follows its participation: it is narrowed with it, and a release sets it to the label of '
  'the release. The frozen text never changes.';
comment on column reviews.adopted_participation.releasable_to is 'The parties it is releasable to; null: no restriction.';

alter table reviews.adopted_participation enable row level security;
alter table reviews.adopted_participation force row level security;
grant select, insert on reviews.adopted_participation to manumit_app;
grant select on reviews.adopted_participation to manumit_guard;
grant update (label_level, releasable_to) on reviews.adopted_participation to manumit_guard;

create policy adopted_participation_read on reviews.adopted_participation for select to manumit_app using (
  (
    release = 'parties'
    and (
      (select identity.person()) is not null
      and (
        (label_level = 0 and releasable_to is null)
        or ((select identity.clearances(identity.group('all'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
      )
    )
  )
  or (
    (select identity.holds(identity.group('office')))
    and (
      (label_level = 0 and releasable_to is null)
      or ((select identity.clearances(identity.group('office'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
    )
  )
  or (
    party_id = any ((select identity.parties(identity.group('readers')))::uuid[])
    and (label_level = 0 or ((select identity.clearances(identity.group('readers'))) -> label_level::text) ? party_id::text)
  )
);

create policy adopted_participation_of_assignment on reviews.adopted_participation for select to manumit_app using (
  (party_id || ' ' || round_id) = any ((select identity.assigned('round'))::text[])
  and label_level = 0
  and releasable_to is null
);

create policy adopted_participation_add on reviews.adopted_participation for insert to manumit_app with check (
  (
    (select identity.holds(identity.group('office')))
    and (
      (label_level = 0 and releasable_to is null)
      or ((select identity.clearances(identity.group('office'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
    )
  )
);

create policy adopted_participation_guard on reviews.adopted_participation to manumit_guard using (true) with check (true);

create policy adopted_participation_owner on reviews.adopted_participation to manumit_schema using (true) with check (true);

create trigger label_check before insert on reviews.adopted_participation
  for each row
  when (new.label_level > 0)
  execute function identity.check_label();
