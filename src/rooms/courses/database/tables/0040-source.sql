-- A completion has a source, and the id that it has there.
alter table training.completion rename column way to source;
alter table training.completion rename constraint completion_way_check to completion_source_check;
alter table training.completion
  rename constraint completion_trainee_id_module_id_way_source_id_key to completion_trainee_id_module_id_source_source_id_key;
alter table training.need rename column way to source;
