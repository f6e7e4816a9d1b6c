comment on table reviews.finding is 'A finding about a party. Its wording is fixed at adoption; afterwards only its state changes.';
comment on column reviews.finding.carried_from is 'The finding of an earlier round that it continues.';
comment on column reviews.finding.grade is 'How strongly the party is asked to act: urge, recommend or suggest.';
comment on column reviews.finding.cites_absence is 'The finding rests on missing evidence, so it may cite no evidence item.';
comment on column reviews.finding.obligation_ids is 'The obligations it is about, at least one.';
comment on column reviews.finding.clause_ids is 'The clauses of the policy it is about.';
comment on column reviews.finding.evidence_ids is 'The evidence items it cites.';

alter table reviews.finding enable row level security;
alter table reviews.finding force row level security;
grant select, insert on reviews.finding to manumit_app;
grant update (grade, title, body, obligation_ids, clause_ids, evidence_ids, cites_absence, owner, due, state, version) on
  reviews.finding to manumit_app;

-- The same applies to findings; one carried over from an adopted round is already known to the party.
create policy finding_read on reviews.finding for select to manumit_app using (
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
  or (
    carried_from is not null
    and participation_id in (
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
  )
);

create policy finding_of_assignment on reviews.finding for select to manumit_app using (
  participation_id in (
    select id from reviews.participation where id::text = any ((select identity.assigned('participation'))::text[])
  )
);

create policy finding_add on reviews.finding for insert to manumit_app with check (
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
);

create policy finding_by_assignment on reviews.finding for insert to manumit_app with check (
  drafted_by = (select identity.person())
  and participation_id in (
    select id from reviews.participation where id::text = any ((select identity.assigned('participation'))::text[])
  )
);

create policy finding_change on reviews.finding for update to manumit_app using (
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
    where (
        party_id = any ((select identity.parties(identity.group('speakers')))::uuid[])
        and (
          label_level = 0
          or ((select identity.clearances(identity.group('speakers'))) -> label_level::text) ? party_id::text
        )
      )
  )
);

create policy finding_change_by_assignment on reviews.finding for update to manumit_app using (
  participation_id in (
    select id from reviews.participation where id::text = any ((select identity.assigned('participation'))::text[])
  )
);

create policy finding_owner on reviews.finding to manumit_schema using (true) with check (true);

create trigger guard before update on reviews.finding for each row execute function reviews.guard_finding();

create trigger require_own_name before insert or update on reviews.finding
  for each row execute function identity.require_own_name('drafted_by');
