import { hash } from 'node:crypto';
import type { SendReport } from '../intake/intake.schema.ts';

/** What requests answer in place of what they should: `write-again` once, the others until they are ended. */
export type Trouble =
  | 'break-after-storing'
  | 'write-again'
  | 'swap-answer'
  | 'flood'
  | 'no-room'
  | 'no-room-for-danger'
  | 'other-list'
  | 'no-proof'
  | 'reader-left'
  | 'untaken'
  | 'nobody-left';

/** The files of reports in the server in memory: what came of each container, in order. `cut`: how many chunks it takes before its connection breaks, once or, where `staysCut`, each time. */
export class FilesInMemory {
  readonly #chunks = new Map<string, Buffer[]>();
  readonly #reports: ReadonlyMap<string, SendReport>;
  cut: number | null = null;
  staysCut = false;
  hasRoom = true;
  /** Whether the next chunk has no room. */
  isFull = false;
  /** Chunks that were sent although they were stored. */
  repeated = 0;

  constructor(reports: ReadonlyMap<string, SendReport>) {
    this.#reports = reports;
  }

  find(ticket: string): { bytes: number; stored: number; until: string } | null {
    const report = this.#reportOf(ticket);
    if (!report || !this.hasRoom) return null;
    return { bytes: report.container!.bytes, stored: this.#chunks.get(report.report)?.length ?? 0, until: '2099-01-01' };
  }

  /** Stores the next chunk; false where its connection breaks instead. */
  store(ticket: string, place: number, content: Buffer): boolean {
    const { report } = this.#reportOf(ticket)!;
    const chunks = this.#chunks.get(report) ?? [];
    if (chunks.length === this.cut) {
      if (!this.staysCut) this.cut = null;
      return false;
    }
    if (place < chunks.length) this.repeated += 1;
    chunks[place] = content;
    this.#chunks.set(report, chunks);
    return true;
  }

  erase(ticket: string): void {
    this.#chunks.delete(this.#reportOf(ticket)!.report);
    this.hasRoom = false;
  }

  /** The container of a report as it arrived. */
  containerOf(report: string): Buffer {
    return Buffer.concat(this.#chunks.get(report) ?? []);
  }

  #reportOf(ticket: string): SendReport | undefined {
    const ticketHash = hash('sha256', Buffer.from(ticket, 'base64'), 'base64');
    return [...this.#reports.values()].find(({ container }) => container?.ticketHash === ticketHash);
  }
}
