/** The mail server: its address, name and password where it requires them, and the sender of messages. */
export type MailSettings = { url: string; from: string };

/** One message as it is sent. */
export type Outgoing = { id: string; to: string; subject: string; text: string };

/** Hands messages to a mail server. If it is present, this installation sends mail. */
export type Mailer = { send(message: Outgoing): Promise<void>; close(): void };

declare module '#platform/platform.ts' {
  interface Services {
    /** The mailer, where this installation has one. Without it links are shown on screen, to be handed over. */
    readonly mailer?: Mailer | undefined;
  }
}

// Shorter than the ten seconds that a stopping program waits: the result of a message in progress is stored before the program ends.
const WAIT_TIMEOUT_MS = 8_000;

/**
 * A mailer over SMTP. Beyond this machine it requires TLS, because a message may hold a link that opens an account. The id of a message is in its Message-ID, so
 * that a receiver can recognise a duplicate.
 */
export function createMailer({ url, from }: MailSettings): Mailer {
  const { hostname, protocol } = new URL(url);
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  // Loaded where an installation sends mail.
  const opened = import('nodemailer').then(({ createTransport }) =>
    createTransport({
      url,
      requireTLS: protocol === 'smtp:' && !isLocal,
      connectionTimeout: WAIT_TIMEOUT_MS,
      greetingTimeout: WAIT_TIMEOUT_MS,
      socketTimeout: WAIT_TIMEOUT_MS,
      // A composed message must not load a file or an address.
      disableFileAccess: true,
      disableUrlAccess: true,
    }),
  );
  const domain = from.slice(from.lastIndexOf('@') + 1).replace(/>$/, '');
  return {
    async send({ id, to, subject, text }) {
      const transport = await opened;
      await transport.sendMail({
        from,
        to,
        subject,
        text,
        messageId: `<${id}@${domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      });
    },
    close: () => void opened.then((transport) => transport.close()),
  };
}
