import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readDelivered } from '../../src/effects/folder.ts';
import { renderPdf } from '../../src/effects/pdf.ts';
import { takeDatenstand } from '../../src/core/bericht/datenstand.ts';
import { printTypstData } from '../../src/document/typst.ts';
import { composeBericht } from '../../src/report/compose.ts';
import { readMappe } from '../../src/cli/workspace.ts';
import { content, makeFolder, copyTown, readTree, useHouse } from '../testbed.ts';
import { judgeMarkup, readMarkup } from './markup.ts';
import { makeHostileTown, PAYLOADS } from './town.ts';

// Cases 4, 5, 9, 67 and 68 of reliability.md A.3, end to end. (68, the tampered edition, is in cli/freeze.test.ts.)

const house = useHouse();
let files = new Map<string, Buffer>();
let out = '';

beforeAll(async () => {
  const { town, count } = makeHostileTown();
  expect(count).toBeGreaterThan(800);
  expect(await house.run('import', town.folder)).toMatchObject({ code: 0 });
  out = join(makeFolder(), 'bericht');
  expect(await house.run('report', '--stadt', 'feindstadt', '--bericht', 'familienbericht', '--out', out)).toMatchObject({ code: 0 });
  files = readTree(out);
}, 180_000);

const filesLike = (pattern: RegExp): [string, string][] => [...files].filter(([path]) => pattern.test(path)).map(([path, bytes]) => [path, bytes.toString()]);
const squeeze = (text: string): string => text.replace(/[\s\u00ad]+/g, '');

