import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { BlockList, isIPv6, type Socket } from 'node:net';
import type { AdmissionLimits } from './admission-limits.ts';

/** One connection: since when it has been idle, how many bytes it had sent by then, and its requests in progress. */
type Connection = { socket: Socket; from: string | null; since: number; read: number; sendingSince: number | undefined; requests: number };

const CHECK_INTERVAL_MS = 500;

/**
 * Keeps room for other clients. No request is refused for its address, and no request in progress is cut off: only idle connections are closed, the oldest
 * first. While more than half of all connections are open, idle ones are kept for less long, and one machine keeps no more than a quarter of all. Once all are
 * open, each new connection replaces an idle one. Connections through a proxy do not count for one machine.
 */
export function limitConnections(server: Server, limits: AdmissionLimits, proxies: readonly string[]): void {
  const open = new Map<Socket, Connection>();
  const machines = new Map<string, Set<Connection>>();
  const isProxy = createProxyTest(proxies);
  const isMoreThanHalfFull = () => open.size > limits.connections / 2;
  const exceedsShare = (connection: Connection) => connection.from !== null && machines.get(connection.from)!.size > limits.connections / 4;

  const close = (connection: Connection) => {
    untrack(connection);
    connection.socket.destroy();
  };
  // Announced to the client in each answer, and enforced after it.
  const setKeepAlive = () => {
    server.keepAliveTimeout = isMoreThanHalfFull() ? limits.fullerKeepAliveMs : limits.keepAliveMs;
  };
  const untrack = (connection: Connection) => {
    if (!open.delete(connection.socket)) return;
    setKeepAlive();
    if (connection.from === null) return;
    const ofMachine = machines.get(connection.from)!;
    ofMachine.delete(connection);
    if (ofMachine.size === 0) machines.delete(connection.from);
  };
  /** Closes idle connections of a machine that exceeds its share. */
  const closeExcess = (ofMachine: Iterable<Connection>, now: number) => {
    for (const connection of ofMachine) {
      if (!exceedsShare(connection)) break;
      if (isIdle(connection, now, limits.silentMs)) close(connection);
    }
  };
  // Where no connection is idle, a machine that exceeds its share loses one that has sent no request yet.
  const closeOne = (now: number) => {
    let [idle, unused]: (Connection | undefined)[] = [];
    for (const connection of open.values()) {
      if (isIdle(connection, now, limits.silentMs)) {
        if (exceedsShare(connection)) return close(connection);
        idle ??= connection;
      } else if (connection.requests === 0 && exceedsShare(connection)) unused ??= connection;
    }
    const closable = idle ?? unused;
    if (closable) close(closable);
  };

  setKeepAlive();
  server.on('connection', (socket: Socket) => {
    const now = performance.now();
    if (open.size >= limits.connections) closeOne(now);
    if (open.size >= limits.connections) return void socket.destroy();
    const address = socket.remoteAddress;
    const from = address === undefined || isProxy(address) ? null : machineOf(address);
    const connection: Connection = { socket, from, since: now, read: 0, sendingSince: now, requests: 0 };
    open.set(socket, connection);
    if (from !== null) machines.set(from, (machines.get(from) ?? new Set()).add(connection));
    socket.once('close', () => untrack(connection));
    setKeepAlive();
    if (isMoreThanHalfFull() && exceedsShare(connection)) closeExcess(machines.get(from!)!, now);
  });
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    const connection = open.get(socket);
    if (!connection) return;
    connection.requests += 1;
    response.once('close', () => {
      Object.assign(connection, {
        requests: connection.requests - 1,
        since: performance.now(),
        read: socket.bytesRead,
        sendingSince: undefined,
      });
      // The oldest first.
      if (open.delete(socket)) open.set(socket, connection);
      const ofMachine = connection.from === null ? undefined : machines.get(connection.from);
      if (ofMachine?.delete(connection)) ofMachine.add(connection);
    });
  });
  const timer = setInterval(() => {
    const now = performance.now();
    for (const connection of isMoreThanHalfFull() ? [...open.values()] : []) {
      if (isIdle(connection, now, limits.silentMs) && (exceedsShare(connection) || now - connection.since >= limits.fullerKeepAliveMs))
        close(connection);
    }
  }, CHECK_INTERVAL_MS).unref();
  server.once('close', () => clearInterval(timer));
}

/** Whether a connection is idle. A head that is being sent counts as a request for the time a head may take. */
function isIdle(connection: Connection, now: number, silentMs: number): boolean {
  if (connection.requests > 0) return false;
  if (connection.socket.bytesRead > connection.read) connection.sendingSince ??= now;
  return connection.sendingSince === undefined || now - connection.sendingSince >= silentMs;
}

/** One machine, as far as an address shows: with IPv6 a machine may have a whole network, the first half of the address. */
export function machineOf(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address.replace(/^::ffff:/, '');
  const [head = '', tail = ''] = address.replace(/%.*$/, '').split('::');
  const [before, after] = [head, tail].map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = address.includes('::') ? Array.from({ length: 8 - before!.length - after!.length }, () => '0') : [];
  return [...before!, ...zeros, ...after!].slice(0, 4).join(':');
}

function createProxyTest(proxies: readonly string[]): (address: string) => boolean {
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
