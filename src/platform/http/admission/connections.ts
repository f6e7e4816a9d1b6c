import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { BlockList, isIPv6, type Socket } from 'node:net';
import type { Bounds } from './bounds.ts';

/** One connection: since when it has been idle, how many bytes it had sent by then, and its requests in progress. */
type Line = { socket: Socket; from: string | null; since: number; read: number; sendingSince: number | undefined; requests: number };

const LOOK_MS = 500;

/**
 * Keeps room for other clients. No request is refused for its address, and no request in progress is cut off: only idle connections are closed, the oldest
 * first. While more than half of all connections are open, idle ones are kept for less long, and one machine keeps no more than a quarter of all. Once all are
 * open, each new connection replaces an idle one. Connections through a proxy do not count for one machine.
 */
export function tendConnections(server: Server, bounds: Bounds, proxies: readonly string[]): void {
  const lines = new Map<Socket, Line>();
  const machines = new Map<string, Set<Line>>();
  const isProxy = proxyTest(proxies);
  const isCrowded = () => lines.size > bounds.connections / 2;
  const tooMany = (line: Line) => line.from !== null && machines.get(line.from)!.size > bounds.connections / 4;

  const close = (line: Line) => {
    forget(line);
    line.socket.destroy();
  };
  // Announced to the client in each answer, and enforced after it.
  const setKeepAlive = () => {
    server.keepAliveTimeout = isCrowded() ? bounds.crowdedKeepAliveMs : bounds.keepAliveMs;
  };
  const forget = (line: Line) => {
    if (!lines.delete(line.socket)) return;
    setKeepAlive();
    if (line.from === null) return;
    const own = machines.get(line.from)!;
    own.delete(line);
    if (own.size === 0) machines.delete(line.from);
  };
  /** Closes idle connections of a machine that exceeds its share. */
  const share = (own: Iterable<Line>, now: number) => {
    for (const line of own) {
      if (!tooMany(line)) break;
      if (isIdle(line, now, bounds.silentMs)) close(line);
    }
  };
  // Where no connection is idle, a machine that exceeds its share loses one that has sent no request yet.
  const makeRoom = (now: number) => {
    let [idle, young]: (Line | undefined)[] = [];
    for (const line of lines.values()) {
      if (isIdle(line, now, bounds.silentMs)) {
        if (tooMany(line)) return close(line);
        idle ??= line;
      } else if (line.requests === 0 && tooMany(line)) young ??= line;
    }
    const one = idle ?? young;
    if (one) close(one);
  };

  setKeepAlive();
  server.on('connection', (socket: Socket) => {
    const now = performance.now();
    if (lines.size >= bounds.connections) makeRoom(now);
    if (lines.size >= bounds.connections) return void socket.destroy();
    const address = socket.remoteAddress;
    const from = address === undefined || isProxy(address) ? null : machineOf(address);
    const line: Line = { socket, from, since: now, read: 0, sendingSince: now, requests: 0 };
    lines.set(socket, line);
    if (from !== null) machines.set(from, (machines.get(from) ?? new Set()).add(line));
    socket.once('close', () => forget(line));
    setKeepAlive();
    if (isCrowded() && tooMany(line)) share(machines.get(from!)!, now);
  });
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    const line = lines.get(socket);
    if (!line) return;
    line.requests += 1;
    response.once('close', () => {
      Object.assign(line, { requests: line.requests - 1, since: performance.now(), read: socket.bytesRead, sendingSince: undefined });
      // The oldest first.
      if (lines.delete(socket)) lines.set(socket, line);
      const own = line.from === null ? undefined : machines.get(line.from);
      if (own?.delete(line)) own.add(line);
    });
  });
  const timer = setInterval(() => {
    const now = performance.now();
    for (const line of isCrowded() ? [...lines.values()] : []) {
      if (isIdle(line, now, bounds.silentMs) && (tooMany(line) || now - line.since >= bounds.crowdedKeepAliveMs)) close(line);
    }
  }, LOOK_MS).unref();
  server.once('close', () => clearInterval(timer));
}

/** Whether a connection is idle. A head that is being sent counts as a request for the time a head may take. */
function isIdle(line: Line, now: number, silentMs: number): boolean {
  if (line.requests > 0) return false;
  if (line.socket.bytesRead > line.read) line.sendingSince ??= now;
  return line.sendingSince === undefined || now - line.sendingSince >= silentMs;
}

/** One machine, as far as an address shows: with IPv6 a machine may have a whole network, the first half of the address. */
export function machineOf(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address.replace(/^::ffff:/, '');
  const [head = '', tail = ''] = address.replace(/%.*$/, '').split('::');
  const [before, after] = [head, tail].map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = address.includes('::') ? Array.from({ length: 8 - before!.length - after!.length }, () => '0') : [];
  return [...before!, ...zeros, ...after!].slice(0, 4).join(':');
}

function proxyTest(proxies: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const proxy of proxies) {
    const [address = '', bits] = proxy.trim().split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return (address) => {
    const plain = address.replace(/^::ffff:/, '');
    return list.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
  };
}