describe('a town with markup and template strings in every text', () => {
  it('web edition: every page is well-formed, runs nothing, loads nothing, and shows the texts as they are', () => {
    const pages = filesLike(/^web\/[^/]+\.html$/).map(([path, html]) => ({ path, markup: readMarkup(html) }));
    expect(pages.length).toBeGreaterThan(30);
    expect(pages.flatMap(({ path, markup }) => judgeMarkup(markup).map((finding) => `${path}: ${finding}`))).toEqual([]);
    const all = pages.map(({ markup }) => markup.text).join('\n');
    for (const payload of PAYLOADS) expect([payload, all.split(payload).length > 10]).toEqual([payload, true]);
  });

  it('every link outwards was one of the town, and gives no way back', () => {
    const links = filesLike(/^web\/[^/]+\.html$/).flatMap(([, html]) => readMarkup(html).elements.filter(({ name, attributes }) => name === 'a' && /^(https?|mailto):/.test(attributes['href'] ?? '')));
    expect(links.filter(({ attributes }) => !(attributes['rel'] ?? '').includes('noopener')).map(({ attributes }) => attributes['href'])).toEqual([]);
    expect(links.filter(({ attributes }) => /evil\.example/.test(attributes['href'] ?? ''))).toEqual([]);
  });

  it('SVG: well-formed, inert, with the texts as they are', () => {
    const pictures = filesLike(/^web\/bilder\/.*\.svg$/);
    expect(pictures.length).toBeGreaterThan(10);
    expect(pictures.flatMap(([path, svg]) => judgeMarkup(readMarkup(svg)).map((finding) => `${path}: ${finding}`))).toEqual([]);
    const all = squeeze(pictures.map(([, svg]) => readMarkup(svg).text).join('\n'));
    expect(PAYLOADS.filter((payload) => !all.includes(squeeze(payload))).length).toBeLessThan(PAYLOADS.length / 2);
  });

  it('CSV: every table can be read back, with the texts as they are', () => {
    const tables = filesLike(/^daten\/.*\.csv$/);
    const cells = tables.flatMap(([path, csv]) => {
      const read = readDelivered(path, Buffer.from(csv));
      if (!('file' in read) || read.file.kind !== 'table') throw new Error(`${path}: ${JSON.stringify(read)}`);
      return read.file.lines.flatMap((line) => line.cells);
    });
    for (const payload of PAYLOADS) expect([payload, cells.some((cell) => cell.includes(payload))]).toEqual([payload, true]);
  });

  it.skipIf(spawnSync('pdftotext', ['-v']).error !== undefined)('PDF: the texts as they are, and no file of this machine', () => {
    const { stdout, status } = spawnSync('pdftotext', ['-layout', join(out, 'familienbericht.pdf'), '-'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
    expect(status).toBe(0);
    const text = squeeze(stdout);
    for (const payload of ['<script>alert(1)</script>', '{{7*7}}', '${7*7}', '<%=7*7%>', '#read("/etc/passwd")', '#image("/etc/passwd")', '$x^2$']) expect([payload, text.includes(squeeze(payload))]).toEqual([payload, true]);
    const [first = 'root:'] = readFileSync('/etc/passwd', 'utf8').split('\n');
    expect(text).not.toContain(squeeze(first));
  });

  it('served pages: the same, with headers that forbid what is not there anyway', async () => {
    const web = await house.openWeb();
    const seen = new Set<string>();
    const queue = ['/', '/feindstadt/', '/feindstadt/berichte/familienbericht/'];
    const findings: string[] = [];
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      if (seen.has(path)) continue;
      seen.add(path);
      const reply = await web.request(path);
      const type = reply.headers.get('content-type') ?? '';
      if (reply.status !== 200) findings.push(`${path}: ${reply.status}`);
      expect(reply.headers.get('content-security-policy')).toBe("default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
      expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
      expect(reply.headers.get('set-cookie')).toBeNull();
      if (!/^(text\/html|image\/svg)/.test(type)) continue;
      const markup = readMarkup(await reply.text());
      findings.push(...judgeMarkup(markup).map((finding) => `${path}: ${finding}`));
      for (const { attributes } of markup.elements) for (const key of ['href', 'src']) if (attributes[key] !== undefined && !/^(https?:|mailto:|#|$)/.test(attributes[key])) queue.push(new URL(attributes[key].split('#')[0] ?? '', `http://x${path}`).pathname);
    }
    expect(findings).toEqual([]);
    expect([...seen].filter((path) => path.endsWith('.html')).length).toBeGreaterThan(30);
    expect([...seen]).toEqual(expect.arrayContaining(['/feindstadt/impressum', '/feindstadt/berichte/familienbericht.pdf', '/feindstadt/dateien/logo.svg']));
  }, 120_000);

  it('is exported as it came in', async () => {
    const [first, second] = [join(makeFolder(), 'eins'), join(makeFolder(), 'zwei')];
    expect((await house.run('export', '--stadt', 'feindstadt', first)).code).toBe(0);
    expect((await house.run('import', first)).out).toContain('0 Einträge neu oder geändert; Werte: 0 neu, 0 berichtigt, 0 zurückgezogen.');
    expect((await house.run('export', '--stadt', 'feindstadt', second)).code).toBe(0);
    expect(readTree(second)).toEqual(readTree(first));
  });
});

describe('case 4: links in a text', () => {
  it.each(['javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', 'java\nscript:alert(1)', 'data:text/html,<script>alert(1)</script>', 'vbscript:x', 'file:///etc/passwd', '//evil.example/', '/hamm/', 'https://evil.example/"onmouseover="alert(1)', 'https://evil.example/<script>', 'https:evil.example'])('%j is refused', async (href) => {
    const town = copyTown('beispielstadt');
    town.json('berichte/familienbericht/texte/vorwort.json', (text: { inhalt: { content: unknown[] } }) => text.inhalt.content.push({ type: 'paragraph', content: [{ type: 'text', text: 'hier', marks: [{ type: 'link', attrs: { href } }] }] }));
    const { code, out: findings } = await house.run('pruefe', town.folder);
    expect(code).toBe(1);
    expect(findings).toContain('Erlaubt sind nur Adressen, die mit https://, http:// oder mailto: beginnen.');
  });
});

describe('case 5: pictures that do more than be looked at', () => {
  const svg = (inner: string, attributes = ''): string => `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9" ${attributes}>${inner}</svg>`;

  it.each([
    ['script', svg('<script>alert(1)</script>')],
    ['script with a prefix', svg('<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>')],
    ['event attribute', svg('<path d="M0 0"/>', 'onload="alert(1)"')],
    ['event attribute in capitals', svg('<path d="M0 0" ONCLICK="alert(1)"/>')],
    ['foreign content', svg('<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>')],
    ['picture from elsewhere', svg('<image href="http://evil.example/x.png"/>')],
    ['picture from the disk', svg('<image xlink:href="file:///etc/passwd"/>')],
    ['picture inside', svg('<image href="data:image/svg+xml,&lt;svg/&gt;"/>')],
    ['use from elsewhere', svg('<use href="http://evil.example/x.svg#a"/>')],
    ['link', svg('<a xlink:href="javascript:alert(1)"><path d="M0 0"/></a>')],
    ['style sheet', svg('<style>@import url(http://evil.example/)</style>')],
    ['style attribute', svg('<path d="M0 0" style="fill:url(http://evil.example/#a)"/>')],
    ['paint from elsewhere', svg('<path d="M0 0" fill="url( \'http://evil.example/#a\')"/>')],
    ['animation', svg('<set attributeName="href" to="javascript:alert(1)"/>')],
    ['DOCTYPE with an entity', `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>${svg('<text>&x;</text>')}`],
    ['billion laughs', `<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>${svg('<text>&b;</text>')}`],
    ['processing instruction', `<?xml-stylesheet href="http://evil.example/x.css"?>${svg('')}`],
    ['broken XML', '<svg xmlns="http://www.w3.org/2000/svg"><path></svg>'],
    ['HTML', '<!doctype html><script>alert(1)</script>'],
  ])('%s is refused and nothing changes', async (_name, picture) => {
    const before = await house.checksum();
    const town = copyTown('beispielstadt');
    town.write('bilder/logo.svg', picture);
    const { code, err } = await house.run('import', town.folder);
    expect(code).toBe(2);
    expect(err).toMatch(/^bilder\/logo\.svg: [A-ZÄÖÜ][^]*\.$/);
    expect(await house.checksum()).toBe(before);
  });
});

describe('case 67: the renderer', () => {
  it('sees no file of this machine, not even through a picture that came past the check', async () => {
    const secret = join(makeFolder(), 'geheim.svg');
    writeFileSync(secret, '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z" fill="#ab12cd"/></svg>');
    const draw = async (inner: string): Promise<Uint8Array> => {
      const town = takeDatenstand(await readMappe(content('vorlage')), '2026-06-30', (bytes) => Buffer.from(bytes).toString('base64'));
      const [gliederung] = town.gliederungen;
      if (!gliederung) throw new Error('content/vorlage has no report');
      const tree = composeBericht(gliederung, town, { checksum: '' });
      const logo = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">${inner}</svg>`;
      const data = printTypstData({ ...tree, meta: { ...tree.meta, logo: { name: 'logo.svg', alt: 'Logo', bytes: '' } } });
      return (await renderPdf({ data, logo: Buffer.from(logo), day: '2026-06-30' })).pdf;
    };
    const plain = await draw('');
    expect(plain.byteLength).toBeGreaterThan(10_000);
    // Refused with a sentence, or left out as if nothing stood there.
    const judge = async (href: string): Promise<boolean> => draw(`<image width="9" height="9" xlink:href="${href}" href="${href}"/>`).then((pdf) => pdf.byteLength === plain.byteLength, (error: Error) => error.message.startsWith('Der Satz des Berichts ist misslungen: ') && !error.message.includes('ab12cd'));
    for (const href of [secret, `file://${secret}`, '../'.repeat(9) + secret.slice(1), '/etc/passwd', 'http://127.0.0.1:9/x.svg']) expect([href, await judge(href)]).toEqual([href, true]);
  }, 120_000);
});
