-- What everybody may know of the site at an address: its name, and whose reporting channel is offered there, the operation's first. Null
-- where no page is published, or the agreement to it has ended: the policy of the table decides that.
create or replace function contractors.public_site(for_slug text) returns jsonb
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('name', s.name, 'parties', array_remove(array[s.operation_id, s.party_id], null))
  from contractors.site_page s where s.slug = for_slug
$$;
alter function contractors.public_site(text) owner to manumit_guard;
revoke all on function contractors.public_site(text) from public;
grant execute on function contractors.public_site(text) to manumit_app;
