comment on table returns.link_use is 'Each use of a link to a section.';

alter table returns.link_use enable row level security;
alter table returns.link_use force row level security;
grant select on returns.link_use to manumit_app;
grant select, insert, update on returns.link_use to manumit_guard;

create policy link_use_read on returns.link_use for select to manumit_app using (
  (select returns.own_link()) is null
  and link_id in (select id from returns.link)
);

create policy guard_all on returns.link_use to manumit_guard using (true) with check (true);

create policy owner_all on returns.link_use to manumit_schema using (true) with check (true);
