import { decode } from '../../crypto/bytes.ts';
import type { SecretKeys } from '../../crypto/keys.ts';
import { encryptShiftNote, openShiftNote } from '../../crypto/shift-note.ts';
import { verifyKeyOfReader } from '../../manifest/manifest.ts';
import { encode64 } from '../../reporter/browser/base64.ts';
import { namesKeys, readList } from './list.ts';
import type { ShiftNoteCalls } from './protocol.ts';

type Handlers = {
  [Call in keyof ShiftNoteCalls]: (input: Parameters<ShiftNoteCalls[Call]>[0]) => Promise<ReturnType<ShiftNoteCalls[Call]>>;
};

/** The calls about notes for the next shift. `keysOf` gives the reader's own keys of a channel while they are unlocked, and throws otherwise. */
export function shiftNoteCalls(keysOf: (channel: string) => SecretKeys): Handlers {
  return {
    encryptShiftNote: async ({ channel, number, id, text, list, today }) => {
      const keys = keysOf(channel);
      const manifest = readList(channel, list);
      // Nothing new is encrypted to a list that is out of date: a reader may have left since.
      if (manifest === null || today < manifest.validFrom || today > manifest.validUntil) return 'list-refused';
      // Where the list names another key next to this reader's name, another person would read the note in their place.
      if (!(await namesKeys(manifest, number, keys))) return 'other-keys';
      const recipients = manifest.readers.map(({ recipient }) => recipient);
      const encrypted = await encryptShiftNote(
        { channel, id },
        { reader: number, day: today, text, recipients, signingKey: keys.signingKey },
      );
      return encrypted === null ? 'text-too-long' : { manifest: manifest.number, encrypted: encode64(encrypted) };
    },
    openShiftNote: async ({ channel, note: { id, reader, encrypted }, list }) => {
      const { identity } = keysOf(channel);
      const manifest = readList(channel, list);
      const verifyKey = manifest === null ? undefined : verifyKeyOfReader(manifest, reader);
      const opened = await openShiftNote({ channel, id }, decode(encrypted), { identity, reader, verifyKey });
      if (opened === null) return 'damaged';
      return { ...opened, function: manifest?.readers.find((one) => one.number === reader)?.function ?? null };
    },
  };
}
