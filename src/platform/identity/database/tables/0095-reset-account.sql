-- An account that was reset keeps what it held, so its link is never mailed (docs/operate/mail.md). The mark is on the account: a link is
-- deleted three months after it ended, and the next one must not be mailed either.
alter table identity.person add column reset_at timestamptz;
-- Accounts that were reset before: they signed in once, and nothing opens them now.
update identity.person p set reset_at = now() where p.kind = 'person' and exists (select from identity.session s where s.person_id = p.id)
  and not exists (select from identity.password w where w.person_id = p.id)
  and not exists (select from identity.passkey k where k.person_id = p.id)
  and not exists (select from identity.single_sign_on o where o.person_id = p.id);
