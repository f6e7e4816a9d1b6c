import { connect } from 'node:net';

// A separate process that requests one address repeatedly over so many connections, as an attacker's machine would. Each connection sends the next request
// once the whole answer has arrived, and reads only the length of the answer.
const [address = '', count = '', encoding = ''] = process.argv.slice(2);
const { hostname, port, host, pathname, search } = new URL(address);
const request = Buffer.from(
  `GET ${pathname}${search} HTTP/1.1\r\nhost: ${host}\r\naccept: text/html\r\n${encoding && `accept-encoding: ${encoding}\r\n`}\r\n`,
);
let [answered, refused, failed] = [0, 0, 0];

function talk(): void {
  const socket = connect(Number(port), hostname).setNoDelay();
  let received = '';
  let left = 0;
  socket.once('connect', () => socket.write(request));
  socket.on('data', (bytes) => {
    let body = bytes.length;
    if (left === 0) {
      received += bytes.toString('latin1');
      const end = received.indexOf('\r\n\r\n');
      if (end < 0) return;
      body = received.length - end - 4;
      left = Number(/\r\ncontent-length: (\d+)/i.exec(received)?.[1]);
      if (received.startsWith('HTTP/1.1 503 ')) refused += 1;
      else answered += 1;
      received = '';
    }
    left -= body;
    if (left <= 0) {
      left = 0;
      socket.write(request);
    }
  });
  socket.on('error', () => {});
  // An attacker reconnects.
  socket.once('close', () => {
    failed += 1;
    setTimeout(talk, 50);
  });
}

for (let n = 0; n < Number(count); n += 1) talk();
process.on('message', () => process.send!({ answered, refused, failed }, () => process.exit(0)));
process.once('disconnect', () => process.exit(0));
