create or replace function returns.width(release text) returns int
language sql immutable
as $$
select array_position(array['reviewers', 'parties', 'public'], release)
$$;
revoke all on function returns.width(text) from public;
grant execute on function returns.width(text) to manumit_app, manumit_guard;
