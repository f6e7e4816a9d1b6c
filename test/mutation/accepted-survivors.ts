/** The reason why removing a guard changes nothing, and the guards behind it. If all of them are removed together, a test must fail. */
type AcceptedSurvivor = { behind?: readonly string[]; why: string };

const REFUSED_BY_QUERY: AcceptedSurvivor = { why: 'the query itself refuses a signed-out person (subjectOf), with the same answer' };
const behind = (names: string | readonly string[], why: string): AcceptedSurvivor => ({ behind: [names].flat(), why });
const READS_AT_OWNER = "function reports.channel_owners: identity.parties(identity.group('report-readers')) (1)";
const SIGNED_OUT = 'who is signed out holds no role, has no session and no factor';

const REFUSING_QUERIES: readonly string[] = [
  'people/passkey-options-to-add',
  'people/get-session',
  'people/find-colleagues',
  'parties/list-parties',
  'reviews/get-round',
  'reviews/get-clause-brief',
  'nations/get-joining',
  'training/get-local-text',
  'training/list-own',
  'reports/get-own-test',
  'home/get-home',
  'home/list-tasks',
  'search/find',
];

/** Guards whose removal alone has no visible effect. Any other surviving mutant is a finding. */
export const ACCEPTED_SURVIVORS: ReadonlyMap<string, AcceptedSurvivor> = new Map([
  ...REFUSING_QUERIES.map((name): [string, AcceptedSurvivor] => [`query ${name} without signing in`, REFUSED_BY_QUERY]),
  [
    'function identity.add_passkey: me is null (1)',
    behind(
      [
        "function identity.add_passkey: (v ->> 'person')::uuid is distinct from me (1)",
        'function identity.add_passkey: not identity.signed_in_recently() (1)',
      ],
      `${SIGNED_OUT}: a passkey made for another person is refused`,
    ),
  ],
  [
    'function identity.replace_recovery_codes: me is null (1)',
    behind(
      [
        'function identity.replace_recovery_codes: not identity.signed_in_recently() (1)',
        'function identity.replace_recovery_codes: cardinality(identity.factors_of(me)) = 0 (1)',
      ],
      SIGNED_OUT,
    ),
  ],
  [
    'function identity.reset_account: me is null (1)',
    behind(
      [
        "function identity.reset_account: identity.holds(identity.group('account-managers')) (1)",
        'function identity.reset_account: identity.may_manage_account(who) (1)',
      ],
      `${SIGNED_OUT}, and keeps no account`,
    ),
  ],
  [
    'function identity.propose_grants: me is null (1)',
    behind("function identity.propose_grants: identity.holds(identity.group('office')) (1)", SIGNED_OUT),
  ],
  [
    'function identity.undo_account_import: me is null (1)',
    behind("function identity.undo_account_import: identity.holds(identity.group('office')) (1)", SIGNED_OUT),
  ],
  [
    'function identity.remove_totp: me is null (1)',
    behind('function identity.remove_totp: not identity.signed_in_recently() (1)', SIGNED_OUT),
  ],
  ['function identity.remove_passkey: me is null (1)', behind('function identity.remove_passkey: person_id = me (1)', SIGNED_OUT)],
  [
    'function identity.remove_passkey: person_id = me (5)',
    behind('function identity.remove_passkey: person_id = me (1)', 'whose it is was asked before'),
  ],
  [
    'function identity.decide_hand_over: me is null (1)',
    behind('function identity.decide_hand_over: identity.may_grant(p.role, p.party_id) (1)', SIGNED_OUT),
  ],
  [
    "function identity.sign_in_by_invitation: purpose = 'invitation' (1)",
    behind(
      'function identity.sign_in_by_invitation: ends_at > now() (1)',
      'the link of the first person has no end, and an invitation must have one',
    ),
  ],
  [
    "function identity.sign_in_by_invitation_with_passkey: purpose = 'invitation' (1)",
    behind(
      [
        'function identity.sign_in_by_invitation_with_passkey: ends_at > now() (1)',
        "function identity.sign_in_by_invitation_with_passkey: person_id = (v ->> 'person')::uuid (1)",
      ],
      'the link of the first person never expires and names no person, and an invitation must have both',
    ),
  ],
  [
    'function identity.sign_in: p.disabled_at is null (1)',
    behind(
      'function identity.pass_first_factor: exists (select from identity.person where id = who and disab (1)',
      'every first factor leads to where it is asked again',
    ),
  ],
  [
    'function identity.pass_first_factor: exists (select from identity.person where id = who and disab (1)',
    behind('function identity.sign_in: p.disabled_at is null (1)', 'every way to it asked before'),
  ],
  [
    "function ledger.may_erase: identity.parties(identity.group('legal-advisers')) (1)",
    behind(
      "function ledger.acted_for: identity.parties(identity.group('legal-advisers')) (1)",
      'the party of the legal adviser is checked where the person of the act is determined',
    ),
  ],
  [
    'function reviews.guard_participation: new.signed_by = identity.person() (1)',
    behind(
      "function identity.require_own_name: raise exception 'no person writes in another name (%.%)', tg (1)",
      'nobody writes in another name, here and everywhere',
    ),
  ],
  ['function ledger.record_cosignature: c.day is not null (1)', { why: 'a cached page is made again needlessly: no person gets access' }],
  ...permissions(),
  ...askedTwice(),
]);

