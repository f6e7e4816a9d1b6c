import { randomUUID } from 'node:crypto';
import { canonicalJson, sha256 } from '#rooms/reviews/reports/snapshot.rules.ts';
import { canary, EDITION, OBLIGATIONS, type Party, type Rows, TODAY, type World } from '../world.ts';

/** What each round rates, so that an answer with nothing but a rating shows which round it read. Only `released` was released to all parties. */
export const RATED = { open: 'partly-met', drafts: 'not-started', adopted: 'in-progress', released: 'not-met' } as const;

/** A party's participation in each round: before and after its draft was sent, adopted for the party only, released to all parties. */
export function seedReviews(world: World, party: Party, items: Record<string, unknown>[]): Rows {
  const { id: party_id, author: by } = party;
  const participations = Object.entries(world.rounds).map(([name, round_id]) => {
    const sent = name !== 'open';
    return {
      name,
      id: randomUUID(),
      round_id,
      party_id,
      party_group: 'ally',
      voluntary: false,
      obligation_ids: [...OBLIGATIONS],
      state: { open: 'prefilled', drafts: 'commenting', adopted: 'adopted', released: 'follow-up' }[name],
      since: TODAY,
      self_assessment_due: '2026-07-01',
      comment_due: '2026-08-01',
      submitted_at: sent ? TODAY : null,
      signed_by: sent ? by : null,
      signer_capacity: sent ? 'c' : null,
      draft_sent_at: sent ? TODAY : null,
      public_agreed_at: name === 'released' ? TODAY : null,
      public_agreed_by: name === 'released' ? by : null,
    };
  });
  const each = <T>(make: (participation: (typeof participations)[number]) => T) => participations.map(make);
  const inParticipation = (participation: (typeof participations)[number]) => ({ participation_id: participation.id, party_id });
  const sentItem = items.find((item) => item.state === 'submitted' && !item.by_office)!.id;
  const findings = each((participation) => ({
    id: randomUUID(),
    ...inParticipation(participation),
    round_id: participation.round_id,
    grade: 'urge',
    title: `Finding ${canary()}`,
    body: 'b',
    obligation_ids: [OBLIGATIONS[0]],
    clause_ids: ['1'],
    evidence_ids: [sentItem],
    cites_absence: false,
    owner: 'o',
    due: '2027-01-01',
    state: participation.state === 'adopted' || participation.state === 'follow-up' ? 'reported' : 'drafted',
    drafted_by: world.office,
    drafted_at: TODAY,
  }));
  return [
    ['reviews.participation', participations.map(({ name: _name, ...participation }) => participation)],
    [
      'reviews.step',
      each((participation) => ({
        id: randomUUID(),
        ...inParticipation(participation),
        action: 'prefill',
        to_state: 'prefilled',
        at: TODAY,
        person_id: by,
      })),
    ],
    [
      'reviews.answer',
      each((participation) =>
        OBLIGATIONS.map((obligation_id) => ({
          ...inParticipation(participation),
          edition_id: EDITION,
          obligation_id,
          suggested: 'met',
          suggested_from: 'nothing',
          choice: 'changed',
          says: 'met',
          note: `Answer ${canary()}`,
          answered_by: by,
          answered_at: TODAY,
          submitted_at: participation.submitted_at,
        })),
      ).flat(),
    ],
    [
      'reviews.clarification',
      each((participation) => ({
        id: randomUUID(),
        ...inParticipation(participation),
        question: `Question ${canary()}`,
        due: '2026-09-01',
        asked_by: world.office,
        asked_at: TODAY,
      })),
    ],
    [
      'reviews.rating',
      each((participation) => {
        const rating = (id: string, corrects: string | null) => ({
          id,
          ...inParticipation(participation),
          edition_id: EDITION,
          obligation_id: OBLIGATIONS[0],
          status: RATED[participation.name as keyof typeof RATED],
          reason: `Rating ${canary()}`,
          suggestion: 'met',
          rated_by: world.office,
          rated_at: TODAY,
          corrects_id: corrects,
          round_id: corrects && participation.round_id,
        });
        const [first, second] = [randomUUID(), randomUUID()];
        const isAdopted = ['adopted', 'follow-up'].includes(participation.state!);
        return [rating(first, null), ...(isAdopted ? [rating(second, first)] : [])];
      }).flat(),
    ],
    ['reviews.finding', findings],
    [
      'reviews.finding_event',
      findings.map((finding) => ({
        id: randomUUID(),
        finding_id: finding.id,
        party_id,
        kind: 'revised',
        body: `Event ${canary()}`,
        person_id: world.office,
        at: TODAY,
      })),
    ],
    [
      'reviews.comment',
      each((participation) => ({
        id: randomUUID(),
        ...inParticipation(participation),
        body: `Comment ${canary()}`,
        person_id: by,
        at: TODAY,
      })),
    ],
    ...adopted(world, party),
    ...formsAndVisits(world, party, participations),
  ];
}

// A form before and after its submission, and a visit to each participation with a note.
function formsAndVisits(world: World, party: Party, participations: { id: string; party_id: string }[]): Rows {
  const { id: party_id, author: by } = party;
  const forms = [world.rounds.open, world.rounds.drafts].map((round_id, n) => ({
    id: randomUUID(),
    round_id,
    party_id,
    invited_by: world.office,
    invited_at: TODAY,
    submitted_at: n === 0 ? null : TODAY,
    submitted_by: n === 0 ? null : by,
  }));
  const visits = participations.map((participation) => ({
    id: randomUUID(),
    participation_id: participation.id,
    party_id,
    from_day: '2026-05-04',
    to_day: '2026-05-06',
    visitors: 'v',
    agenda: `Agenda ${canary()}`,
    recorded_by: world.office,
    recorded_at: TODAY,
  }));
  return [
    ['reviews.shadow_form', forms],
    [
      'reviews.observation',
      forms.map(({ id: form_id }) => ({
        form_id,
        party_id,
        clause_id: '1',
        body: `Observation ${canary()}`,
        written_by: by,
        written_at: TODAY,
      })),
    ],
    ['reviews.visit', visits],
    [
      'reviews.visit_note',
      visits.map(({ id: visit_id, participation_id }) => ({
        id: randomUUID(),
        visit_id,
        participation_id,
        party_id,
        day: '2026-05-05',
        spoke_with: 's',
        body: `Note ${canary()}`,
        person_id: world.office,
        at: TODAY,
      })),
    ],
  ];
}

const FROZEN = {
  status: 'not-reported',
  origin: null,
  reason: null,
  ratedBy: null,
  ratedAt: null,
  suggestion: null,
  answer: null,
  evidence: [],
};

// Frozen participations contain exactly what a reader of the report gets. The head is written with the first party and extended in place for the others.
function adopted(world: World, party: Party): Rows {
  return (['adopted', 'released'] as const).flatMap((name): Rows => {
    const content = canonicalJson({
      id: party.id,
      name: 'Party',
      names: { en: 'Party', fr: 'Partie' },
      group: 'ally',
      voluntary: false,
      state: 'adopted',
      submitted: null,
      unratedReason: `Frozen ${canary()}`,
      items: 0,
      declared: 0,
      obligations: OBLIGATIONS.map((id, at) => ({ ...FROZEN, id, clause: ['1', '3'][at], rating: RATED[name] })),
      findings: [],
      comments: [],
    });
    const round_id = world.rounds[name];
    const release = name === 'released' ? 'parties' : 'party';
    return [['reviews.adopted_participation', [{ round_id, party_id: party.id, content, sha256: sha256(content), release }]]];
  });
}
