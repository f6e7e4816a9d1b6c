import { defineErrors } from '#kernel/errors.ts';
import { defineConstraints } from '#platform/database-error.ts';

export const CONTRACTORS_ERRORS = defineErrors({
  // A party has one contract of a number.
  'contractors/number-taken': 'conflict',
  // Firms and partners let no contract here.
  'contractors/lets-no-contracts': 'unprocessable',
  'contractors/unknown-set': 'unprocessable',
  // An export is no longer than what an import reads back.
  'contractors/too-many-to-export': 'unprocessable',
  'contractors/set-with-faults': 'unprocessable',
  'contractors/set-known': 'conflict',
  'contractors/not-a-firm': 'unprocessable',
  'contractors/not-an-operation': 'unprocessable',
  'contractors/not-in-this-state': 'conflict',
  'contractors/day-to-come': 'unprocessable',
  'contractors/amount-without-currency': 'unprocessable',
  'contractors/end-before-start': 'unprocessable',
  // Plans and certifications.
  'contractors/certification-incomplete': 'unprocessable',
  // Neither the clause set nor an override releases the contract or the option.
  'contractors/not-released': 'conflict',
  'contractors/released-already': 'conflict',
  'contractors/override-asked': 'conflict',
  'contractors/override-too-long': 'unprocessable',
  // The person who asked never decides.
  'contractors/own-override': 'conflict',
  'contractors/option-taken': 'conflict',
  'contractors/before-proposal': 'unprocessable',
  'contractors/part-needed': 'unprocessable',
  'contractors/part-without-note': 'unprocessable',
  'contractors/flow-without-document': 'unprocessable',
  // Violations.
  'contractors/notified-before-known': 'unprocessable',
  'contractors/day-is-over': 'unprocessable',
  'contractors/finding-unexplained': 'unprocessable',
  // A visit that waits on a phone was kept by someone else, or under a master key that is gone.
  'contractors/kept-key-unknown': 'unprocessable',
  'contractors/not-a-picture': 'unprocessable',
  'contractors/too-many-photos': 'conflict',
  // A page of a site is shown as long as force protection agrees to it.
  'contractors/agreement-too-long': 'unprocessable',
  'contractors/site-address-taken': 'conflict',
  // Only danger passes by the right of reply, and then only before it.
  'contractors/not-in-danger': 'conflict',
  'contractors/no-abatement-open': 'conflict',
  'contractors/danger-marked-already': 'conflict',
  'contractors/asked-already': 'conflict',
  'contractors/not-asked': 'conflict',
  // The clause set names nobody of this id to be notified.
  'contractors/not-named': 'unprocessable',
  // Someone whom the clause set names was informed before.
  'contractors/informed-already': 'conflict',
  'contractors/replied-already': 'conflict',
  'contractors/reply-still-open': 'conflict',
  'contractors/no-reply-yet': 'conflict',
  'contractors/second-person': 'conflict',
  // The contract got another contractor, or was undone, at the same moment.
  'contractors/firm-changed': 'conflict',
  'contractors/other-contract': 'unprocessable',
  // A firm engages neither itself nor one that engaged it.
  'contractors/engaged-by-own': 'unprocessable',
  'contractors/other-provision': 'unprocessable',
  // The link of a firm. It was never issued; for an issued one, the holder sees why it no longer works.
  'contractors/firm-link-unknown': 'not-found',
  'contractors/firm-link-revoked': 'not-found',
  'contractors/firm-link-over': 'not-found',
  'contractors/firm-link-too-often': 'too-many',
  'contractors/firm-link-end': 'unprocessable',
  // The files of a firm under a contract have a limit in number and size.
  'contractors/firm-files-full': 'conflict',
  // The same form was sent twice: it was stored once.
  'contractors/sent-already': 'conflict',
  'contractors/no-table': 'unprocessable',
  'contractors/too-many-rows': 'unprocessable',
  'contractors/rows-with-faults': 'unprocessable',
  'contractors/nothing-to-import': 'unprocessable',
  // Another person changed a contract of the table since it was previewed.
  'contractors/changed-since': 'conflict',
  'contractors/already-undone': 'conflict',
  'contractors/column-missing': 'unprocessable',
  'contractors/rate-known': 'conflict',
  'contractors/no-rate-to-replace': 'conflict',
  'contractors/unknown-number': 'unprocessable',
  // The same file came twice at once.
  'contractors/file-known': 'conflict',
  // General conditions count once their text was checked.
  'contractors/conditions-not-checked': 'unprocessable',
  'contractors/reading-busy': 'unavailable',
  // The log has published none yet, so nothing draws a sample.
  'contractors/no-checkpoint': 'conflict',
  // Passages that read like the set are confirmed together once a sample of them was read.
  // The program found no passage, so a person enters the words of it.
  'contractors/quote-needed': 'unprocessable',
  'contractors/sample-not-read': 'conflict',
});

defineConstraints({
  clause_set_once: 'contractors/set-known',
  contract_party_id_number_key: 'contractors/number-taken',
  override_second_person: 'contractors/own-override',
  option_once: 'contractors/option-taken',
  document_once: 'contractors/file-known',
  firm_message_pkey: 'contractors/sent-already',
  site_page_address: 'contractors/site-address-taken',
  rate_pkey: 'contractors/rate-known',
});
