-- What the link of this transaction shows of its contract, and nothing else of it: no value, no officer, no finding, no other firm.
create or replace function contractors.linked_contract() returns table (
  contract_id uuid, party_id uuid, member_id uuid, firm_id uuid, firm text, number text, title text, set_id text, starts_on date,
  ends_on date, party_en text, party_fr text, name text, capacity text, telephone text, link_ends_on date
)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select c.id, c.party_id, k.member_id, k.firm_id, coalesce(m.name, c.contractor), c.number, c.title, c.set_id, c.starts_on, c.ends_on,
    p.name_en, p.name_fr, k.name, k.capacity, k.telephone, k.ends_on
  from contractors.firm_link k
    join contractors.contract c on c.id = k.contract_id
    join parties.party p on p.id = c.party_id
    left join contractors.member m on m.id = k.member_id
  where k.id = contractors.own_firm_link()
$$;
alter function contractors.linked_contract() owner to manumit_guard;
revoke all on function contractors.linked_contract() from public;
grant execute on function contractors.linked_contract() to manumit_app;
