-- The claims of this transaction; no row if none were opened or the setting was forged. Verified with the key of this start
-- (identity.signing_key).
create or replace function identity.current_claims() returns table(claims jsonb)
language sql stable
as $$
  select convert_from(substr(s.setting, 65), 'UTF8')::jsonb from identity.signing_key(),
      (select convert_to(current_setting('manumit.claims', true), 'UTF8') as setting offset 0) s
    where octet_length(s.setting) > 64 and substr(s.setting, 1, 64) = convert_to(identity.signature(key, substr(s.setting, 65)), 'UTF8')
$$;
alter function identity.current_claims() owner to manumit_guard;
revoke all on function identity.current_claims() from public;
