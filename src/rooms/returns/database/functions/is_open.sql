-- Whether a section is public: released to the public, accepted, not withdrawn, and without a label.
create or replace function returns.is_open(s returns.version_section) returns boolean
language sql immutable
as $$
  select s.opened_at is not null and s.release = 'public' and s.narrowed_to is null and s.label_level = 0 and s.releasable_to is null
$$;
alter function returns.is_open(returns.version_section) owner to manumit_guard;
revoke all on function returns.is_open(returns.version_section) from public;
grant execute on function returns.is_open(returns.version_section) to manumit_app;
