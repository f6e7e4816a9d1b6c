import { dayOf } from '#kernel/dates.ts';
import { LOWEST } from '#kernel/labels.ts';
import { inEach } from '#kernel/languages.ts';
import { recordEvidence } from '#rooms/evidence/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { translateContractors } from '../texts.ts';
import { mailAtOnce } from './mail-at-once.ts';
import { STEP_INPUTS } from './violation.schema.ts';
import { defineViolationAction, replyUntil, requireDayToCome } from './violation-action.ts';

const REMEDY_EVIDENCE = 'EV-RMDY';

/** Orders the firm to end the violation by a day (5f). People come first: it may be ordered at any time, also again after it was ended. */
export const orderAbatement = defineViolationAction('order-abatement', STEP_INPUTS['order-abatement'], ({ now }, _, { abateBy }) => {
  requireDayToCome(abateBy, now);
  return { abateBy, set: { abated_on: null }, detail: { abateBy } };
});
/** Records that the firm ended the violation as it was ordered (5f): the day of the order is no longer due. */
export const confirmAbatement = defineViolationAction('confirm-abatement', STEP_INPUTS['confirm-abatement'], ({ now }) => ({
  set: { abated_on: dayOf(now) },
}));
/** Marks that people are in danger, where it is learnt after the notice (5f, P5f.4): from now on no protection, remedy or record waits for the reply. */
export const markDanger = defineViolationAction('mark-danger', STEP_INPUTS['mark-danger'], async (context, { contractId, state }) => {
  await mailAtOnce(context, contractId, state);
  return { set: { danger: true }, detail: { danger: true } };
});
/** Begins the investigation (5f). */
export const investigateViolation = defineViolationAction('investigate', STEP_INPUTS.investigate);
/** Records what the investigation found, for those who decide (5f). It may be recorded more than once. */
export const reportInvestigation = defineViolationAction('report-investigation', STEP_INPUTS['report-investigation']);
/** Sends the finding to the firm, and requests its reply (5f). */
export const askReply = defineViolationAction('ask-reply', STEP_INPUTS['ask-reply'], ({ now }) => ({
  replyBy: replyUntil(now),
  detail: { replyBy: replyUntil(now) },
}));
/** Records a reply of the firm (5f). One that comes late, or after another, is kept as a step: the day on which the right of reply was met stays. */
export const recordReply = defineViolationAction('record-reply', STEP_INPUTS['record-reply'], ({ now }, { repliedOn }) =>
  repliedOn === null ? { set: { replied_on: dayOf(now) } } : {},
);
/** Notes that the firm let its time to reply run out (5f). */
export const closeReply = defineViolationAction('close-reply', STEP_INPUTS['close-reply'], ({ now }) => ({
  set: { replied_on: dayOf(now) },
  detail: { withoutReply: true },
}));
/** Determines that the violation is substantiated, after the firm could reply (5f). */
export const substantiateViolation = defineViolationAction('substantiate', STEP_INPUTS.substantiate, ({ subject }) => ({
  set: { determined_by: subject.person },
}));
/** Determines that it is not (5f). */
export const dismissViolation = defineViolationAction('dismiss', STEP_INPUTS.dismiss);
/** Determines it before the reply, because people are in danger (5f). The firm replies afterwards. */
export const substantiateInDanger = defineViolationAction(
  'substantiate-in-danger',
  STEP_INPUTS['substantiate-in-danger'],
  ({ subject }) => ({
    set: { determined_by: subject.person },
  }),
);
/** Chooses the remedy from the ladder, with the factors that were weighed (5f, P5f.3). Another person than the one who determined. */
export const decideRemedy = defineViolationAction(
  'decide-remedy',
  STEP_INPUTS['decide-remedy'],
  (_, __, { remedies, mitigating, aggravating }) => ({ set: { remedies }, detail: { remedies, mitigating, aggravating } }),
);
/** Records that a visit showed that the workers were made whole (5f). */
export const verifyRemediation = defineViolationAction('verify-remediation', STEP_INPUTS['verify-remediation']);
/** Enters the remedy in the record of the contractor, which is evidence that the party penalises contractors who fail (5f, P5f.3). */
export const recordRemedy = defineViolationAction('record', STEP_INPUTS.record, (context, found) => {
  const words = { contract: found.contract };
  const evidenceId = recordEvidence(context, {
    ...{
      partyId: found.partyId,
      editionId: currentEdition().id,
      obligationIds: ['P5f.3'],
      kind: REMEDY_EVIDENCE,
      says: 'met',
      origin: 'measured',
    },
    title: inEach((locale) => translateContractors(locale, 'remedy.title', words)),
    // In danger the record does not wait for the reply, and the evidence says so.
    source: inEach((locale) => translateContractors(locale, found.repliedOn === null ? 'remedy.source-danger' : 'remedy.source', words)),
    ...{ date: dayOf(context.now), label: LOWEST },
  });
  return { detail: { evidenceId }, evidenceKind: REMEDY_EVIDENCE };
});
/** Closes the violation (5f). */
export const closeViolation = defineViolationAction('close', STEP_INPUTS.close);
/** Notes that the contract was terminated for it (5f). */
export const terminateForViolation = defineViolationAction('terminate', STEP_INPUTS.terminate);
/** Records a debarment that another authority made (5f). */
export const recordDebarment = defineViolationAction(
  'debar',
  STEP_INPUTS.debar,
  (_, __, { authority, law, until, appeal, selfCleaning }) => ({
    detail: { authority, law, until, appeal },
    stored: { selfCleaning },
  }),
);
