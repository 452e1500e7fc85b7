import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Problem } from './problem.ts';
import { adresse, check, code, farbe, listOf, maybe, sha256, tag, text, zeit, type Locate } from './schema.ts';

/** Line = depth of the place, column = length of its last part: enough to see that the right place was asked for. */
const locate: Locate = (path) => ({ zeile: path.length + 1, spalte: String(path.at(-1) ?? '').length + 1 });

function faultsOf(schema: z.ZodType, value: unknown): Problem[] {
  const result = check(schema, value, 'probe.json', locate);
  return 'problems' in result ? result.problems : [];
}

const Probe = z.strictObject({
  name: text,
  jahr: z.int(),
  anteil: z.number().gt(0).max(1),
  aktiv: z.boolean(),
  art: z.enum(['offen', 'zufall']),
  kuerzel: z.array(code).min(1),
  innen: z.strictObject({ tag: maybe(tag) }),
  form: z.discriminatedUnion('type', [z.strictObject({ type: z.literal('a'), zahl: z.int() }), z.strictObject({ type: z.literal('b') })]),
});
const RIGHT = { name: 'Name', jahr: 2026, anteil: 0.5, aktiv: true, art: 'offen', kuerzel: ['D01'], innen: { tag: '2026-06-30' }, form: { type: 'b' } };

describe('check', () => {
  it('returns the complete value, what was left out filled in', () => {
    expect(check(z.strictObject({ a: maybe(text), b: listOf(code), c: text }), { c: 'x' }, 'probe.json', locate)).toEqual({ value: { a: null, b: [], c: 'x' } });
  });

  it.each<[string, Record<string, unknown>, string, number, number]>([
    ['a missing field', { name: undefined }, 'Das Feld „name“ fehlt.', 2, 5],
    ['a wrong type', { jahr: '2026' }, 'Das Feld „jahr“ hat die falsche Art: erwartet wird eine Zahl.', 2, 5],
    ['a fraction where a whole number stands', { jahr: 2026.5 }, 'Das Feld „jahr“ hat die falsche Art: erwartet wird eine ganze Zahl.', 2, 5],
    ['a text where true or false stands', { aktiv: 'ja' }, 'Das Feld „aktiv“ hat die falsche Art: erwartet wird true oder false.', 2, 6],
    ['null where a text stands', { name: null }, 'Das Feld „name“ hat die falsche Art: erwartet wird ein Text.', 2, 5],
    ['a text where a list stands', { kuerzel: 'D01' }, 'Das Feld „kuerzel“ hat die falsche Art: erwartet wird eine Liste.', 2, 8],
    ['a list where an object stands', { innen: [] }, 'Das Feld „innen“ hat die falsche Art: erwartet wird ein Objekt.', 2, 6],
    ['a word that is not in the list', { art: 'Offen' }, 'Das Feld „art“ hat den Wert „Offen“; erlaubt ist: offen, zufall.', 2, 4],
    ['a number that is too small', { anteil: 0 }, 'Das Feld „anteil“ ist zu klein oder zu kurz (mindestens 0).', 2, 7],
    ['a number that is too big', { anteil: 1.1 }, 'Das Feld „anteil“ ist zu groß oder zu lang (höchstens 1).', 2, 7],
    ['an empty list', { kuerzel: [] }, 'Das Feld „kuerzel“ ist zu klein oder zu kurz (mindestens 1).', 2, 8],
    ['a fault inside a list', { kuerzel: ['ok', 'Ä'] }, 'Das Feld „1“ mit dem Wert „Ä“: Ein Kürzel besteht aus Buchstaben ohne Umlaute, Ziffern, Punkt, Binde- und Unterstrich (höchstens 60 Zeichen).', 3, 2],
    ['a fault deep inside', { innen: { tag: '2026-02-30' } }, 'Das Feld „tag“ mit dem Wert „2026-02-30“: Erwartet wird ein Tag in der Form 2026-06-30.', 3, 4],
    ['an unknown field', { extra: 1 }, 'Das Feld „extra“ ist hier nicht bekannt.', 2, 6],
    ['an unknown field deep inside', { innen: { x: 1 } }, 'Das Feld „x“ ist hier nicht bekannt.', 3, 2],
    ['an unknown kind', { form: { type: 'c' } }, 'Das Feld „type“ hat die Art „c“, die hier nicht bekannt ist.', 3, 5],
    ['a fault inside a known kind', { form: { type: 'a' } }, 'Das Feld „zahl“ fehlt.', 3, 5],
  ])('says for %s one German sentence with its place', (_, wrong, satz, zeile, spalte) => {
    expect(faultsOf(Probe, { ...RIGHT, ...wrong })).toEqual([{ datei: 'probe.json', zeile, spalte, satz }]);
  });

  it('names all faults at once', () => {
    expect(faultsOf(Probe, { ...RIGHT, name: '', jahr: 'x', extra: 1, weiteres: 2 })).toHaveLength(4);
  });

  it('names the fault of a value that is no object at all', () => {
    expect(faultsOf(Probe, 'text').map(({ satz }) => satz)).toEqual(['Der Inhalt hat die falsche Art: erwartet wird ein Objekt.']);
  });

  it('cuts long values and never cuts a letter in half', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '😀', 'ö'), minLength: 50, maxLength: 80 }), (wrong) => {
        const [fault] = faultsOf(z.strictObject({ art: z.enum(['x']) }), { art: wrong });
        expect(fault?.satz.isWellFormed()).toBe(true);
        expect([...(fault?.satz ?? '')].length).toBeLessThan(140);
      }),
    );
  });

  it('quotes nothing that a terminal would act on', () => {
    const [fault] = faultsOf(z.strictObject({ art: z.enum(['x']) }), { art: 'a\u001b[2Jb\u0000c\nd\re' });
    expect(fault?.satz).not.toMatch(/[\u0000-\u001f]/);
    expect(fault?.satz).toContain('a[2Jbc');
  });

  it('gives sentences that end like sentences, for any JSON whatever', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        for (const { satz, zeile, spalte } of faultsOf(Probe, value)) {
          expect(satz).toMatch(/^(Das Feld „|Der Inhalt ).*[.)]$/s);
          expect([zeile, spalte].every((place) => Number.isInteger(place) && (place ?? 0) >= 1)).toBe(true);
        }
      }),
    );
  });
});

