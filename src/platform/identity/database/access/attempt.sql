comment on table identity.attempt is
  'Sign-in has steps (docs/decisions/011-sign-in.md): a first factor opens an attempt, and only the last step creates a session. An '
  'attempt has no identity: identity.open does not read this table. Only the hash of its token is stored, for a day at most.';
comment on column identity.attempt.first_factor is 'What was verified first: password, one-time link, or the provider of single sign-on.';
comment on column identity.attempt.step is 'What is missing: second-factor (enter one) or set-up (choose the first one).';
comment on column identity.attempt.failures is 'Wrong second factors so far; the fifth ends the attempt.';
comment on column identity.attempt.finished_at is 'When it became a session or was ended; null: still open, until `ends_at`.';
comment on column identity.attempt.token_hash is 'The hash of the token that the browser holds between the steps.';

alter table identity.attempt enable row level security;
alter table identity.attempt force row level security;
grant select, insert, update, delete on identity.attempt to manumit_guard;

create policy attempt_guard on identity.attempt to manumit_guard using (true) with check (true);

create policy attempt_owner on identity.attempt to manumit_schema using (true) with check (true);
