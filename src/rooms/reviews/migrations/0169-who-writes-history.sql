-- The way of a part and of a finding is written by those whose act it is. Whoever could read a part could write any line into it under their own name: a
-- legal adviser that a round was adopted, a party that its finding was closed.
drop policy step_add on reviews.step;
create policy step_add on reviews.step for insert to manumit_app with check (
  person_id = (select identity.person()) and participation_id in (select id from reviews.participation)
  and case when act in ('prefill', 'answer', 'submit', 'explain', 'comment', 'report-progress')
        then party_id = any ((select identity.parties('{focal-point,commander,contracting-officer}'))::uuid[])
      when act in ('ask', 'rate', 'find', 'verify')
        then (select identity.holds('{policy-office}')) or party_id = any ((select identity.parties('{reviewer}'))::uuid[])
      else (select identity.holds('{policy-office}')) end);

drop policy finding_event_add on reviews.finding_event;
create policy finding_event_add on reviews.finding_event for insert to manumit_app with check (
  person_id = (select identity.person())
  and exists (select from reviews.finding f where f.id = finding_id and f.party_id = finding_event.party_id)
  and case when kind = 'progress' then party_id = any ((select identity.parties('{focal-point,commander,contracting-officer}'))::uuid[])
      else (select identity.holds('{policy-office}')) or party_id = any ((select identity.parties('{reviewer}'))::uuid[]) end);
