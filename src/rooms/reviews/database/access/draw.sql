comment on table reviews.draw is
  'The draw that assigned each party two reviewing nations. Pairs are not stored: the rule derives them from these columns, so anyone '
  'can repeat the draw.';
comment on column reviews.draw.rule is 'The name of the rule in draw.rules.ts; a changed rule gets a new name.';
comment on column reviews.draw.log_root is
  'The root of the first checkpoint of a day after the round was opened: nobody could know it before.';
comment on column reviews.draw.nations is 'Allies of the round: they review and are reviewed. `others` are only reviewed.';
comment on column reviews.draw.others is 'Parties of the round that are reviewed and review nobody.';

alter table reviews.draw enable row level security;
alter table reviews.draw force row level security;
grant select, insert on reviews.draw to manumit_app;

create policy draw_read on reviews.draw for select to manumit_app using ((select identity.person()) is not null);

create policy draw_add on reviews.draw for insert to manumit_app with check (
  (select identity.holds(identity.group('office')))
  and drawn_by = (select identity.person())
);

create policy draw_owner on reviews.draw to manumit_schema using (true) with check (true);
