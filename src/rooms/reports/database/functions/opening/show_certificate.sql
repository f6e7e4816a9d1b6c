-- Records the certificate by which the caller, a reader of the channel, shows that they passed a module. False where it is no valid
-- certificate of that module; null where the caller does not read for the channel.
create or replace function reports.show_certificate(channel uuid, certificate_number text, module text, today date) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare own int;
begin
  select r.number into own from reports.reader r
    where r.channel_id = channel and r.person_id = identity.person() and r.removed_at is null;
  if own is null then return null; end if;
  if not training.certifies(certificate_number, module, today) then return false; end if;
  insert into reports.reader_certificate values (channel, own, certificate_number, today)
    on conflict (channel_id, reader_number) do update set certificate = excluded.certificate, shown_on = excluded.shown_on;
  return true;
end
$$;
alter function reports.show_certificate(uuid, text, text, date) owner to manumit_guard;
revoke all on function reports.show_certificate(uuid, text, text, date) from public;
grant execute on function reports.show_certificate(uuid, text, text, date) to manumit_app;
