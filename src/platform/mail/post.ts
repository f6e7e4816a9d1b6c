import { createTransport } from 'nodemailer';

/** Where letters go out: the mail server's address, with name and password where it asks for them, and what stands as the sender. */
export type PostSettings = { url: string; from: string };

/** One letter as it leaves. */
export type Outgoing = { id: string; to: string; subject: string; text: string };

/** Hands letters to a mail server. Its presence says that this installation sends mail. */
export type Post = { send(letter: Outgoing): Promise<void>; close(): void };

declare module '#platform/platform.ts' {
  interface Services {
    /** The way out for letters, where this installation has one. Without it links are shown, to hand over. */
    readonly post?: Post | undefined;
  }
}

// Shorter than the ten seconds a stopping program waits: a letter under way is settled before it ends.
const PATIENCE_MS = 8_000;

/**
 * A post over SMTP. Beyond this machine it speaks TLS or not at all: a letter may hold a link that opens an account. The id of a letter is in its
 * Message-ID, so that a receiver who is handed one twice can tell.
 */
export function postOf({ url, from }: PostSettings): Post {
  const { hostname, protocol } = new URL(url);
  const near = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  const transport = createTransport({
    url,
    requireTLS: protocol === 'smtp:' && !near,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    // Nothing a program composed reaches for a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = from.slice(from.lastIndexOf('@') + 1).replace(/>$/, '');
  return {
    async send({ id, to, subject, text }) {
      await transport.sendMail({
        from,
        to,
        subject,
        text,
        messageId: `<${id}@${domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      });
    },
    close: () => transport.close(),
  };
}
