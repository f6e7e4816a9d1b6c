import type {} from '#platform/platform.ts';
import type { SingleSignOn } from './single-sign-on/provider.ts';

/** The public interface of the room: what other rooms may call. */
export { accessHome } from './access-review/access-home.ts';
export { accessNews } from './access-review/access-news.ts';
export { lastReviewsHome } from './access-review/last-reviews-home.ts';
export { accessWaiting, listAccessTasks } from './access-review/list-access-tasks.query.ts';
export { peopleSearch } from './directory/search-people.ts';
export { FIRST_STEPS, type FirstStep } from './first-steps/first-steps.schema.ts';
export { readHolders, stepsAside } from './first-steps/first-steps.store.ts';
export { Representative } from './people.schema.ts';
export { bindAssignment, giveGrant, grantsOf, holdersAt, languagesAt, namesOf, representativesOf } from './people.store.ts';
export { discover, singleSignOnOf } from './single-sign-on/provider.ts';
export { SingleSignOnFile, type SingleSignOnSettings } from './single-sign-on/settings.schema.ts';
export { comparePeople } from './table/compare-people.ts';
export { openMany, undoAccountImport } from './table/open-many.ts';

declare module '#platform/platform.ts' {
  interface Services {
    /** The identity provider of this installation, if it has one. */
    readonly singleSignOn?: SingleSignOn | undefined;
  }
}
