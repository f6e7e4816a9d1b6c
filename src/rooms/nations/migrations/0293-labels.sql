-- Labels of what is written to nations and of checklists (docs/decisions/015): an attempt and a checklist is one file with one label, and what lies in it mirrors it, so that each
-- row is read under one grant that holds the role and the clearance. There is no release here: these labels only narrow. What was labelled too high is written anew.
do $$ declare t text; begin
  foreach t in array array['outreach', 'joining'] loop
    execute format('alter table nations.%I add column label_level smallint not null default 0 check (label_level between 0 and 3), add column releasable_to uuid[]', t);
    execute format('create trigger keep_label before insert on nations.%I for each row when (new.label_level > 0) execute function identity.keep_label()', t);
    execute format('create trigger keep_label_on before update of label_level, releasable_to on nations.%I for each row
      when ((old.label_level, old.releasable_to) is distinct from (new.label_level, new.releasable_to)) execute function identity.keep_label()', t);
    execute format('grant update (label_level, releasable_to) on nations.%I to manumit_app', t);
    execute format('create policy guard_all on nations.%I to manumit_guard using (true) with check (true)', t);
    execute format('grant select on nations.%I to manumit_guard', t);
  end loop;
  foreach t in array array['letter', 'letter_reply', 'joining_answer'] loop
    execute format('alter table nations.%I add column label_level smallint not null default 0, add column releasable_to uuid[]', t);
    execute format('create policy guard_all on nations.%I to manumit_guard using (true) with check (true)', t);
    execute format('grant select, update (label_level, releasable_to) on nations.%I to manumit_guard', t);
  end loop;
end $$;
alter table nations.outreach add check (writer_id = any (releasable_to));
alter table nations.joining add check (party_id = any (releasable_to));
grant usage, create on schema nations to manumit_guard;

-- Whatever is written, a row has the label of the file it lies in.
create function nations.take_label() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_table_name = 'joining_answer' then
    select f.label_level, f.releasable_to into strict new.label_level, new.releasable_to from nations.joining f where f.contribution_id = new.contribution_id;
  else
    select f.label_level, f.releasable_to into strict new.label_level, new.releasable_to from nations.outreach f where f.id = new.outreach_id;
  end if;
  return new;
end $$;
create function nations.give_label() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_table_name = 'joining' then
    update nations.joining_answer set label_level = new.label_level, releasable_to = new.releasable_to where contribution_id = new.contribution_id;
  else
    update nations.letter set label_level = new.label_level, releasable_to = new.releasable_to where outreach_id = new.id;
    update nations.letter_reply set label_level = new.label_level, releasable_to = new.releasable_to where outreach_id = new.id;
  end if;
  return null;
end $$;
do $$ declare t text; f text; begin
  foreach t in array array['letter', 'letter_reply', 'joining_answer'] loop
    execute format('create trigger take_label before insert or update of label_level, releasable_to on nations.%I for each row execute function nations.take_label()', t);
  end loop;
  foreach t in array array['outreach', 'joining'] loop
    execute format('create trigger give_label after update of label_level, releasable_to on nations.%I for each row
      when ((old.label_level, old.releasable_to) is distinct from (new.label_level, new.releasable_to)) execute function nations.give_label()', t);
  end loop;
  foreach f in array array['nations.take_label()', 'nations.give_label()'] loop
    execute format('alter function %s owner to manumit_guard; revoke all on function %s from public', f, f);
  end loop;
end $$;

-- The policies of 0260 and 0261, each under one grant that is cleared.
do $$ declare
  own text[] := '{focal-point,commander,contracting-officer,training-officer,legal-adviser}';
  reads text[] := '{focal-point,commander,contracting-officer,training-officer,legal-adviser,reviewer}';
  office text := identity.label_policy('anywhere', '{policy-office}');
  by_writer text := replace(identity.label_policy('at', reads), 'party_id', 'writer_id');
  writes text := replace(identity.label_policy('at', '{focal-point}'), 'party_id', 'writer_id');
  to_addressee text := replace(identity.label_policy('at', own), 'party_id', 'addressee_id');
  joins text := identity.label_policy('at', '{focal-point}');
  commands text := replace(identity.label_policy('at', '{commander}'), 'party_id', 'operation_id');
  bodies text := 'writer_id in (select id from parties.party where kind = ''body'')';
  t text;
begin
  foreach t in array array['outreach', 'letter', 'letter_reply'] loop
    execute format('drop policy %I on nations.%I', t || '_read', t);
    execute format('create policy %I on nations.%I for select to manumit_app using (%s or %s)', t || '_read', t, office, by_writer);
    execute format('drop policy %I on nations.%I', t || '_write', t);
    execute format('create policy %I on nations.%I for insert to manumit_app with check (%s or (%s and %s))', t || '_write', t, writes, office, bodies);
  end loop;
  drop policy letter_received on nations.letter;
  execute format('create policy letter_received on nations.letter for select to manumit_app using (%s and (releasable_to is null or addressee_id = any (releasable_to)))', to_addressee);
  drop policy outreach_go_on on nations.outreach;
  execute format('create policy outreach_go_on on nations.outreach for update to manumit_app using (%s or (%s and %s))', writes, office, bodies);
  foreach t in array array['joining', 'joining_answer'] loop
    execute format('drop policy %I on nations.%I', t || '_read', t);
    execute format('create policy %I on nations.%I for select to manumit_app using (%s or %s or (%s and (releasable_to is null or operation_id = any (releasable_to))))',
      t || '_read', t, office, identity.label_policy('at', reads), commands);
  end loop;
  drop policy joining_open on nations.joining;
  execute format('create policy joining_open on nations.joining for insert to manumit_app with check ((%s or %s)
    and (contribution_id, party_id, operation_id) in (select id, party_id, operation_id from parties.contribution))', office, joins);
  drop policy joining_change on nations.joining;
  execute format('create policy joining_change on nations.joining for update to manumit_app using (%s or %s)', office, joins);
  drop policy joining_answer_give on nations.joining_answer;
  execute format('create policy joining_answer_give on nations.joining_answer for insert to manumit_app with check (answered_by = (select identity.person()) and %s)', joins);
end $$;
drop function nations.own_parties(), nations.read_parties();
