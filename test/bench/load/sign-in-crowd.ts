import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { setImmediate as breathe, setTimeout as wait } from 'node:timers/promises';
import { findAnswer } from '#web/sign-in/work.rules.ts';

/**
 * What a separate load process does. `ignoring`, `solving`: so many clients, each with a new invented address each time, without or with the proof of work.
 * `drawing`: all at `email`, without work. `leaving`: as `ignoring`, but each disconnects at once. `forging`: none signs in, each requests its session with a
 * made-up cookie. `working`: works as `solving` does, but sends nothing. `owner`: signs in at `email` with the right password now and then, as the sign-in
 * page does.
 */
export type CrowdOrder = {
  what: 'ignoring' | 'solving' | 'drawing' | 'leaving' | 'forging' | 'working' | 'owner';
  address: string;
  clients: number;
  seconds: number;
  email?: string;
  password?: string;
};
/** How often each status was answered; for the owner, the milliseconds each sign-in took, and how many were abandoned. */
export type CrowdResult = { answers: Record<string, number>; took: number[]; givenUp: number };

type Answer = { status: number; body: { code?: string; challenge?: string } };
const OWNER_PAUSE_MS = 3_000;
// Acts as another machine if the system has more than one loopback address, because idle connections are closed by address.
const FROM = process.platform === 'linux' ? { localAddress: '127.0.0.2' } : {};

process.once('message', async (order: CrowdOrder) => {
  process.send!(await carryOut(order), () => process.exit(0));
});

async function carryOut(order: CrowdOrder): Promise<CrowdResult> {
  const result: CrowdResult = { answers: {}, took: [], givenUp: 0 };
  const agent = new Agent({ keepAlive: true, maxSockets: order.clients, ...(order.what !== 'owner' && FROM) });
  const until = performance.now() + order.seconds * 1000;
  const send = async (email: string, password: string, work?: { challenge: string; answer: string }) => {
    const answer = await post(agent, order.address, { email, password, ...(work && { work }) });
    const name = answer.body.code ?? String(answer.status);
    result.answers[name] = (result.answers[name] ?? 0) + 1;
    return answer;
  };
  const forge = async () => {
    const { status } = await exchange(agent, `${order.address}/desk/api/session`, 'GET', { cookie: `manumit_desk=${randomUUID()}` });
    result.answers[status] = (result.answers[status] ?? 0) + 1;
  };
  const isOver = () => performance.now() >= until;
  const client = async () => {
    while (!isOver()) {
      const email = order.what === 'drawing' ? order.email! : `${randomUUID()}@example.org`;
      if (order.what === 'working') await solve(`${email}.16.0.0.0`, isOver);
      else if (order.what === 'leaving') await sendAndLeave(order.address, email);
      else if (order.what === 'forging') await forge();
      else {
        let { body } = await send(email, 'not the password');
        while (order.what === 'solving' && body.challenge !== undefined && !isOver()) {
          const work = { challenge: body.challenge, answer: await solve(body.challenge, isOver) };
          if (isOver()) break;
          do ({ body } = await send(email, 'not the password', work));
          while (body.code === 'platform/passwords-busy' && !isOver());
        }
      }
    }
  };
  if (order.what === 'owner') {
    while (!isOver()) {
      const began = performance.now();
      if (await signIn((work) => send(order.email!, order.password!, work))) result.took.push(performance.now() - began);
      else result.givenUp += 1;
      await wait(OWNER_PAUSE_MS);
    }
  } else await Promise.all(Array.from({ length: order.clients }, client));
  agent.destroy();
  return result;
}

/** As src/web/sign-in/use-sign-in.ts does it, with its own solver. */
async function signIn(send: (work?: { challenge: string; answer: string }) => Promise<Answer>): Promise<boolean> {
  let work: { challenge: string; answer: string } | undefined;
  for (let attempt = 0; attempt <= 10; ) {
    const { status, body } = await send(work);
    if (status === 200) return true;
    if (body.code === 'people/work-asked') work = { challenge: body.challenge!, answer: await findAnswer(body.challenge!) };
    else if (status === 503) {
      attempt += 1;
      await wait(500);
    } else return false;
  }
  return false;
}

/** Works at the full speed of one Node thread, but in slices, so that this process still receives answers. */
async function solve(challenge: string, isOver: () => boolean): Promise<string> {
  const bits = Number(challenge.split('.')[1]);
  const found: number[] = [];
  for (let share = 1; share <= 8; share += 1)
    for (let n = 0; found.length < share && !isOver(); n += 1) {
      if (n % 1_000 === 999) await breathe();
      if (createHash('sha256').update(`${challenge}:${share}:${n}`).digest().readUInt32BE(0) >>> (35 - bits) === 0) found.push(n);
    }
  return found.join(',');
}

function post(agent: Agent, address: string, body: object): Promise<Answer> {
  const text = JSON.stringify(body);
  return exchange(agent, `${address}/desk/api/session`, 'POST', headersOf(text), text);
}

const headersOf = (text: string) => ({
  'content-type': 'application/json',
  'content-length': Buffer.byteLength(text),
  'idempotency-key': randomUUID(),
});

function exchange(agent: Agent, url: string, method: string, headers: Record<string, string | number>, text = ''): Promise<Answer> {
  return new Promise((resolve) => {
    const failed = () => resolve({ status: 0, body: { code: 'connection lost' } });
    const sent = request(url, { method, agent, headers }, (answer) => {
      let received = '';
      answer.setEncoding('utf8').on('data', (part) => (received += part));
      answer.on('end', () => resolve({ status: answer.statusCode!, body: JSON.parse(received) as Answer['body'] }));
      answer.on('error', failed);
    });
    sent.on('error', failed);
    sent.end(text);
  });
}

/** Sends a sign-in on its own connection and closes it once it is sent. */
async function sendAndLeave(address: string, email: string): Promise<void> {
  const { hostname, port } = new URL(address);
  const text = JSON.stringify({ email, password: 'not the password' });
  const headers = Object.entries({ host: 'localhost', ...headersOf(text) }).map(([name, value]) => `${name}: ${value}\r\n`);
  const socket = connect({ port: Number(port), host: hostname, ...FROM }).on('error', () => {});
  socket.end(`POST /desk/api/session HTTP/1.1\r\n${headers.join('')}\r\n${text}`, () => socket.destroy());
  await once(socket, 'close');
}
