import { crc32, deflateRawSync } from 'node:zlib';

/** A part of an archive. `says` writes another size or checksum into the directory; `sameAs` points to an earlier part. */
export type ZipPart = {
  name: string;
  content?: Buffer | string;
  stored?: boolean;
  flags?: number;
  says?: { expanded?: number; sum?: number };
  sameAs?: number;
};

/** A ZIP file, whose directory may be false. */
export function zip(...parts: ZipPart[]): Buffer {
  const [bodies, directory]: [Buffer[], Buffer[]] = [[], []];
  const offsets: number[] = [];
  for (const { name, content = 'x', stored = false, flags = 0, says = {}, sameAs } of parts) {
    const bytes = Buffer.from(content as string);
    const data = stored ? bytes : deflateRawSync(bytes);
    const offset = sameAs === undefined ? bodies.reduce((sum, body) => sum + body.length, 0) : offsets[sameAs]!;
    offsets.push(offset);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(flags, 2);
    facts.writeUInt16LE(stored ? 0 : 8, 4);
    facts.writeUInt32LE(says.sum ?? crc32(bytes), 10);
    facts.writeUInt32LE(data.length, 14);
    facts.writeUInt32LE(says.expanded ?? bytes.length, 18);
    facts.writeUInt16LE(name.length, 22);
    if (sameAs === undefined) bodies.push(Buffer.concat([Buffer.from('504b0304', 'hex'), facts, Buffer.from(name), data]));
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), facts, rest, Buffer.from(name)]));
  }
  const [body, central, end] = [Buffer.concat(bodies), Buffer.concat(directory), Buffer.alloc(22)];
  end.write('504b0506', 0, 'hex');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(body.length, 16);
  return Buffer.concat([body, central, end]);
}

/** The archive with a ZIP64 end record, which gives the true offsets or others. */
export function zip64(archive: Buffer, says: { end?: bigint; directory?: bigint } = {}): Buffer {
  const [body, short] = [archive.subarray(0, -22), archive.subarray(-22)];
  const [end, locator] = [Buffer.alloc(56), Buffer.alloc(20)];
  end.write('504b0606', 0, 'hex');
  end.writeBigUInt64LE(44n, 4);
  end.writeBigUInt64LE(BigInt(short.readUInt16LE(8)), 24);
  end.writeBigUInt64LE(BigInt(short.readUInt16LE(10)), 32);
  end.writeBigUInt64LE(BigInt(short.readUInt32LE(12)), 40);
  end.writeBigUInt64LE(says.directory ?? BigInt(short.readUInt32LE(16)), 48);
  locator.write('504b0607', 0, 'hex');
  locator.writeBigUInt64LE(says.end ?? BigInt(body.length), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([body, end, locator, short]);
}
