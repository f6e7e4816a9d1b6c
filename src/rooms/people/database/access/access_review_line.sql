comment on table identity.access_review_line is 'The decision on each grant in a review.';
comment on column identity.access_review_line.kept is 'False: the review ended the grant.';

alter table identity.access_review_line enable row level security;
alter table identity.access_review_line force row level security;
grant select on identity.access_review_line to manumit_app;
grant select, insert on identity.access_review_line to manumit_guard;

create policy access_review_line_read on identity.access_review_line for select to manumit_app using (
  review_id in (select id from identity.access_review)
);

create policy access_review_line_guard on identity.access_review_line to manumit_guard using (true) with check (true);

create policy access_review_line_owner on identity.access_review_line to manumit_schema using (true) with check (true);
