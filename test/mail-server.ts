import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';

// A real mail server for tests, on loopback: what the program sends arrives here, and is read as a mail program reads it.

const PATIENCE_MS = 20_000;

/** A mail as it arrived. */
export interface ParsedMail extends Email {
  /** The source, byte for byte. */
  readonly raw: string;
  /** Whom the server was told to deliver to, whatever the mail itself says. */
  readonly recipients: readonly string[];
  /** Did it come over TLS? */
  readonly encrypted: boolean;
  /** Who signed in to send it. */
  readonly user: string | undefined;
}

export interface MailServer {
  /** What to set `MAIL_URL` to. */
  readonly url: string;
  readonly port: number;
  /** Everything that arrived, oldest first. */
  readonly mails: readonly ParsedMail[];
  /** The next mail to an address that was not handed out yet; waits for it up to twenty seconds. */
  waitForMail(to: string): Promise<ParsedMail>;
  /** Refuses the next mails: with 451, which passes, or with another answer. */
  rejectNext(count: number, answer?: number): void;
  stop(): Promise<void>;
}

export interface MailServerOptions {
  readonly port?: number;
  /** Offers STARTTLS with this certificate, or `{}` with an expired one; not set, it offers none. */
  readonly tls?: { readonly key?: string; readonly cert?: string };
  /** Wants this user and password; without them it takes anybody. */
  readonly account?: { readonly user: string; readonly password: string };
}

/** Starts a mail server on 127.0.0.1, on a free port unless told. */
export async function startMailServer(options: MailServerOptions = {}): Promise<MailServer> {
  const mails: ParsedMail[] = [];
  const rejections: number[] = [];
  const server = openServer(options, mails, rejections);
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  const handedOut = new Set<ParsedMail>();
  return {
    url: `smtp://127.0.0.1:${port}?von=leitwerk@beispielstadt.example`,
    port,
    mails,
    waitForMail: (to) => waitForMail(mails, handedOut, to),
    rejectNext: (count, answer = 451) => void rejections.push(...Array.from({ length: count }, () => answer)),
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

function openServer({ tls, account }: MailServerOptions, mails: ParsedMail[], rejections: number[]): SMTPServer {
  return new SMTPServer({
    ...(tls ?? { disabledCommands: ['STARTTLS'] }),
    logger: false,
    authOptional: account === undefined,
    allowInsecureAuth: true,
    closeTimeout: 200,
    onAuth: ({ username, password }, _session, done) => {
      if (username === account?.user && password === account?.password) done(null, { user: username });
      else done(new Error('falsch'));
    },
    onData: (stream, session, done) => {
      const rejection = rejections.shift();
      const { rcptTo } = session.envelope;
      void receive(stream).then(
        (mail) => {
          if (rejection !== undefined) return done(Object.assign(new Error('Nicht jetzt'), { responseCode: rejection }));
          mails.push({ ...mail, recipients: rcptTo.map(({ address }) => address), encrypted: session.secure, user: session.user });
          return done(null);
        },
        (error: Error) => done(error),
      );
    },
  });
}

async function receive(stream: SMTPServerDataStream): Promise<Email & { raw: string }> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  const raw = Buffer.concat(chunks);
  return { ...(await PostalMime.parse(raw)), raw: raw.toString('latin1') };
}

async function waitForMail(mails: readonly ParsedMail[], handedOut: Set<ParsedMail>, to: string): Promise<ParsedMail> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(20)) {
    const found = mails.find((mail) => mail.recipients.includes(to) && !handedOut.has(mail));
    if (found) {
      handedOut.add(found);
      return found;
    }
  }
  throw new Error(`Keine Nachricht binnen ${PATIENCE_MS / 1000} Sekunden; angekommen sind ${mails.length}.`);
}
