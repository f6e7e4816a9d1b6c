-- For each rule: the table, the date from which its period runs, the person concerned (if any), and the rows it covers. Statements from
-- learning systems expire after their period, too (src/rooms/retention/retention.rules.ts). They name a person only by an account
-- elsewhere, so a hold on one person does not keep them; a hold on everyone does. Player sessions are deleted three months after the last
-- date on which work can be uploaded under them; what was learnt stays. A report is kept by a hold on a person who holds a wrap of it,
-- and a closed one while a message of its reporter waits: nobody has read it yet. Messages to junk do not wait. One to a report that no
-- reader could open starts its short period again, so that a reader has the time to look. A period runs from the last answer where that
-- came after the closing: a reporter looks at times of their own choice, and needs the time to find it.
create or replace function retention.rules() returns table(rule text, relation text, moment text, person text, condition text)
language sql immutable
as $$
  values
    ('session', 'identity.session', 'coalesce(ended_at, ends_at)', 'person_id', 'true'),
    ('attempt', 'identity.attempt', 'ends_at', 'person_id', 'true'),
    ('invitation', 'identity.invitation', 'coalesce(used_at, ends_at)', 'person_id', 'true'),
    ('failed-entry', 'identity.failed_sign_in', 'last_at', null, 'true'),
    ('spent', 'identity.spent', 'at', null, 'true'),
    ('spent-work', 'identity.spent_work', 'until', null, 'true'),
    ('message', 'mail.message', 'queued_at', 'person_id', 'true'),
    ('learner-session', 'training.learner_session', 'greatest(ended_at, ends_at, ticket_ends_at)', null, 'true'),
    ('learning-record', 'lrs.statement', 'stored_at', null, 'true'),
    ('learning-mention', 'lrs.mention', 'stored_at', null, 'true'),
    ('learning-file', 'lrs.attachment', 'stored_at', null, 'true'),
    ('learning-state', 'lrs.document', 'updated_at', null, 'true'),
    ('stored-response', 'platform.stored_response', 'at', 'person_id', 'true'),
    ('report-junk', 'reports.report', $m$(greatest(
          (select max(c.changed_on) from reports.report_change c where c.report_id = t.id and c.action = 'close'),
          (select max(m.sent_on) from reports.message m where m.report_id = t.id and m.direction = 'to-reporter'),
          t.message_on) + 1)::timestamptz$m$,
        $h$(select h.person_id from retention.hold h
          join reports.reader r on r.person_id = h.person_id
          join reports.wrap w on w.channel_id = r.channel_id and w.reader_number = r.number and w.report_id = t.id
          where h.lifted_at is null limit 1)$h$, $c$state = 'closed' and closed_as in ('junk', 'unreadable')$c$),
    ('report-closed', 'reports.report', $m$(greatest(
          (select max(c.changed_on) from reports.report_change c where c.report_id = t.id and c.action = 'close'),
          (select max(m.sent_on) from reports.message m where m.report_id = t.id and m.direction = 'to-reporter')) + 1)::timestamptz$m$,
        $h$(select h.person_id from retention.hold h
          join reports.reader r on r.person_id = h.person_id
          join reports.wrap w on w.channel_id = r.channel_id and w.reader_number = r.number and w.report_id = t.id
          where h.lifted_at is null limit 1)$h$,
        $c$state = 'closed' and closed_as not in ('junk', 'unreadable') and message_on is null$c$),
    ('shift-note', 'reports.shift_note', '(written_on + 1)::timestamptz', null, 'true'),
    ('site-photo', 'contractors.site_photo', 'added_at', null, 'true'),
    ('firm-file', 'contractors.firm_file_chunk', 'sent_at', null, 'true'),
    ('access-record', 'identity.access_record', 'minute', 'person_id', 'true'),
    ('account', 'identity.person', $m$greatest(created_at,
        (select max(least(coalesce(ended_at, 'infinity'), coalesce((valid_to + 1)::timestamptz, 'infinity')))
          from identity.role_grant g where g.person_id = t.id),
        (select max(created_at) from identity.session s where s.person_id = t.id))$m$, 'id', $c$kind = 'person' and email is not null$c$),
    ('name', 'identity.person', 'disabled_at', 'id', $c$kind = 'person' and email is null and name <> '—'$c$)
$$;
alter function retention.rules() owner to manumit_guard;
revoke all on function retention.rules() from public;
