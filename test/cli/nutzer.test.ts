import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import pg from 'pg';
import { openWorkspace, readMappe, type Workspace } from '../../src/cli/workspace.ts';
import { readSettings } from '../../src/cli/settings.ts';
import { importStadtmappe } from '../../src/storage/stadtmappe.ts';
import { content, makeFolder, removeFolders, run, type Outcome } from '../testbed.ts';

// Accounts and the audit log from the command line, as IT uses them when nobody gets in any more.

const data = `${makeFolder()}/data`;
let workspace: Workspace;
let owner: pg.Pool;

beforeAll(async () => {
  workspace = await openWorkspace(readSettings({ LEITWERK_DATA: data }), { print: () => undefined, progress: () => undefined });
  await importStadtmappe(workspace.storage, await readMappe(content('vorlage')));
  owner = new pg.Pool(workspace.database.connection);
});
afterAll(async () => {
  await owner.end();
  await workspace.close();
  removeFolders();
});

const leitwerk = (...words: string[]): Promise<Outcome> => run(words, { LEITWERK_DATA: data });
const nutzer = (...words: string[]): Promise<Outcome> => leitwerk('nutzer', words[0] ?? '', '--stadt', 'musterstadt', ...words.slice(1));

describe('nutzer', () => {
  it('invites, gives and takes roles, locks, unlocks, lists, prints links', async () => {
    const invited = await nutzer('einladen', '--email', 'Ada@Musterstadt.example', '--name', 'Ada Beispiel', '--rolle', 'ADM');
    expect([invited.code, invited.out]).toEqual([0, expect.stringMatching(/^http:\/\/localhost:8080\/musterstadt\/intern\/einladung\/[\w-]{43}$/)]);
    expect((await nutzer('rolle', '--email', 'ada@musterstadt.example', '--rolle', 'DSB')).code).toBe(0);
    expect((await nutzer('liste')).out).toBe('ada@musterstadt.example\tAda Beispiel\teingeladen\tADM DSB\tohne zweiten Faktor');
    expect((await nutzer('rolle', '--email', 'ada@musterstadt.example', '--rolle', 'DSB', '--entziehen', 'ja')).code).toBe(0);
    expect((await nutzer('link', '--email', 'ada@musterstadt.example')).out).toContain('/intern/einladung/');
    expect((await nutzer('sperren', '--email', 'ada@musterstadt.example')).code).toBe(0);
    expect((await nutzer('link', '--email', 'ada@musterstadt.example')).code).toBe(2);
    expect((await nutzer('liste')).out).toContain('gesperrt\tADM');
    expect((await nutzer('faktor', '--email', 'ada@musterstadt.example')).code).toBe(0);
  });

  it.each([
    [['einladen', '--email', 'keine-adresse'], 'keine E-Mail-Adresse'],
    [['einladen', '--email', 'ada@musterstadt.example'], 'gibt es in dieser Stadt schon'],
    [['einladen', '--email', 'b@musterstadt.example', '--rolle', 'CHEF'], 'Die Rolle „CHEF“ gibt es nicht'],
    [['einladen', '--email', 'b@musterstadt.example', '--rolle', 'FA'], 'gilt für eine Organisationseinheit'],
    [['einladen', '--email', 'b@musterstadt.example', '--rolle', 'FA@mondamt'], '„mondamt“ gibt es nicht'],
    [['rolle', '--email', 'ada@musterstadt.example', '--rolle', 'STAT'], 'nicht zugleich'],
    [['rolle', '--email', 'ada@musterstadt.example', '--rolle', 'RAT', '--entziehen', 'ja'], 'hat das Konto nicht'],
    [['sperren', '--email', 'niemand@musterstadt.example'], 'gibt es in dieser Stadt nicht'],
    [['befördern', '--email', 'ada@musterstadt.example'], 'Erlaubt ist'],
    [['einladen'], 'Es fehlt --email'],
  ])('refuses %j with a sentence, and nothing has changed', async (words, sentence) => {
    const before = (await owner.query('select md5(string_agg(k::text, \'\' order by id)) from konto k')).rows;
    const refused = await nutzer(...words);
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining(sentence)]);
    expect((await owner.query('select md5(string_agg(k::text, \'\' order by id)) from konto k')).rows).toEqual(before);
  });

  it('knows no town that is not there', async () => {
    expect(await leitwerk('nutzer', 'liste', '--stadt', 'atlantis')).toMatchObject({ code: 2, err: 'Die Stadt „atlantis“ gibt es hier nicht.' });
  });
});

describe('pruefe-protokoll', () => {
  it('finds every entry of what was done above, and the chain whole', async () => {
    const { code, out } = await leitwerk('pruefe-protokoll');
    expect([code, out]).toEqual([0, expect.stringMatching(/^musterstadt\t\d+ Einträge, lückenlos; letzter Hash [0-9a-f]{64}$/)]);
  });

  it.each([
    ['a changed byte', `update protokoll set angaben = replace(angaben, 'ADM', 'ADN') where nr = 1`, '1'],
    ['a changed time', `update protokoll set am = am + interval '1 millisecond' where nr = 2`, '2'],
    ['a missing entry', `delete from protokoll where nr = 3`, '3'],
    ['a cut end', `delete from protokoll where nr = (select max(nr) from protokoll)`, 'Ende'],
  ])('names %s', async (_, damage, named) => {
    const client = await owner.connect();
    try {
      await client.query('begin');
      await client.query('alter table protokoll disable trigger all');
      const kept = (await client.query('select * from protokoll')).rows;
      await client.query(damage);
      await client.query('commit');
      const found = await leitwerk('pruefe-protokoll', '--stadt', 'musterstadt');
      expect([found.code, found.out]).toEqual([1, expect.stringContaining(named)]);
      await client.query('begin');
      await client.query('delete from protokoll');
      for (const row of kept) await client.query('insert into protokoll values ($1, $2, $3, $4, $5, $6, $7, $8, $9)', ['tenant_id', 'nr', 'am', 'konto', 'handlung', 'gegenstand', 'angaben', 'vorher', 'hash'].map((column) => row[column]));
      await client.query('alter table protokoll enable trigger all');
      await client.query('commit');
    } finally {
      client.release();
    }
    expect((await leitwerk('pruefe-protokoll')).code).toBe(0);
  });
});