/** Checks that run twice: by the mount before it reads a file and by the command, or before PINs are derived and when access slips are made. */
function askedTwice(): [string, AcceptedSurvivor][] {
  const files: readonly [permission: string, address: string, ...commands: string[]][] = [
    ['nations:import', 'POST /desk/api/treaty-imports/preview', 'nations/preview-import'],
    ['imports:run', 'POST /desk/api/imports', 'imports/import-evidence', 'imports/import-parties', 'imports/import-people'],
    ['imports:run', 'POST /desk/api/imports/preview', 'imports/preview-table'],
    ['policy:import-editions', 'POST /desk/api/policy/editions', 'policy/import-edition'],
    ['policy:import-editions', 'POST /desk/api/policy/editions/preview', 'policy/preview-edition'],
  ];
  const document = ['policy evidence.document document_add lets all through', 'policy evidence.document document_read lets all through'];
  const [body, upload] = ['the body of POST /desk/api/parties/:partyId/documents', 'evidence/upload-document'];
  const asksAgain = 'the act asks again, with the same answer';
  const CHECKED_BY_MOUNT = 'the mount asked before it read the file';
  const contractFiles = 'POST /desk/api/parties/:partyId/contract-files';
  const contractTables = 'POST /desk/api/parties/:partyId/contract-imports';
  const contracts: readonly [address: string, commands: readonly string[], ...policies: string[]][] = [
    [
      contractFiles,
      ['contractors/find-place', 'contractors/record-document'],
      ...['policy contractors.document document_add lets all through', 'policy contractors.document document_read lets all through'],
    ],
    [contractTables, ['contractors/import-contracts'], 'policy contractors.import import_add lets all through'],
    [`${contractTables}/preview`, ['contractors/preview-import']],
  ];
  return [
    ...contracts.flatMap(([address, commands, ...policies]): [string, AcceptedSurvivor][] =>
      [(name: string) => `contractors:manage of ${name} for everybody`, (name: string) => `${name} asked for at any party`].flatMap(
        (called): [string, AcceptedSurvivor][] => {
          const mount = called(`the body of ${address}`);
          const inside = commands.map(called);
          return [
            [mount, behind([...inside, ...policies], asksAgain)],
            ...inside.map((one): [string, AcceptedSurvivor] => [
              one,
              behind([mount, ...inside.filter((other) => other !== one), ...policies], CHECKED_BY_MOUNT),
            ]),
          ];
        },
      ),
    ),
    ...files.flatMap(([permission, address, ...commands]): [string, AcceptedSurvivor][] => {
      const before = `${permission} of the body of ${address} for everybody`;
      const inside = commands.map((act) => `${permission} of ${act} for everybody`);
      return [
        [before, behind(inside, asksAgain)],
        ...inside.map((act): [string, AcceptedSurvivor] => [act, behind(before, CHECKED_BY_MOUNT)]),
      ];
    }),
    [
      'contractors:manage of the body of POST /desk/api/contract-sets/preview for everybody',
      behind('contractors:manage of contractors/preview-set for everybody', asksAgain),
    ],
    ...['roster', 'completion'].map((what): [string, AcceptedSurvivor] => [
      `training:manage-roster of the body of POST /desk/api/${what}s/preview for everybody`,
      behind(`training:manage-roster of training/preview-${what === 'roster' ? what : 'completions'} for everybody`, asksAgain),
    ]),
    [`evidence:enter of ${body} for everybody`, behind([`evidence:enter of ${upload} for everybody`, ...document], asksAgain)],
    [`${body} asked for at any party`, behind([`${upload} asked for at any party`, ...document], asksAgain)],
    [`${upload} asked for at any party`, behind([`${body} asked for at any party`, ...document], CHECKED_BY_MOUNT)],
    [
      'returns:answer of the body of POST /desk/api/returns/:returnId/form for everybody',
      behind('policy returns.return return_read lets all through', 'who does not see a return finds none'),
    ],
    [
      'training:teach of training/make-access-slips for everybody',
      behind('training:teach of training/get-due-access-slips for everybody', 'asked before PINs are derived'),
    ],
    [
      'training/make-access-slips asked for at any party',
      behind('training/get-due-access-slips asked for at any party', 'asked before PINs are derived'),
    ],
    [
      'contractors/get-firm-file-chunk asked for at any party',
      behind('contractors/get-firm-file asked for at any party', 'the name is asked for before the bytes'),
    ],
  ];
}

