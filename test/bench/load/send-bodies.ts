import { connect } from 'node:net';

/** How many were sent and answered, in how many seconds, and the sender's processor time for each, in microseconds. */
export type Sent = { answered: number; seconds: number; sender: number };

/**
 * Posts bodies over so many connections, each sending the next once it is answered, until the time is over or none are left. In practice the sender is another
 * machine; here it takes processor time from the measured server. So requests are built before the clock runs, and only the status and the end of an answer
 * are read.
 */
export async function sendBodies(
  address: string,
  headers: Readonly<Record<string, string>>,
  bodies: Iterable<string>,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<Sent> {
  const { hostname, port, host, pathname } = new URL(address);
  const lines = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `POST ${pathname} HTTP/1.1\r\n${lines.join('')}content-length: `;
  const ready = Array.from(bodies, (body) => Buffer.from(`${head}${Buffer.byteLength(body)}\r\n\r\n${body}`));
  let answered = 0;
  const own = process.cpuUsage();
  const began = performance.now();
  const until = began + seconds * 1000;
  const talk = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect(Number(port), hostname);
      socket.setNoDelay(true);
      let received = '';
      const next = () => {
        const request = performance.now() < until ? ready.pop() : undefined;
        if (request !== undefined) return void socket.write(request);
        socket.destroy();
        resolve();
      };
      socket.once('connect', next).once('error', reject);
      socket.once('end', () => reject(new Error('The connection was closed.')));
      socket.on('data', (bytes) => {
        received += bytes.toString('latin1');
        const end = endOf(received);
        if (end === undefined || received.length < end) return;
        if (!received.startsWith('HTTP/1.1 200 '))
          return void socket.destroy(new Error(`Answered: ${received.slice(0, received.indexOf('\r\n'))}`));
        answered++;
        received = '';
        next();
      });
    });
  await Promise.all(Array.from({ length: connections }, talk));
  if (ready.length === 0) throw new Error('More bodies were needed than were made.');
  const { user, system } = process.cpuUsage(own);
  return { answered, seconds: (performance.now() - began) / 1000, sender: (user + system) / answered };
}

/** Where an answer ends whose headers are complete. */
function endOf(received: string): number | undefined {
  const head = received.indexOf('\r\n\r\n');
  return head < 0 ? undefined : head + 4 + Number(/\r\ncontent-length: (\d+)/i.exec(received)?.[1] ?? 0);
}
