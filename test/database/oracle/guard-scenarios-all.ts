import type { Scenario } from './guard-scenario.ts';
import type { GuardFixture } from './guard-scenarios.ts';
import { accountScenarios } from './scenarios/accounts.ts';
import { armScenarios } from './scenarios/arms.ts';
import { assignmentScenarios } from './scenarios/assignments.ts';
import { contractScenarios } from './scenarios/contracts.ts';
import { clauseSetScenarios, coverageScenarios, partyCountScenarios } from './scenarios/coverage.ts';
import { decidedScenarios } from './scenarios/decided.ts';
import { originScenarios } from './scenarios/evidence/origins.ts';
import { purgeScenarios } from './scenarios/evidence/purges.ts';
import { firmScenarios } from './scenarios/firms.ts';
import { grantScenarios } from './scenarios/grants.ts';
import { homeScenarios } from './scenarios/home.ts';
import { identityScenarios } from './scenarios/identity.ts';
import { labelScenarios } from './scenarios/labels.ts';
import { firstLookScenarios } from './scenarios/learning/first-look.ts';
import { learningScenarios } from './scenarios/learning/learning.ts';
import { paperScenarios } from './scenarios/learning/papers.ts';
import { readinessScenarios } from './scenarios/learning/readiness.ts';
import { systemScenarios } from './scenarios/learning/systems.ts';
import { trainingScenarios } from './scenarios/learning/training.ts';
import { linkScenarios } from './scenarios/links.ts';
import { logScenarios } from './scenarios/log.ts';
import { numberScenarios } from './scenarios/numbers.ts';
import { ownScenarios } from './scenarios/own.ts';
import { passwordScenarios } from './scenarios/passwords.ts';
import { registerScenarios } from './scenarios/register.ts';
import { channelStateScenarios } from './scenarios/reports/channel-state.ts';
import { channelScenarios } from './scenarios/reports/channels.ts';
import { duplicateScenarios } from './scenarios/reports/duplicates.ts';
import { handOverScenarios } from './scenarios/reports/hand-over.ts';
import { handlingScenarios } from './scenarios/reports/handling.ts';
import { interpretingScenarios } from './scenarios/reports/interpreting.ts';
import { readerScenarios } from './scenarios/reports/readers.ts';
import { removedScenarios } from './scenarios/reports/removed.ts';
import { senderScenarios } from './scenarios/reports/senders.ts';
import { successionScenarios } from './scenarios/reports/succession.ts';
import { returnsScenarios } from './scenarios/returns.ts';
import { reviewScenarios } from './scenarios/reviews.ts';
import { signInScenarios } from './scenarios/sign-in.ts';
import { stepScenarios } from './scenarios/steps.ts';
import { violationScenarios } from './scenarios/violations.ts';

/** The scenarios of all files. */
export async function scenariosOf(fixture: GuardFixture): Promise<Scenario[]> {
  const all = [
    ...[
      identityScenarios,
      accountScenarios,
      grantScenarios,
      signInScenarios,
      logScenarios,
      ownScenarios,
      homeScenarios,
      linkScenarios,
      firmScenarios,
      stepScenarios,
      passwordScenarios,
      contractScenarios,
      violationScenarios,
    ],
    ...[
      labelScenarios,
      originScenarios,
      purgeScenarios,
      registerScenarios,
      clauseSetScenarios,
      coverageScenarios,
      partyCountScenarios,
      handlingScenarios,
      handOverScenarios,
      readerScenarios,
      removedScenarios,
      senderScenarios,
      channelScenarios,
      channelStateScenarios,
      interpretingScenarios,
      duplicateScenarios,
      successionScenarios,
      returnsScenarios,
      reviewScenarios,
      armScenarios,
      learningScenarios,
      firstLookScenarios,
      paperScenarios,
      readinessScenarios,
      assignmentScenarios,
      trainingScenarios,
      systemScenarios,
      decidedScenarios,
      numberScenarios,
    ],
  ];
  const scenarios: Scenario[] = [];
  for (const some of all) scenarios.push(...(await some(fixture)));
  return scenarios;
}
