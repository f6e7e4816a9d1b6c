import { randomUUID } from 'node:crypto';
import { canary, type Party, type Rows, TODAY } from '../world.ts';
import { bytes } from './seed-party.ts';

const zeros = (count: number) => `\\x${'00'.repeat(count)}`;
// Addresses are called at the present time.
const day = (later: number) => new Date(Date.now() + later * 86_400_000).toISOString().slice(0, 10);
let made = 0;
const recipient = () => `age1pq1${String(++made).replaceAll('1', 'q').padEnd(1952, 'z')}`;

/** An open reporting channel with three readers, of whom one was removed, and an interpreter, its list and keys, and reports. The server reads none of its bytes. */
export function seedReports({ id: party_id, author: by, reader: third, interpreter }: Party, office: string): Rows {
  const [channel_id, report_id, test_id] = [randomUUID(), randomUUID(), randomUUID()];
  // Two more, which are the same matter as the first: one for both readers, one for the removed one alone.
  const [joined, other] = [randomUUID(), randomUUID()];
  const reader = (number: number, person_id: string, removed: boolean, reader_function = 'reader') => ({
    ...{ channel_id, number, person_id, reader_function, nation: 'QA', unit: ['QA', `Unit ${canary()}`], recipient: recipient() },
    ...{ verify_key: bytes(`${number}`), locked: zeros(300), joined_at: TODAY },
    ...{ removed_at: removed ? TODAY : null, removed_by: removed ? by : null },
  });
  const listed = { channel_id, number: 1, signed: zeros(200), readers: [1, 2, 3], valid_from: '2026-06-01', valid_until: '2026-08-01' };
  const body = { body: bytes('body'), mailbox_hash: bytes(report_id), verify_key: bytes('key'), letter: bytes('letter') };
  return [
    ['identity.person', [third, interpreter].map((id) => ({ id, name: `Reader ${canary()}`, email: `${id}@example.org` }))],
    [
      'reports.channel',
      [
        {
          ...{
            id: channel_id,
            party_id,
            slug: `oracle-${channel_id.slice(0, 8)}`,
            name: { en: 'Channel', fr: 'Canal' },
            first_key: bytes('first'),
          },
          ...{ opened_on: '2026-06-01', created_at: TODAY, created_by: by },
        },
      ],
    ],
    ['reports.successor', [{ channel_id, place: 1, signed: zeros(100), recorded_at: TODAY, recorded_by: by }]],
    [
      'reports.reader',
      [reader(1, by, false), reader(2, office, true), reader(3, third, false), reader(4, interpreter, false, 'interpreter')],
    ],
    ['reports.manifest', [{ ...listed, published_at: TODAY, published_by: by }]],
    ['reports.roster', [{ channel_id, number: 1, zone: 'Europe/Paris', recorded_at: TODAY, recorded_by: by }]],
    [
      'reports.shift',
      [{ channel_id, roster_number: 1, place: 1, reader_number: 1, days: [1, 2, 3, 4, 5, 6, 7], starts: null, ends: null }],
    ],
    [
      'reports.limit_statement',
      [
        {
          channel_id,
          number: 1,
          body: Object.fromEntries(['child', 'life', 'law'].map((on) => [on, { en: canary(), fr: canary() }])),
          stated_on: '2026-06-01',
          stated_by: by,
        },
      ],
    ],
    [
      'reports.test_report',
      [
        {
          id: test_id,
          channel_id,
          manifest_number: 1,
          body: bytes('test'),
          answer_hash: bytes('hash'),
          sent_on: '2026-06-02',
          sent_by: by,
        },
      ],
    ],
    [
      'reports.test_wrap',
      [1, 2, 3, 4].map((reader_number) => ({ report_id: test_id, channel_id, reader_number, bytes: bytes('test'), read_on: null })),
    ],
    ['reports.reader_certificate', [{ channel_id, reader_number: 1, certificate: 'A'.repeat(20), shown_on: '2026-06-03' }]],
    [
      'reports.notice_test',
      [1, 2, 3, 4].map((reader_number) => ({ channel_id, reader_number, answer_hash: bytes('notice'), sent_on: '2026-06-03' })),
    ],
    [
      'reports.succession',
      [
        {
          ...{ channel_id, predecessor: 2, successor: 3, signed: zeros(100) },
          ...{ named_on: '2026-06-04', confirmed_on: '2026-06-04', confirmed_by: by },
        },
      ],
    ],
    ['reports.recovery_drill', [1, 2, 3, 4].map((reader_number) => ({ channel_id, reader_number, drilled_on: '2026-06-03' }))],
    [
      'reports.report',
      [report_id, joined, other].map((id) => ({
        ...{ ...body, id, channel_id, manifest_number: 1, received_on: '2026-06-10', mailbox_hash: bytes(id) },
      })),
    ],
    [
      'reports.wrap',
      [
        ...[report_id, joined].flatMap((id) =>
          [1, 2, 3].map((reader_number) => ({ report_id: id, channel_id, reader_number, bytes: bytes('wrap') })),
        ),
        { report_id: other, channel_id, reader_number: 2, bytes: bytes('wrap') },
      ],
    ],
    ['reports.duplicate', [joined, other].map((id) => ({ report_id: id, same_as: report_id, linked_by: 1, linked_on: '2026-06-11' }))],
    ['reports.message', [{ report_id, direction: 'to-reporter', place: 0, encrypted: bytes('answer'), sent_on: '2026-06-11' }]],
    [
      'reports.report_change',
      [{ report_id, place: 1, action: 'assign', next_state: 'received', reader_number: 1, changed_on: '2026-06-11' }],
    ],
    ['reports.note', [{ id: randomUUID(), report_id, encrypted: bytes('note'), written_on: '2026-06-11' }]],
    [
      'reports.interpreter_wrap',
      [
        {
          ...{ report_id, channel_id, interpreter_number: 4, given_by: 1, given_on: day(0), until: day(30) },
          bytes: bytes('interpreter'),
        },
      ],
    ],
    [
      'reports.shift_note',
      [
        {
          ...{ channel_id, place: 1, id: randomUUID(), manifest_number: 1, reader_number: 1 },
          ...{ encrypted: bytes('shift note'), written_on: '2026-06-11' },
        },
      ],
    ],
    ['reports.container', [{ report_id, bytes: 67_000, ticket_hash: bytes(`ticket ${report_id}`), expires_on: '2026-06-17' }]],
    ['reports.chunk', [{ report_id, place: 0, bytes: bytes('chunk') }]],
    ['reports.danger', [{ report_id, at: TODAY }]],
    ['reports.danger_notice', [{ report_id, person_id: by, message_id: randomUUID() }]],
    ['reports.danger_page', [{ person_id: by, at: TODAY }]],
    ['reports.attended_day', [{ channel_id, day: '2026-06-10' }]],
    ['reports.erased_report', [{ report_id: randomUUID(), erased_on: '2026-06-10' }]],
    [
      'reports.recorded_action',
      [{ hash: bytes(report_id), channel_id, day: '2026-06-10', salt: zeros(16), detail: { command: 'accepted' } }],
    ],
  ];
}
