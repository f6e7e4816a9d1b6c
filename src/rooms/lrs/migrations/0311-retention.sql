-- What learning systems sent goes after its time, with the rest of what is kept for one (src/rooms/safekeeping/retention.rules.ts). Who is held back from deletion
-- is known here by an account elsewhere only, so a hold on one person holds back nothing of this; one on everything does.
do $$ declare body text; t text; begin
  select pg_get_functiondef('safekeeping.rules()'::regprocedure) into body;
  execute replace(body, $r$    ('answered',$r$, $r$    ('learning-record', 'lrs.statement', 'stored_at', null, 'true'),
    ('learning-mention', 'lrs.mention', 'stored_at', null, 'true'),
    ('learning-file', 'lrs.attachment', 'stored_at', null, 'true'),
    ('learning-state', 'lrs.document', 'updated_at', null, 'true'),
    ('answered',$r$);
  foreach t in array array['attachment', 'document'] loop
    execute format('create policy guard_all on lrs.%I to manumit_guard using (true) with check (true)', t);
  end loop;
end $$;
grant select, delete on lrs.statement, lrs.mention, lrs.attachment, lrs.document to manumit_guard;
