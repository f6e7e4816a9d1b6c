import type { Stage } from './guard-stories.ts';
import type { Story } from './guard-story.ts';
import { accountStories } from './stories/accounts.ts';
import { armStories } from './stories/arms.ts';
import { decidedStories } from './stories/decided.ts';
import { firstLookStories } from './stories/first-look.ts';
import { grantStories } from './stories/grants.ts';
import { identityStories } from './stories/identity.ts';
import { labelStories } from './stories/labels.ts';
import { learningStories } from './stories/learning.ts';
import { linkStories } from './stories/links.ts';
import { logStories } from './stories/log.ts';
import { numberStories } from './stories/numbers.ts';
import { ownStories } from './stories/own.ts';
import { paperStories } from './stories/papers.ts';
import { passwordStories } from './stories/passwords.ts';
import { readinessStories } from './stories/readiness.ts';
import { returnsStories } from './stories/returns.ts';
import { reviewStories } from './stories/reviews.ts';
import { seatStories } from './stories/seats.ts';
import { signInStories } from './stories/sign-in.ts';
import { stepStories } from './stories/steps.ts';
import { systemStories } from './stories/systems.ts';
import { trainingStories } from './stories/training.ts';

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
