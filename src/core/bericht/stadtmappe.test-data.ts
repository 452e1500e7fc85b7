import fc from 'fast-check';
import { hasForbiddenCharacter } from '../../base/text.ts';
import { sortWerte, type Stadtmappe } from './stadtmappe.ts';
import { readSmallTown } from './small-town.test-data.ts';
import type { Verlaufswert, Wert } from '../kennzahlen/wert.ts';

/** Written files as text by path; pictures are text too in the small town. */
export function asFiles(written: ReadonlyMap<string, string | Uint8Array>): Record<string, string> {
  return Object.fromEntries([...written].map(([path, content]) => [path, typeof content === 'string' ? content : Buffer.from(content).toString('utf8')]));
}

/** Texts as people and machines deliver them: umlauts, quotes, separators, line breaks, blanks at the ends, hostile ones. */
export const anyText = fc
  .oneof(
    fc.constantFrom('Müller & Söhne', 'a;b', '"zitiert"', "'=1+1", ' mit Rand ', 'Zeile\nZeile', 'Zeile\r\nZeile', '\tTab', '<svg onload=1>', '{{7*7}}', '#import "x"', '1.234', '-', '.', '/', '__proto__', '\u00a0x\u00a0', '😀', '0012', '=SUMME(A1)', '#', '\ufeffBOM'),
    fc.string({ minLength: 1, maxLength: 20 }),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }),
  )
  .filter((text) => text.trim() !== '' && !hasForbiddenCharacter(text));

const maybeText = fc.option(anyText);
const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2040-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
const zeit = fc.oneof(day, fc.integer({ min: 1990, max: 2040 }).map(String), fc.integer({ min: 1990, max: 2040 }).map((year) => `${year}/${String((year + 1) % 100).padStart(2, '0')}`));
const number = fc.oneof(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.double({ min: -1e6, max: 1e6, noNaN: true })).filter((value) => !Object.is(value, -0));
const code = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,8}$/);

const wert: fc.Arbitrary<Wert> = fc
  .record({
    version: fc.constantFrom(1, 2),
    raum: fc.constantFrom('kleinstadt', 'nord', 'sued'),
    zeit,
    auspraegung: fc.constantFrom(null, 'geschlecht=m', 'geschlecht=w'),
    basis: fc.option(code),
    shown: fc.oneof(number.map((value) => ({ wert: value, zeichen: null })), fc.constantFrom('-', '.', '...', '/', 'x').map((zeichen) => ({ wert: null, zeichen: zeichen as '.' }))),
    kennung: fc.constantFrom(null, 'p', 'r', 's', '()'),
    zeile: fc.option(fc.integer({ min: 1, max: 1e6 })),
    revision: fc.integer({ min: 1, max: 9 }),
    anmerkung: maybeText,
  })
  .map(({ shown, ...rest }) => ({ indikator: 'D01', ...rest, ...shown, zaehler: null, nenner: null, lieferung: 'L1' }) as Wert);

const keyOf = ({ version, raum, zeit: when, auspraegung, basis }: Wert): string => JSON.stringify([version, raum, when, auspraegung, basis]);
const werte = fc.uniqueArray(wert, { selector: keyOf, maxLength: 12 });
const verlauf: fc.Arbitrary<Verlaufswert[]> = fc.uniqueArray(
  fc.tuple(wert, fc.constantFrom('ersetzt' as const, 'zurückgezogen' as const)).map(([entry, zustand]) => ({ ...entry, zustand })),
  { selector: (entry) => `${keyOf(entry)}${entry.revision}`, maxLength: 6 },
);

const sources: fc.Arbitrary<string[]> = fc.array(fc.constant('Q1'), { maxLength: 2 });
const byCode = <T extends { code: string }>(arbitrary: fc.Arbitrary<T>) =>
  fc.uniqueArray(arbitrary, { selector: (record) => record.code, maxLength: 4 }).map((records) => records.sort((a, b) => (a.code < b.code ? -1 : 1)));

const chronik = byCode(fc.record({ code, datum: fc.oneof(day, fc.constantFrom('2020', '2022-11')), titel: anyText, beschreibung: maybeText, quellen: sources }));
const meilensteine = byCode(
  fc.record({
    code,
    gehoert_zu: fc.constantFrom('lp1', 'M1'),
    titel: anyText,
    datum_plan: fc.option(day),
    datum_prognose: fc.option(day),
    datum_ist: fc.option(day),
    gewicht: fc.double({ min: 1e-12, max: 1e12, noNaN: true }),
    status: fc.constantFrom('geplant' as const, 'erreicht' as const, 'verschoben' as const, 'entfallen' as const),
    nachweis: maybeText,
    quellen: sources,
  }),
);
const finanzen = fc.array(fc.record({ jahr: fc.integer({ min: 2000, max: 2040 }), ansatz: fc.option(number), ist: fc.option(number), quelle: maybeText, anmerkung: maybeText }), { maxLength: 3 });
const weights = fc.array(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), { minLength: 60, maxLength: 60 });

const inline = fc.oneof(
  fc.record({ type: fc.constant('text' as const), text: anyText, marks: fc.subarray([{ type: 'strong' as const }, { type: 'link' as const, attrs: { href: 'https://example.org/' } }]) }),
  fc.constant({ type: 'hard_break' as const }),
  fc.record({ type: fc.constant('fussnote' as const), attrs: fc.record({ text: anyText }) }),
);
const inhalt = fc.record({ type: fc.constant('doc' as const), content: fc.array(fc.record({ type: fc.constant('paragraph' as const), content: fc.array(inline, { maxLength: 4 }) }), { minLength: 1, maxLength: 3 }) });

const { mappe } = readSmallTown();

/** The small town with its free fields filled at random: texts, values, milestones, money, answers' weights, running text. */
export const anyStadtmappe: fc.Arbitrary<Stadtmappe> = fc
  .record({ werte, verlauf, chronik, meilensteine, finanzen, weights, inhalt, titel: anyText, untertitel: maybeText, hinweis: maybeText, picture: anyText })
  .map(({ werte: values, verlauf: earlier, chronik: events, meilensteine: steps, finanzen: money, weights: gewichte, inhalt: content, titel, untertitel, hinweis, picture }) => {
    return {
      ...mappe,
      stadt: { ...mappe.stadt, name: titel, hinweis },
      werte: sortWerte(values),
      verlauf: sortWerte(earlier),
      chronik: events,
      meilensteine: steps,
      massnahmen: mappe.massnahmen.map((massnahme) => ({ ...massnahme, titel, finanzen: money })),
      gliederungen: mappe.gliederungen.map((gliederung) => ({ ...gliederung, titel, untertitel })),
      texte: mappe.texte.map((text) => ({ ...text, titel: untertitel, inhalt: content })),
      antworten: { w2025: (mappe.antworten['w2025'] ?? []).map((bogen, index) => ({ ...bogen, gewicht: gewichte[index] ?? 1 })) },
      bilddateien: { 'logo.svg': Buffer.from(`<svg><title>${picture.replaceAll(/[<&>\]]/g, '')}</title></svg>`) },
    };
  });
