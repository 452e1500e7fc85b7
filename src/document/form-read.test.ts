import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasForbiddenCharacter } from '../base/text.ts';
import { readFormular, type Feld, type Feldart, type Formular } from './form-read.ts';

const OPTIONS = [
  { wert: 'a', text: 'Erstes' },
  { wert: 'b', text: 'Zweites' },
];
const ARTEN: readonly Feldart[] = ['text', 'email', 'kennwort', 'neues-kennwort', 'einmalcode', 'tag', 'zahl', 'mehrzeilig', 'auswahl', 'radio', 'haken', 'mehrfach', 'verborgen'];

const fieldOf = (art: Feldart, more: Partial<Feld> = {}): Feld => ({ name: 'x', art, beschriftung: 'Angabe', pflicht: false, auswahl: OPTIONS, ...more });
const formOf = (...felder: readonly Feld[]): Formular => ({ code: 'f', knopf: 'Speichern', felder });
const readOne = (feld: Feld, ...texts: readonly string[]) => readFormular(formOf(feld), texts.map((text) => ['x', text] as const));
const sentence = (feld: Feld, ...texts: readonly string[]): string => readOne(feld, ...texts).problems.map(({ satz }) => satz).join();

describe('readFormular', () => {
  it.each([
    ['24.11.2026', '2026-11-24'],
    ['1.3.2026', '2026-03-01'],
    [' 24. 11. 2026 ', '2026-11-24'],
    ['2026-11-24', '2026-11-24'],
    ['29.02.2028', '2028-02-29'],
  ])('understands the day %s', (typed, value) => {
    expect(readOne(fieldOf('tag'), typed)).toMatchObject({ value: { x: value }, problems: [], typed: { x: [typed] } });
  });

  it.each(['24.11.26', '24/11/2026', 'morgen', '2026', '24.11', '٢٤.١١.٢٠٢٦'])('says that %s is no day', (typed) => {
    expect(sentence(fieldOf('tag'), typed)).toBe('„Angabe“ ist kein Datum. Bitte schreiben Sie Tag, Monat und Jahr, zum Beispiel 24.11.2026.');
  });

  it('names a day that the calendar does not have', () => {
    expect(sentence(fieldOf('tag'), '31.2.2026')).toBe('„Angabe“: Den 31.02.2026 gibt es im Kalender nicht.');
  });

  it.each([
    ['1250', 1250],
    ['12,5', 12.5],
    ['1.234,5', 1234.5],
    ['1.234.567', 1234567],
    ['−3', -3],
    ['-0', 0],
  ])('understands the number %s', (typed, number) => {
    const { value, problems } = readOne(fieldOf('zahl'), typed);
    expect([Number(value['x']), problems]).toEqual([number, []]);
  });

  it.each([
    ['zwölf', '„Angabe“ ist keine Zahl. Bitte schreiben Sie zum Beispiel 1250 oder 12,5.'],
    ['1e5', '„Angabe“ ist keine Zahl. Bitte schreiben Sie zum Beispiel 1250 oder 12,5.'],
    ['1.250', '„Angabe“: 1.250 kann zweierlei heißen. Bitte schreiben Sie 1250 oder 1,250.'],
    ['99999999999999999999', '„Angabe“ ist eine zu große Zahl.'],
  ])('refuses the number %s', (typed, satz) => {
    expect(sentence(fieldOf('zahl'), typed)).toBe(satz);
  });

  it.each(['a@b.example', 'vorname.nachname+amt@jugend-amt.hamm.example', 'post@müller.example', "o'neil@x.example"])('takes the address %s', (typed) => {
    expect(readOne(fieldOf('email'), ` ${typed} `)).toMatchObject({ value: { x: typed }, problems: [] });
  });

  it.each(['a', 'a@b', 'a@@b.example', 'a b@c.example', 'a@b..example', '.a@b.example', 'a@-b.example', 'a@b.example, c@d.example', 'A <a@b.example>', `${'a'.repeat(65)}@b.example`, 'a@b.example\nBcc: c@d.example'])('refuses the address %s', (typed) => {
    expect(readOne(fieldOf('email'), typed)).toMatchObject({ value: { x: '' }, problems: [{ feld: 'x' }] });
  });

  it('tells every fault at once, in the order of the form', () => {
    const felder = [fieldOf('text', { name: 'a', pflicht: true }), fieldOf('auswahl', { name: 'b', pflicht: true }), fieldOf('haken', { name: 'c', pflicht: true }), fieldOf('mehrfach', { name: 'd', pflicht: true }), fieldOf('text', { name: 'e', hoechstens: 3 })];
    expect(readFormular(formOf(...felder), [['a', '  '], ['e', 'abcd']]).problems).toEqual([
      { feld: 'a', satz: 'Bitte füllen Sie „Angabe“ aus.' },
      { feld: 'b', satz: 'Bitte wählen Sie bei „Angabe“ etwas aus.' },
      { feld: 'c', satz: 'Bitte setzen Sie den Haken bei „Angabe“.' },
      { feld: 'd', satz: 'Bitte wählen Sie bei „Angabe“ etwas aus.' },
      { feld: 'e', satz: '„Angabe“ darf höchstens 3 Zeichen lang sein; es sind 4.' },
    ]);
  });

  it('counts signs as people do, and lines as one sign each', () => {
    expect(sentence(fieldOf('text', { hoechstens: 2 }), '👪👪')).toBe('');
    expect(readOne(fieldOf('mehrzeilig', { hoechstens: 3 }), 'a\r\nb\r\n')).toMatchObject({ value: { x: 'a\nb' }, problems: [] });
  });

  it('composes letters, so that the same word is the same text', () => {
    expect(readOne(fieldOf('text'), 'Mu\u0308ller').value['x']).toBe('Müller');
  });

  it('leaves a password as it is typed, and shows no secret again', () => {
    for (const art of ['kennwort', 'neues-kennwort'] as const) expect(readOne(fieldOf(art), '  Mu\u0308he macht  ')).toMatchObject({ value: { x: '  Mu\u0308he macht  ' }, typed: {} });
    const code = readOne(fieldOf('einmalcode'), ' 123 456 ');
    expect([code.value, code.typed]).toEqual([{ x: '123456' }, {}]);
  });

  it('refuses what can not be stored, and shows the text again without it', () => {
    const read = readOne(fieldOf('mehrzeilig'), 'vor\u0000nach\ud800');
    expect(read).toMatchObject({ value: { x: '' }, problems: [{ feld: 'x' }] });
    expect(read.typed['x']?.map(hasForbiddenCharacter)).toEqual([false]);
    expect(sentence(fieldOf('text'), 'eine\r\nzweite Zeile')).toContain('Zeichen, das nicht gespeichert werden kann');
    expect(readOne(fieldOf('text'), 'a\tb').value['x']).toBe('a b');
  });

  it('names keys that the form does not have, and those that came twice', () => {
    const formular = formOf(fieldOf('text', { name: 'a' }), fieldOf('mehrfach', { name: 'b' }));
    expect(readFormular(formular, [['a', '1'], ['b', 'a'], ['b', 'b'], ['aktion', 'absenden']]).unbekannt).toEqual([]);
    expect(readFormular(formular, [['a', '1'], ['a', '2'], ['c', '3'], ['__proto__', '4'], ['aktion', 'x'], ['aktion', 'absenden']]).unbekannt).toEqual(['a', 'c', '__proto__', 'aktion']);
  });

  it('knows drafts only where the form offers them', () => {
    const formular = formOf(fieldOf('text', { pflicht: true }));
    expect(readFormular(formular, [['aktion', 'entwurf']])).toMatchObject({ unbekannt: ['aktion'] });
    for (const aktion of ['entwurf', 'verwerfen', 'absenden'] as const) expect(readFormular({ ...formular, entwurf: true }, [['aktion', aktion]])).toMatchObject({ unbekannt: [], aktion });
    expect(readFormular(formular, []).aktion).toBe('absenden');
  });

  it('tells a changed list (a problem) from a forged value (unknown)', () => {
    for (const art of ['auswahl', 'radio', 'mehrfach'] as const) expect(readOne(fieldOf(art), 'weg')).toMatchObject({ unbekannt: [], problems: [{ satz: 'Bei „Angabe“ wurde etwas gewählt, das nicht zur Auswahl steht. Bitte wählen Sie neu.' }] });
    expect(readOne(fieldOf('auswahl', { auswahl: undefined }), 'a').problems).toHaveLength(1);
    expect(readOne(fieldOf('haken'), 'nein').unbekannt).toEqual(['x']);
    expect(readOne(fieldOf('verborgen'), 'a\u0000').unbekannt).toEqual(['x']);
    expect(readOne(fieldOf('verborgen', { hoechstens: 2 }), 'abc').unbekannt).toEqual(['x']);
  });

  it('gives lists only for fields of several boxes, each value once', () => {
    expect(readOne(fieldOf('mehrfach'), 'b', 'a', 'b')).toMatchObject({ list: { x: ['b', 'a'] }, value: {} });
    expect(readOne(fieldOf('radio'), 'b')).toMatchObject({ list: {}, value: { x: 'b' } });
    expect(readOne(fieldOf('haken'), 'ja').value).toEqual({ x: 'ja' });
  });

  it('whatever comes: what it passes on can be stored, and with a problem there is no value', () => {
    const text = fc.oneof(fc.string({ unit: 'binary-ascii' }), fc.constantFrom('', 'a', 'ja', '1.2.2026', '1,5', 'a@b.example', '\ud800', '\uffff', 'ä\u0085'));
    fc.assert(
      fc.property(fc.constantFrom(...ARTEN), fc.boolean(), fc.array(fc.tuple(fc.constantFrom('x', 'y', 'aktion', '__proto__'), text), { maxLength: 4 }), (art, pflicht, entries) => {
        const { unbekannt, value, list, typed, problems } = readFormular(formOf(fieldOf(art, { pflicht })), entries);
        const texts = [...Object.values(value), ...Object.values(list).flat(), ...Object.values(typed).flat()];
        expect(texts.filter(hasForbiddenCharacter)).toEqual([]);
        if (problems.length > 0) expect([value['x'] ?? '', list['x'] ?? []]).toEqual(['', []]);
        if (pflicht && problems.length === 0 && unbekannt.length === 0 && art !== 'verborgen') expect((value['x'] ?? list['x'] ?? '').length).toBeGreaterThan(0);
        expect(unbekannt.includes('y')).toBe(entries.some(([key]) => key === 'y'));
      }),
    );
  });

  it('what it understood, it understands again', () => {
    fc.assert(
      fc.property(fc.constantFrom<Feldart>('text', 'mehrzeilig', 'email', 'tag', 'einmalcode'), fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('3.4.2026', 'a@b.example')), (art, text) => {
        const first = readOne(fieldOf(art), text);
        fc.pre(first.problems.length === 0);
        expect(readOne(fieldOf(art), first.value['x'] ?? '').value).toEqual(first.value);
      }),
    );
  });
});
