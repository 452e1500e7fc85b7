import { domainToASCII } from 'node:url';
import nodemailer, { type Transporter } from 'nodemailer';
import { NotPossible, Refused } from '../base/problem.ts';
import { hasForbiddenCharacter } from '../base/text.ts';

/** One mail to one person, as plain text. */
export interface Mail {
  /** One address, without a name. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** An id of the mail: the same one when it is sent again after a crash, so that the second one is known for what it is. */
  readonly messageId: string;
}

export interface Mailer {
  /**
   * Hands a mail to the server. Throws `Refused` where another try changes nothing (address, subject, a lasting no of the
   * server) and `NotPossible` where it may; neither names the address.
   */
  readonly send: (mail: Mail) => Promise<void>;
  readonly close: () => void;
}

interface Sender {
  readonly name: string;
  readonly address: string;
}

const CONNECT_MS = 10_000;
const SILENCE_MS = 30_000;
const MAX_SUBJECT = 200;
const PARAMETERS = ['tls', 'von'];
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * A way to one mail server. `mailUrl` is `smtp://[user:password@]host[:port]`, or `smtps://…` for TLS from the start; `?tls=immer`
 * sends nothing unless encrypted. The sender is `address` or `Name <address>`; without one, the URL's `?von=` is it.
 */
export function openMailer(mailUrl: string, sender?: string): Mailer {
  const fault = judgeMailUrl(mailUrl) ?? judgeSender(sender ?? new URL(mailUrl).searchParams.get('von') ?? '');
  if (fault !== undefined) throw new Refused([{ satz: `Mail: ${fault}` }]);
  const url = new URL(mailUrl);
  const from = readSender(sender ?? url.searchParams.get('von') ?? '');
  const transport = nodemailer.createTransport(transportOptions(url));
  return { send: (mail) => sendMail(transport, from, mail), close: () => transport.close() };
}

/** What is wrong with a mail server's address, as a German sentence. */
export function judgeMailUrl(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^smtps?:$/.test(url.protocol) || url.hostname === '') return 'erwartet wird eine Adresse wie smtp://mail.stadt.de:587 oder smtps://mail.stadt.de.';
  const unknown = [...url.searchParams.keys()].find((name) => !PARAMETERS.includes(name));
  if (unknown !== undefined) return 'hinter dem Fragezeichen sind nur tls=immer und von=ADRESSE erlaubt.';
  if (url.searchParams.has('tls') && url.searchParams.get('tls') !== 'immer') return 'für tls gibt es nur den Wert immer.';
  if (url.username !== '' && url.password === '') return 'zum Benutzernamen fehlt das Kennwort.';
  if (!isDecodable(url.username + url.password)) return 'ein Prozentzeichen in Benutzername oder Kennwort wird %25 geschrieben.';
  const von = url.searchParams.get('von');
  return von === null ? undefined : judgeSender(von);
}

/** What is wrong with a sender, `address` or `Name <address>`, as a German sentence. */
export function judgeSender(text: string): string | undefined {
  const { name, address } = readSender(text);
  if (/\p{Cc}/u.test(text) || /[<>"]/.test(name)) return 'der Absender hat Zeichen, die darin nicht erlaubt sind.';
  return isAddress(address) ? undefined : 'der Absender ist keine einzelne Mailadresse; erwartet wird sie allein oder wie in: Stadt <post@stadt.de>.';
}

function readSender(text: string): Sender {
  const [, name = '', address = text] = /^([^<]*)<([^<>]*)>$/.exec(text.trim()) ?? [];
  return { name: name.trim(), address: address.trim() };
}

function transportOptions(url: URL) {
  const secure = url.protocol === 'smtps:';
  const signsIn = url.username !== '';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 465 : signsIn ? 587 : 25),
    secure,
    // A password goes over no wire in the clear, whatever the server offers.
    requireTLS: url.searchParams.get('tls') === 'immer' || (signsIn && !LOOPBACK.includes(url.hostname)),
    ...(signsIn ? { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } } : {}),
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    dnsTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

async function sendMail(transport: Transporter, from: Sender, mail: Mail): Promise<void> {
  const faults = judgeMail(mail);
  if (faults.length > 0) throw new Refused(faults.map((satz) => ({ satz })));
  await transport
    .sendMail({
      from,
      to: { name: '', address: mail.to },
      envelope: { from: from.address, to: [mail.to] },
      subject: mail.subject,
      text: mail.text,
      messageId: `<${mail.messageId}@${domainToASCII(from.address.split('@')[1] ?? '')}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
    .catch((error: unknown) => {
      throw explain(error);
    });
}

function judgeMail({ to, subject, text, messageId }: Mail): string[] {
  return [
    isAddress(to) ? undefined : 'Der Empfänger ist keine einzelne gültige Mailadresse.',
    subject.trim() === '' || /[\p{Cc}\u2028\u2029]/u.test(subject) || hasForbiddenCharacter(subject) ? 'Der Betreff ist leer oder enthält einen Zeilenumbruch oder ein verbotenes Zeichen.' : undefined,
    subject.length > MAX_SUBJECT ? `Der Betreff ist länger als ${MAX_SUBJECT} Zeichen.` : undefined,
    hasForbiddenCharacter(text) ? 'Die Nachricht enthält ein Zeichen, das in einem Text nicht erlaubt ist.' : undefined,
    /^[\w.-]{1,100}$/.test(messageId) ? undefined : 'Die Kennung der Nachricht ist ungültig.',
  ].filter((satz) => satz !== undefined);
}

/** One address and nothing else: the dot-atoms of RFC 5322, umlauts in the domain only (without SMTPUTF8 servers take no others). */
function isAddress(text: string): boolean {
  const [local = '', domain = '', ...rest] = text.split('@');
  if (rest.length > 0 || text.length > 254 || local.length > 64) return false;
  return /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/.test(local) && /^[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?(\.[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?)*$/u.test(domain);
}

function isDecodable(text: string): boolean {
  try {
    return decodeURIComponent(text) !== undefined;
  } catch {
    return false;
  }
}

/** Servers quote addresses in their answers, so only the number of the answer or the code of the trouble goes on. */
function explain(error: unknown): Error {
  const { code = 'unbekannt', originalCode = code, command = '', responseCode, permanent } = error as Trouble;
  const answer = responseCode ? `Antwort ${responseCode}` : originalCode;
  if (permanent && /^(RCPT TO|DATA)$/.test(command)) return new Refused([{ satz: `Der Mailserver nimmt die Nachricht nicht an (${answer}).` }]);
  const sentence = SENTENCES[/CERT|TLS|SSL|VERIFY/.test(originalCode) ? 'ETLS' : code];
  return new NotPossible(`${sentence ?? 'Der Mailserver nimmt die Nachricht zurzeit nicht an'} (${answer}).`);
}

/** What nodemailer tells of a failure; `originalCode` is the system's. */
interface Trouble {
  readonly code?: string;
  readonly originalCode?: string;
  readonly command?: string;
  readonly responseCode?: number;
  readonly permanent?: boolean;
}

const SENTENCES: Readonly<Record<string, string>> = {
  ECONNECTION: 'Der Mailserver ist nicht erreichbar',
  ESOCKET: 'Der Mailserver ist nicht erreichbar',
  EDNS: 'Der Name des Mailservers ist nicht bekannt',
  ETIMEDOUT: 'Der Mailserver antwortet nicht',
  ETLS: 'Eine verschlüsselte Verbindung zum Mailserver kam nicht zustande',
  EAUTH: 'Der Mailserver nimmt Benutzername oder Kennwort aus MAIL_URL nicht an',
};
