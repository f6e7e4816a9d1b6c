import { randomUUID } from 'node:crypto';
import { ROLE } from '#kernel/roles.ts';
import { canonicalJson, hashVersion, sha256 } from '#rooms/returns/versions/version-hash.ts';
import { canary, EDITION, type Party, type Rows, TODAY, type World } from '../world.ts';

/** A return of a party in each state that others see differently: requested, being answered, submitted, accepted with a section open to all parties, to everyone, or no longer. */
export function seedReturns(world: World, party: Party): Rows {
  const { id: party_id, author: by } = party;
  const questionnaire = canonicalJson({
    id: 'return',
    version: 99,
    title: { en: 'Return', fr: 'Rapport' },
    intro: { en: 'i', fr: 'i' },
    sections: [
      {
        id: 'law',
        title: { en: 'Law', fr: 'Droit' },
        why: { en: 'w', fr: 'p' },
        who: [ROLE.legalAdviser, ROLE.trainingOfficer, ROLE.contractingOfficer],
        questions: [{ id: 'law.one', text: { en: 't', fr: 't' }, type: 'text', obligations: ['P5a.1'], evidence: 'EV-LAW', knows: 'last' }],
      },
    ],
  });
  const returns = (['open', 'answering', 'signed', 'submitted', 'accepted', 'accepted', 'accepted'] as const).map((state, n) => ({
    id: randomUUID(),
    party_id,
    edition_id: EDITION,
    questionnaire_id: 'return',
    questionnaire_version: 99,
    questionnaire,
    questionnaire_sha256: sha256(questionnaire),
    period: String(2010 + n),
    state,
    since: TODAY,
    opened_by: world.office,
    submitted_version: state === 'open' || state === 'answering' ? 0 : 1,
    version: 1,
    status_public: n > 4,
  }));
  const [, , , , , everybodys, narrowedReturn] = returns.map(({ id }) => id);
  const inside = returns.map(({ id: return_id }) => ({ return_id, party_id }));
  const submittedReturns = returns.filter(({ submitted_version }) => submitted_version > 0);
  // The return that is being signed again already has its next version, on which a signer's additions are tried.
  const hashed = submittedReturns.flatMap(({ id, state }) =>
    (state === 'signed' ? [1, 2] : [1]).map((number) => {
      const answer = { questionId: 'law.one', choice: 'changed', value: `Said ${canary()}`, note: null, documentId: null, page: null };
      const open = id === everybodys || id === narrowedReturn || state === 'submitted';
      const release = open ? 'public' : state === 'accepted' ? 'parties' : 'reviewers';
      const section = { id: 'law', release, answers: [answer] };
      return { id, state, number, release, ...hashVersion({ signed: { name: 'S', capacity: 'C' } }, [section]) };
    }),
  );
  const link = randomUUID();
  const answering = returns[1]!.id;
  return [
    ['returns.return', returns],
    [
      'returns.step',
      inside.flatMap((one) =>
        (['open', 'start', 'submit'] as const).map((action) => ({
          ...one,
          id: randomUUID(),
          action,
          to_state: 'answering',
          at: TODAY,
          person_id: by,
          note: `Step ${canary()}`,
        })),
      ),
    ],
    [
      'returns.answer',
      inside.map((one) => ({
        ...one,
        section_id: 'law',
        question_id: 'law.two',
        known: { from: 'last', value: canary(), itemId: null, title: null, date: '2025-01-01', origin: 'declared' },
        version: 1,
      })),
    ],
    [
      'returns.answer',
      inside.map((one) => ({
        ...one,
        section_id: 'law',
        question_id: 'law.one',
        choice: 'changed',
        value: `Draft ${canary()}`,
        answered_by: by,
        answered_at: TODAY,
        version: 1,
      })),
    ],
    ['returns.section', inside.map((one) => ({ ...one, section_id: 'law', release: 'reviewers' }))],
    [
      'returns.explanation',
      inside.map((one) => ({
        ...one,
        check_id: 'sum',
        explanation: `Because ${canary()}`,
        left_figure: 2,
        right_figure: 1,
        explained_by: by,
        explained_at: TODAY,
      })),
    ],
    [
      'returns.provision',
      inside.map((one, n) => ({
        ...one,
        period: returns[n]!.period,
        id: randomUUID(),
        provision_id: randomUUID(),
        instrument: 'TIP',
        article: '5.1',
        law: `Law ${canary()}`,
        paragraph: '1',
        recorded_by: by,
        recorded_at: TODAY,
      })),
    ],
    [
      'returns.version',
      hashed.map(({ id, number, head, sha256: hash }) => ({
        return_id: id,
        party_id,
        number,
        head,
        sha256: hash,
        submitted_at: TODAY,
        submitted_by: by,
      })),
    ],
    [
      'returns.version_section',
      hashed.map(({ id, state, number, release, sections }) => ({
        return_id: id,
        party_id,
        number,
        section_id: 'law',
        content: sections[0]!.content,
        release,
        opened_at: state === 'accepted' ? TODAY : null,
        narrowed_to: id === narrowedReturn ? 'reviewers' : null,
      })),
    ],
    [
      'returns.link',
      [
        {
          id: link,
          return_id: answering,
          party_id,
          section_id: 'law',
          name: `Office ${canary()}`,
          token_hash: `\\x${sha256(link)}`,
          created_by: by,
          created_at: TODAY,
          ends_at: '2026-07-01',
        },
      ],
    ],
    ['returns.link_use', [{ link_id: link, party_id, action: 'look', at: TODAY }]],
  ];
}
