import { z } from 'zod';
import { commentField, offeredActionsOf } from '#kernel/actions.schema.ts';
import { BothLanguages } from '#kernel/both-languages.ts';
import { Day } from '#kernel/day.ts';
import { RecordLabel } from '#kernel/record-label.ts';
import { GRADES, Line, ObligationId, Prose, Version } from '../reviews.schema.ts';
import { FINDING_MACHINE, FINDING_STATES } from './finding.rules.ts';

const Id = z.uuid();

const FindingContent = {
  grade: z.enum(GRADES),
  title: Line,
  text: Prose,
  obligationIds: z.array(ObligationId).min(1).max(80),
  evidenceIds: z.array(Id).max(100),
  citesAbsence: z.boolean(),
  /** Office, ministry or body responsible for acting on the finding. */
  owner: Line,
  due: Day,
};
export const DraftFinding = z.strictObject({ participationId: Id, ...FindingContent });
export const ReviseFinding = z.strictObject({ findingId: Id, version: Version, reason: Prose, ...FindingContent });
const OnFinding = z.strictObject({ findingId: Id, version: Version });
export const WithdrawFinding = OnFinding.extend(commentField(FINDING_MACHINE.actions.withdraw));
export const FindingAnswer = z.object({ id: z.string(), state: z.enum(FINDING_STATES), version: z.number() });

export const ReportProgress = z.strictObject({ findingId: Id, version: Version, text: Prose, evidenceIds: z.array(Id).max(100) });
/** `settled` false: the reported progress is not enough, and the finding is reopened. */
export const VerifyFinding = OnFinding.extend({ settled: z.boolean(), ...commentField(FINDING_MACHINE.actions.close) });
export const VerifyAnswer = FindingAnswer.extend({ samePerson: z.boolean() });
export const CarryOverFinding = z.strictObject({ findingId: Id, version: Version, roundId: Id, due: Day, reason: Prose });

/** A finding with the evidence it cites and its history so far. */
export const ReportFinding = z.object({
  id: z.string(),
  grade: z.enum(GRADES),
  title: z.string(),
  text: z.string(),
  obligations: z.array(z.string()),
  clauses: z.array(z.string()),
  owner: z.string(),
  due: z.string(),
  state: z.enum(FINDING_STATES),
  /** Ids of evidence items. Empty where the finding is that nothing was reported. */
  evidence: z.array(z.string()),
  carriedFrom: z.object({ round: BothLanguages, findingId: z.string() }).nullable(),
  followUp: z.array(
    z.object({
      kind: z.string(),
      at: z.string(),
      by: z.string(),
      text: z.string(),
      evidence: z.array(z.string()),
      /** Reported and verified by the same person, which is possible only in one-person mode. */
      samePerson: z.boolean(),
    }),
  ),
});
export type ReportFinding = z.infer<typeof ReportFinding>;

/** A finding with the version that a command on it needs. */
const VersionedFinding = ReportFinding.extend({ version: z.number(), participationId: z.string(), citesAbsence: z.boolean() });
export type VersionedFinding = z.infer<typeof VersionedFinding>;

/** The same, with the actions that the reader may take now. */
export const FindingView = VersionedFinding.extend({ actions: offeredActionsOf(FINDING_MACHINE) });
export type FindingView = z.infer<typeof FindingView>;

/** Unsettled findings of one party, for its dossier. `late` is never true for a voluntary party. */
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
      /** The party has reported progress, and a reviewer checks it next. */
      reported: z.boolean(),
      late: z.boolean(),
      /** Label of the participation the finding belongs to. */
      label: RecordLabel,
    }),
  ),
  closedThisYear: z.number(),
});
export type OpenFindings = z.infer<typeof OpenFindings>;
