const FORMAT = 1;
const NAMES = { 'channel-key': 'channel-key', 'reader-recovery': 'recovery' } as const;

/** What a file for a holder is: the key of a channel, or a reader's keys for the day on which they are lost. */
export type KeyFileKind = keyof typeof NAMES;

/** The text of a file for a holder. The file says what it is next to the ciphertext, so that a holder knows it years later. */
export function keyFileText(kind: KeyFileKind, channel: string, locked: string): string {
  return `${JSON.stringify({ manumit: kind, format: FORMAT, channel, locked }, null, 2)}\n`;
}

/** The name under which it is saved. `copy`: which of several. */
export function keyFileName(kind: KeyFileKind, channel: string, copy?: number): string {
  return `${channel}-${NAMES[kind]}${copy === undefined ? '' : `-${copy}`}.json`;
}

/** The locked bytes (base64) of such a file; null where it is another file. */
export function readKeyFile(kind: KeyFileKind, text: string): string | null {
  try {
    const { manumit, format, locked } = JSON.parse(text);
    return manumit === kind && format === FORMAT && typeof locked === 'string' ? locked : null;
  } catch {
    return null;
  }
}
