import type { ReportFile } from '../../../crypto/report.ts';
import type { ChosenFile } from '../worker-protocol.ts';
import { type PreparedFile, prepareFile } from './prepare-file.ts';

/** The files of the report that is being written, in the worker. One that is unchanged goes only once the reporter said so after the warning. */
export class FilesToSend {
  readonly #files = new Map<number, PreparedFile & { allowed: boolean }>();
  #next = 0;

  async add({ name, file }: { name: string; file: Blob }): Promise<ChosenFile> {
    const id = this.#next++;
    const prepared = await prepareFile({ name, file });
    this.#files.set(id, { ...prepared, allowed: prepared.how !== 'unchanged' });
    return { id, how: prepared.how, bytes: prepared.bytes.length };
  }

  remove({ id }: { id: number }): null {
    this.#files.delete(id);
    return null;
  }

  allow({ id }: { id: number }): null {
    const file = this.#files.get(id);
    if (file !== undefined) file.allowed = true;
    return null;
  }

  bytes(): number {
    return this.chosen().files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  }

  /** The files that go with the report, by id: the same ids are the same files. */
  chosen(): { ids: readonly number[]; files: readonly ReportFile[] } {
    const allowed = [...this.#files].filter(([, file]) => file.allowed);
    return { ids: allowed.map(([id]) => id), files: allowed.map(([, { name, type, bytes }]) => ({ name, type, bytes })) };
  }
}
