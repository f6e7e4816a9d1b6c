import type { Scenario } from './guard-scenario.ts';
import type { GuardFixture } from './guard-scenarios.ts';
import { accountScenarios } from './scenarios/accounts.ts';
import { armScenarios } from './scenarios/arms.ts';
import { assignmentScenarios } from './scenarios/assignments.ts';
import { decidedScenarios } from './scenarios/decided.ts';
import { firstLookScenarios } from './scenarios/first-look.ts';
import { grantScenarios } from './scenarios/grants.ts';
import { identityScenarios } from './scenarios/identity.ts';
import { labelScenarios } from './scenarios/labels.ts';
import { learningScenarios } from './scenarios/learning.ts';
import { linkScenarios } from './scenarios/links.ts';
import { logScenarios } from './scenarios/log.ts';
import { numberScenarios } from './scenarios/numbers.ts';
import { originScenarios } from './scenarios/origins.ts';
import { ownScenarios } from './scenarios/own.ts';
import { paperScenarios } from './scenarios/papers.ts';
import { passwordScenarios } from './scenarios/passwords.ts';
import { readinessScenarios } from './scenarios/readiness.ts';
import { reportScenarios } from './scenarios/reports.ts';
import { returnsScenarios } from './scenarios/returns.ts';
import { reviewScenarios } from './scenarios/reviews.ts';
import { signInScenarios } from './scenarios/sign-in.ts';
import { stepScenarios } from './scenarios/steps.ts';
import { systemScenarios } from './scenarios/systems.ts';
import { trainingScenarios } from './scenarios/training.ts';

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
      linkScenarios,
      stepScenarios,
      passwordScenarios,
    ],
    ...[
      labelScenarios,
      originScenarios,
      reportScenarios,
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
