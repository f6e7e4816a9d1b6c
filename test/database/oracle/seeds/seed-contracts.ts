import { createHash, randomUUID } from 'node:crypto';
import { OWN_SET } from '#rooms/contractors/fixtures/own-set.ts';
import { CHECKLIST } from '#rooms/contractors/site-visits/visit.rules.ts';
import { canary, type Party, type Rows, TODAY, type World } from '../world.ts';

/** Contracts of a party that lets them, with a firm at each of two tiers. */
export function seedContracts(world: World, { id, kind, author: by }: Party): Rows {
  if (kind === 'contractor' || kind === 'partner') return [];
  const [contract, first, second, imported] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const [document, violation, link] = [randomUUID(), randomUUID(), randomUUID()];
  const [visit, sent, content] = [randomUUID(), randomUUID(), Buffer.from(canary())];
  const recorded = { party_id: id, recorded_at: TODAY, recorded_by: by, version: 1 };
  const ofContract = { contract_id: contract, party_id: id };
  return [
    [
      'contractors.contract',
      [
        {
          ...{ id: contract, ...recorded, number: `C-${canary()}`, state: 'awarded', title: `Kitchens ${canary()}`, set_id: 'least-5f' },
          ...{ contractor: `Firm ${canary()}`, place: `Camp ${canary()}`, coverage: 'not-checked' },
        },
      ],
    ],
    [
      'contractors.member',
      [
        { id: first, contract_id: contract, ...recorded, parent_id: null, kind: 'subcontractor', name: `Firm ${canary()}` },
        { id: second, contract_id: contract, ...recorded, parent_id: first, kind: 'agent', name: `Agent ${canary()}` },
      ],
    ],
    ['contractors.earlier_contractor', [{ ...ofContract, name: `Firm ${canary()}`, until: TODAY }]],
    [
      'contractors.plan',
      [
        {
          ...{ id: randomUUID(), contract_id: contract, ...recorded, received_on: TODAY, title: `Plan ${canary()}` },
          ...{ posted_on: TODAY, posted_where: `Canteen ${canary()}` },
        },
      ],
    ],
    [
      'contractors.certification',
      [
        {
          ...{ id: randomUUID(), contract_id: contract, party_id: id, member_id: first, certified_on: TODAY, name: `Name ${canary()}` },
          ...{ function: `Function ${canary()}`, statements: ['none-found'], source: 'officer', recorded_at: TODAY, recorded_by: by },
        },
      ],
    ],
    [
      'contractors.subcontract',
      [
        {
          ...{ member_id: first, contract_id: contract, party_id: id, flows: true, document: `Annex ${canary()}`, version: 1 },
          ...{ changed_at: TODAY, changed_by: by },
        },
      ],
    ],
    [
      'contractors.override',
      [
        { id: randomUUID(), ...ofContract, reason: `Reason ${canary()}`, until: '2999-01-01', asked_on: TODAY, asked_by: by, version: 1 },
        {
          ...{ id: randomUUID(), ...ofContract, option_number: 'O-1', reason: `Reason ${canary()}`, until: '2999-01-01', asked_on: TODAY },
          ...{ asked_by: by, decision: 'granted', decided_on: TODAY, decided_by: world.office, note: `Note ${canary()}`, version: 2 },
        },
      ],
    ],
    [
      'contractors.firm_link',
      [
        {
          ...{ id: link, contract_id: contract, party_id: id, name: `Speaker ${canary()}`, capacity: `Function ${canary()}` },
          ...{
            email: `${canary()}@firm.example`,
            token_hash: createHash('sha256').update(link).digest(),
            created_by: by,
            created_at: TODAY,
          },
          ends_on: '2099-01-01',
        },
      ],
    ],
    [
      'contractors.exercised_option',
      [{ id: randomUUID(), ...ofContract, number: 'O-1', exercised_on: TODAY, ends_on: TODAY, recorded_at: TODAY, recorded_by: by }],
    ],
    [
      'contractors.modification',
      [{ id: randomUUID(), ...ofContract, proposed_on: TODAY, proposed_by: by, how: `Letter ${canary()}`, version: 1 }],
    ],
    [
      'contractors.firm_question',
      [{ id: randomUUID(), contract_id: contract, party_id: id, question: `Who ${canary()}`, asked_by: by, asked_at: TODAY }],
    ],
    [
      'contractors.firm_message',
      [
        {
          ...{ id: sent, link_id: link, contract_id: contract, party_id: id, kind: 'file', content: `Signed ${canary()}` },
          ...{ sha256: createHash('sha256').update(link).digest('hex'), sent_at: TODAY },
        },
      ],
    ],
    [
      'contractors.firm_file',
      [
        {
          ...{ id: sent, firm_id: contract, party_id: id, about: 'other', name: `${canary()}.pdf`, media_type: 'application/pdf' },
          ...{ bytes: content.length, sha256: createHash('sha256').update(link).digest('hex'), pages: 1 },
        },
      ],
    ],
    ['contractors.firm_file_chunk', [{ file_id: sent, party_id: id, seq: 0, bytes: content, sent_at: TODAY }]],
    [
      'contractors.import',
      [
        {
          ...{ id: imported, party_id: id, title: `Table ${canary()}`, added: 1, changed: 0, firms: 1, left_out: 0, version: 1 },
          ...{ imported_at: TODAY, imported_by: by },
        },
      ],
    ],
    [
      'contractors.import_row',
      [
        { import_id: imported, party_id: id, line: 2, contract_id: contract, left_version: 1 },
        { import_id: imported, party_id: id, line: 3, contract_id: contract, member_id: first, left_version: 1 },
        { import_id: imported, party_id: id, line: 4, contract_id: contract, member_id: second, left_version: 1 },
      ],
    ],
    [
      'contractors.column_mapping',
      [{ party_id: id, mapping: { columns: { number: canary() }, days: null, decimal: null }, changed_at: TODAY, changed_by: by }],
    ],
    [
      'contractors.clause_set',
      [
        {
          ...{ id: randomUUID(), party_id: id, set_id: `set-${randomUUID()}`, version: '1', recorded_at: TODAY, recorded_by: by },
          file: { ...OWN_SET, title: { en: `Set ${canary()}` } },
        },
      ],
    ],
    [
      'contractors.rate',
      [{ party_id: id, currency: 'USD', day: TODAY, units: 1.25, source: `Bank ${canary()}`, recorded_at: TODAY, recorded_by: by }],
    ],
    [
      'contractors.document',
      [
        {
          ...{
            id: document,
            party_id: id,
            contract_id: contract,
            drop_id: randomUUID(),
            name: `${canary()}.pdf`,
            title: `Contract ${canary()}`,
          },
          ...{ sha256: createHash('sha256').update(document).digest('hex'), pages: 1, read_at: TODAY, read_by: by },
        },
      ],
    ],
    [
      'contractors.finding',
      [
        {
          ...{
            document_id: document,
            party_id: id,
            set_id: 'least-5f',
            set_version: '1',
            provision: 'engaging',
            found: 'differs-in-substance',
          },
          ...{ page: 1, quote: `Quote ${canary()}`, difference: `Words ${canary()}`, confidence: '0.80', version: 1 },
          passage: [{ quoted: true, runs: [{ text: `Passage ${canary()}` }] }],
        },
      ],
    ],
    [
      'contractors.site_visit',
      [
        {
          ...{ id: visit, contract_id: contract, party_id: id, visited_on: TODAY, place: `Hut ${canary()}`, note: canary() },
          answers: Object.fromEntries(CHECKLIST.map((one) => [one, { sight: 'wrong', note: `Found ${canary()}` }])),
          ...{ recorded_at: TODAY, recorded_by: by },
        },
      ],
    ],
    [
      'contractors.site_page',
      [
        {
          ...{ id: randomUUID(), party_id: id, slug: `site-${id}`, name: 'Camp', authority: `Guard ${canary()}`, agreement: canary() },
          ...{ agreed_on: TODAY, agreed_until: '2999-01-01', published_at: TODAY, published_by: by },
        },
      ],
    ],
    [
      'contractors.site_photo',
      [{ id: randomUUID(), visit_id: visit, party_id: id, type: 'image/png', bytes: Buffer.from(canary()), added_at: TODAY, added_by: by }],
    ],
    [
      'contractors.violation',
      [
        {
          ...{ id: violation, contract_id: contract, ...recorded, title: `Fees ${canary()}`, summary: `Said ${canary()}`, provisions: [] },
          ...{ source: 'audit', danger: false, known_at: TODAY, state: 'notified', due_on: TODAY },
        },
      ],
    ],
    [
      'contractors.violation_step',
      [
        {
          ...{ id: randomUUID(), violation_id: violation, party_id: id, action: 'notify', on_day: TODAY, note: `Note ${canary()}` },
          ...{ detail: {}, recorded_at: TODAY, recorded_by: by },
        },
      ],
    ],
  ];
}
