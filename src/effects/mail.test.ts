import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { startMailServer, type MailServer, type MailServerOptions } from '../../test/mail-server.ts';
import { NotPossible, Refused } from '../base/problem.ts';
import { judgeMailUrl, judgeSender, openMailer, type Mail } from './mail.ts';

const MAIL: Mail = {
  to: 'anna.muessig@beispielstadt.example',
  subject: 'Einladung: Prüfung der Maßnahme „Süßwasser für Köstritz“ – bitte bis Ende Öktober, spätestens am 31.',
  text: 'Guten Tag,\n\nhier die Adresse:\nhttps://beispielstadt.example/intern/einladung?zeichen=abc=def\n\n.\n..Punkte am Anfang; Umlaute äöüß ÄÖÜ, „Anführung“, 1 €, 👪\nFrom here\n' + 'sehr lange Zeile '.repeat(100),
  messageId: '0198c0de-7000-7000-8000-000000000001',
};

let server: MailServer;

async function start(options?: MailServerOptions): Promise<MailServer> {
  server = await startMailServer(options);
  return server;
}

afterEach(() => server?.stop());

/** Sends one mail and closes. */
async function send(url: string, mail: Partial<Mail> = {}, sender?: string): Promise<void> {
  const mailer = openMailer(url, sender);
  await mailer.send({ ...MAIL, ...mail }).finally(() => mailer.close());
}

/** Sends one mail from a process that trusts a certificate, as an operator sets it. */
async function sendTrusting(url: string, cert: string): Promise<void> {
  const program = `const { openMailer } = await import(${JSON.stringify(join(import.meta.dirname, 'mail.ts'))}); await openMailer(${JSON.stringify(url)}).send(${JSON.stringify(MAIL)});`;
  await promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], { env: { ...process.env, NODE_EXTRA_CA_CERTS: cert }, cwd: join(import.meta.dirname, '../..') });
}

const faultOf = (work: Promise<void>): Promise<unknown> => work.then(() => undefined, (error: unknown) => error);