/** The database or the state table repeats the check with the same result. */
function permissions(): [string, AcceptedSurvivor][] {
  const inDatabase = 'row-level security finds nothing to act on, and says so';
  const ofAction = (act: string, permission: string, command: string): [string, AcceptedSurvivor][] => {
    const [name, rule] = [`${permission} of evidence/${command} for everybody`, `${act} of an item by every role`];
    const front: [string, AcceptedSurvivor] = [name, behind(rule, 'the table of states of an item asks for the role again')];
    // For all other acts the state table requires more than the permission once an item was submitted.
    return act === 'submit' || act === 'approve-purge' || act === 'refuse-purge'
      ? [front, [rule, behind(name, 'the permission asked for the role before')]]
      : [front];
  };
  const policy = (table: string, name: string) => `policy ${table} ${name} lets all through`;
  const each = (permission: string, commands: readonly string[], ...names: string[]) =>
    commands.map((command): [string, ...string[]] => [`${permission} of ${permission.split(':')[0]}/${command}`, ...names]);
  const database: [name: string, ...behind: string[]][] = [
    ['parties:confirm of parties/end-contribution', policy('parties.contribution', 'contribution_end')],
    ['parties:manage-units of parties/move-unit', policy('parties.unit', 'unit_move')],
    ['parties:manage-units of parties/plan-rotation', policy('parties.rotation', 'rotation_write')],
    ['parties:manage-units of parties/set-hand-over', policy('parties.rotation', 'rotation_hand_over')],
    ['people:invite of people/invite-person', "function identity.invite: exists (select from jsonb_array_elements(c.claims -> 'grants (1)"],
    [
      'people:appoint of people/invite-many',
      "function identity.invite: exists (select from jsonb_array_elements(c.claims -> 'grants (1)",
      'function identity.grant_role: identity.may_grant(new_role, party) (1)',
    ],
    ['people:grant of people/give-grant', 'function identity.grant_role: identity.may_grant(new_role, party) (1)'],
    ['evidence:enter of evidence/change-draft', policy('evidence.item', 'item_read')],
    [
      'evidence:enter of evidence/upload-document',
      policy('evidence.document', 'document_add'),
      policy('evidence.document', 'document_read'),
    ],
    ['returns:read of returns/get-return', policy('returns.return', 'return_read')],
    ['returns:read of returns/get-version', policy('returns.return', 'return_read'), policy('returns.version', 'version_read')],
    ['returns:answer of returns/answer-question', policy('returns.return', 'return_read')],
    ['returns:answer of returns/answer-questions', policy('returns.return', 'return_read')],
    ['nations:read-letters of nations/get-outreach', policy('nations.outreach', 'outreach_read')],
    ...each(
      'nations:write-letters',
      ['send-letter', 'record-reply', 'set-reminder', 'close-outreach', 'label-outreach'],
      policy('nations.outreach', 'outreach_read'),
    ),
    [
      'nations:set-transfer of nations/set-transfer',
      policy('nations.joining', 'joining_read'),
      policy('nations.joining', 'joining_change'),
    ],
    ...each(
      'cooperation:consult',
      ['decide-on-consultation', 'inform-consulted'],
      policy('cooperation.consultation', 'consultation_read'),
      policy('cooperation.consultation', 'consultation_change'),
    ),
    ['returns:answer of returns/record-provision', policy('returns.return', 'return_read')],
    ...each('nations:keep-plan', ['add-measure', 'end-plan', 'record-progress'], policy('nations.plan', 'plan_change')),
    ...each('reports:keep-help', ['change-help-place', 'publish-help-place'], policy('reports.help_place', 'help_place_change')),
    ['reports:keep-help of reports/add-help-entry', policy('reports.help_entry', 'help_entry_add')],
    ...each(
      'reports:keep-help',
      ['change-help-entry', 'record-help-test', 'retire-help-entry'],
      policy('reports.help_entry', 'help_entry_change'),
    ),
    ['reports:keep-channel of reports/remove-reader', policy('reports.reader', 'reader_remove')],
    ['reports:keep-channel of reports/confirm-succession', policy('reports.succession', 'succession_confirm')],
    ...each('reports:keep-channel', ['publish-manifest', 'record-successor'], policy('reports.channel', 'channel_change')),
    ['reports:state-limits of reports/state-limits', policy('reports.limit_statement', 'limit_statement_write')],
    // A person without the role at the channel's party or operation does not find the channel.
    ...each(
      'reports:read',
      [
        ...['confirm-notice', 'replace-own-keys', 'hand-over', 'show-certificate', 'record-drill', 'read-test'],
        ...['name-successor', 'inherit-reports'],
      ],
      READS_AT_OWNER,
    ),
    ['reports:read of reports/join-channel', READS_AT_OWNER, policy('reports.reader', 'reader_join')],
    ['returns:sign of returns/set-release', policy('returns.section', 'section_change')],
    ['returns:sign of returns/hand-out-section', policy('returns.link', 'link_issue')],
    ['reviews:read-participation of reviews/get-participation', policy('reviews.participation', 'participation_read')],
    ['reviews:read-form of reviews/get-form', policy('reviews.shadow_form', 'shadow_form_read')],
    ['reviews:label of reviews/label-participation', policy('reviews.participation', 'participation_change')],
    ['reviews:judge of reviews/rate-obligation', policy('reviews.rating', 'rating_add')],
    ['reviews:judge of reviews/draft-finding', policy('reviews.finding', 'finding_add')],
    ['reviews:speak of reviews/comment-on-draft', policy('reviews.comment', 'comment_add')],
    ['training:manage-roster of training/undo-roster', policy('training.roster_batch', 'roster_batch_read')],
    ['training:see-classes of training/get-class', policy('training.class', 'class_read')],
    [
      'training:book-seats of training/book-seats',
      policy('training.class', 'class_read'),
      policy('training.seat_booking', 'seat_booking_add'),
    ],
    [
      'training:teach of training/renew-pin',
      policy('training.access_slip', 'access_slip_read'),
      policy('training.access_slip', 'access_slip_change'),
    ],
    [
      'training:teach of training/reset-tries',
      policy('training.access_slip', 'access_slip_read'),
      policy('training.tries_reset', 'tries_reset_write'),
    ],
    ['training:revoke-certificate of training/revoke-certificate', policy('training.certificate', 'certificate_read')],
    ...each(
      'contractors:read',
      ['get-contract', 'get-check', 'get-workers', 'get-firms', 'get-plans', 'get-release', 'list-visits'],
      policy('contractors.contract', 'contract_read'),
    ),
    ['contractors:read of contractors/get-photo', policy('contractors.site_photo', 'site_photo_read')],
    ...each('contractors:read', ['get-firm-file', 'get-firm-file-chunk'], policy('contractors.firm_file', 'firm_file_read')),
    ...each('contractors:read', ['get-drop', 'get-sample'], policy('contractors.document', 'document_read')),
    ['contractors:read of contractors/get-violation', policy('contractors.violation', 'violation_read')],
    ...each(
      'contractors:manage',
      [
        ...['change-contract', 'award-contract', 'end-contract', 'add-member', 'change-subcontract', 'correct-member', 'leave-member'],
        ...['ask-override', 'exercise-option', 'propose-modification'],
      ],
      policy('contractors.contract', 'contract_read'),
    ),
    ...each('contractors:manage', ['review-plan', 'post-plan'], policy('contractors.plan', 'plan_read')),
    ['contractors:manage of contractors/undo-import', policy('contractors.import', 'import_read')],
    ['contractors:manage of contractors/decide-finding', policy('contractors.document', 'document_read')],
    ...each(
      'contractors:manage-violations',
      ['record-violation', 'record-visit', 'publish-site-page'],
      policy('contractors.contract', 'contract_read'),
    ),
    ...each(
      'contractors:investigate',
      ['mark-danger', 'investigate-violation', 'report-investigation'],
      policy('contractors.violation', 'violation_read'),
    ),
  ];
  const writes = { why: 'the command checks again for whom a person writes (writesFor), and the policy outreach_write behind it' };
  return [
    ['nations:write-letters of nations/open-outreach for everybody', writes],
    ['nations/open-outreach asked for at any party', writes],
    [
      'training:read-local-texts of training/get-local-text for everybody',
      { why: 'the query checks again whose texts a person reads (readableParties), with the same answer' },
    ],
    ...database.map(([name, ...names]): [string, AcceptedSurvivor] => [`${name} for everybody`, behind(names, inDatabase)]),
    [
      'change of an item by every role',
      behind(
        ['evidence:enter of evidence/change-draft for everybody', policy('evidence.item', 'item_read')],
        'a person who sees a draft may change it',
      ),
    ],
    ...ofAction('submit', 'evidence:sign', 'submit-evidence'),
    ...ofAction('correct', 'evidence:sign', 'correct-evidence'),
    ...ofAction('confirm', 'evidence:sign', 'confirm-still-true'),
    ...ofAction('withdraw', 'evidence:enter', 'withdraw-evidence'),
    ...ofAction('request-purge', 'evidence:enter', 'request-purge'),
    ...ofAction('approve-purge', 'evidence:sign', 'approve-purge'),
    ...ofAction('refuse-purge', 'evidence:sign', 'refuse-purge'),
    ...ofAction('withdraw-purge-request', 'evidence:enter', 'withdraw-purge-request'),
    ...ofAction('change-label', 'evidence:enter', 'change-label'),
    ...ofAction('release-label', 'evidence:sign', 'release-label'),
  ];
}

