/** The public interface of the room: what other rooms may call. */
export { channelsWaiting, listChannelTasks } from './channels/tasks/list-channel-tasks.query.ts';
export { ErasedReport, erasedReports, hasOpenedChannel, missingErasedReports, replayErasedReports } from './clocks/erased-reports.ts';
export { listWaitingChannels } from './clocks/evidence/list-waiting-channels.query.ts';
export { measureChannels } from './clocks/evidence/measure-channels.command.ts';
export { queueNoticeTests } from './clocks/notice-tests.ts';
export { queueDailyNotices, tellOfDanger } from './clocks/notices.ts';
export { reportsHome } from './desk/reports-home.ts';
export { listWaitingDirectories } from './help/evidence/list-waiting-directories.query.ts';
export { measureDirectory } from './help/evidence/measure-directory.command.ts';
export { helpWaiting, listHelpTasks } from './help/list-help-tasks.query.ts';
export { findReportingPage } from './intake/reporting-page.ts';
export { waysOf } from './pages/help-page.ts';
export { findPaper } from './poster/find-paper.ts';
export { makePoster, POSTER_SIZES, posterTexts } from './poster/poster-paper.ts';
export { cutMetadata } from './reporter/browser/files/cut-metadata.ts';
export { type CodeDetail, closeReports, readRecordedCode } from './reporter/code/record-code.ts';
export { safetyWordsIn } from './safety/safety-words.ts';
