/** The door of the room: what other rooms may call. */
export { answerWhereExpected } from './answers/answer-where-expected.ts';
export { currentAnswers } from './answers/answers.store.ts';
export { boundParties } from './bound-parties.ts';
export { differencesWaiting, listDifferenceTasks } from './differences/list-difference-tasks.query.ts';
export { refreshDue } from './due.rules.ts';
export { clausesHome } from './matrix/clauses-home.ts';
export { advisedClausesHome, contractsHome, ownClausesHome } from './matrix/own-clauses-home.ts';
export { cellSearch } from './matrix/search-cells.ts';
export { freshMonths } from './obligations/obligation-status.rules.ts';
export { obligationsOfParties } from './party-obligations.ts';
export { recordRequests } from './requests/requests.store.ts';
