import type { Stage } from './guard-stories.ts';
import { accountStories } from './guard-stories-accounts.ts';
import { armStories } from './guard-stories-arms.ts';
import { decidedStories } from './guard-stories-decided.ts';
import { firstLookStories } from './guard-stories-first-look.ts';
import { grantStories } from './guard-stories-grants.ts';
import { identityStories } from './guard-stories-identity.ts';
import { labelStories } from './guard-stories-labels.ts';
import { learningStories } from './guard-stories-learning.ts';
import { linkStories } from './guard-stories-links.ts';
import { logStories } from './guard-stories-log.ts';
import { numberStories } from './guard-stories-numbers.ts';
import { ownStories } from './guard-stories-own.ts';
import { paperStories } from './guard-stories-papers.ts';
import { passwordStories } from './guard-stories-passwords.ts';
import { readinessStories } from './guard-stories-readiness.ts';
import { returnsStories } from './guard-stories-returns.ts';
import { reviewStories } from './guard-stories-reviews.ts';
import { seatStories } from './guard-stories-seats.ts';
import { signInStories } from './guard-stories-sign-in.ts';
import { stepStories } from './guard-stories-steps.ts';
import { systemStories } from './guard-stories-systems.ts';
import { trainingStories } from './guard-stories-training.ts';
import type { Story } from './guard-story.ts';

/** All of them. */
export async function storiesOf(stage: Stage): Promise<Story[]> {
  const all = [
    ...[identityStories, accountStories, grantStories, signInStories, logStories, ownStories, linkStories, stepStories, passwordStories],
    ...[
      labelStories,
      returnsStories,
      reviewStories,
      armStories,
      learningStories,
      firstLookStories,
      paperStories,
      readinessStories,
      seatStories,
      trainingStories,
      systemStories,
      decidedStories,
      numberStories,
    ],
  ];
  const stories: Story[] = [];
  for (const some of all) stories.push(...(await some(stage)));
  return stories;
}