const accepts = (schema: z.ZodType, value: unknown): boolean => schema.safeParse(value).success;

describe('adresse', () => {
  it.each(['https://www.hamm.de/familie?x=1#a', 'http://example.org', 'mailto:rathaus@example.org'])('accepts %s', (value) => {
    expect(accepts(adresse, value)).toBe(true);
  });

  it.each([
    'javascript:alert(1)', 'JavaScript:alert(1)', ' javascript:alert(1)', 'java\nscript:alert(1)', 'data:text/html,<script>', 'vbscript:x', 'file:///etc/passwd', '//evil.example', '/\\evil', '\\\\evil',
    'https:evil', 'https:/evil', 'https://', 'https://a b', 'https://a\nb', 'https://a\tb', 'https://a"onclick=', 'https://a<b', "https://a'b", 'https://a\\b', 'https://a\u0000b', 'https://a\u001bb', 'https://a\u007fb', 'https://a\ud800', '', 'example.org', '#oben',
  ])('refuses %j', (value) => {
    expect(accepts(adresse, value)).toBe(false);
  });
});

describe('the small fields', () => {
  it.each<[string, z.ZodType, unknown[], unknown[]]>([
    ['text', text, ['a', ' a ', 'Zeile\nZeile'], ['', '   ', '\u0000', 'a\ud800', 1, null]],
    ['code', code, ['D01', 'hf1', 'a_b.c-d', '2026'], ['', '-a', '.a', 'ä', 'a b', 'a/b', '../a', 'a'.repeat(61), 'a\n', 1]],
    ['tag', tag, ['2026-06-30'], ['2026-6-30', '30.06.2026', '2026-06-31', '2026', '']],
    ['zeit', zeit, ['2026', '2026-06-30', '2026/27'], ['2026/28', '26', '2026-13-01', '']],
    ['farbe', farbe, ['#0b5c8a'], ['#0B5C8A', '#fff', 'red', '#0b5c8a;', '0b5c8a', '#0b5c8a\n']],
    ['sha256', sha256, ['a'.repeat(64)], ['A'.repeat(64), 'a'.repeat(63), '']],
  ])('%s takes what it should and nothing else', (_, schema, right, wrong) => {
    expect(right.filter((value) => !accepts(schema, value))).toEqual([]);
    expect(wrong.filter((value) => accepts(schema, value))).toEqual([]);
  });
});
