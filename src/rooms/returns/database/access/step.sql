comment on table returns.step is
  'The steps of a return. The party''s internal steps are visible to the party only; submitting and sending back are visible to both '
  'sides.';
comment on column returns.step.signer_name is 'The signer''s name and office, and the signed letter if there is one.';
comment on column returns.step.label_level is '0 unclassified, 1 restricted, 2 confidential, 3 secret (docs/decisions/015).';
comment on column returns.step.releasable_to is 'The parties it is releasable to; null: no restriction.';

alter table returns.step enable row level security;
alter table returns.step force row level security;
grant select, insert on returns.step to manumit_app;
grant select, insert, update on returns.step to manumit_guard;

create policy step_read on returns.step for select to manumit_app using (
  (
    party_id = any ((select identity.parties(identity.group('writers')))::uuid[])
    and (label_level = 0 or ((select identity.clearances(identity.group('writers'))) -> label_level::text) ? party_id::text)
  )
  or (
    action in ('open', 'submit', 'accept', 'send-back')
    and (
      (
        (select identity.holds(identity.group('office')))
        and (
          (label_level = 0 and releasable_to is null)
          or ((select identity.clearances(identity.group('office'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
        )
      )
      or (
        (
          party_id = any ((select identity.parties(identity.group('reviewers')))::uuid[])
          and (
            label_level = 0
            or ((select identity.clearances(identity.group('reviewers'))) -> label_level::text) ? party_id::text
          )
        )
        and return_id in (select id from returns.return where submitted_version > 0)
      )
    )
  )
);

create policy step_of_assignment on returns.step for select to manumit_app using (
  action in ('open', 'submit', 'accept', 'send-back')
  and return_id in (
    select id
    from returns.return
    where (party_id || ' ' || round_id) = any ((select identity.assigned('round'))::text[])
  )
);

create policy step_add on returns.step for insert to manumit_app with check (
  person_id = (select identity.person())
  and case
    when action in ('accept', 'send-back') then
      (
        (select identity.holds(identity.group('office')))
        and (
          (label_level = 0 and releasable_to is null)
          or ((select identity.clearances(identity.group('office'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
        )
      )
    when action = 'open' then
      (
        (select identity.holds(identity.group('office')))
        and (
          (label_level = 0 and releasable_to is null)
          or ((select identity.clearances(identity.group('office'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
        )
      )
      or (
        party_id = any ((select identity.parties(identity.group('representatives')))::uuid[])
        and (
          label_level = 0
          or ((select identity.clearances(identity.group('representatives'))) -> label_level::text) ? party_id::text
        )
      )
    when action in ('sign', 'submit') then
      (
        party_id = any ((select identity.parties(identity.group('signers')))::uuid[])
        and (
          label_level = 0
          or ((select identity.clearances(identity.group('signers'))) -> label_level::text) ? party_id::text
        )
      )
    when action = 'clear' then
      (
        party_id = any ((select identity.parties(identity.group('legal-advisers')))::uuid[])
        and (
          label_level = 0
          or ((select identity.clearances(identity.group('legal-advisers'))) -> label_level::text) ? party_id::text
        )
      )
    else
      (
        party_id = any ((select identity.parties(identity.group('writers')))::uuid[])
        and (
          label_level = 0
          or ((select identity.clearances(identity.group('writers'))) -> label_level::text) ? party_id::text
        )
      )
  end
);

create policy guard_all on returns.step to manumit_guard using (true) with check (true);

create policy owner_all on returns.step to manumit_schema using (true) with check (true);

create trigger set_label before insert or update of return_id, label_level, releasable_to on returns.step
  for each row execute function returns.set_label();
