/** One member of an archive: a folder, or a file. A reader consumes the bytes of a file before it requests the next member. */
export type Member = { path: string; mode: number; folder: boolean; size: number; body: AsyncIterable<Buffer> };

const BLOCK = 512;
const [MAX_NAME_BYTES, MAX_PREFIX_BYTES, MAX_FILE_BYTES] = [100, 155, 8 ** 11 - 1];

/** Writes members as a tar archive (POSIX ustar), which any `tar` unpacks. A body must yield exactly `size` bytes. */
export async function* packTar(members: AsyncIterable<Member>): AsyncGenerator<Buffer> {
  for await (const member of members) {
    yield formatHeader(member);
    let bytesLeft = member.size;
    for await (const chunk of member.body) {
      bytesLeft -= chunk.length;
      yield chunk;
    }
    if (bytesLeft !== 0) throw new Error(`${member.path} yielded ${member.size - bytesLeft} bytes instead of ${member.size}.`);
    yield Buffer.alloc(padding(member.size));
  }
  yield Buffer.alloc(2 * BLOCK);
}

/**
 * Reads an archive member by member to the end of its source, and skips the unread rest of a body.
 * Throws where the archive ends too early, a path leads outside, or a member is neither a file nor a folder: a link could lead anywhere.
 */
export async function* unpackTar(source: AsyncIterable<Buffer>): AsyncGenerator<Member> {
  const reader = createReader(source);
  for (;;) {
    const header = await reader.readExactly(BLOCK);
    if (header.every((byte) => byte === 0)) return await reader.readToEnd();
    const member = parseHeader(header);
    let bytesLeft = member.size;
    const body = (async function* () {
      while (bytesLeft > 0) {
        const chunk = await reader.readSome(bytesLeft);
        bytesLeft -= chunk.length;
        yield chunk;
      }
    })();
    yield { ...member, body };
    while (bytesLeft > 0) bytesLeft -= (await reader.readSome(bytesLeft)).length;
    await reader.readExactly(padding(member.size));
  }
}

function formatHeader({ path, mode, folder, size }: Member): Buffer {
  const fullPath = folder ? `${path}/` : path;
  const splitAt = Buffer.byteLength(fullPath) <= MAX_NAME_BYTES ? -1 : fullPath.lastIndexOf('/', MAX_PREFIX_BYTES);
  const [prefix, name] = splitAt === -1 ? ['', fullPath] : [fullPath.slice(0, splitAt), fullPath.slice(splitAt + 1)];
  if (Buffer.byteLength(name) > MAX_NAME_BYTES || Buffer.byteLength(prefix) > MAX_PREFIX_BYTES)
    throw new Error(`The path ${path} is too long.`);
  if (size > MAX_FILE_BYTES) throw new Error(`${path} is larger than 8 GiB.`);
  const header = Buffer.alloc(BLOCK);
  const writeOctal = (value: number, at: number, digits: number) =>
    header.write(`${value.toString(8).padStart(digits, '0')}\0`, at, 'ascii');
  header.write(name, 0);
  writeOctal(mode, 100, 7);
  writeOctal(0, 108, 7);
  writeOctal(0, 116, 7);
  writeOctal(size, 124, 11);
  writeOctal(0, 136, 11);
  header.write('        ', 148);
  header.write(folder ? '5' : '0', 156);
  header.write('ustar\x0000', 257);
  header.write(prefix, 345);
  writeOctal(checksumOf(header), 148, 6);
  return header;
}

function parseHeader(header: Buffer): Omit<Member, 'body'> {
  const readText = (at: number, length: number) =>
    header
      .subarray(at, at + length)
      .toString('utf8')
      .split('\0')[0]!;
  const readNumber = (at: number, length: number) => Number.parseInt(readText(at, length).trim() || '0', 8);
  const withoutChecksum = Buffer.from(header).fill(' ', 148, 156);
  if (readNumber(148, 8) !== checksumOf(withoutChecksum)) throw new Error('The archive is damaged: the checksum of a header is wrong.');
  const [prefix, name, kind] = [readText(345, 155), readText(0, 100), readText(156, 1)];
  const folder = kind === '5';
  const path = (prefix ? `${prefix}/${name}` : name).replace(/\/$/, '');
  if (!['', '0', '5'].includes(kind)) throw new Error(`The archive contains an entry that is neither a file nor a folder: ${path}`);
  if (path === '' || /^[/\\]|^[a-z]:/i.test(path) || path.split(/[/\\]/).includes('..'))
    throw new Error(`The archive contains a path that leads outside: ${path}`);
  return { path, mode: readNumber(100, 8), folder, size: readNumber(124, 12) };
}

function checksumOf(header: Buffer): number {
  return header.reduce((sum, byte) => sum + byte, 0);
}

function padding(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

function createReader(source: AsyncIterable<Buffer>) {
  const chunks = source[Symbol.asyncIterator]();
  let buffered: Buffer = Buffer.alloc(0);
  const readSome = async (maxBytes: number): Promise<Buffer> => {
    while (buffered.length === 0) {
      const next = await chunks.next();
      if (next.done) throw new Error('The archive ends too early.');
      buffered = next.value;
    }
    const chunk = buffered.subarray(0, maxBytes);
    buffered = buffered.subarray(chunk.length);
    return chunk;
  };
  const readExactly = async (length: number): Promise<Buffer> => {
    const parts: Buffer[] = [];
    for (let bytesLeft = length; bytesLeft > 0; bytesLeft -= parts.at(-1)!.length) parts.push(await readSome(bytesLeft));
    return Buffer.concat(parts);
  };
  const readToEnd = async (): Promise<void> => {
    while (!(await chunks.next()).done);
  };
  return { readSome, readExactly, readToEnd };
}
