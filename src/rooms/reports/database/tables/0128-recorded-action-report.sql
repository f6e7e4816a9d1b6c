-- Deleting a report looks for what was recorded of it. Without an index each portion of a deletion read every act ever recorded.
create index recorded_action_report on reports.recorded_action ((detail ->> 'report')) where detail ->> 'report' is not null;
create index recorded_action_other on reports.recorded_action ((detail ->> 'other')) where detail ->> 'other' is not null;
create index recorded_action_reports on reports.recorded_action using gin ((detail -> 'reports')) where detail -> 'reports' is not null;
