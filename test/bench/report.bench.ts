import { sampleEdition, sampleReport } from '#rooms/reviews/documents/fixtures.ts';
import { reportPdf } from '#rooms/reviews/documents/report-document.ts';
import type { Figure } from './figures.ts';
import { median, ms, timeOf } from './measure.ts';

/** The consolidated report of 32 nations as a PDF, made as the server makes it: in a process of its own, start included. */
export async function measureReport(): Promise<Figure[]> {
  const print = async (count: number) => {
    const report = sampleReport({ count });
    let bytes = 0;
    const times: number[] = [];
    for (let run = 0; run < 3; run++)
      times.push(
        await timeOf(async () => {
          const pdf = await reportPdf(report, {
            locale: 'fr',
            edition: sampleEdition(),
            exercise: true,
            printedBy: 'Bench',
            printedAt: new Date(),
            checkpoint: null,
          });
          bytes = pdf.length;
        }),
      );
    return { time: median(times), bytes };
  };
  const [one, all] = [await print(1), await print(32)];
  return [
    {
      what: 'consolidated report of 32 nations, tagged PDF',
      measured: `${ms(all.time)}, ${(all.bytes / 1024).toFixed(0)} KiB`,
      yardstick: `report of one nation: ${ms(one.time)}`,
      ratio: (all.time / one.time).toFixed(1),
      goal: '<= 3 s',
      met: all.time <= 3000,
    },
  ];
}
