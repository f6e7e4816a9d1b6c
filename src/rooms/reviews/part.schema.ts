import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { Day } from '#kernel/day.ts';
import { RecordLabel } from '#kernel/record-label.ts';
import { STATUSES } from '#kernel/status.ts';
import { FINDING_STATES } from './finding.rules.ts';
import { PARTICIPATION_STATES } from './participation.rules.ts';
import { BeforeDuty, EarlierRound, ReportComment, ReportEvidence, ReportFinding } from './report.schema.ts';
import { ANSWER_SAYS, CHOICES, COMMENT_DECISIONS, GRADES, Line, Prose, RATINGS } from './reviews.schema.ts';
import { PartRow, RoundView } from './round.schema.ts';

const Id = z.uuid();
const ObligationId = z.string().min(1).max(40);
const Version = z.number().int();

export const OnPart = z.strictObject({ participationId: Id });
export const PartAnswer = z.object({ id: z.string(), state: z.enum(PARTICIPATION_STATES), version: z.number() });

/** One answer of a return. `version` guards against two colleagues writing over each other. */
export const AnswerObligation = z.strictObject({
  participationId: Id,
  obligationId: ObligationId,
  version: Version,
  choice: z.enum(CHOICES),
  says: z.enum(ANSWER_SAYS).nullable(),
  /** As long as the note of a piece of evidence may be: a changed answer becomes one. */
  note: Prose.max(4000).nullable(),
});
export const AnswerKept = z.object({ obligationId: z.string(), version: z.number() });

/** The signature: the signed-in person signs, and says in what capacity. */
export const SubmitReturn = z.strictObject({ participationId: Id, version: Version, capacity: Line });
export const ReturnSubmitted = PartAnswer.extend({ pieces: z.array(z.string()), notKnown: z.array(z.string()) });

export const AskClarification = z.strictObject({
  participationId: Id,
  obligationId: ObligationId.nullable(),
  question: Prose,
  /** Last day for the answer; left out, the edition's time for answers counts. */
  due: Day.optional(),
});
export const AnswerClarification = z.strictObject({ clarificationId: Id, answer: Prose });
export const RateObligation = z.strictObject({
  participationId: Id,
  obligationId: ObligationId,
  status: z.enum(RATINGS),
  reason: Prose,
});
export const SendDraft = z.strictObject({ participationId: Id, version: Version, unratedReason: Prose.nullable() });

/** A visit to the party: agreed with it, so it sees days, visitors and agenda. */
export const RecordVisit = z.strictObject({ participationId: Id, from: Day, to: Day, visitors: Line, agenda: Prose });
/** A note of a visit: the reviewers' own. `spokeWith` names an office or a function. */
export const NoteOnVisit = z.strictObject({ visitId: Id, day: Day, spokeWith: Line, text: Prose });
/** The party's word that its part may be published, or no longer. */
export const AgreeToPublication = z.strictObject({ participationId: Id, version: Version, agreed: z.boolean() });

const FindingContent = {
  grade: z.enum(GRADES),
  title: Line,
  text: Prose,
  obligationIds: z.array(ObligationId).min(1).max(80),
  evidenceIds: z.array(Id).max(100),
  citesAbsence: z.boolean(),
  /** Who is to act: an office, a ministry, a body. */
  owner: Line,
  due: Day,
};
export const DraftFinding = z.strictObject({ participationId: Id, ...FindingContent });
export const ReviseFinding = z.strictObject({ findingId: Id, version: Version, reason: Prose, ...FindingContent });
export const WithdrawFinding = z.strictObject({ findingId: Id, version: Version, reason: Prose });
export const FindingAnswer = z.object({ id: z.string(), state: z.enum(FINDING_STATES), version: z.number() });

/** A comment on the draft, on one duty or one finding where named; `done` says that there is nothing more to come. */
export const CommentOnDraft = z.strictObject({
  participationId: Id,
  obligationId: ObligationId.nullable(),
  findingId: Id.nullable(),
  text: Prose.nullable(),
  done: z.boolean(),
});
export const AnswerComment = z.strictObject({ commentId: Id, decision: z.enum(COMMENT_DECISIONS), reason: Prose });

export const ReportProgress = z.strictObject({ findingId: Id, version: Version, text: Prose, evidenceIds: z.array(Id).max(100) });
/** `settled` false: what was reported is not enough yet, and the finding is open again. */
export const VerifyFinding = z.strictObject({ findingId: Id, version: Version, settled: z.boolean(), reason: Prose });
export const VerifyAnswer = FindingAnswer.extend({ samePerson: z.boolean() });
export const CarryOverFinding = z.strictObject({ findingId: Id, version: Version, roundId: Id, due: Day, reason: Prose });
export const Done = z.object({ id: z.string() });

const Answered = z.object({
  choice: z.enum(CHOICES).nullable(),
  says: z.enum(ANSWER_SAYS).nullable(),
  note: z.string().nullable(),
  by: z.string().nullable(),
  at: z.string().nullable(),
  version: z.number(),
});
const Rated = z.object({
  id: z.string(),
  status: z.enum(RATINGS),
  reason: z.string(),
  suggestion: z.enum(STATUSES),
  by: z.string(),
  at: z.string(),
});

