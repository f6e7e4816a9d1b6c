import { crc32 } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { openArchive } from './open-archive.ts';
import { READ_LIMITS } from './read-limits.ts';
import { readXml, type XmlListener } from './xml-reader.ts';

/** The XML parts of an office file. Each is read as it is unpacked; `READ_LIMITS.xmlBytes` and `.elements` limit all of them together. */
export type OfficeParts = {
  has(name: string): boolean;
  /** The names of all parts, in the order of the archive. */
  names(): readonly string[];
  /** Reads a part. Throws where the part is missing, damaged or too long. */
  read(name: string, listener: XmlListener): Promise<void>;
};

/** Opens an office file, lets `use` read its parts, and closes it. Throws where the file is not a ZIP archive. */
export async function withOfficeParts<T>(path: string, use: (parts: OfficeParts) => Promise<T>): Promise<T> {
  const archive = await openArchive(path);
  try {
    const entries = new Map<string, Entry>();
    for await (const entry of archive.eachEntry()) entries.set(entry.fileName, entry);
    const remaining = { bytes: READ_LIMITS.xmlBytes as number, elements: READ_LIMITS.elements as number };
    return await use({
      has: (name) => entries.has(name),
      names: () => [...entries.keys()],
      async read(name, listener) {
        const entry = entries.get(name);
        if (entry === undefined) throw new Error(`It has no part ${name}.`);
        // The declared size, so that a part too long is refused unread; a part that unpacks to more is damaged.
        remaining.bytes -= entry.uncompressedSize;
        if (remaining.bytes < 0) throw new Error(`It holds more than ${READ_LIMITS.xmlBytes} bytes of XML.`);
        await readXml(unpacked(archive, entry), listener, remaining);
      },
    });
  } finally {
    archive.close();
  }
}

async function* unpacked(archive: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  let sum = 0;
  for await (const chunk of (await archive.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (sum !== entry.crc32) throw new Error(`Its part ${entry.fileName} is damaged.`);
}
