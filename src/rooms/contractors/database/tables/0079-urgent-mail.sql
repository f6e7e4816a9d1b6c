-- Mail at once, where a firm notifies credible information or people are in danger (5f, P5f.3).
alter table mail.message drop constraint message_kind_check;
alter table mail.message add constraint message_kind_check
  check (kind in ('invitation', 'digest', 'danger', 'reports', 'test-notice', 'urgent'));