/** One duty on the page of a party's part: what the evidence says, what the party says, what a reviewer says; never merged. */
export const PartDuty = z.object({
  id: z.string(),
  clause: z.string(),
  /** What the evidence says now. */
  status: z.enum(STATUSES),
  declaredOnly: z.boolean(),
  evidence: z.array(ReportEvidence),
  /** What was, or would be, filled in. `from` nothing: the register is silent. */
  suggestion: z.object({ suggested: z.string(), from: z.enum(['evidence', 'last-answer', 'nothing']) }),
  lastAnswer: z
    .object({ round: BothLanguages, choice: z.enum(CHOICES), says: z.enum(ANSWER_SAYS).nullable(), note: z.string().nullable() })
    .nullable(),
  answer: Answered.nullable(),
  /** What the earlier round found; null where it did not look at this duty. */
  before: BeforeDuty.nullable(),
  /** The rating that counts, and the earlier ones. */
  rating: Rated.nullable(),
  earlierRatings: z.array(Rated),
});
export type PartDuty = z.infer<typeof PartDuty>;

export const Question = z.object({
  id: z.string(),
  obligationId: z.string().nullable(),
  question: z.string(),
  due: z.string(),
  by: z.string(),
  at: z.string(),
  answer: z.string().nullable(),
  answeredBy: z.string().nullable(),
  answeredAt: z.string().nullable(),
});

const Visit = z.object({
  id: z.string(),
  from: z.string(),
  to: z.string(),
  visitors: z.string(),
  agenda: z.string(),
  by: z.string(),
  /** Null where notes are not this reader's to see: hidden is not none. */
  notes: z.array(z.object({ id: z.string(), day: z.string(), spokeWith: z.string(), text: z.string(), by: z.string() })).nullable(),
});

/** A finding with the version an act on it needs. */
export const FindingView = ReportFinding.extend({ version: z.number(), participationId: z.string(), citesAbsence: z.boolean() });
export type FindingView = z.infer<typeof FindingView>;

export const PartView = z.object({
  label: RecordLabel,
  /** A release that waits for a second person. */
  labelAsked: z.object({ id: z.string(), label: RecordLabel, reason: z.string(), byMe: z.boolean() }).nullable(),
  round: RoundView,
  part: PartRow,
  version: z.number(),
  signer: z.object({ name: z.string(), capacity: z.string(), at: z.string() }).nullable(),
  commentsDoneAt: z.string().nullable(),
  unratedReason: z.string().nullable(),
  duties: z.array(PartDuty),
  questions: z.array(Question),
  findings: z.array(FindingView),
  comments: z.array(ReportComment),
  visits: z.array(Visit),
  /** The two nations the lot gave this party; null where none was drawn. */
  reviewedBy: z.array(z.object({ id: z.string(), name: BothLanguages })).nullable(),
  /** The adopted round before this one that looked at this party; null where there is none, or none this reader may see. */
  earlier: EarlierRound.nullable(),
  /** Since when the party agrees that its part may be published. */
  publicAgreedAt: z.string().nullable(),
  published: z.boolean(),
  /** Acts of the table open to this reader now. */
  may: z.array(z.string()),
});
export type PartView = z.infer<typeof PartView>;

/** Findings of one party that still ask something, for its dossier; `late` is never true of a voluntary party. */
export const OpenFindings = z.object({
  findings: z.array(
    z.object({
      id: z.string(),
      roundId: z.string(),
      participationId: z.string(),
      grade: z.enum(GRADES),
      title: z.string(),
      clauses: z.array(z.string()),
      owner: z.string(),
      due: z.string(),
      /** The party has reported progress, and a reviewer looks at it next. */
      reported: z.boolean(),
      late: z.boolean(),
      /** That of the part it lies in. */
      label: RecordLabel,
    }),
  ),
  closedThisYear: z.number(),
});
export type OpenFindings = z.infer<typeof OpenFindings>;

/** One thing this reader has to do next, for My tasks. `late` is never true of a voluntary party. */
export const Task = z.object({
  kind: z.string(),
  roundId: z.string(),
  round: BothLanguages,
  participationId: z.string().nullable(),
  party: z.object({ id: z.string(), name: BothLanguages }).nullable(),
  findingId: z.string().nullable(),
  formId: z.string().nullable(),
  title: z.string().nullable(),
  due: z.string().nullable(),
  /** The next day on which this will be recalled; null where it will not be any more. */
  reminder: z.string().nullable(),
  late: z.boolean(),
  /** That of the part it is about; null for a round. */
  label: RecordLabel.nullable(),
});
export type Task = z.infer<typeof Task>;
export const Tasks = z.object({ tasks: z.array(Task) });

/** Ratings of a round for the matrix to show beside the evidence. */
export const RoundRatings = z.object({
  roundId: z.string(),
  ratings: z.array(
    z.object({
      partyId: z.string(),
      obligationId: z.string(),
      status: z.enum(RATINGS),
      reason: z.string(),
      suggestion: z.enum(STATUSES),
      by: z.string(),
      at: z.string(),
      /** That of the part it lies in. */
      label: RecordLabel,
    }),
  ),
});
