import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyListing, fold, PRO_SEITE, readListing, RICHTUNGEN, selectRows, writeCsv, writeListing, type Listing, type Spalte } from './listing-query.ts';

interface Row {
  readonly nr: number;
  readonly name: string;
  readonly zahl: number | null;
  readonly rollen: readonly string[];
}

const SPALTEN: readonly Spalte<Row>[] = [
  { code: 'name', titel: 'Name', wert: ({ name }) => name, zelle: ({ name }) => name, filter: 'text' },
  { code: 'zahl', titel: 'Zahl', wert: ({ zahl }) => zahl, zelle: ({ zahl }) => String(zahl), numeric: true },
  { code: 'rolle', titel: 'Rolle', wert: ({ rollen }) => rollen.join(', '), zelle: ({ rollen }) => rollen.join(), filter: [{ wert: 'fa', text: 'Fachamt' }, { wert: 'adm', text: 'Administration' }], merkmale: ({ rollen }) => rollen },
  { code: 'mehr', titel: 'Mehr', wert: () => null, zelle: () => 'Ansehen', nurAnzeige: true },
];
const LISTING: Listing = { sort: null, richtung: 'auf', seite: 1, proSeite: 25, filter: {} };
const row = (name: string, more: Partial<Row> = {}): Row => ({ nr: 0, name, zahl: null, rollen: [], ...more });

const rows = fc
  .array(fc.record({ name: fc.string({ maxLength: 6 }), zahl: fc.option(fc.integer({ min: -3, max: 3 })), rollen: fc.subarray(['fa', 'adm']) }), { maxLength: 80 })
  .map((list): Row[] => list.map((entry, nr) => ({ nr, ...entry })));
const listings = fc.record({
  sort: fc.constantFrom(null, 'name', 'zahl', 'rolle'),
  richtung: fc.constantFrom(...RICHTUNGEN),
  seite: fc.integer({ min: 1, max: 9 }),
  proSeite: fc.constantFrom(...PRO_SEITE),
  filter: fc.oneof(fc.constant({}), fc.constant({ rolle: 'fa' }), fc.stringMatching(/^[^\s]{1,4}$/).map((name) => ({ name }))),
});
const queryOf = (address: string): Record<string, string> => Object.fromEntries(new URLSearchParams(address));

const STRANGE: readonly Record<string, string>[] = [{ sort: 'gehalt' }, { sort: 'mehr' }, { richtung: 'quer' }, { seite: '0' }, { seite: '-1' }, { seite: '1.5' }, { seite: '1e3' }, { seite: '' }, { proSeite: '26' }, { proSeite: '1000' }, { 'filter.zahl': '3' }, { 'filter.rolle': 'chef' }, { 'filter.name': 'a'.repeat(201) }, { q: 'x' }, { constructor: 'x' }, { 'filter.constructor': 'x' }];

describe('the address of a list', () => {
  it('without a query shows the first page as the rows come, or as the caller wishes', () => {
    expect(readListing(SPALTEN, {})).toEqual({ listing: LISTING, problems: [] });
    expect(readListing(SPALTEN, {}, { sort: 'name', richtung: 'ab' }).listing).toMatchObject({ sort: 'name', richtung: 'ab' });
    expect(readListing(SPALTEN, { sort: 'zahl' }, { sort: 'name', richtung: 'ab' }).listing).toMatchObject({ sort: 'zahl', richtung: 'auf' });
  });

  it('is read as it is written', () => {
    fc.assert(
      fc.property(listings, (listing) => {
        expect(readListing(SPALTEN, queryOf(writeListing(listing)))).toEqual({ listing: listing.sort === null ? { ...listing, richtung: 'auf' } : listing, problems: [] });
      }),
    );
  });

  it('as a form sends it, with empty filters, is the same as without them', () => {
    expect(readListing(SPALTEN, { 'filter.name': '', 'filter.rolle': '', proSeite: '25' })).toEqual({ listing: LISTING, problems: [] });
    expect(readListing(SPALTEN, { 'filter.name': '  Mai  ' }).listing.filter).toEqual({ name: 'Mai' });
  });

  it.each(STRANGE)('%j comes from none of our links', (query) => {
    const { problems, listing } = readListing(SPALTEN, query);
    expect(problems).toHaveLength(1);
    expect(listing).toEqual(LISTING);
  });

  it('names every fault', () => {
    expect(readListing(SPALTEN, { sort: 'x', seite: '0', y: 'z' }).problems).toHaveLength(3);
  });
});

