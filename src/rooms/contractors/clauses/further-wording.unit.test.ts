import { describe, expect, test } from 'vitest';
import { type States, statesOf } from '../fixtures/states-of.ts';

const [present, differs, missing] = ['present', 'differs-in-substance', 'missing'] as const;
const BAN = 'The Carrier shall not engage in human trafficking.';

describe('5f: kinds of wording of the thirteenth and fourteenth rounds, in words of our own', () => {
  test.for<[string, string[], States]>([
    [
      'a sentence that goes on from the one before it',
      ['Crew must not take part in any act that harms others. This includes human trafficking.'],
      { engaging: present, b1: present },
    ],
    [
      'cela comprend',
      ['L’équipage ne doit se livrer à aucune activité illégale. Cela comprend la traite des êtres humains.'],
      { engaging: present },
    ],
    [
      'a policy says at its start what follows, and what helps is no taking part',
      [
        'If you violate this policy, we may close your account.',
        'You may not use the Fleet to:',
        '- Facilitate human trafficking',
        '- Steal',
      ],
      { engaging: missing, facilitating: present, penalties: present },
    ],
    [
      'une charte qui annonce l’exclusion',
      ['Le non-respect de la présente charte entraîne l’exclusion.', '1. Le Transporteur ne se livre pas à la traite des êtres humains.'],
      { penalties: present },
    ],
    [
      'acts of bribery under a heading that names slavery too',
      [
        '23.10 Bribery and modern slavery',
        'Each party will not engage in any activity that is an offence of bribery under sections 1 or 6.',
      ],
      { engaging: missing },
    ],
    [
      'des règles imposées au transporteur',
      [
        'Le Transporteur accepte les règles suivantes :',
        '- ne pas avoir recours à l’esclavage moderne',
        '- accepter la résiliation pour toute violation de ses obligations liées à l’esclavage moderne',
      ],
      { engaging: present, penalties: present },
    ],
    [
      'une liste de ce qui est notamment interdit',
      ['Sont notamment interdits :', '• tout contenu illégal, ainsi que toute activité de prostitution ou de traite des êtres humains ;'],
      { engaging: present },
    ],
    ['who does so', [BAN, 'Crew who do so will be sent home.'], { penalties: present }],
    [
      'une fausse déclaration',
      ['Le Transporteur déclare qu’il ne se livre pas à la traite.', 'Toute fausse déclaration entraîne son exclusion.'],
      { penalties: present },
    ],
    ['a term that is explained', ['“Prohibited practice” includes fraud and human trafficking.'], { engaging: missing }],
    ['un terme expliqué', ['« Pratique interdite » : la fraude et la traite des êtres humains.'], { engaging: missing }],
    [
      'une formation due',
      ['Le Transporteur forme ses équipages aux risques de traite.', 'À défaut, il peut être exclu.'],
      { penalties: missing },
    ],
  ])('%s', ([, lines, expected]) => {
    expect(statesOf(...lines)).toMatchObject(expected);
  });

  test.for<[string, States]>([
    // What describes the act, and what limits another word or another duty, limits no ban.
    ['The Carrier shall not engage in human trafficking or hold persons against their will.', { engaging: present, b1: present }],
    ['The Carrier shall not engage in human trafficking or charge excessive recruitment fees.', { engaging: present, b6: differs }],
    ['The Carrier must not retain passports or make unreasonable deductions from wages.', { b4: present }],
    ['The Carrier shall not engage in human trafficking and shall not subcontract without prior consent.', { engaging: present }],
    ['The Carrier shall not engage in human trafficking and shall respect the legal working hours.', { engaging: present, b1: present }],
    [`${BAN.slice(0, -1)}; breaches lead to sanctions up to and including termination.`, { engaging: present, penalties: present }],
    ['Neither the Carrier nor, to the best of its knowledge, any of its agents engages in human trafficking.', { engaging: present }],
    // Laws, contents, and what a firm says of its own business.
    [
      'The Carrier shall comply with laws relating to human trafficking and shall not engage in bribery.',
      { engaging: missing, b1: missing },
    ],
    ['Vous vous engagez à ne pas enfreindre les lois en matière de traite des êtres humains.', { engaging: missing }],
    ['Vous vous engagez à ne pas être victime de traite.', { engaging: missing }],
    ['Les annonceurs ne publient aucun contenu impliquant la traite des êtres humains.', { engaging: missing }],
    ['We will not tolerate human trafficking in our own business and we train our staff.', { engaging: missing }],
    ['The Parties recall that States have undertaken to prohibit human trafficking.', { engaging: missing }],
    ['The Carrier accepts that human trafficking is a crime and that the Buyer does not engage in it.', { engaging: missing }],
    ['The Carrier shall notify the Buyer of any human trafficking; failure to notify may lead to termination.', { penalties: missing }],
    ['Officers shall ensure that contracts prohibit human trafficking.', { engaging: missing }],
    ['Les États ne doivent pas se livrer à la traite des êtres humains.', { engaging: missing }],
    // Rules in plain words.
    ['Do not offer or sell stolen goods or take part in or facilitate human trafficking.', { engaging: present, facilitating: present }],
    ['Don’t use the Fleet to facilitate human trafficking.', { engaging: missing, facilitating: present }],
    ['You can’t use the Fleet to engage in illegal acts, such as theft or human trafficking.', { engaging: present }],
    ['We prohibit facilitating or participating in human trafficking.', { facilitating: present }],
    // What was found, or is not known, is a fact.
    ['No carrier has been found to engage in human trafficking this year.', { engaging: missing }],
    ['Nous n’avons identifié aucun transporteur impliqué dans la traite des êtres humains.', { engaging: missing }],
    ['Le Transporteur n’a pas connaissance d’actes de traite des êtres humains.', { engaging: missing }],
    ['The Carrier shall not use the hotline number for human trafficking for other calls.', { engaging: missing }],
    // Goods, funds and persons.
    ['The Carrier represents that its uniforms are not made with slavery or human trafficking.', { engaging: present }],
    ['No component of the Goods may be made with forced labour.', { b3: present }],
    ['No funds of this grant may be used for human trafficking.', { engaging: present, facilitating: missing }],
    ['Les fonds ne peuvent servir à financer la traite des êtres humains.', { engaging: missing, facilitating: present }],
    ['The Carrier must not subject any person to servitude or human trafficking.', { engaging: present }],
    ['No worker may be trafficked or be compelled to work.', { engaging: present }],
    ['Carriers must not engage in trafficking.', { b1: present }],
    [
      'Carriers must immediately report credible information about violations to the Contracting Officer and Inspector General.',
      { d: present },
    ],
    ['The Carrier must have zero involvement in human trafficking.', { engaging: present }],
    ['You must not traffic another person.', { engaging: present }],
    ['The Carrier shall not knowingly or unknowingly take part in human trafficking.', { engaging: present, b1: present }],
    ['Le Transporteur s’assure que ses sous-traitants ne profitent pas de la traite des êtres humains.', { engaging: present }],
    // Modern slavery in French.
    ['Le Transporteur ne recourt à aucune forme d’esclavage moderne.', { engaging: present }],
    ['Le Transporteur veille à ce que ses activités soient exemptes de traite des êtres humains.', { engaging: present }],
    ['Les transporteurs doivent proscrire le trafic d’êtres humains.', { engaging: present }],
    // The end of a relationship, in other words.
    [`${BAN} We will cease doing business with a carrier that violates this rule.`, { penalties: present }],
    [`${BAN} Non-conformance may result in exclusion from tenders.`, { penalties: present }],
    [`${BAN} Non-compliance can result in termination.`, { penalties: present }],
    [`${BAN} In the event of a violation the Buyer may exclude the Carrier from tenders.`, { penalties: present }],
    [`${BAN} Any member of the crew who does will lose access to the harbour.`, { penalties: present }],
    [`${BAN} A carrier that disregards this rule is placed on the exclusion list.`, { penalties: present }],
    [`${BAN} If this rule is not observed, the contract ends at once.`, { penalties: present }],
    [`${BAN} Violation of this rule may lead to the closure of its account.`, { penalties: present }],
    [
      'La charte interdit la traite des êtres humains. Quiconque enfreint cette interdiction s’expose à la cessation de la relation d’affaires.',
      { penalties: present },
    ],
    ['Le Transporteur ne se livre pas à la traite. En cas de violation, nous cesserons toute relation avec lui.', { penalties: present }],
  ])('%s', ([text, expected]) => {
    expect(statesOf(text)).toMatchObject(expected);
  });
});

