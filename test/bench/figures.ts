import { readFileSync } from 'node:fs';
import { arch, cpus, platform, release, totalmem } from 'node:os';

/** One measured figure, with its yardstick of the same run. */
export type Figure = { what: string; measured: string; yardstick: string; ratio: string; goal: string; met: boolean };

/** The machine in one line. */
export function machine(postgres: string): string {
  const processors = cpus();
  const memory = Math.round(totalmem() / 1024 ** 3);
  return `${processors.length} x ${processors[0]?.model.trim()}, ${memory} GiB, ${platform()} ${arch()} ${release()}, Node ${process.versions.node}, PostgreSQL ${postgres}`;
}

/** Load of the machine over the last minute, if the system reports it: figures from a busy machine are unreliable. */
export function loadAverage(): string {
  try {
    return readFileSync('/proc/loadavg', 'utf8').split(' ')[0]!;
  } catch {
    return 'unknown';
  }
}

/** The figures as a Markdown table, which also reads well in a terminal. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = [
    ['figure', 'measured', 'yardstick of the same run', 'ratio', 'goal', 'met'],
    ...figures.map((one) => [one.what, one.measured, one.yardstick, one.ratio, one.goal, one.met ? 'yes' : '**no**']),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  return [line(rows[0]!), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rows.slice(1).map(line)].join('\n');
}
