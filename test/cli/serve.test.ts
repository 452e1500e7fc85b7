import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wholeBeispielstadt } from '../beispielstadt.ts';
import { buildProgram, copyFolder, ended, endStarted, findPostmaster, makeFolder, processesOf, removeFolders, start, waitFor } from '../testbed.ts';

// The server as a town hall runs it: a process of its own, on 127.0.0.1, with its own PostgreSQL.

const folder = makeFolder();
const data = join(folder, 'data');

beforeAll(buildProgram);
afterAll(async () => {
  await endStarted();
  const left = findPostmaster(data);
  if (left !== undefined) process.kill(left, 'SIGQUIT');
  if (left !== undefined) await waitFor('The end of PostgreSQL', () => (findPostmaster(data) === undefined ? true : undefined));
  removeFolders();
});

type Server = ReturnType<typeof start>;

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function serve(port: number): Promise<Server> {
  const server = start(['serve'], { LEITWERK_DATA: data, PORT: String(port) });
  await waitFor('The start of the server', () => {
    if (server.exitCode !== null) throw new Error(`The server ended: ${server.output()}`);
    return server.output().includes('Beenden mit Strg+C.') ? true : undefined;
  }, 150);
  return server;
}

const get = async (port: number, path: string): Promise<{ status: number; text: string; headers: Headers }> => {
  const reply = await fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual' });
  return { status: reply.status, text: await reply.text(), headers: reply.headers };
};

async function command(...words: string[]): Promise<{ code: number | string; output: string }> {
  const child = start(words, { LEITWERK_DATA: data });
  return { code: await ended(child), output: child.output() };
}

describe('serve', () => {
  it('loads the towns, answers, refuses a second server, takes an import at once, and ends cleanly', { timeout: 300_000 }, async () => {
    const [port, other] = [await freePort(), await freePort()];
    const server = await serve(port);
    expect(server.output()).toContain(`Leitwerk läuft auf http://localhost:${port}\n  Beispielstadt: http://localhost:${port}/beispielstadt/\n  Hamm: http://localhost:${port}/hamm/\n`);

    expect(await get(port, '/livez')).toMatchObject({ status: 200, text: 'ok' });
    for (const path of ['/', '/hamm/', '/beispielstadt/', '/beispielstadt/berichte/familienbericht/', '/hamm/berichte/familienbericht/index.html', '/hamm/impressum']) {
      const { status, text, headers } = await get(port, path);
      expect([path, status]).toEqual([path, 200]);
      expect(text).toMatch(/^<!doctype html>/);
      expect(headers.get('set-cookie')).toBeNull();
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    }
    expect((await get(port, '/hamm/berichte/familienbericht.pdf')).headers.get('content-type')).toBe('application/pdf');
    for (const path of ['/atlantis/', '/hamm/berichte/sportbericht/', '/hamm/berichte/familienbericht/../../../../etc/passwd', '/hamm/dateien/..%2f..%2fstadt.json', '/hamm/dateien/__proto__', '/__proto__/', '/hamm/berichte/familienbericht/%00']) {
      const { status, text } = await get(port, path);
      expect([path, status]).toEqual([path, 404]);
      expect(text).not.toMatch(/atlantis|passwd|at .*\.ts|\/work\//);
    }

    const second = start(['serve'], { LEITWERK_DATA: data, PORT: String(other) });
    expect(await ended(second)).toBe(3);
    expect(second.output()).toContain(`Diese Daten hält schon ein anderer Leitwerk-Server: Prozess ${server.pid} auf http://localhost:${port}. Bitte dort beenden (Strg+C) oder einen anderen Datenordner wählen (LEITWERK_DATA).`);
    expect((await get(port, '/livez')).status).toBe(200);

    const town = copyFolder(await wholeBeispielstadt());
    const page = '/beispielstadt/berichte/familienbericht/familien.html';
    const before = await get(port, page);
    town.changeLine('werte/D07.csv', 'D07;1;beispielstadt;2025;;', (cells) => cells.map((cell, index) => (index === 6 ? '77,7' : index === 9 || index === 10 ? '' : cell)));
    expect(before.text).not.toContain('77,7');
    expect(await command('import', town.folder)).toMatchObject({ code: 0, output: expect.stringContaining('1 berichtigt') });
    const after = await get(port, page);
    expect(after.text).toContain('77,7');
    expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'));
    expect((await get(port, '/beispielstadt/berichte/familienbericht/daten/kennzahl-d07-werte.csv')).text).toContain('77,7');

    server.kill('SIGINT');
    expect(await ended(server)).toBe(0);
    expect(server.output()).toContain('Beende …');
    expect(server.output()).not.toContain('Fehler');
    expect(findPostmaster(data)).toBeUndefined();
    expect(processesOf(folder)).toEqual([]);
  });

  it('starts again after kill -9 of the program, of the database, of both, and has lost nothing', { timeout: 300_000 }, async () => {
    const port = await freePort();
    const killed = await serve(port);
    killed.kill('SIGKILL');
    expect(await ended(killed)).toBe('SIGKILL');

    const again = await serve(port);
    expect((await get(port, '/beispielstadt/berichte/familienbericht/familien.html')).text).toContain('77,7');
    const postmaster = await waitFor('The new PostgreSQL', () => findPostmaster(data));
    process.kill(postmaster, 'SIGKILL');
    await waitFor('The restart of PostgreSQL', async () => (findPostmaster(data) !== postmaster && (await get(port, '/beispielstadt/').catch(() => ({ status: 0 }))).status === 200 ? true : undefined), 60);
    expect(again.exitCode).toBeNull();

    const both = await waitFor('The new PostgreSQL', () => findPostmaster(data));
    again.kill('SIGKILL');
    process.kill(both, 'SIGKILL');
    await ended(again);
    const last = await serve(port);
    expect((await get(port, '/beispielstadt/berichte/familienbericht/familien.html')).text).toContain('77,7');
    last.kill('SIGTERM');
    expect(await ended(last)).toBe(0);
    expect(processesOf(folder)).toEqual([]);
  });

  it('a port that is taken: exit code 3, a sentence, and no database left running', { timeout: 120_000 }, async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
    const { port } = blocker.address() as AddressInfo;
    const server = start(['serve'], { LEITWERK_DATA: data, PORT: String(port) });
    expect(await ended(server)).toBe(3);
    expect(server.output()).toContain(`Der Port ${port} ist belegt. Mit PORT=… lässt sich ein anderer wählen.`);
    await new Promise((resolve) => blocker.close(resolve));
    expect(processesOf(folder)).toEqual([]);
  });

  it('an import with the server gone starts and stops the database by itself', { timeout: 120_000 }, async () => {
    expect(await command('import', await wholeBeispielstadt())).toMatchObject({ code: 0, output: expect.stringContaining('1 berichtigt') });
    expect(processesOf(folder)).toEqual([]);
  });
});