describe('5f: kinds of wording of the fifteenth round, in words of our own', () => {
  test.for<[string, string[], States]>([
    [
      'a code says at its end what follows',
      [
        'Carrier Code',
        '1. Carriers must not take part in human trafficking.',
        ...['2. Wages are paid.', '3. Crews rest.', '4. Ships are clean.', '5. Cargo is weighed.', '6. Noise is low.'],
        'We check whether carriers keep to this Code. Failure to comply may lead to removal from the list.',
      ],
      { engaging: present, penalties: present },
    ],
    [
      'a lead-in that forbids and goes on',
      [
        'The following are forbidden aboard and lead to instant dismissal and, where appropriate, to a report:',
        '• any form of human trafficking',
        '• smoking',
      ],
      { engaging: present, penalties: present },
    ],
    ['should as a condition', [BAN, 'The Buyer may suspend payment should Carrier violate this Annex.'], { penalties: present }],
    [
      'une déclaration fausse',
      ['Le Transporteur déclare ne pas pratiquer la traite.', 'La fausseté de cette déclaration entraîne son déréférencement.'],
      { engaging: present, penalties: present },
    ],
    [
      'une commande résolue',
      ['Le Transporteur n’a recours à aucune forme de traite.', 'S’il bafoue cette règle, l’Acheteur peut résoudre la commande.'],
      { penalties: present },
    ],
    ['a duty of something else', [BAN, 'Failure to meet the quality standards of Annex C may lead to rejection.'], { penalties: missing }],
    [
      'une remise en retard',
      ['Le Transporteur remet un rapport sur la traite.', 'À défaut de remise, une pénalité est due.'],
      { penalties: missing },
    ],
    [
      'a question asks',
      ['Does your firm prohibit human trafficking?', 'Was it excluded for a breach of labour law?'],
      { engaging: missing, penalties: missing },
    ],
  ])('%s', ([, lines, expected]) => {
    expect(statesOf(...lines)).toMatchObject(expected);
  });

  test.for([
    'ignores this rule, the Contract comes to an end',
    'does not live up to this rule, the Buyer may exit the relationship',
    'falls foul of this rule, the Buyer may stop buying from it',
    'disobeys this rule, the Buyer may claw back the advance',
    'does not adhere to this rule, the goods may be refused; the Buyer may refuse delivery',
    'offends against this rule, its access may be blocked',
    'does not comply with the Charter, no fees shall be payable',
    'departs from this rule, it loses its licence',
  ])('a penalty if the Carrier %s', (words) => {
    expect(statesOf(BAN, `If the Carrier ${words}.`)).toMatchObject({ penalties: present });
  });

  test.for(['is false', 'is not true', 'becomes inaccurate', 'was incorrect', 'is broken'])('a penalty if a declaration %s', (words) => {
    const declared = 'The Carrier declares that it takes no part in human trafficking.';
    expect(statesOf(declared, `If the declaration ${words}, the Buyer may terminate the Contract.`)).toMatchObject({ penalties: present });
  });

  test.for<[string, States]>([
    // Verbs, and what is bought or made.
    ['The Carrier shall not be concerned in human trafficking.', { engaging: present }],
    ['The Carrier shall have nothing to do with human trafficking.', { engaging: present }],
    ['The Carrier agrees never to engage in human trafficking.', { engaging: present }],
    ['The Carrier must therefore never use trafficked labour.', { engaging: present }],
    ['The Carrier shall not attempt to engage in human trafficking.', { engaging: present }],
    ['The Carrier shall perform the Contract free of human trafficking.', { engaging: present }],
    ['The Carrier declares that its sails are not the product of human trafficking.', { engaging: present }],
    ['The Carrier certifies that it has no human trafficking in its fleet.', { engaging: present }],
    ['The Carrier shall respect the prohibition of human trafficking.', { engaging: present }],
    ['The Carrier shall supply no worker who has been trafficked.', { engaging: present }],
    ['The Carrier shall forbid its crew to take part in human trafficking.', { engaging: present }],
    ['The Carrier shall not lend itself to such a trade and shall not cooperate in human trafficking.', { facilitating: present }],
    ['Le Transporteur évite toute implication dans la traite.', { engaging: present }],
    ['Les voiles ne sont pas le produit de la traite des êtres humains.', { engaging: present }],
    ['Le Transporteur exécute le Contrat sans recourir à la traite.', { engaging: present }],
    ['The Buyer may terminate in case of bribery or human trafficking by the Carrier.', { penalties: present }],
    ['L’Acheteur peut résilier le Contrat en cas de fraude ou de traite des êtres humains.', { penalties: present }],
    // What the law forbids, what is taught, who is banned, what is recommended, and what a word means.
    ['Human trafficking is prohibited by the Convention of 2005.', { engaging: missing }],
    ['Many countries have banned human trafficking.', { engaging: missing }],
    ['The Carrier shall inform its crew that human trafficking is prohibited.', { engaging: missing }],
    ['Any account involved in human trafficking will be banned.', { engaging: missing, penalties: present }],
    ['The Board recommends that the Code be amended so that it prohibits human trafficking.', { engaging: missing }],
    ['Prohibited practices means fraud, bribery and human trafficking.', { engaging: missing }],
    ['Human trafficking does not only occur abroad.', { engaging: missing }],
    ['Acme does not tolerate human trafficking in any part of its business.', { engaging: missing }],
    ['The City undertakes that it will not buy from firms that engage in human trafficking.', { engaging: missing }],
    [
      'The Carrier attests under penalty of perjury that it uses no coercion as defined in the law on human trafficking.',
      { penalties: missing },
    ],
    ['La traite des êtres humains est interdite par la loi.', { engaging: missing }],
    ['Notre entreprise ne tolère pas la traite des êtres humains.', { engaging: missing }],
    ['Le Transporteur ne peut être tenu responsable de la traite commise par des tiers.', { engaging: missing }],
  ])('%s', ([text, expected]) => {
    expect(statesOf(text)).toMatchObject(expected);
  });
});
