-- Certificates: what somebody carries to show that a module was passed. The paper holds a signed token; here stand its number and whether it still holds.
create table training.certificate (
  -- 100 random bits, without letters that read like figures: whoever has the number has the paper.
  number text primary key check (number ~ '^[0-9A-HJKMNP-TV-Z]{20}$'),
  completion_id uuid not null unique,
  trainee_id uuid not null,
  party_id uuid not null,
  module_id text not null check (length(module_id) between 1 and 40),
  module_version int not null check (module_version >= 1),
  passed_on date not null,
  valid_until date,
  key_generation int not null check (key_generation >= 1),
  issued_at timestamptz not null,
  issued_by uuid not null references identity.person,
  revoked_at timestamptz,
  revoked_by uuid references identity.person,
  revoked_reason text check (length(revoked_reason) between 1 and 500),
  foreign key (completion_id, party_id) references training.completion (id, party_id),
  foreign key (trainee_id, party_id) references training.trainee (id, party_id),
  check ((revoked_at is null) = (revoked_by is null) and (revoked_at is null) = (revoked_reason is null))
);
create index certificate_party on training.certificate (party_id, issued_at desc);
create index certificate_trainee on training.certificate (trainee_id);
create index certificate_revoked on training.certificate (revoked_at) where revoked_at is not null;

-- The public keys certificates are checked with, one for each master key there ever was. Written at the start from the key file, by the owner of the
-- tables alone: a key somebody could add with SQL would make certificates nobody earned.
create table training.certificate_key (
  generation int primary key,
  public_key bytea not null check (length(public_key) = 32),
  since timestamptz not null default now()
);

do $$ declare t text; begin
  foreach t in array array['certificate', 'certificate_key'] loop
    execute format('alter table training.%I enable row level security; alter table training.%I force row level security', t, t);
    execute format('create policy %I on training.%I to manumit_schema using (true) with check (true)', t || '_owner', t);
    execute format('create policy %I on training.%I to manumit_guard using (true)', t || '_guard', t);
    execute format('grant select on training.%I to manumit_app, manumit_guard', t);
  end loop;
end $$;
create policy certificate_key_read on training.certificate_key for select to manumit_app using (true);

create policy certificate_read on training.certificate for select to manumit_app using (
  party_id = any ((select identity.parties('{training-officer,commander}'))::uuid[])
  or trainee_id = (select training.own_trainee())
  or trainee_id in (select t.id from training.trainee t where t.person_id = (select identity.person())));
-- Only for a completion that counts, of the person it names.
create policy certificate_issue on training.certificate for insert to manumit_app with check (
  issued_by = (select identity.person()) and revoked_by is null and party_id = any ((select identity.parties('{training-officer}'))::uuid[])
  and exists (select from training.completion c where c.id = completion_id and c.trainee_id = certificate.trainee_id and c.module_id = certificate.module_id
    and c.module_version = certificate.module_version and c.lessons is null and c.revoked_at is null));
create policy certificate_revoke on training.certificate for update to manumit_app
  using (revoked_at is null and party_id = any ((select identity.parties('{training-officer,commander}'))::uuid[]))
  with check (revoked_by = (select identity.person()) and party_id = any ((select identity.parties('{training-officer,commander}'))::uuid[]));
grant insert on training.certificate to manumit_app;
grant update (revoked_at, revoked_by, revoked_reason) on training.certificate to manumit_app;

-- What anybody may know of a certificate whose number they have in hand: what was passed and whether it holds. No person, no party.
create function training.certificate_by_number(wanted text) returns jsonb language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select jsonb_build_object('moduleId', k.module_id, 'moduleVersion', k.module_version, 'passedOn', k.passed_on, 'validUntil', k.valid_until,
    'revokedOn', coalesce(k.revoked_at, c.revoked_at)::date)
  from training.certificate k join training.completion c on c.id = k.completion_id where k.number = wanted $$;
-- Fingerprints of the numbers that no longer hold: who has a paper finds it again, who has none learns no number.
create function training.certificates_revoked() returns setof text language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select encode(substr(sha256(convert_to(k.number, 'UTF8')), 1, 8), 'hex')
  from training.certificate k join training.completion c on c.id = k.completion_id where k.revoked_at is not null or c.revoked_at is not null order by 1 $$;
do $$ declare f text; begin
  foreach f in array array['training.certificate_by_number(text)', 'training.certificates_revoked()'] loop
    execute format('alter function %s owner to manumit_guard; revoke all on function %s from public; grant execute on function %s to manumit_app', f, f, f);
  end loop;
end $$;
