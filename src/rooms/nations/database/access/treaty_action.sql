comment on table nations.treaty_action is
  'A nation''s action on a treaty, with its source and degree of certainty. A correction is a new row that supersedes the old one.';
comment on column nations.treaty_action.reason is 'Why a person corrected the earlier row; null for an imported one.';
comment on column nations.treaty_action.supersedes is 'The row it corrects; that row stays.';
comment on column nations.treaty_action.origin is
  'Who vouches for it: public-source (imported, entered or accepted by the policy office), or declared (stated by the nation itself).';

alter table nations.treaty_action enable row level security;
alter table nations.treaty_action force row level security;
grant select, insert on nations.treaty_action to manumit_app;

-- Treaty facts are public.
create policy treaty_action_read on nations.treaty_action for select to manumit_app using (true);

-- Headquarters imports; a nation's focal point states the rows of its own nation.
create policy treaty_action_write on nations.treaty_action for insert to manumit_app with check (
  (select identity.holds(identity.group('office')))
  or (batch_id is null and origin = 'declared' and party_id = any ((select identity.parties(identity.group('representatives')))::uuid[]))
);

create policy treaty_action_owner on nations.treaty_action to manumit_schema using (true) with check (true);

create trigger require_own_name before insert or update on nations.treaty_action
  for each row execute function identity.require_own_name('recorded_by');

create trigger public_change after insert or update or delete or truncate on nations.treaty_action
  for each statement execute function platform.record_public_change();
