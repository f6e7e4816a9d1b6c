/** One member of an archive: a folder, or a file. A reader consumes the bytes of a file before it requests the next member. */
export type Member = { path: string; mode: number; folder: boolean; size: number; body: AsyncIterable<Buffer> };

const BLOCK = 512;
const [MOST_NAME, MOST_PREFIX, MOST_BYTES] = [100, 155, 8 ** 11 - 1];

/** Writes members as a tar archive (POSIX ustar), which any `tar` unpacks. A body must yield exactly `size` bytes. */
export async function* packTar(members: AsyncIterable<Member>): AsyncGenerator<Buffer> {
  for await (const member of members) {
    yield headerOf(member);
    let left = member.size;
    for await (const chunk of member.body) {
      left -= chunk.length;
      yield chunk;
    }
    if (left !== 0) throw new Error(`${member.path} gave ${member.size - left} bytes instead of ${member.size}.`);
    yield Buffer.alloc(padding(member.size));
  }
  yield Buffer.alloc(2 * BLOCK);
}

/**
 * Reads an archive member by member to the end of its source, and skips the unread rest of a body.
 * Throws where the archive ends too early, a path leads outside, or a member is neither a file nor a folder: a link could lead anywhere.
 */
export async function* unpackTar(source: AsyncIterable<Buffer>): AsyncGenerator<Member> {
  const reader = readerOf(source);
  for (;;) {
    const header = await reader.take(BLOCK);
    if (header.every((byte) => byte === 0)) return await reader.drain();
    const member = memberOf(header);
    let left = member.size;
    const body = (async function* () {
      while (left > 0) {
        const chunk = await reader.some(left);
        left -= chunk.length;
        yield chunk;
      }
    })();
    yield { ...member, body };
    while (left > 0) left -= (await reader.some(left)).length;
    await reader.take(padding(member.size));
  }
}

function headerOf({ path, mode, folder, size }: Member): Buffer {
  const full = folder ? `${path}/` : path;
  const cut = Buffer.byteLength(full) <= MOST_NAME ? -1 : full.lastIndexOf('/', MOST_PREFIX);
  const [prefix, name] = cut === -1 ? ['', full] : [full.slice(0, cut), full.slice(cut + 1)];
  if (Buffer.byteLength(name) > MOST_NAME || Buffer.byteLength(prefix) > MOST_PREFIX) throw new Error(`The path ${path} is too long.`);
  if (size > MOST_BYTES) throw new Error(`${path} is larger than 8 GiB.`);
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, at: number, digits: number) => header.write(`${value.toString(8).padStart(digits, '0')}\0`, at, 'ascii');
  header.write(name, 0);
  octal(mode, 100, 7);
  octal(0, 108, 7);
  octal(0, 116, 7);
  octal(size, 124, 11);
  octal(0, 136, 11);
  header.write('        ', 148);
  header.write(folder ? '5' : '0', 156);
  header.write('ustar\x0000', 257);
  header.write(prefix, 345);
  octal(sumOf(header), 148, 6);
  return header;
}

function memberOf(header: Buffer): Omit<Member, 'body'> {
  const text = (at: number, length: number) =>
    header
      .subarray(at, at + length)
      .toString('utf8')
      .split('\0')[0]!;
  const number = (at: number, length: number) => Number.parseInt(text(at, length).trim() || '0', 8);
  const unsummed = Buffer.from(header).fill(' ', 148, 156);
  if (number(148, 8) !== sumOf(unsummed)) throw new Error('The archive is damaged: a header does not add up.');
  const [prefix, name, kind] = [text(345, 155), text(0, 100), text(156, 1)];
  const folder = kind === '5';
  const path = (prefix ? `${prefix}/${name}` : name).replace(/\/$/, '');
  if (!['', '0', '5'].includes(kind)) throw new Error(`The archive holds something that is neither a file nor a folder: ${path}`);
  if (path === '' || /^[/\\]|^[a-z]:/i.test(path) || path.split(/[/\\]/).includes('..'))
    throw new Error(`The archive holds a path that leads outside: ${path}`);
  return { path, mode: number(100, 8), folder, size: number(124, 12) };
}

function sumOf(header: Buffer): number {
  return header.reduce((sum, byte) => sum + byte, 0);
}

function padding(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

function readerOf(source: AsyncIterable<Buffer>) {
  const chunks = source[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  const some = async (most: number): Promise<Buffer> => {
    while (held.length === 0) {
      const next = await chunks.next();
      if (next.done) throw new Error('The archive ends too early.');
      held = next.value;
    }
    const chunk = held.subarray(0, most);
    held = held.subarray(chunk.length);
    return chunk;
  };
  const take = async (length: number): Promise<Buffer> => {
    const taken: Buffer[] = [];
    for (let left = length; left > 0; left -= taken.at(-1)!.length) taken.push(await some(left));
    return Buffer.concat(taken);
  };
  const drain = async (): Promise<void> => {
    while (!(await chunks.next()).done);
  };
  return { some, take, drain };
}
