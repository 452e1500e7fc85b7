import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NotPossible, Refused } from '../base/problem.ts';
import { describeError, EREIGNISSE, openLog, type Ereignis } from './log.ts';

const MOMENT = new Date('2026-11-24T12:05:01.123Z');

/** The lines that a log wrote. */
function write(work: (log: ReturnType<typeof openLog>) => void): string[] {
  const lines: string[] = [];
  work(openLog((line) => lines.push(line), () => MOMENT));
  return lines;
}

const readOne = (lines: readonly string[]): Record<string, unknown> => JSON.parse(lines.join('')) as Record<string, unknown>;

describe('openLog', () => {
  it('writes one line of JSON with the time of the town, its offset, and the fields of the event', () => {
    expect(write((log) => log.event('zugriff.verweigert', { stadt: 'beispielstadt', weg: 'massnahme.aendern', methode: 'POST', recht: 'massnahme.bearbeiten', rollen: 'FA@jugend', status: 404 }))).toEqual([
      '{"zeit":"2026-11-24T13:05:01.123+01:00","ereignis":"zugriff.verweigert","schwere":"warnung","sicherheit":true,"stadt":"beispielstadt","weg":"massnahme.aendern","methode":"POST","recht":"massnahme.bearbeiten","rollen":"FA@jugend","status":404}\n',
    ]);
  });

  it.each([
    ['line breaks', 'a\r\n{"ereignis":"server.start"}\n', 'a {"ereignis":"server.start"} '],
    ['separators of lines', 'a\u2028b\u2029c\u0085d', 'a b c d'],
    ['colours and cursor moves of a terminal', 'a\u001b[31mrot\u001b[0m\u001b[2J\u009b1Ab', 'arotb'],
    ['a title for the terminal', '\u001b]0;Titel\u0007b', ' ]0;Titel b'],
    ['NUL, backspace and delete', 'a\u0000b\bc\u007fd', 'a b c d'],
    ['writing that turns round', 'a\u202eb\u2066c\u200fd', 'a b c d'],
    ['half of a pair', 'a\ud800', 'a\ufffd'],
    ['a mail address', 'an anna.muster+x@stadt.de gescheitert', 'an [Adresse] gescheitert'],
    ['endless text', 'x'.repeat(1_000_000), 'x'.repeat(200)],
  ])('takes %s out of a text', (_, text, kept) => {
    const lines = write((log) => log.event('sso.abgelehnt', { grund: text }));
    expect(lines).toHaveLength(1);
    expect(readOne(lines)['grund']).toBe(kept);
  });

  it('stays one line of JSON without anything to act on, whatever comes', () => {
    const hostile = fc.string({ unit: fc.oneof(fc.constantFrom('\r', '\n', '\u001b', '\u009b', '[', ']', '2', 'J', '"', '\\', '\u2028', '\u2029', '\u0085', '\u202e', '}', '\ud800'), fc.string({ minLength: 1, maxLength: 1, unit: 'binary' })), maxLength: 300 });
    fc.assert(
      fc.property(hostile, hostile, (text, more) => {
        const line = write((log) => log.event('anfrage.fehler', { weg: text, klasse: more, spur: [text, more] })).join('');
        expect(line.slice(0, -1)).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e]/u);
        const { weg, klasse, spur } = JSON.parse(line) as { weg: string; klasse: string; spur: string[] };
        for (const value of [weg, klasse, ...spur]) expect(value).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e]|^.{201}/u);
      }),
    );
  });

  it('writes no field that the catalogue does not name, and no value of another kind', () => {
    const wrong = { stadt: 'a', email: 'anna@stadt.de', zeit: 'nie', ereignis: 'x', befunde: '7', __proto__: { toString: 1 } } as object;
    const entry = readOne(write((log) => log.event('protokoll.beschaedigt', wrong)));
    expect(entry).toEqual({ zeit: '2026-11-24T13:05:01.123+01:00', ereignis: 'protokoll.beschaedigt', schwere: 'fehler', sicherheit: true, stadt: 'a' });
    expect(readOne(write((log) => log.event('server.start', { port: Number.NaN })))).not.toHaveProperty('port');
  });

  it('writes every event of the catalogue', () => {
    const all = Object.keys(EREIGNISSE) as Ereignis[];
    expect(write((log) => all.forEach((ereignis) => log.event(ereignis))).map((line) => (JSON.parse(line) as { ereignis: string }).ereignis)).toEqual(all);
  });
});

describe('EREIGNISSE', () => {
  it('has codes of two words, titles that are sentences, and no field named like the frame of a line', () => {
    expect(Object.keys(EREIGNISSE).filter((code) => !/^[a-z]+\.[a-z]+$/.test(code))).toEqual([]);
    expect(Object.values(EREIGNISSE).filter(({ titel }) => !/^\p{Lu}.*\.$/u.test(titel))).toEqual([]);
    expect(Object.values(EREIGNISSE).flatMap(({ felder }) => Object.keys(felder)).filter((name) => !/^[a-z_]+$/.test(name) || ['zeit', 'ereignis', 'schwere', 'sicherheit', 'email', 'name', 'konto', 'adresse', 'pfad', 'meldung'].includes(name))).toEqual([]);
  });
});

describe('describeError', () => {
  it('tells class, code and places, and nothing of the message', () => {
    const cause = Object.assign(new TypeError('anna@stadt.de'), { code: 'ECONNREFUSED' });
    const { klasse, spur } = describeError(new Error('geheim 1\n    at geheim (file:///geheim/src/geheim.ts:1:1)\ngeheim 3', { cause }));
    expect(klasse).toBe('Error < TypeError ECONNREFUSED');
    expect(spur[0]).toMatch(/^at src\/effects\/log\.test\.ts:\d+:\d+$/);
    expect(spur.join('\n')).not.toMatch(/geheim|anna/);
    expect(spur.join('\n')).not.toContain(process.cwd());
  });

  it('knows our own errors, and what is none', () => {
    expect(describeError(new NotPossible('x')).klasse).toBe('NotPossible');
    expect(describeError(new Refused([{ satz: 'x' }])).klasse).toBe('Refused');
    expect(describeError('anna@stadt.de')).toEqual({ klasse: 'string', spur: [] });
    expect(describeError(undefined)).toEqual({ klasse: 'undefined', spur: [] });
    const round = new Error('x');
    round.cause = round;
    expect(describeError(round).klasse).toBe('Error < Error < Error < Error');
  });

  it('fits into a line of the log', () => {
    const entry = readOne(write((log) => log.event('anfrage.fehler', { status: 500, ...describeError(new Error('x')) })));
    expect(entry).toMatchObject({ status: 500, klasse: 'Error', spur: expect.arrayContaining([expect.stringContaining('log.test.ts')]) });
  });
});
