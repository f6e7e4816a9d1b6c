import { createHash, randomUUID } from 'node:crypto';
import { ROLE } from '#kernel/roles.ts';
import { canary, EDITION, OBLIGATIONS, type Party, type Rows, TODAY, type World } from '../world.ts';
import { seedContracts } from './seed-contracts.ts';
import { seedEncouraging } from './seed-encouraging.ts';
import { seedHelp } from './seed-help.ts';
import { seedLearning } from './seed-learning.ts';
import { seedPapers } from './seed-papers.ts';
import { seedRecords } from './seed-records.ts';
import { seedReports } from './seed-reports.ts';
import { seedReturns } from './seed-returns.ts';
import { seedReviews } from './seed-reviews.ts';
import { seedTraining } from './seed-training.ts';

type Row = Record<string, unknown>;

/** All records of one party: units, evidence in every state by either side, files, answers, participations in every round, log entries. */
export function seedParty(world: World, party: Party): Rows {
  const { id: party_id, author, serves: operation } = party;
  const by = author;
  const [unit, idle, grant, batch, rotation] = [randomUUID(), randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const documents = [
    documentOf(party_id, by, false),
    documentOf(party_id, by, false),
    documentOf(party_id, by, false),
    documentOf(party_id, world.office, true),
    // A file that no item shows yet.
    documentOf(party_id, world.office, true),
  ];
  const items = itemsOf(
    party_id,
    by,
    world.office,
    documents.map((one) => String(one.id)),
  );
  const nation = party.kind === 'nation';
  const entries = [by, world.office, by].map((person_id, n) => entryOf(party_id, person_id, n));
  return [
    ['identity.person', [{ id: by, name: `Author ${canary()}`, email: `${by}@example.org` }]],
    [
      'identity.role_grant',
      [{ id: grant, person_id: by, role: ROLE.focalPoint, party_id, valid_from: '2020-01-01', granted_at: '2020-01-01' }],
    ],
    ['identity.listed_grant', [{ grant_id: grant, person_id: by }]],
    ['identity.session', [{ id: randomUUID(), person_id: by, token_hash: bytes(randomUUID()), ends_at: '2099-01-01' }]],
    ['identity.password', [{ person_id: by, salt: bytes('salt'), digest: bytes('digest') }]],
    [
      'parties.unit',
      [unit, idle].map((id) => ({ id, party_id, name: `Unit ${canary()}`, location: 'Somewhere', recorded_at: TODAY, recorded_by: by })),
    ],
    [
      'parties.rotation',
      [
        {
          id: rotation,
          unit_id: unit,
          party_id,
          operation_id: operation,
          contingent: `Contingent ${canary()}`,
          from_day: '2026-01-01',
          recorded_at: TODAY,
          recorded_by: by,
        },
      ],
    ],
    [
      'parties.contribution',
      nation
        ? [
            {
              id: randomUUID(),
              party_id,
              operation_id: operation,
              from_day: '2025-01-01',
              source: 's',
              confirmed_at: TODAY,
              confirmed_by: by,
            },
          ]
        : [],
    ],
    [
      'parties.observed_contribution',
      nation
        ? [{ id: randomUUID(), party_id, operation_id: operation, as_of: '2017-02', source: 's', recorded_at: TODAY, recorded_by: by }]
        : [],
    ],
    [
      'parties.calendar',
      nation
        ? [
            {
              id: randomUUID(),
              party_id,
              zone: 'UTC',
              weekend: [6, 7],
              holidays: ['2026-12-25'],
              source: 's',
              recorded_at: TODAY,
              recorded_by: by,
            },
          ]
        : [],
    ],
    ['parties.partner', party.kind === 'partner' ? [{ party_id, partner_kind: 'police' }] : []],
    ['evidence.document', documents],
    [
      'evidence.document_chunk',
      documents.map((one) => ({ document_id: one.id, seq: 0, bytes: `\\x${Buffer.from(String(one.name)).toString('hex')}` })),
    ],
    ['evidence.item', items],
    ['evidence.item_obligation', items.map((item) => ({ item_id: item.id, obligation_id: OBLIGATIONS[0] }))],
    [
      'commitments.answer',
      [
        {
          id: randomUUID(),
          edition_id: EDITION,
          party_id,
          obligation_id: OBLIGATIONS[0],
          choice: 'explain',
          note: `Because ${canary()}`,
          answered_by: by,
          answered_at: TODAY,
        },
      ],
    ],
    [
      'commitments.recorded_view',
      (['party', 'office'] as const).map((side) => ({
        id: randomUUID(),
        edition_id: EDITION,
        party_id,
        obligation_id: OBLIGATIONS[0],
        side,
        difference: '0'.repeat(64),
        reason: `View ${canary()}`,
        recorded_by: side === 'party' ? by : world.office,
        recorded_name: 'n',
        recorded_at: TODAY,
      })),
    ],
    [
      'commitments.request',
      [
        {
          id: randomUUID(),
          edition_id: EDITION,
          party_id,
          kind: 'return',
          obligation_ids: [OBLIGATIONS[0]],
          requested_on: TODAY,
          covers_until: '2027-12-31',
          requested_by: by,
        },
      ],
    ],
    [
      'nations.import_batch',
      nation ? [{ id: batch, title: 'Table', table_sha256: bytes('table'), applied_at: TODAY, applied_by: world.office }] : [],
    ],
    [
      'nations.treaty_action',
      nation
        ? [
            {
              id: randomUUID(),
              party_id,
              instrument: 'UNTOC',
              status: 'party',
              as_of: '2014-01-27',
              confidence: 'one-source',
              source: 's',
              recorded_at: TODAY,
              recorded_by: by,
              reason: 'r',
              origin: 'declared',
            },
          ]
        : [],
    ],
    ['nations.crosscheck', nation ? [crosscheckOf(party_id, batch)] : []],
    ['nations.treaty_evidence', nation ? [{ item_id: randomUUID(), party_id, recorded_at: TODAY, origin: 'declared' }] : []],
    ...seedReviews(world, party, items),
    ...seedReturns(world, party),
    ...seedEncouraging(world, party),
    ...seedContracts(world, party),
    ...seedHelp(world, party),
    ...seedLearning(party),
    ...seedPapers(party),
    ...seedReports(party, world.office),
    ...seedTraining(world, party, unit, rotation),
    ['ledger.entry', entries],
    ['ledger.opening', entries.map((entry) => ({ entry_id: entry.id, salt: bytes('salt'), detail: { note: canary() } }))],
    ['ledger.link', entries.map((entry, n) => ({ index: world.placed + n, entry_id: entry.id, chain_hash: bytes('chain') }))],
    ...seedRecords(
      world,
      party,
      grant,
      entries.map((one) => one.id),
    ),
    [
      'platform.stored_response',
      [{ person_id: by, key: randomUUID(), command: 'evidence/enter-evidence', input_hash: bytes('input'), answer: { note: canary() } }],
    ],
  ];
}

function crosscheckOf(party_id: string, batch_id: string): Row {
  const values = { value_main: '2014', value_second: '2014', agrees: true, source: 's' };
  return { id: randomUUID(), batch_id, party_id, instrument: 'UNTOC', field: 'signature', ...values };
}

function documentOf(party_id: string, uploaded_by: string, by_office: boolean): Row {
  const name = `file ${canary()}.pdf`;
  return {
    id: randomUUID(),
    party_id,
    by_office,
    name,
    media_type: 'application/pdf',
    bytes: name.length,
    sha256: bytes(name),
    uploaded_by,
    uploaded_at: TODAY,
  };
}

// Each state of an item, entered by the party and by the policy office: never submitted, submitted, released. Then what work, reviews and public sources left.
function itemsOf(party_id: string, author: string, office: string, [draftFile, sentFile, , officeFile]: string[]): Row[] {
  const left = (by_office: boolean, origin: string, more: Row = {}): Row => {
    const by = by_office ? office : author;
    return fresh(itemOf(party_id, by, by_office), {
      origin,
      state: 'submitted',
      submitted_at: TODAY,
      signed_by: by,
      counts_on: TODAY,
      ...more,
    });
  };
  const declared = [false, true].flatMap((by_office) => {
    const by = by_office ? office : author;
    const file = by_office ? officeFile! : draftFile!;
    const draft = { ...itemOf(party_id, by, by_office), submitted_at: null, signed_by: null, counts_on: null };
    const sent = { ...itemOf(party_id, by, by_office), state: 'submitted', submitted_at: TODAY, signed_by: by, counts_on: TODAY };
    const asked = { purge_requested_by: by, purge_requested_at: TODAY, purge_reason: 'r' };
    const gone = { title_en: null, title_fr: null, source_en: null, source_fr: null, note: null };
    return [
      fresh(draft, { document_id: file }),
      fresh(draft, { state: 'withdrawn', ended_by: by, ended_at: TODAY, end_reason: 'r' }),
      fresh(draft, { state: 'purge-requested', ...asked }),
      fresh(sent, { document_id: by_office ? null : sentFile! }),
      fresh(sent, { state: 'corrected' }),
      fresh(sent, { state: 'withdrawn', ended_by: by, ended_at: TODAY, end_reason: 'r' }),
      fresh(sent, { state: 'purge-requested', ...asked }),
      fresh(sent, { released_at: TODAY }),
      { ...fresh(sent, { state: 'purged', purged_by: by, purged_at: TODAY }), ...gone },
    ];
  });
  const waiting = { state: 'purge-requested', purge_requested_by: author, purge_requested_at: TODAY, purge_reason: 'r' };
  return [
    ...declared,
    left(false, 'measured'),
    left(false, 'measured', waiting),
    left(true, 'measured'),
    left(true, 'public-source'),
    left(true, 'rated'),
  ];
}

function itemOf(party_id: string, entered_by: string, by_office: boolean): Row {
  return {
    edition_id: EDITION,
    party_id,
    by_office,
    kind: 'EV-POL',
    says: 'met',
    origin: 'declared',
    source_en: 's',
    source_fr: 's',
    date: '2026-01-01',
    entered_by,
    entered_name: 'n',
    entered_at: TODAY,
    state: 'draft',
  };
}

function fresh(item: Row, more: Row): Row {
  const title = `Evidence item ${canary()}`;
  return { id: randomUUID(), title_en: title, title_fr: title, note: null, document_id: null, ...item, ...more };
}

/** An entry of the log with its opening, and the stored answer. */
export function entryRowsOf(person_id: string, party_id: string): Rows {
  const entry = entryOf(party_id, person_id, 0);
  return [
    ['ledger.entry', [entry]],
    ['ledger.opening', [{ entry_id: entry.id, salt: bytes('salt'), detail: { note: canary() } }]],
    ['platform.stored_response', [{ person_id, key: randomUUID(), command: 'c', input_hash: bytes('input'), answer: {} }]],
  ];
}

function entryOf(party_id: string, person_id: string, n: number): Row {
  return {
    id: randomUUID(),
    at: TODAY,
    format: 1,
    person_id,
    command: ['evidence/enter-evidence', 'reviews/rate-obligation', 'people/choose-language'][n],
    clause_ids: ['1'],
    operational: null,
    party_id: n === 2 ? null : party_id,
    subject_kind: 'evidence-item',
    subject_id: randomUUID(),
    commitment: bytes('c'),
    leaf_hash: bytes('l'),
  };
}

/** A text as 32 bytes, in the notation of the database. */
export function bytes(text: string): string {
  return `\\x${createHash('sha256').update(text).digest('hex')}`;
}