describe('send', () => {
  it('delivers umlauts, quotes, dots and long lines as they were written', async () => {
    const { url, waitForMail } = await start();
    await send(url, {}, 'Stadt Köstritz, Familienbüro <familie@köstritz.example>');
    const mail = await waitForMail(MAIL.to);
    expect(mail.subject).toBe(MAIL.subject);
    expect(mail.text?.replaceAll('\r\n', '\n').trimEnd()).toBe(MAIL.text.trimEnd());
    expect(mail.from).toMatchObject({ name: 'Stadt Köstritz, Familienbüro' });
    expect(mail.to).toMatchObject([{ address: MAIL.to, name: '' }]);
    expect(mail.html).toBeUndefined();
    expect(mail.messageId).toBe(`<${MAIL.messageId}@xn--kstritz-90a.example>`);
  });

  it('says that a program wrote it, in seven bits, and names nothing about this machine', async () => {
    const { url, waitForMail } = await start();
    await send(url);
    const { headers, raw, recipients } = await waitForMail(MAIL.to);
    expect(headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated');
    expect(headers.map(({ key }) => key).sort()).toEqual(['auto-submitted', 'content-transfer-encoding', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to']);
    expect([...raw].filter((sign) => sign > '\u007f')).toEqual([]);
    expect(recipients).toEqual([MAIL.to]);
  });

  it('reaches domains with umlauts', async () => {
    const { url, waitForMail } = await start();
    await send(url, { to: 'post@köstritz.example' });
    expect((await waitForMail('post@köstritz.example')).raw).toContain('To: post@xn--kstritz-90a.example\r\n');
  });

  it('signs in where the address says so, with signs that are written with %', async () => {
    const { port, waitForMail } = await start({ account: { user: 'stadt@mail', password: 'ge:heim/1%' } });
    await send(`smtp://stadt%40mail:ge%3Aheim%2F1%25@127.0.0.1:${port}?von=a@b.example`);
    expect((await waitForMail(MAIL.to)).user).toBe('stadt@mail');
    const fault = await faultOf(send(`smtp://stadt%40mail:falsch@127.0.0.1:${port}?von=a@b.example`));
    expect(fault).toEqual(new NotPossible('Der Mailserver nimmt Benutzername oder Kennwort aus MAIL_URL nicht an (Antwort 535).'));
  });

  it.each<[string, Partial<Mail>]>([
    ['a line break in the address', { to: 'a@b.example\r\nBcc: c@d.example' }],
    ['a line break in the middle of the address', { to: 'a\n@b.example' }],
    ['two addresses', { to: 'a@b.example, c@d.example' }],
    ['two addresses without a comma', { to: 'a@b.example c@d.example' }],
    ['five thousand addresses', { to: Array.from({ length: 5000 }, (_, number) => `a${number}@b.example`).join(';') }],
    ['an address with a name', { to: 'Anna <a@b.example>' }],
    ['a group', { to: 'alle: a@b.example;' }],
    ['a comment', { to: 'a@b.example(x)' }],
    ['an option of the server', { to: 'a@b.example> NOTIFY=SUCCESS' }],
    ['no domain', { to: 'anna@' }],
    ['no address', { to: '' }],
    ['a line break in the subject', { subject: 'Hallo\r\nBcc: c@d.example' }],
    ['a lone line feed in the subject', { subject: 'Hallo\nBcc: c@d.example' }],
    ['a separator of lines in the subject', { subject: 'Hallo\u2028Bcc: c@d.example' }],
    ['NUL in the subject', { subject: 'Hallo\u0000' }],
    ['no subject', { subject: ' ' }],
    ['an endless subject', { subject: 'x'.repeat(201) }],
    ['NUL in the text', { text: 'a\u0000b' }],
    ['a line break in the id', { messageId: 'a\r\nBcc: c@d.example' }],
  ])('refuses %s, and nothing is sent', async (_, wrong) => {
    const { url, mails } = await start();
    const fault = await faultOf(send(url, wrong));
    expect(fault).toBeInstanceOf(Refused);
    expect((fault as Refused).problems).toHaveLength(1);
    expect((fault as Refused).message).not.toContain('b.example');
    expect(mails).toHaveLength(0);
  });

  it('names all faults at once', async () => {
    const { url } = await start();
    expect(await faultOf(send(url, { to: 'x', subject: '' }))).toMatchObject({ problems: [{}, {}] });
  });

  it('tells a no that passes from one that lasts, and keeps the address out of both', async () => {
    const { url, rejectNext, waitForMail } = await start();
    rejectNext(1);
    expect(await faultOf(send(url))).toEqual(new NotPossible('Der Mailserver nimmt die Nachricht zurzeit nicht an (Antwort 451).'));
    rejectNext(1, 550);
    expect(await faultOf(send(url))).toEqual(new Refused([{ satz: 'Der Mailserver nimmt die Nachricht nicht an (Antwort 550).' }]));
    await send(url);
    await waitForMail(MAIL.to);
  });

  it('says when no server is there', async () => {
    const { port, stop } = await start();
    await stop();
    expect(await faultOf(send(`smtp://127.0.0.1:${port}?von=a@b.example`))).toMatchObject({ name: 'NotPossible', message: expect.stringMatching(/^Der Mailserver ist nicht erreichbar/) });
  });
});

describe('TLS', () => {
  const openssl = spawnSync('openssl', ['version']).status === 0;

  it('sends nothing to a server whose certificate is wrong', async () => {
    const { url, mails } = await start({ tls: {} });
    expect(await faultOf(send(url))).toMatchObject({ name: 'NotPossible', message: expect.stringMatching(/verschlüsselte Verbindung/) });
    expect(mails).toHaveLength(0);
  });

  it('sends nothing in the clear where it is told to encrypt always', async () => {
    const { url, mails } = await start();
    expect(await faultOf(send(`${url}&tls=immer`))).toMatchObject({ name: 'NotPossible', message: expect.stringMatching(/verschlüsselte Verbindung/) });
    expect(mails).toHaveLength(0);
  });

  it('never sends a password in the clear to another machine', async () => {
    const { port, mails } = await start({ account: { user: 'stadt', password: 'geheim' } });
    // This machine again, under an address that is none of the names for it.
    expect(await faultOf(send(`smtp://stadt:geheim@[::ffff:127.0.0.1]:${port}?von=a@b.example`))).toMatchObject({ name: 'NotPossible', message: expect.stringMatching(/verschlüsselte Verbindung/) });
    expect(mails).toHaveLength(0);
  });

  it.skipIf(!openssl)('encrypts where the server offers it and the certificate is trusted', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'leitwerk-mail-'));
    try {
      const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
      spawnSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']);
      const { port, waitForMail } = await start({ tls: { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') } });
      await sendTrusting(`smtp://localhost:${port}?von=a@b.example&tls=immer`, cert);
      expect((await waitForMail(MAIL.to)).encrypted).toBe(true);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('judgeMailUrl', () => {
  it.each(['smtp://mail.stadt.de', 'smtps://mail.stadt.de', 'smtp://a:b@mail.stadt.de:587?tls=immer', 'smtp://127.0.0.1:25?von=post@stadt.de', 'smtp://[::1]:25'])('takes %s', (url) => {
    expect(judgeMailUrl(url)).toBeUndefined();
  });

  it.each(['mail.stadt.de', 'http://mail.stadt.de', 'smtp://', 'smtp:mail', 'smtp://a@mail.stadt.de', 'smtp://a:50%@mail.stadt.de', 'smtp://mail.stadt.de?tls=nie', 'smtp://mail.stadt.de?pool=true', 'smtp://mail.stadt.de?von=x'])('refuses %s', (url) => {
    expect(judgeMailUrl(url)).toMatch(/^\p{Ll}.*\.$/u);
    expect(() => openMailer(url, 'a@b.example')).toThrow(Refused);
  });
});

describe('judgeSender', () => {
  it.each(['post@stadt.de', 'Stadt Köln, Familie <post@stadt.de>'])('takes %s', (sender) => {
    expect(judgeSender(sender)).toBeUndefined();
  });

  it.each(['', 'Stadt', 'a@b.de, c@d.de', 'Stadt <a@b.de>, <c@d.de>', 'Stadt\r\nBcc: x <a@b.de>', 'Stadt <>'])('refuses %j', (sender) => {
    expect(judgeSender(sender)).toMatch(/^der Absender .*\.$/);
    expect(() => openMailer('smtp://127.0.0.1', sender)).toThrow(Refused);
  });
});
