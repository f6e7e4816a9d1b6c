import { sampleEdition, sampleReport } from '#rooms/reviews/reports/documents/fixtures.ts';
import { reportPdf } from '#rooms/reviews/reports/documents/report-document.ts';
import { reportDocx, reportXlsx } from '#rooms/reviews/reports/documents/report-files.ts';
import type { Figure } from '../figures.ts';
import { median, ms, timeOf } from '../measure.ts';

const REPORTS = [
  { name: 'tagged PDF', make: reportPdf, parties: 32, goal: 3000 },
  { name: 'tagged PDF', make: reportPdf, parties: 52, goal: 4000 },
  { name: 'DOCX', make: reportDocx, parties: 52, goal: 6000 },
  { name: 'XLSX', make: reportXlsx, parties: 52, goal: 6000 },
] as const;

/** The consolidated report of all Allies, and of 52 parties in each format, made as the server does: in a separate process, including its start. */
export async function measureReport(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { name, make, parties, goal } of REPORTS) {
    const print = async (count: number) => {
      const report = sampleReport({ count });
      let bytes = 0;
      const times: number[] = [];
      for (let run = 0; run < 3; run++)
        times.push(
          await timeOf(async () => {
            const file = await make(report, {
              locale: 'fr',
              edition: sampleEdition(),
              exercise: true,
              printedBy: 'Bench',
              printedAt: new Date(),
              checkpoint: null,
            });
            bytes = file.length;
          }),
        );
      return { time: median(times), bytes };
    };
    const [one, all] = [await print(1), await print(parties)];
    figures.push({
      what: `consolidated report of ${parties} parties, ${name}`,
      measured: `${ms(all.time)}, ${(all.bytes / 1024).toFixed(0)} KiB`,
      yardstick: `report of one party: ${ms(one.time)}`,
      ratio: (all.time / one.time).toFixed(1),
      goal: `<= ${goal / 1000} s`,
      met: all.time <= goal,
    });
  }
  return figures;
}
