import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { createMailer, type Mailer } from '#platform/mail/mailer.ts';

/**
 * A mail server on this machine and a mailer that sends to it. `mails` holds each message as it arrived, with its receivers, and as it was composed: on its way,
 * text that is not ASCII is encoded, and words are broken. `close` ends both.
 */
export async function openMail(): Promise<{ mails: Buffer[]; mailer: Mailer; close: () => Promise<void> }> {
  const mails: Buffer[] = [];
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS'] },
    onData: (stream, session, done) => {
      mails.push(Buffer.from(session.envelope.rcptTo.map(({ address }) => address).join()));
      stream.on('data', (part: Buffer) => mails.push(part)).on('end', () => done());
    },
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sender = createMailer({ url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, from: 'manumit@example.org' });
  const send: Mailer['send'] = (message) => {
    mails.push(Buffer.from(`${message.subject}\n${message.text}\n`));
    return sender.send(message);
  };
  const close = () => {
    sender.close();
    return new Promise<void>((done) => server.close(() => done()));
  };
  return { mails, mailer: { ...sender, send }, close };
}
