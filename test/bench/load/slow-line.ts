import { once } from 'node:events';
import { createServer, connect as dial, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

const PACKET_BYTES = 1_400;

/** A line of so many bits a second each way, shared by all its connections, with a round trip that each connection also needs to begin. `bytes`: what went over it. */
export async function slowLine(to: number, { bitsPerSecond, roundTripMs }: { bitsPerSecond: number; roundTripMs: number }) {
  const bytes = { up: 0, down: 0 };
  const freeAt = { up: 0, down: 0 };
  const open = new Set<Socket>();
  const carry = async (from: Socket, onto: Socket, way: keyof typeof bytes) => {
    let arrived: Promise<unknown> = Promise.resolve();
    for await (const part of from)
      for (let at = 0; at < part.length; at += PACKET_BYTES) {
        const packet: Buffer = part.subarray(at, at + PACKET_BYTES);
        bytes[way] += packet.length;
        freeAt[way] = Math.max(performance.now(), freeAt[way]) + (packet.length * 8_000) / bitsPerSecond;
        // The next packet of this connection queues behind those of the others.
        await wait(freeAt[way] - performance.now());
        const underway = wait(roundTripMs / 2);
        arrived = arrived.then(() => underway).then(() => onto.write(packet));
      }
    await arrived;
    onto.end();
  };
  const server = createServer(async (client) => {
    const upstream = dial(to, 'localhost');
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => {}).on('close', () => open.delete(socket));
    }
    await wait(roundTripMs);
    await Promise.all([carry(client, upstream, 'up'), carry(upstream, client, 'down')]).catch(() => {});
  }).listen(0, 'localhost');
  await once(server, 'listening');
  return {
    port: (server.address() as { port: number }).port,
    bytes,
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
