import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

// A separate process: so many phones, each on a connection of its own, report again and again with a pause. Encrypted bytes look like random ones to the server.
const [address = '', clients = '', pauseMs = '', sample = '', channels = ''] = process.argv.slice(2);
const ids = channels.split(',');
const report = JSON.parse(sample) as { channel: string; report: string; mailbox: { idHash: string } };
const statuses: Record<string, number> = {};
let isOver = false;

function send(agent: Agent): Promise<void> {
  report.channel = ids[randomInt(ids.length)]!;
  report.report = randomUUID();
  report.mailbox.idHash = randomBytes(32).toString('base64');
  const body = JSON.stringify(report);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'idempotency-key': randomUUID() };
  return new Promise((resolve) => {
    const count = (status: string | number) => {
      statuses[status] = (statuses[status] ?? 0) + 1;
      resolve();
    };
    request(`${address}/r/reports`, { method: 'POST', agent, headers }, (answer) => {
      answer.resume().on('end', () => count(answer.statusCode!));
    })
      .on('error', () => count('failed'))
      .end(body);
  });
}

async function beOne(): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  await wait(Math.random() * Number(pauseMs));
  while (!isOver) {
    await send(agent);
    await wait(Number(pauseMs) * (0.5 + Math.random()));
  }
}

for (let one = 0; one < Number(clients); one += 1) void beOne();
process.on('message', () => {
  isOver = true;
  process.send!(statuses, () => process.exit(0));
});
process.once('disconnect', () => process.exit(0));
