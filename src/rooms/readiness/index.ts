/** The public interface of the room: what the start and the digests call. */

export { shareTrained } from './board/share-trained.ts';
export { readinessHome } from './home/readiness-home.ts';
export { listWaitingShares, measureWaiting } from './measuring/measure-waiting.command.ts';
export { syncCurriculum } from './needs/sync-curriculum.ts';
export { restartXapiImports } from './records/xapi.store.ts';
export { statedStrengths } from './strength/strength.store.ts';
export { listTrainingTasks, trainingWaiting } from './tasks/list-tasks.query.ts';
export { trainingNews } from './tasks/training-news.ts';
