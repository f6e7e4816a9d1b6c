import { attendChannel } from '#rooms/reports/clocks/attend-channel.command.ts';
import { type ExerciseContext, runAs } from '../context.ts';
import { handle, sendReport, writeAgain } from './handle-report.ts';
import { openExerciseChannel } from './open-channel.ts';
import { READERS } from './readers.ts';
import { REPORTS, type ScenarioReport } from './scenario-reports.ts';

// A reader looks every second day or more often, so that the channel counts as attended.
const ATTENDED = ['07', '09', '11', '13', '15', '17', '19', '21', '23'];

/** The channel of the operation with three readers and ten reports: encrypted, sent, read and answered as in the browsers of reporters and readers. */
export async function keepChannel(context: ExerciseContext): Promise<void> {
  const { at } = context.calendar;
  const channel = await openExerciseChannel(context);
  for (const report of REPORTS) {
    const sent = await sendReport(context, channel, { draft: draftOf(report), when: at(report.on, report.hour), code: report.code });
    for (const step of report.steps) {
      const when = at(step.on, step.hour);
      if (step.by === 'reporter') await writeAgain(context, sent, when, step.says);
      else await handle(context, sent, step.by, when, step.does);
    }
  }
  for (const [n, day] of ATTENDED.entries())
    await runAs(context, READERS[n % READERS.length]!.key, at(`2026-11-${day}`, 7), attendChannel, { channelId: channel.id });
}

function draftOf({ answers, text, leavesOut }: ScenarioReport) {
  return { answers, text, about: { units: leavesOut === undefined ? [] : [leavesOut], readers: [] } };
}