/** The same for single arms of policies, by pattern: another arm admits the same people. */
const ACCEPTED_ARMS: readonly [arm: RegExp, behind: RegExp, why: string][] = [
  [
    /item_obligation item_obligation_read using without arm (?!2:)/,
    /item_obligation item_obligation_read using without arm 2:/,
    'saves a look at the item, which says the same',
  ],
];

/** The reason why removing an arm changes nothing, with the names of the arms behind it; undefined if a test must fail. */
export function acceptedArm(name: string, all: readonly string[]): AcceptedSurvivor | undefined {
  const found = ACCEPTED_ARMS.find(([arm]) => arm.test(name));
  if (!found) return undefined;
  const [, behind, why] = found;
  return { behind: all.filter((one) => behind.test(one)), why };
}

/** Names and patterns of these lists that no mutant has: what they excused was renamed or is gone. */
export function unknownNames(mutants: readonly string[]): string[] {
  const known = new Set(mutants);
  const named = [...ACCEPTED_SURVIVORS].flatMap(([name, { behind: names = [] }]) => [name, ...names]);
  const patterns = [...ACCEPTED_ARMS.map(([arm]) => arm), ...ACCEPTED_ARMS.map(([, behind]) => behind)];
  return [
    ...new Set(named.filter((name) => !known.has(name))),
    ...patterns.filter((pattern) => !mutants.some((name) => pattern.test(name))).map(({ source }) => source),
  ];
}
