import type { SendReport } from '../../../intake/intake.schema.ts';

/**
 * An encrypted report that waits: exactly what is sent, and the channel it goes to. `fingerprint`: of the key that signed the list it was encrypted to. `files`: the
 * encrypted container of its files with their upload ticket, where they are kept too. `isEntered`: an operator wrote it at the desk, which alone shows and sends it.
 */
export type KeptReport = {
  readonly slug: string;
  readonly fingerprint: string;
  readonly report: SendReport;
  readonly files?: KeptFiles;
  readonly isEntered?: true;
};
export type KeptFiles = { readonly ticket: string; readonly container: Blob };

/** The files of a report whose text was received on `receivedOn`, and of the text nothing: the site has it. `report`: its id. */
export type KeptUpload = { readonly slug: string; readonly report: string; readonly receivedOn: string; readonly files: KeptFiles };

/**
 * A record of the desk that waits, encrypted: `report` is its id. It is no report: no reporter's page shows or sends it. `wrapped`: its key, which the server alone
 * unwraps, for `person`. `place`: where in the desk it belongs. Neither names anything in words.
 */
export type KeptRecord = {
  readonly report: string;
  readonly place: string;
  readonly person: string;
  readonly wrapped: string;
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly encrypted: ArrayBuffer;
};

/** The list of readers in force when a kept report is sent. */
type ListInForce = { readonly number: number; readonly readers: readonly { readonly number: number }[] };

const MIN_READERS = 2;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const FINGERPRINT = /^[\w-]{22}$/;
const SLUG = /^[a-z0-9-]{3,40}$/;

/**
 * Whether a report that waited is still sent, once the list in force was checked. `older`: the site shows an older list than the one it was encrypted to. `write-again`:
 * of its readers fewer than two still read. That its own list has ended since does not matter: the server keeps it from readers who were removed.
 */
export function decideKept({ manifest, wraps }: SendReport, { number, readers }: ListInForce): 'send' | 'older' | 'write-again' {
  if (number < manifest) return 'older';
  const left = wraps.filter(({ reader }) => readers.some((one) => one.number === reader)).length;
  return left < MIN_READERS ? 'write-again' : 'send';
}

/** Reads a file that a reporter saved; null where it is none. What it holds is checked again by the server, like every report. */
export function parseKept(text: string): KeptReport | null {
  try {
    const { slug, fingerprint, report } = JSON.parse(text) as KeptReport;
    const isKept =
      SLUG.test(slug) &&
      FINGERPRINT.test(fingerprint) &&
      UUID.test(report.report) &&
      Number.isSafeInteger(report.manifest) &&
      typeof report.danger === 'boolean' &&
      report.wraps.every(({ reader }) => Number.isSafeInteger(reader));
    return isKept ? { slug, fingerprint, report } : null;
  } catch {
    return null;
  }
}
