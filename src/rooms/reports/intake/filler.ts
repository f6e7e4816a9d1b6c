import type { SendReport } from './intake.schema.ts';

/**
 * Fills a report up to the length that it would have with a key for each of these readers, all of its list, and without danger. So the length of the request shows a
 * person on the network neither how many were left out nor danger: only the sizes of text and files, and the list, which everybody knows.
 */
export function fillReport(report: SendReport, listed: readonly { readonly number: number }[]): SendReport {
  const { bytes } = report.wraps[0]!;
  const longest = { ...report, danger: false, wraps: listed.map(({ number }) => ({ reader: number, bytes })) };
  return { ...report, filler: '0'.repeat(JSON.stringify(longest).length - JSON.stringify(report).length) };
}
