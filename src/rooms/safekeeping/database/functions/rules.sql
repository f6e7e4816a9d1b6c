-- What each rule looks at: the table, the moment from which its time runs, the person it is about (if any), and which rows it means at all.
-- What learning systems sent goes after its time, too (src/rooms/safekeeping/retention.rules.ts): who is held back from deletion is known
-- there by an account elsewhere only, so a hold on one person holds back nothing of it; one on everything does. Sessions at the player go
-- three months after nothing can be handed in under them any more; what was learnt stays.
create or replace function safekeeping.rules() returns table(rule text, relation text, moment text, person text, condition text)
language sql immutable
as $$
  values
    ('session', 'identity.session', 'coalesce(ended_at, ends_at)', 'person_id', 'true'),
    ('attempt', 'identity.attempt', 'ends_at', 'person_id', 'true'),
    ('invitation', 'identity.invitation', 'coalesce(used_at, ends_at)', 'person_id', 'true'),
    ('failed-entry', 'identity.failed_entry', 'last_at', null, 'true'),
    ('spent', 'identity.spent', 'at', null, 'true'),
    ('spent-work', 'identity.spent_work', 'until', null, 'true'),
    ('letter', 'mail.letter', 'queued_at', 'person_id', 'true'),
    ('learner-session', 'training.learner_session', 'greatest(ended_at, ends_at, ticket_ends_at)', null, 'true'),
    ('learning-record', 'lrs.statement', 'stored_at', null, 'true'),
    ('learning-mention', 'lrs.mention', 'stored_at', null, 'true'),
    ('learning-file', 'lrs.attachment', 'stored_at', null, 'true'),
    ('learning-state', 'lrs.document', 'updated_at', null, 'true'),
    ('answered', 'platform.answered', 'at', 'person_id', 'true'),
    ('access-record', 'identity.access_record', 'minute', 'person_id', 'true'),
    ('account', 'identity.person', $m$greatest(created_at,
        (select max(least(coalesce(ended_at, 'infinity'), coalesce((valid_to + 1)::timestamptz, 'infinity')))
          from identity.role_grant g where g.person_id = t.id),
        (select max(created_at) from identity.session s where s.person_id = t.id))$m$, 'id', $c$kind = 'person' and email is not null$c$),
    ('name', 'identity.person', 'disabled_at', 'id', $c$kind = 'person' and email is null and name <> '—'$c$)
$$;
alter function safekeeping.rules() owner to manumit_guard;
revoke all on function safekeeping.rules() from public;
