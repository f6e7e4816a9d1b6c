create or replace function reporting.width(release text) returns int
language sql immutable
as $$
select array_position(array['reviewers', 'parties', 'public'], release)
$$;
revoke all on function reporting.width(text) from public;
grant execute on function reporting.width(text) to manumit_app, manumit_guard;
