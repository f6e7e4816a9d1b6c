import { describe, expect, test } from 'vitest';
import { type States, statesOf } from '../fixtures/states-of.ts';

const [present, differs, missing] = ['present', 'differs-in-substance', 'missing'] as const;
const BAN = 'The Carrier shall not engage in human trafficking.';

describe('5f: kinds of wording of the tenth round, in words of our own', () => {
  test.for<[string, string[], States]>([
    [
      'an item that begins with "not" is negated, where its lead-in obliges',
      ['Each Party will, when it performs this Agreement:', '1.1 pay fair wages;', '1.2 not engage in human trafficking;'],
      { engaging: present },
    ],
    [
      'such an item is no ban, where its lead-in obliges nobody',
      ['The handbook says how a careful carrier behaves:', '(a) not engage in human trafficking;'],
      { engaging: missing },
    ],
    [
      'a heading between a lead-in and its items, and another one that goes on with it',
      ['Guests may not use the Site to:', 'Harmful Acts', '• Take part in human trafficking', 'Theft', '• Take the passports of crew'],
      { engaging: present, b4: present },
    ],
    [
      'a heading after the items of a list ends it',
      ['The Carrier must not:', '• Use forced labour', 'Our support', '• Take part in human trafficking days'],
      { b3: present, engaging: missing },
    ],
    [
      'a lead-in breaks off without a colon, and its items are the subject alone',
      [
        'The Agency may end the grant if the grantee engages in, or uses agents who engage in',
        '(1) severe forms of trafficking in persons;',
        '(2) smuggling.',
      ],
      { penalties: present },
    ],
    [
      'a list of what a firm prohibits',
      ['The Group prohibits:', '• Engaging in human trafficking', '• Using forced labour', '• Charging its crew recruitment fees'],
      { engaging: present, b1: present, b3: present, b6: present },
    ],
    [
      'a pronoun before an act is who does it, not what is helped',
      ['The Carrier warrants that it shall:', '(a) not engage in human trafficking;', '(b) refrain from promoting fraudulent practices.'],
      { engaging: present, facilitating: missing },
    ],
    [
      'a heading that says what is forbidden',
      ['Prohibited practices:', '(a) engaging in forced labour;', '(b) taking part in human trafficking.'],
      { engaging: present, b3: present },
    ],
    [
      'a sentence that points to the items below it, and one that goes on from the sentence before it',
      [
        'The Carrier must not take part in the acts specified below.',
        '1. Human trafficking',
        'Crew must not do harm. This includes, but is not limited to, the following:',
        '• Buying sexual services',
      ],
      { engaging: present, b2: present },
    ],
    [
      'lines in capital letters are one sentence',
      [
        'THE CARRIER AND THE MEMBERS OF ITS CREW MAY NOT SMOKE ABOARD OR DURING TIME',
        'SPENT ON THE SITE OF THE BUYER OR TAKE PART IN HUMAN TRAFFICKING.',
      ],
      { engaging: present },
    ],
    ['a penalty in the next sentence', [BAN, 'Failure to comply may lead to termination.'], { penalties: present }],
    ['a penalty for something else', [BAN, 'Failure to comply with the timetable may lead to termination.'], { penalties: missing }],
    [
      'un code qui n’est pas respecté',
      ['Le Transporteur s’abstient de la traite des êtres humains.', 'Les entreprises qui contreviennent au présent code sont exclues.'],
      { engaging: present, penalties: present },
    ],
    [
      'a clause elsewhere that says how to end the contract',
      [
        '34.1 The Carrier must not engage in human trafficking.',
        '34.2 If it commits such an offence, the Buyer may end the Contract under clause 10.4.',
      ],
      { penalties: present },
    ],
    [
      'a standard that is not met',
      [BAN, 'Failure to meet this standard may lead to the end of the business relationship.'],
      { penalties: present },
    ],
    [
      'a duty that is not met',
      [BAN, 'Where this duty is not met, the Buyer may exclude the Carrier from tenders.'],
      { penalties: present },
    ],
    [
      'a penalty for a breach by the other party',
      ['The Buyer shall not engage in human trafficking.', 'The Carrier may terminate if the Buyer breaches this clause.'],
      { engaging: missing, penalties: missing },
    ],
    [
      'a clause that flows down terms as strict as its own',
      [
        'Human trafficking',
        'The Carrier shall include provisions at least as strict as those of this clause on human trafficking in all its subcontracts.',
      ],
      { i: present },
    ],
  ])('%s', ([, lines, expected]) => {
    expect(statesOf(...lines)).toMatchObject(expected);
  });

  test.for<[string, States]>([
    // Forbidden to the staff alone.
    ['The Carrier may, and shall cause its crew not to, engage in human trafficking.', { engaging: differs, b1: differs }],
    [
      'Le Transporteur peut, et fait en sorte que son équipage ne puisse pas, se livrer à la traite des êtres humains.',
      { engaging: differs },
    ],
    ['The Carrier may subcontract and shall not engage in human trafficking.', { engaging: present }],
    // What the law forbids anyway, what others do, what is checked, and what the words are about.
    ['International law prohibits human trafficking.', { engaging: missing }],
    ['The Convention of 2005 prohibits trafficking in human beings, and States punish it.', { engaging: missing }],
    ['Le droit international interdit la traite des êtres humains.', { engaging: missing }],
    ['We ensure that we do not depend on a carrier practising human trafficking.', { engaging: missing }],
    ['The Group prohibits human trafficking in any part of its business.', { engaging: missing }],
    ['Prohibiting human trafficking: the Carrier trains its crew.', { engaging: missing }],
    ['In order to verify that carriers do not engage in human trafficking, we visit their sites.', { engaging: differs }],
    ['The Carrier shall carry out due diligence to ensure that there is no slavery or human trafficking.', { engaging: differs }],
    ['Drivers shall not carry out checks on human trafficking without the police.', { engaging: missing }],
    ['The Carrier is committed to a trade that has no part in human trafficking.', { engaging: differs }],
    ['Those who signed an agreement to engage in talks on human trafficking meet in May.', { engaging: missing }],
    // A state that is owed.
    ['There shall be no forced labour of any kind, including debt bondage and trafficking.', { engaging: present, b3: present }],
    ['The Carrier shall ensure that there is no slavery or human trafficking in its business.', { engaging: present }],
    ['The Carrier shall take reasonable steps to ensure that there is no slavery or human trafficking.', { engaging: differs }],
    ['The Carrier shall ensure that its operations are free from slavery and human trafficking.', { engaging: present }],
    ['It is a condition of this Contract that the Carrier and its crew are not involved in human trafficking.', { engaging: present }],
    ['Le Transporteur garantit l’absence de toute forme d’esclavage et de traite des êtres humains.', { engaging: present }],
    // The persons and the offences by other names.
    ['The Carrier shall not employ or otherwise benefit from persons who have been trafficked.', { engaging: present }],
    ['The Carrier must not use the labour of victims of human trafficking.', { engaging: present }],
    ['The Carrier must not use the names of victims of human trafficking in its reports.', { engaging: missing }],
    [
      'The Carrier shall not do anything that would be an offence under section 1, 2 or 4 of the Modern Slavery Act 2015.',
      { engaging: present },
    ],
    ['The Carrier shall not engage in, and shall prevent its crew from engaging in, trafficking in persons.', { engaging: present }],
    ['The Carrier shall not engage in human trafficking on its own premises only.', { engaging: differs }],
    // Workers who are not required to do something are protected; a carrier who is not required to is free.
    ['Workers shall not be required to surrender their passports to the Carrier.', { b4: present }],
    // Goods made by it, and other verbs.
    ['The Carrier shall not deliver any goods that have been made, in whole or in part, by forced labour.', { b3: present }],
    ['No uniform supplied under this Contract may be sewn or produced by forced labour.', { b3: present }],
    ['Vendors may not utilize bonded or compulsory labour.', { b3: present }],
    ['The Code expressly prohibits the use of any form of slave or forced labor.', { b3: present }],
    ['The Carrier shall ensure that its crew have personal possession of their passports.', { b4: present }],
    ['No fees or costs may be charged to jobseekers for services that are directly related to recruitment.', { b6: present }],
    ['The policy prohibits individuals from: taking part in severe forms of human trafficking.', { b1: present }],
    ['The Carrier shall ensure that nobody aboard is subjected to human trafficking.', { engaging: present }],
    ['This plan puts a protocol in place to prohibit and address human trafficking.', { engaging: missing }],
    [
      'Les entreprises du secteur privé impliquées dans la traite des êtres humains sont nombreuses.',
      { engaging: missing, penalties: missing },
    ],
    ['We prohibit our suppliers from taking part in human trafficking.', { engaging: present }],
    ['The Carrier shall not condone slavery, servitude or human trafficking.', { engaging: present }],
    ['Nous interdisons à nos fournisseurs de se livrer à la traite des êtres humains.', { engaging: present }],
    ['Le Fournisseur ne saurait tolérer la traite des êtres humains.', { engaging: present }],
    ['Prohibited activities include taking part in human trafficking and buying sexual services.', { engaging: present, b2: present }],
    [`${BAN} Carriers that do not comply will be removed from the list.`, { penalties: present }],
    [`${BAN} The Buyer will end its relationship with a carrier that violates these principles.`, { penalties: present }],
    ['The worker may lodge a complaint in the country of residence if a decision does not comply with the law.', { b8: missing }],
    ['The Carrier and its crew shall not take part in human trafficking during and outside working hours.', { engaging: present }],
    ['The Carrier shall not engage in or knowingly permit any form of human trafficking.', { engaging: present }],
    ['The Carrier shall not knowingly engage in or permit any form of human trafficking.', { engaging: differs }],
    [
      'Il n’existe pas de mot commun : les agences participent aux débats sur l’esclavage, le travail forcé et la traite des êtres humains.',
      { engaging: missing },
    ],
    ['Les agences disposent d’un code de conduite interdisant la traite.', { engaging: missing }],
    ['Le Transporteur n’emploiera pas de main-d’œuvre issue de la traite.', { engaging: present }],
    [`${BAN} A failure to do so is an event of default.`, { penalties: present }],
    ['Retention of passports by the Carrier is strictly forbidden.', { b4: present }],
    ['The purchase of sex by the crew of the Carrier is prohibited, also where it is legal.', { b2: present }],
    ['All recruitment fees are paid by the Carrier.', { b6: present }],
    ['The Carrier shall not require arbitration of a claim of false imprisonment or of negligent hiring.', { b5: missing }],
    [
      'The Carrier will not recruit, transport or receive persons by force or fraud for the purpose of exploitation.',
      { engaging: present },
    ],
    [`${BAN} The Buyer reserves the right to end the relationship with a carrier that does not meet this rule.`, { penalties: present }],
    [`${BAN} Infractions of this rule could result in the loss of the contract.`, { penalties: present }],
    [`${BAN} Consequences of non-compliance: warning, suspension, termination.`, { penalties: present }],
    [
      'Le Transporteur ne participe pas à la traite des êtres humains. En cas de violation, le contrat pourra être rompu.',
      { penalties: present },
    ],
  ])('%s', ([text, expected]) => {
    expect(statesOf(text)).toMatchObject(expected);
  });
});
