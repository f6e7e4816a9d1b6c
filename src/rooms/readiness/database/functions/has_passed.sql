-- Whether a person with an account has passed a module, as one of their service numbers: each of its lessons is covered on that day. For
-- functions of other rooms, which decide who may know.
create or replace function training.has_passed(person uuid, module text, today date) returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from training.trainee t join training.module m on m.id = module
    where t.person_id = person and t.left_at is null and not exists (
      select from unnest(m.lessons) x (lesson)
      where not exists (
        select from training.completion c
        where c.trainee_id = t.id and c.module_id = m.id and c.revoked_at is null and (c.lessons is null or x.lesson = any (c.lessons))
          and (c.valid_until is null or c.valid_until >= today) and (not m.acknowledged or c.acknowledged_at is not null))))
$$;
alter function training.has_passed(uuid, text, date) owner to manumit_guard;
revoke all on function training.has_passed(uuid, text, date) from public;