describe('a page of a list', () => {
  it('holds rows of the list, each once, and the pages together are what was found', () => {
    fc.assert(
      fc.property(rows, listings, (all, listing) => {
        const found = selectRows(all, SPALTEN, listing);
        const { pages, total } = applyListing(all, SPALTEN, listing);
        const together = Array.from({ length: pages }, (_, page) => applyListing(all, SPALTEN, { ...listing, seite: page + 1 }).rows).flat();
        expect(together).toEqual(found);
        expect([total, new Set(found.map(({ nr }) => nr)).size]).toEqual([found.length, found.length]);
        expect(pages).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  it('drops exactly the rows that the filter does not fit', () => {
    fc.assert(
      fc.property(rows, listings, (all, listing) => {
        const { name, rolle } = listing.filter as Record<string, string | undefined>;
        const fits = (entry: Row): boolean => (name === undefined || fold(entry.name).includes(fold(name))) && (rolle === undefined || entry.rollen.includes(rolle));
        const kept = new Set(selectRows(all, SPALTEN, listing));
        for (const entry of all) expect(kept.has(entry)).toBe(fits(entry));
      }),
    );
  });

  it('is in order, equal rows as they came, those without a value last both ways', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(...RICHTUNGEN), (all, richtung) => {
        const sorted = selectRows(all, SPALTEN, { ...LISTING, sort: 'zahl', richtung });
        sorted.slice(1).forEach((second, index) => {
          const first = sorted[index] ?? second;
          if (first.zahl === second.zahl) expect(first.nr).toBeLessThan(second.nr);
          else if (first.zahl === null) throw new Error('a row without a value stands before one that has one');
          else if (second.zahl !== null) expect(first.zahl < second.zahl).toBe(richtung === 'auf');
        });
      }),
    );
  });

  it('sorts as a German reader expects, numbers in names by size', () => {
    const names = ['Zug', 'Äpfel', 'Ofen 10', 'apfel', 'Ofen 9', 'Ähre'].map((name) => row(name));
    expect(selectRows(names, SPALTEN, { ...LISTING, sort: 'name' }).map(({ name }) => name)).toEqual(['Ähre', 'apfel', 'Äpfel', 'Ofen 9', 'Ofen 10', 'Zug']);
  });

  it.each([
    ['müller', 'MÜLLER', true],
    ['mueller', 'Müller', true],
    ['Strasse', 'Hauptstraße', true],
    ['cafe', 'Café', true],
    ['.*', 'alles', false],
    ['%', 'alles', false],
    ['mu\u0308l', 'Müller', true],
  ])('the filter %s looks at %s: %s', (wanted, name, isFound) => {
    expect(selectRows([row(name)], SPALTEN, { ...LISTING, filter: { name: wanted } })).toHaveLength(Number(isFound));
  });

  it('shows the last page where a later one was asked for', () => {
    const all = Array.from({ length: 26 }, (_, nr) => row(String(nr)));
    expect(applyListing(all, SPALTEN, { ...LISTING, seite: 99 })).toMatchObject({ seite: 2, pages: 2, total: 26, rows: [{ name: '25' }] });
    expect(applyListing([], SPALTEN, LISTING)).toEqual({ rows: [], total: 0, all: 0, pages: 1, seite: 1 });
  });
});

describe('a list as CSV', () => {
  const lineOf = (entry: Row, spalten = SPALTEN): string => writeCsv([entry], spalten).split('\n').slice(1).join('\n').trimEnd();

  it('begins with a byte order mark and the names, and leaves out columns that are only shown', () => {
    expect(writeCsv([row('Mai', { zahl: 1234.5, rollen: ['fa', 'adm'] })], SPALTEN)).toBe('\ufeffName;Zahl;Rolle\nMai;1234,5;fa, adm\n');
  });

  it.each(['=1+1', '+49 2381', '-1', '@SUM(A1)', '\tx', '\rx', '\uff1d1', '\uff0b1', '\uff0d1', '\uff201'])('takes the text %j for no formula', (name) => {
    const cell = lineOf(row(name)).replace(/;;$/, '').replace(/^"|"$/g, '');
    expect(cell).toBe(`'${name}`);
  });

  it('leaves numbers alone, also below zero, and signs that stand for them', () => {
    expect(lineOf(row('a', { zahl: -3.25 }))).toBe('a;-3,25;');
    const signs: readonly Spalte<Row>[] = [{ code: 'name', titel: 'Wert', wert: ({ name }) => name, zelle: () => '', numeric: true }];
    for (const sign of ['-', '...', '.', '/', 'x', '−12,5', '-1.000,5']) expect(lineOf(row(sign), signs)).toBe(sign);
    for (const formula of ['-1+cmd', '=1', '-A1']) expect(lineOf(row(formula), signs)).toBe(`'${formula}`);
  });

  it('quotes what would end a cell', () => {
    expect(lineOf(row('a;"b"\nc'))).toBe('"a;""b""\nc";;');
  });

  it('writes the text of a column where it has one of its own', () => {
    const days: readonly Spalte<Row>[] = [{ code: 'name', titel: 'Tag', wert: ({ name }) => name, zelle: () => '', text: ({ name }) => name.split('-').reverse().join('.') }];
    expect(lineOf(row('2026-11-24'), days)).toBe('24.11.2026');
  });
});
