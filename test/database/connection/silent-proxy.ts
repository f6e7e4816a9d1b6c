import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { TestServer } from '../server.ts';

/** Between a client and the test's server, on loopback. It accepts and forwards, until it goes silent. */
export type SilentProxy = {
  readonly address: { host: string; port: number };
  /** From now on nothing is forwarded, either way, once a client has sent bytes that contain `text`: no answer, no end, no error. '' is silent from the first byte. Resolves then. */
  silenceAt(text: string): Promise<void>;
  /** Forwards again, beginning with what was held back. */
  resume(): void;
  /** Ends every connection, and forwards those that follow. */
  disconnect(): void;
  close(): Promise<void>;
};

export async function startSilentProxy(server: TestServer['deployer']): Promise<SilentProxy> {
  const target = targetOf(server);
  const pairs = new Set<readonly [Socket, Socket]>();
  let held: (() => void)[] = [];
  let [trigger, isSilent]: [string | undefined, boolean] = [undefined, false];
  let reached = () => {};
  const forward = (from: Socket, to: Socket) =>
    from.on('data', (bytes) => {
      if (trigger !== undefined && !isSilent && bytes.includes(trigger)) {
        isSilent = true;
        reached();
      }
      if (isSilent) held.push(() => to.write(bytes));
      else to.write(bytes);
    });
  const listener = createServer((client) => {
    const upstream = connect(target);
    const pair = [client, upstream] as const;
    pairs.add(pair);
    forward(client, upstream);
    upstream.on('data', (bytes) => (isSilent ? held.push(() => client.write(bytes)) : client.write(bytes)));
    for (const [from, to] of [pair, [upstream, client]] as const) {
      from.on('error', () => {});
      from.once('close', () => {
        pairs.delete(pair);
        if (isSilent && from === upstream) held.push(() => to.destroy());
        else to.destroy();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const disconnect = () => {
    [trigger, isSilent, held] = [undefined, false, []];
    for (const pair of pairs) for (const socket of pair) socket.destroy();
  };
  return {
    address: { host: '127.0.0.1', port: (listener.address() as AddressInfo).port },
    silenceAt: (text) =>
      new Promise((resolve) => {
        trigger = text;
        reached = resolve;
      }),
    resume() {
      [trigger, isSilent] = [undefined, false];
      for (const send of held.splice(0)) send();
    },
    disconnect,
    async close() {
      disconnect();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}

function targetOf(server: TestServer['deployer']): { path: string } | { host: string; port: number } {
  if (typeof server === 'string') return { host: new URL(server).hostname, port: Number(new URL(server).port || 5432) };
  return server.host.startsWith('/') ? { path: `${server.host}/.s.PGSQL.${server.port}` } : { host: server.host, port: server.port };
}
