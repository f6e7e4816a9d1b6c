-- An entry says who did what about which party, under which clauses, on which day. Read by everybody with a role at the party, it told the party of ratings
-- before the draft was sent, and its reviewers of drafts it had not submitted. So it is read by auditors, by the policy office, which answers for
-- erasures, by whoever acted, and by a party's legal adviser where the party's own people acted.
drop policy entry_read on ledger.entry;
create policy entry_read on ledger.entry for select to manumit_app using (
  (select identity.holds('{policy-office,auditor}'))
  or person_id = (select identity.person())
  or (party_id = any ((select identity.parties('{legal-adviser}'))::uuid[])
    and person_id in (select g.person_id from identity.role_grant g
      where g.party_id = any ((select identity.parties('{legal-adviser}'))::uuid[]) and g.party_id = entry.party_id and g.role not in ('reviewer', 'auditor'))));
