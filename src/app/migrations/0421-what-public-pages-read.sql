-- What public pages read, over all rooms: a change of any of these is a change of what they show (0420).
do $$ declare t text; begin
  foreach t in array array['parties.party', 'parties.membership', 'parties.operation', 'parties.sighting', 'parties.contribution', 'nations.treaty_action',
      'nations.import_batch', 'reporting.return', 'reporting.version', 'reporting.version_section', 'reviews.publication', 'reviews.published_part',
      'training.certificate', 'training.certificate_key'] loop
    execute format('create trigger public_change after insert or update or delete or truncate on %s for each statement execute function platform.note_public_change()', t);
  end loop;
end $$;

-- Of completions, that one was taken back.
create trigger public_change after update of revoked_at on training.completion for each row
  when (new.revoked_at is distinct from old.revoked_at) execute function platform.note_public_change();

-- Of the log, the checkpoints of a day and their cosignatures alone: others are signed as often as an outside check asks.
create trigger public_change after insert or update on ledger.checkpoint for each row when (new.day is not null) execute function platform.note_public_change();
create trigger public_change after insert or update or delete on ledger.log_key for each row execute function platform.note_public_change();
create function ledger.note_cosignature() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from ledger.checkpoint c where c.size = new.size and c.day is not null) then perform platform.note_change(); end if;
  return null;
end $$;
alter function ledger.note_cosignature() owner to manumit_guard;
revoke all on function ledger.note_cosignature() from public;
create trigger public_change after insert or update on ledger.cosignature for each row execute function ledger.note_cosignature();
