-- Automatic work, such as keeping the log, has no person behind it, so its functions once required no claims: statements injected into the
-- application role could pad the log, sign a wrong root or end a user's session. The program now vouches for each such transaction
-- (identity.vouched) with a word that is valid in that transaction only. The installation's other roles are separate from the application
-- role and need no word.
create or replace function identity.runs_job(job text) returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select session_user <> 'manumit_app' or identity.vouched(concat_ws('|', 'job', job, pg_backend_pid(), extract(epoch from now())::text),
    decode(coalesce(current_setting('manumit.job', true), ''), 'hex'))
$$;
alter function identity.runs_job(text) owner to manumit_guard;
revoke all on function identity.runs_job(text) from public;
