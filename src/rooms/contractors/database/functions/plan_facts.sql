-- What decides whether plans and certifications are owed under the running contracts of contractors that are parties, and whether they are
-- there, for the program that measures it (P5f.4): of one contractor, or of all (null). It gives no number, title, name or note. The state
-- of a plan needs the verdict on each part alone. What was recorded before a contract had this contractor is of an earlier one.
create or replace function contractors.plan_facts(of_contractor uuid, day date) returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not identity.operator() then raise exception 'not allowed' using errcode = '42501'; end if;
  return (
    with running as (
      select c.* from contractors.contract c
      where c.contractor_id is not null and (of_contractor is null or c.contractor_id = of_contractor)
        and c.state = 'awarded' and (c.ends_on is null or c.ends_on >= day))
    select jsonb_build_object(
      'contracts', (select coalesce(jsonb_agg(jsonb_build_object(
          'contractor', r.contractor_id, 'partyId', r.party_id, 'setId', r.set_id, 'value', r.value::text, 'currency', r.currency,
          'country', r.country, 'abroad', r.abroad, 'offTheShelf', r.off_the_shelf, 'clauseOn', r.clause_on, 'awardedOn', r.awarded_on,
          'certifiedOn', (select max(q.certified_on) from contractors.certification q where q.contract_id = r.id and q.member_id is null
            and q.recorded_at >= coalesce(r.contractor_since, '-infinity')),
          'plan', (select jsonb_build_object('review', (select jsonb_object_agg(part, jsonb_build_object('verdict', said -> 'verdict'))
              from jsonb_each(p.review) as e (part, said)))
            from contractors.plan p where p.contract_id = r.id and p.member_id is null
              and p.recorded_at >= coalesce(r.contractor_since, '-infinity')
            order by p.received_on desc, p.recorded_at desc, p.id desc limit 1)) order by r.contractor_id, r.id), '[]') from running r),
      'rates', (select coalesce(jsonb_agg(jsonb_build_object(
          'partyId', x.party_id, 'currency', x.currency, 'day', x.day, 'units', x.units::text)), '[]')
        from contractors.rate x where x.party_id in (select r.party_id from running r)),
      'sets', (select coalesce(jsonb_agg(jsonb_build_object(
          'partyId', s.party_id, 'id', s.file -> 'id', 'version', s.file -> 'version', 'plan', s.file -> 'plan')), '[]')
        from contractors.clause_set s where s.file ? 'plan' and (s.party_id is null or s.party_id in (select r.party_id from running r)))));
end
$$;
alter function contractors.plan_facts(uuid, date) owner to manumit_guard;
revoke all on function contractors.plan_facts(uuid, date) from public;
grant execute on function contractors.plan_facts(uuid, date) to manumit_app;
