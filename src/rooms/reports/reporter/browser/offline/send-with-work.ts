import type { Challenge } from '../../../intake/flood/work.ts';
import type { SendReport } from '../../../intake/intake.schema.ts';
import type { ReporterPage } from '../page-context.ts';
import { RequestFailed, sendReport } from '../requests.ts';

/** Sends a report. In a flood the server asks for work and stores nothing: the same report is sent again with it. `onWork` is called before. */
export async function sendWithWork({ worker }: ReporterPage, report: SendReport, onWork: () => void): Promise<{ day: string }> {
  try {
    return await sendReport(report);
  } catch (error) {
    if (!(error instanceof RequestFailed) || error.code !== 'reports/work-required') throw error;
    onWork();
    const { hour, challenge } = error.refusal as Challenge;
    const work = await worker.call('solveWork', { report, challenge: { hour, challenge } }).catch(() => null);
    if (work === null) throw new RequestFailed('refused');
    return await sendReport({ ...report, work });
  }
}
