import { describe, expect, test } from 'vitest';
import { type States, statesOf } from '../fixtures/states-of.ts';
import type { Run } from './document/contract-text.ts';
import { statementsOf } from './language/statements.ts';

describe('5f: kinds of wording that real contracts have, in words of our own', () => {
  test('an item that is struck out is read with its lead-in, which is not', () => {
    const states = statesOf(
      'The Carrier shall not:',
      { runs: [{ text: '(1) engage in trafficking in persons;', mark: 'struck' }] },
      '(2) smoke aboard.',
    );
    expect(states).toMatchObject({ engaging: 'struck-out', facilitating: 'missing' });
  });

  test('a deleted provision is struck out though a weaker sentence stays, and a tracked weakening differs in substance', () => {
    const ban = 'The Carrier shall not engage in human trafficking.';
    const rest = 'The Carrier should see to it that its crew does not engage in human trafficking.';
    expect(statesOf({ runs: [{ text: ban, mark: 'deleted' }] }, rest)).toMatchObject({ engaging: 'struck-out' });
    const weaker: Run[] = [{ text: 'The Carrier shall not ' }, { text: 'knowingly ', mark: 'inserted' }, { text: ban.slice(22) }];
    expect(statesOf({ runs: weaker })).toMatchObject({ engaging: 'differs-in-substance' });
  });

  test.for([
    ['No person who works under this Contract for the', 'Carrier may take part in trafficking in human beings.'],
    [
      'Where the Carrier or a person working for it has engaged in trafficking in human beings contrary to paragraph',
      '2, the Buyer shall terminate the Contract.',
    ],
    ['The Carrier and the people who work for it will', 'not engage in trafficking in human beings.'],
  ])('a sentence goes on over the page: %s / %s', ([first, second]) => {
    const whole = statesOf(`${first} ${second}`);
    expect(statesOf({ runs: [{ text: first! }] }, { runs: [{ text: second! }], page: 2 })).toEqual(whole);
    expect([whole.engaging, whole.penalties]).toContain('present');
  });

  test('a line that ends with an abbreviation does not end the list that contains it', () => {
    const lines = ['The Carrier shall not:', '(1) smoke in vehicles of the U.S.', 'Government; or', '(2) engage in human trafficking.'];
    expect(statesOf(...lines)).toMatchObject({ engaging: 'present' });
  });

  test('a reference to a paragraph means the items of its list', () => {
    const list = [
      '1. The Carrier shall not:',
      '(a) take part in human trafficking;',
      '(b) use forced labour.',
      '2. Invoices are due in May.',
    ];
    const filler = ['3. Pallets are returned.', '4. Keys are handed in.', '5. Signs are in two languages.'];
    expect(statesOf(...list, ...filler, '6. A breach of paragraph 1 leads to termination.')).toMatchObject({ penalties: 'present' });
    expect(statesOf(...list, ...filler, '6. A breach of paragraph 2 leads to termination.')).toMatchObject({ penalties: 'missing' });
  });

  test('an outer list goes on after Roman numerals', () => {
    const lines = ['a. The Carrier shall not:', '(1) do any of these:', 'i. charge fees;', 'ii. keep passports.', 'b. Housing is heated.'];
    const statements = statementsOf(lines.map((text) => ({ page: 1, level: null, text })));
    expect(statements.map(({ own }) => own > 0)).toEqual([false, true, true, true, false]);
  });

  test.for([
    // A label on a line of its own, as clauses of the United States have them on the web.
    [
      '(b) The Carrier shall not—',
      '(1) Engage in human trafficking;',
      '(2)',
      '(i) Keep the passports of its crew;',
      '(3) Charge its crew recruitment fees.',
    ],
    // Items within one paragraph, and items that lost their labels and their punctuation.
    ['The Carrier may not— i. Engage in human trafficking; ii. Keep the passports of its crew; or iii. Charge its crew recruitment fees.'],
    [
      'The Carrier must not:',
      'Engage in human trafficking',
      'Keep the passports of its crew',
      'Charge its crew recruitment fees',
      '4.2 Invoices',
    ],
  ])('a list is a list, however its labels are written: %#', (lines) => {
    expect(statesOf(...lines)).toMatchObject({ engaging: 'present', b1: 'present', b4: 'present', b6: 'present' });
  });

  test('a line that has a verb of its own is no item of the list above it', () => {
    const lines = [
      'The Carrier must not:',
      'Smoke aboard',
      'The crew is told what human trafficking is',
      'Drivers shall engage in human trafficking courses',
    ];
    expect(statesOf(...lines)).toMatchObject({ engaging: 'missing', b1: 'missing' });
  });

  test('"this clause 19" is also what the heading above 19.1 says, and "this rule" the whole list before it', () => {
    const breach = 'The Buyer may terminate the Contract if the Carrier breaches this clause 19.';
    const filler = [
      '19.2 Signs are in two languages.',
      '19.3 Keys are handed in.',
      '19.4 Pallets are returned.',
      '19.5 Lights are put out.',
    ];
    const clause = ['19.1 The Carrier shall comply with the law.', ...filler, `19.6 ${breach}`];
    expect(statesOf('Human trafficking', ...clause)).toMatchObject({ penalties: 'present' });
    expect(statesOf('Parking', ...clause)).toMatchObject({ penalties: 'missing' });
    const items = ['(1) engage in human trafficking;', '(2) smoke;', '(3) run;', '(4) shout;', '(5) park; or', '(6) sleep.'];
    expect(statesOf('The Carrier shall not:', ...items, 'Breach of this rule leads to termination.')).toMatchObject({
      penalties: 'present',
    });
  });

  test('a clause that flows down is the one that says so', () => {
    const own = ['52.222-50 Combating Trafficking in Persons', '(a) The Contractor shall not engage in trafficking in persons.'];
    const other = ['52.204-21 Safeguarding of Systems', '(a) The Contractor shall limit access to its systems.'];
    const flow = '(b) The Contractor shall include the substance of this clause, including this paragraph (b), in all subcontracts.';
    expect(statesOf(...other, flow, '(End of clause)', ...own)).toMatchObject({ i: 'missing' });
    expect(statesOf(...own, '(End of clause)', ...other, flow)).toMatchObject({ i: 'missing' });
    expect(statesOf(...other, '(End of clause)', ...own, flow)).toMatchObject({ i: 'present' });
  });

  test.for<[string, States]>([
    ['The Carrier warrants that it has a policy prohibiting human trafficking.', { engaging: 'missing' }],
    [
      'The Carrier warrants that it has not been the subject of any inquiry or proceedings regarding an alleged offence in connection with human trafficking.',
      { engaging: 'missing' },
    ],
    ['4.2 Prohibition of Human Trafficking and Withholding of Passports. Drivers carry their passports.', { engaging: 'missing' }],
    ['The Buyer expects the Carrier not to engage in human trafficking.', { engaging: 'differs-in-substance' }],
    ['The Carrier will, and will require its crew to, not engage in human trafficking.', { engaging: 'present' }],
    ['The Carrier shall not engage in acts that support human trafficking.', { engaging: 'missing', facilitating: 'present' }],
    [
      'The Carrier shall not engage in human trafficking or procure a commercial sex act.',
      { engaging: 'present', facilitating: 'missing' },
    ],
    ['The Buyer may cancel this order without penalty if the Carrier engages in human trafficking.', { penalties: 'present' }],
    [
      'That the Carrier had a program on human trafficking when the violation occurred is a mitigating factor in a decision on termination.',
      { penalties: 'missing' },
    ],
    [
      'Le Titulaire ne doit pas recourir au travail forcé. L’aide aux témoins de la traite est gratuite.',
      { engaging: 'missing', facilitating: 'missing' },
    ],
    ['A breach of the ban on human trafficking by the Carrier leads to termination without prior notice.', { penalties: 'present' }],
    ['On completion of the work the Carrier provides each worker with a return air ticket.', { b7: 'present' }],
    ['Forced labour means any work that the Carrier shall not use.', { b3: 'missing' }],
    ['Bonded labour and trafficking in persons are not permitted aboard.', { engaging: 'present', b1: 'present' }],
    ['All forms of forced, bonded or compulsory labour are strictly prohibited.', { b3: 'present', engaging: 'missing' }],
    ['Crew members shall not be subjected to bonded labour.', { b3: 'present' }],
    ['No persons who were subject to trafficking shall be engaged aboard.', { engaging: 'present' }],
    ['Les personnes victimes de la traite ne doivent pas être recrutées par le Transporteur.', { engaging: 'present' }],
    ['Le Transporteur ne se mêle d’aucune servitude ni d’aucun trafic de personnes.', { engaging: 'present' }],
    [
      'Le Transporteur s’interdit la traite des êtres humains. Les violations peuvent entraîner la fin du contrat.',
      { engaging: 'present', penalties: 'present' },
    ],
    [
      'Si le Transporteur s’est livré à la traite des êtres humains, l’Acheteur peut résilier.',
      { engaging: 'missing', penalties: 'present' },
    ],
    ['A breach of the ban on human trafficking by the Carrier lets the Buyer determine its engagement.', { penalties: 'present' }],
    ['The handbook names the laws and regulations that prohibit trafficking in persons.', { engaging: 'missing' }],
    ['All contracts of the Buyer include human trafficking clauses and termination for non-compliance.', { penalties: 'missing' }],
    ['Crew who suspect human trafficking are encouraged to report it.', { facilitating: 'missing' }],
    [
      'The contractor, its employees and its subcontractors shall not knowingly engage in trafficking in human beings in any form.',
      { engaging: 'differs-in-substance' },
    ],
    [
      'The Carrier shall not knowingly, and shall cause its crew not to, engage in human trafficking.',
      { engaging: 'differs-in-substance', b1: 'differs-in-substance' },
    ],
    ['The Carrier shall respect the freedom of its workers and not retain their passports.', { b4: 'present' }],
    ['Workers shall not pay a fee to obtain employment.', { b6: 'present' }],
    ['The Carrier shall meet the Buyer in the first two calendar quarters, at a place of its choice by law.', { b8: 'missing' }],
    ['The Carrier shall give notice of a change by written agreement.', { b9: 'missing' }],
    ['The Carrier shall cooperate fully with the audit and give access to its records and premises.', { g: 'missing' }],
  ])('%s', ([text, expected]) => {
    expect(statesOf(text)).toMatchObject(expected);
  });

  test('bullets that come out of a PDF as letters are no other language', () => {
    const table = 'v Payment terms v Delivery terms v Warranty o Packing o Labels s Storage v Spare parts v Manuals o Returns z Samples';
    expect(statesOf(table, table, table, table)).toMatchObject({ engaging: 'missing', b1: 'missing' });
  });
});
