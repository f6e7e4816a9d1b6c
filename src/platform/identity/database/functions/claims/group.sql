-- The roles of a group; null for a name that is none. Written by `npm run db:types` from src/kernel/roles.ts; a test holds it. The planner
-- replaces a call with its result.
create or replace function identity.group(name text) returns text[]
language plpgsql immutable parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
  return case name
    when 'all' then '{policy-office,reviewer,focal-point,commander,training-officer,case-officer,investigator,legal-adviser,'
      'contracting-officer,partner-contact,auditor,party-admin,platform-admin}'::text[]
    when 'office' then '{policy-office}'
    when 'representatives' then '{focal-point}'
    when 'signers' then '{focal-point,commander}'
    when 'speakers' then '{focal-point,commander,contracting-officer}'
    when 'writers' then '{focal-point,commander,contracting-officer,training-officer,legal-adviser}'
    when 'readers' then '{focal-point,commander,contracting-officer,training-officer,legal-adviser,reviewer}'
    when 'evidence-writers' then '{focal-point,commander,contracting-officer,training-officer,legal-adviser,policy-office}'
    when 'evidence-signers' then '{focal-point,commander,policy-office}'
    when 'evidence-readers' then '{focal-point,commander,contracting-officer,training-officer,legal-adviser,reviewer,policy-office}'
    when 'reviewers' then '{reviewer}'
    when 'labellers' then '{focal-point,commander,contracting-officer,reviewer}'
    when 'assessors' then '{reviewer,auditor}'
    when 'observers' then '{partner-contact}'
    when 'legal-advisers' then '{legal-adviser}'
    when 'contract-managers' then '{contracting-officer}'
    when 'contract-readers' then '{contracting-officer,focal-point,commander,legal-adviser,investigator}'
    when 'override-deciders' then '{contracting-officer,commander,legal-adviser}'
    when 'violation-managers' then '{contracting-officer,focal-point,commander}'
    when 'violation-investigators' then '{investigator}'
    when 'trainers' then '{training-officer}'
    when 'leaders' then '{commander}'
    when 'training-managers' then '{training-officer,commander}'
    when 'training-counters' then '{training-officer,commander,focal-point}'
    when 'course-adopters' then '{training-officer,focal-point,policy-office}'
    when 'help-managers' then '{focal-point,commander,legal-adviser}'
    when 'brief-writers' then '{focal-point,commander,training-officer,legal-adviser}'
    when 'record-source-managers' then '{training-officer,party-admin}'
    when 'unit-managers' then '{focal-point,commander,party-admin}'
    when 'operation-readers' then '{commander,training-officer,legal-adviser}'
    when 'register-readers' then '{focal-point,commander,training-officer,case-officer,investigator,legal-adviser,contracting-officer,'
      'reviewer,party-admin}'
    when 'colleagues' then '{focal-point,commander,training-officer,legal-adviser,contracting-officer,investigator,case-officer,'
      'partner-contact,reviewer,party-admin}'
    when 'party-admins' then '{party-admin}'
    when 'platform-admins' then '{platform-admin}'
    when 'channel-managers' then '{focal-point,commander,policy-office}'
    when 'report-readers' then '{case-officer,legal-adviser}'
    when 'auditors' then '{auditor}'
    when 'overseers' then '{policy-office,auditor}'
    when 'supervisors' then '{policy-office,platform-admin,auditor}'
    when 'account-managers' then '{policy-office,platform-admin,party-admin}'
    when 'account-readers' then '{policy-office,platform-admin}'
    when 'people-readers' then '{policy-office,platform-admin,party-admin,focal-point,commander,reviewer,auditor}'
    when 'starters' then '{policy-office,platform-admin}'
    when 'held-without-party' then '{policy-office,auditor,platform-admin}'
    when 'given-by-office' then '{policy-office,reviewer,auditor,platform-admin}'
  end;
end
$$;
revoke all on function identity.group(text) from public;
grant execute on function identity.group(text) to manumit_app, manumit_guard;
