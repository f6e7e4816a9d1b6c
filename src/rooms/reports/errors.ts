import { defineErrors } from '#kernel/errors.ts';
import { defineConstraints } from '#platform/database-error.ts';

export const REPORTS_ERRORS = defineErrors({
  // Only operations and nations keep a list of help.
  'reports/no-help-list': 'unprocessable',
  // A place is in a nation.
  'reports/not-a-country': 'unprocessable',
  'reports/address-taken': 'conflict',
  // Both times or neither, and none without days.
  'reports/hours-unfit': 'unprocessable',
  'reports/test-to-come': 'unprocessable',
  'reports/test-before-the-last': 'unprocessable',
  // A page without a single number that was answered would send people nowhere.
  'reports/nothing-to-call': 'conflict',
  // What a reporter may learn. Each has a text that says what to do.
  'reports/unknown-channel': 'not-found',
  'reports/unknown-code': 'not-found',
  'reports/channel-closed': 'conflict',
  'reports/list-out-of-date': 'conflict',
  // A channel can be written to once the log names its list of readers.
  'reports/no-proof': 'not-found',
  'reports/reader-not-listed': 'unprocessable',
  'reports/write-again': 'conflict',
  'reports/other-report': 'conflict',
  'reports/place-taken': 'conflict',
  // A flood: work for each report, and room for reports with danger alone.
  'reports/work-required': 'too-many',
  'reports/no-room': 'conflict',
  'reports/unknown-ticket': 'not-found',
  'reports/other-chunk': 'conflict',
  // At the desk.
  'reports/slug-taken': 'conflict',
  'reports/reads-already': 'conflict',
  'reports/not-in-this-state': 'conflict',
  'reports/not-signed-by-channel': 'unprocessable',
  // Another key than that of the reader who is succeeded.
  'reports/not-signed-by-reader': 'unprocessable',
  'reports/list-number': 'unprocessable',
  'reports/list-days': 'unprocessable',
  'reports/list-readers': 'unprocessable',
  'reports/readers-too-close': 'unprocessable',
  // Only readers of the channel who were not removed are on its duty roster.
  'reports/not-a-reader': 'unprocessable',
  'reports/cannot-read-it': 'unprocessable',
  'reports/assigned-too-often': 'conflict',
  'reports/acted-too-often': 'conflict',
  // The person is no interpreter of the channel, or the report leaves them out: the same answer.
  'reports/not-an-interpreter': 'unprocessable',
  'reports/interpreting-days': 'unprocessable',
  // Not of one channel, or a report and itself.
  'reports/not-the-same': 'unprocessable',
  // Closed as a duplicate only where each of its readers holds the other one.
  'reports/others-would-lose-it': 'conflict',
  'reports/readers-not-trained': 'conflict',
  'reports/not-a-certificate': 'unprocessable',
  'reports/certificate-used': 'conflict',
  'reports/no-limits': 'conflict',
  'reports/notices-not-tested': 'conflict',
  // An older notice, another person's, or a broken link.
  'reports/not-this-notice': 'unprocessable',
  'reports/test-not-read': 'conflict',
  'reports/test-not-opened': 'unprocessable',
});

defineConstraints({
  channel_slug_key: 'reports/slug-taken',
  reader_person: 'reports/reads-already',
  reader_certificate_channel_id_certificate_key: 'reports/certificate-used',
});
