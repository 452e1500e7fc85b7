import { describe, expect, it } from 'vitest';
import { editJson, readSmallTown, smallStand, smallTown } from '../core/bericht/small-town.test-data.ts';
import { walkBlocks, type Block, type Figure, type Table } from '../document/tree.ts';
import { composeBericht } from './compose.ts';
import { checkGliederungen } from './outline-check.ts';

// The blocks with several rows, over the small town with age groups, two districts over two years and three Ampeln.

const HEAD = 'indikator;version;raum;zeit;auspraegung;basis;wert;zeichen;kennung;zaehler;nenner;lieferung;zeile;revision;anmerkung';
const line = (zeit: string, raum: string, auspraegung: string, wert: number, version = 2): string => `D01;${version};${raum};${zeit};${auspraegung};;${wert};;;;;L1;1;1;`;
const VALUES = [
  ...['2023', '2024', '2025'].flatMap((zeit, year) => ['kleinstadt', 'nord', 'sued'].map((raum, place) => line(zeit, raum, '', 500 + 100 * year + 10 * place, zeit === '2023' ? 1 : 2))),
  ...['kleinstadt', 'nord', 'sued'].flatMap((raum, place) => ['m', 'w'].map((sex, side) => line('2025', raum, `geschlecht=${sex}`, 300 + 10 * place + side))),
  ...['jung', 'alt'].flatMap((age, step) => ['m', 'w'].map((sex, side) => line('2025', 'kleinstadt', `alter=${age},geschlecht=${sex}`, 100 + 50 * step + side))),
];

function town(bausteine: readonly object[], edit: (files: Record<string, string>) => Record<string, string> = (files) => files): Record<string, string> {
  const files = { ...smallTown(), 'werte/D01.csv': `${[HEAD, ...VALUES].join('\n')}\n`, 'werte/verlauf.csv': `${HEAD};zustand\n` };
  const aged = editJson(files, 'kennzahlen/D01.json', (indikator) => indikator.merkmale.push({ code: 'alter', titel: 'Alter', werte: [{ code: 'jung', text: 'unter 40' }, { code: 'alt', text: 'ab 40' }] }));
  return edit(editJson(aged, 'berichte/kurz/gliederung.json', (gliederung) => (gliederung.kapitel[0].bausteine = bausteine)));
}

function compose(baustein: object, edit?: (files: Record<string, string>) => Record<string, string>): Block[] {
  const stand = smallStand(town([baustein], edit));
  return [...composeBericht(stand.gliederungen[0] as (typeof stand.gliederungen)[number], stand, { checksum: 'a' }).chapters[0]?.blocks ?? []];
}

function figureOf(baustein: object, edit?: (files: Record<string, string>) => Record<string, string>): Figure {
  const [block] = compose(baustein, edit);
  if (block?.kind !== 'figure') throw new Error(`no figure: ${JSON.stringify(block)}`);
  return block.figure;
}

const sentenceOf = (blocks: readonly Block[]): string => blocks.map((block) => (block.kind === 'paragraph' ? block.content.map((inline) => ('text' in inline ? inline.text : '')).join('') : block.kind)).join(' ');

describe('gruppiert', () => {
  it('shows two years by district', () => {
    const { title, chart } = figureOf({ art: 'gruppiert', indikator: 'D01', ebene: 'bezirk', zeiten: ['2025', '2024'] });
    expect(title).toBe('Einwohnerinnen und Einwohner nach Bezirk, 2024 und 2025');
    expect(chart.table).toEqual({ head: ['Bezirk', '2024', '2025'], rows: [['Nord', '610', '710'], ['Süd', '620', '720']], numeric: [false, true, true] });
  });

  it('shows a feature by district, and a feature at two times', () => {
    expect(figureOf({ art: 'gruppiert', indikator: 'D01', ebene: 'bezirk', merkmal: 'geschlecht' }).chart.table.rows).toEqual([['Nord', '310', '311'], ['Süd', '320', '321']]);
    expect(figureOf({ art: 'gruppiert', indikator: 'D01', merkmal: 'geschlecht', zeiten: ['2025'] }).chart.table.rows).toEqual([['männlich', '300'], ['weiblich', '301']]);
  });

  it('leaves out a time that must not stand beside the last one, and says why', () => {
    const { chart, notes } = figureOf({ art: 'gruppiert', indikator: 'D01', ebene: 'bezirk', zeiten: ['2023', '2024', '2025'] });
    expect(chart.table.head).toEqual(['Bezirk', '2024', '2025']);
    expect(notes).toEqual(['2023 steht nicht daneben, weil sich die Definition seitdem geändert hat.']);
  });

  it('leads every cell to its origin', () => {
    const { cells } = figureOf({ art: 'gruppiert', indikator: 'D01', ebene: 'bezirk', merkmal: 'geschlecht' });
    expect(cells[0]?.[1]?.[0]).toMatchObject({ kind: 'value', text: '310', raw: '310', origin: 'kennzahl-d01', anchor: 'w-nord-2025-geschlecht-m-v2' });
  });
});

describe('gestapelt', () => {
  it('stacks the answers of a feature by district, and for the whole town', () => {
    expect(figureOf({ art: 'gestapelt', indikator: 'D01', merkmal: 'geschlecht', ebene: 'bezirk' }).chart.table.head).toEqual(['Bezirk', 'männlich', 'weiblich']);
    expect(figureOf({ art: 'gestapelt', indikator: 'D01', merkmal: 'geschlecht' }).chart.table.rows).toEqual([['Kleinstadt', '300', '301']]);
  });

  it('refuses percentages that are no parts of a whole', () => {
    const asShare = (files: Record<string, string>): Record<string, string> => editJson(files, 'kennzahlen/D01.json', (indikator) => (indikator.einheit = '%'));
    expect(sentenceOf(compose({ art: 'gestapelt', indikator: 'D01', merkmal: 'geschlecht' }, asShare))).toContain('sind keine Teile eines Ganzen');
  });
});

describe('pyramide', () => {
  it('crosses two features, written in the order of their names', () => {
    const { chart } = figureOf({ art: 'pyramide', indikator: 'D01', merkmal_alter: 'alter', merkmal_geschlecht: 'geschlecht' });
    expect(chart.table.rows).toEqual([['unter 40', '100', '101'], ['ab 40', '150', '151']]);
  });
});

describe('kleinvielfach', () => {
  it('draws every district over all years, with the break in all', () => {
    const { title, chart, notes } = figureOf({ art: 'kleinvielfach', indikator: 'D01', ebene: 'bezirk' });
    expect(title).toBe('Einwohnerinnen und Einwohner nach Bezirk, 2023 bis 2025');
    expect(chart.table.rows).toEqual([['2023', '510', '520'], ['2024 (Bruch)', '610', '620'], ['2025', '710', '720']]);
    expect(notes).toEqual(['Bruch 2024: Neue Zählung.']);
    expect(chart.sentence).toContain('seit dem Bruch gestiegen in beiden');
  });
});

describe('punkte', () => {
  it('sorts the questions by their share and withholds what has too few answers', () => {
    const { chart, notes } = figureOf({ art: 'punkte', welle: 'w2025', fragen: ['f2', 'f1'], werte: ['gut', 'mittel'] });
    expect(chart.table.head).toEqual(['Frage', 'gut oder mittel in %', 'von (95\u00a0%)', 'bis (95\u00a0%)', 'n']);
    expect(chart.table.rows.map(([name, share]) => [name, share])).toEqual([['Leben', expect.stringMatching(/^\d+$/)], ['Wohnen', '/']]);
    expect(notes).toEqual(['Weniger als 30 Antworten (n < 30): nicht ausgewiesen.']);
  });

  it('compares a group with all', () => {
    expect(figureOf({ art: 'punkte', welle: 'w2025', fragen: ['f1'], werte: ['gut', 'mittel'], merkmal: 'alter', auspraegung: 'alt' }).chart.table.head.slice(0, 3)).toEqual(['Frage', 'Alle in %', 'über 40 in %']);
  });
});

describe('portfolio', () => {
  const paare = [{ wichtigkeit: 'f1', zufriedenheit: 'f1', text: 'Leben in der Stadt' }, { wichtigkeit: 'f2', zufriedenheit: 'f1', text: 'Wohnen' }];

  it('makes a point of each pair of questions', () => {
    const { chart } = figureOf({ art: 'portfolio', welle: 'w2025', paare, werte_wichtig: ['gut'], werte_zufrieden: ['schlecht'] });
    expect(chart.table.head.slice(0, 3)).toEqual(['Thema', 'gut in %', 'schlecht in %']);
    expect(chart.sentence).toMatch(/^Portfolio mit 2 Themen: „Leben in der Stadt“ \(gut \d+\u00a0%, schlecht \d+\u00a0%\); 1 von 2 ist nicht vollständig ausgewiesen\.$/);
  });
});

describe('ampeln', () => {
  const tableOf = (blocks: readonly Block[]): Table | undefined => blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []))[0];

  it('shows each Ampel of the running measures as shape and word', () => {
    expect(tableOf(compose({ art: 'ampeln' }))?.rows).toEqual([
      [[{ kind: 'text', text: 'Neubau' }], [{ kind: 'ampel', colour: 'grün', text: 'grün' }], [{ kind: 'ampel', colour: 'gelb', text: 'gelb' }], [{ kind: 'ampel', colour: 'grün', text: 'grün' }], [{ kind: 'text', text: 'begonnen, gemeldet 10.07.2025' }]],
    ]);
  });

  it('turns grey by itself where the last report is old', () => {
    const old = (files: Record<string, string>): Record<string, string> => ({ ...files, 'steuerung/statusmeldungen.csv': (files['steuerung/statusmeldungen.csv'] ?? '').replace('2025-07-10', '2024-07-10') });
    const table = tableOf(compose({ art: 'ampeln' }, old));
    expect(table?.rows[0]?.slice(1, 4).flat().map((inline) => ('text' in inline ? inline.text : ''))).toEqual(['grau', 'grau', 'grau']);
    expect(table?.notes).toEqual(['Grau: seit mehr als 12 Monaten keine Meldung.']);
  });
});

describe('fragenspiegel', () => {
  it('lists every question with the share of its best answers, the interval and n, each share leading to its row', () => {
    const [block] = compose({ art: 'fragenspiegel', welle: 'w2025' });
    const table = (block as Extract<Block, { kind: 'table' }>).table;
    expect(table.columns.map(({ title }) => title)).toEqual(['Frage', 'Antwort', 'Anteil in %', '95-%-Intervall', 'n']);
    const [first] = table.rows;
    expect(first?.[2]?.[0]).toMatchObject({ kind: 'value', origin: 'frage-w2025-f1', anchor: 'alle' });
    expect([first?.[3], first?.[4]]).toMatchObject([[{ text: expect.stringMatching(/^\d+ bis \d+$/) }], [{ text: expect.stringMatching(/^\d+$/) }]]);
  });

  it('shows neither share nor n of less than 30 answers', () => {
    const few = (files: Record<string, string>): Record<string, string> => editJson({ ...files, 'befragung/w2025.csv': (files['befragung/w2025.csv'] ?? '').split('\n').slice(0, 21).join('\n') }, 'befragung/w2025.json', (welle) => (welle.antworten = 20));
    const [block] = compose({ art: 'fragenspiegel', welle: 'w2025' }, few);
    const { rows, notes } = (block as Extract<Block, { kind: 'table' }>).table;
    expect(rows[0]?.slice(2).map((cell) => cell.map((inline) => ('text' in inline ? inline.text : '')).join(''))).toEqual(['/', '', '']);
    expect(notes).toEqual(['Weniger als 30 Antworten (n < 30): nicht ausgewiesen.']);
  });
});

describe('an outline', () => {
  const faults = (baustein: object): string[] => {
    const { mappe, fundstellen } = readSmallTown(town([baustein]));
    return checkGliederungen(mappe, fundstellen).map(({ satz }) => satz);
  };

  it.each([
    [{ art: 'gruppiert', indikator: 'D01', ebene: 'bezirk' }, 'genau zwei der Angaben ebene, merkmal und zeiten'],
    [{ art: 'gestapelt', indikator: 'D01', merkmal: 'geschlecht', ebene: 'bezirk', zeiten: ['2025'] }, 'Nur eine der Angaben ebene und zeiten'],
    [{ art: 'kleinvielfach', indikator: 'D01' }, 'genau eine der Angaben ebene und raeume'],
    [{ art: 'punkte', welle: 'w2025', fragen: ['f1'], werte: ['toll'] }, 'Die Frage „f1“ hat keine Antwort „toll“.'],
    [{ art: 'punkte', welle: 'w2025', fragen: ['f1'], werte: ['gut'], auspraegung: 'jung' }, 'Zu auspraegung gehört ein merkmal'],
    [{ art: 'portfolio', welle: 'w2025', paare: [{ wichtigkeit: 'f9', zufriedenheit: 'f1', text: 'x' }], werte_wichtig: ['gut'], werte_zufrieden: ['gut'] }, '„f9“ gibt es in dieser Stadtmappe nicht.'],
    [{ art: 'portfolio', welle: 'w2025', paare: [{ wichtigkeit: 'f1', zufriedenheit: 'f1', text: 'x' }], werte_wichtig: ['gut'], werte_zufrieden: ['toll'] }, 'keine Antwort „toll“'],
    [{ art: 'gruppiert', indikator: 'D01', ebene: 'bezirk', merkmal: 'haarfarbe' }, 'Die Kennzahl „D01“ hat kein Merkmal „haarfarbe“.'],
  ])('hears what is wrong with %j', (baustein, satz) => {
    expect(faults(baustein)).toEqual([expect.stringContaining(satz)]);
  });
});

describe('Verwendet in', () => {
  const second = (files: Record<string, string>): Record<string, string> =>
    editJson({ ...files, 'berichte/zwei/gliederung.json': files['berichte/kurz/gliederung.json'] ?? '' }, 'berichte/zwei/gliederung.json', (gliederung) => {
      gliederung.titel = 'Zweiter Bericht';
      gliederung.veroeffentlicht_am = '2025-06-01';
      gliederung.kapitel = [{ code: 'armut', titel: 'Armut', bausteine: [{ art: 'balken', indikator: 'D02', ebene: 'bezirk' }] }];
    });
  const usageOf = (edit: (files: Record<string, string>) => Record<string, string>): unknown => {
    const stand = smallStand(town([{ art: 'text', text: 'einleitung' }], edit));
    const tree = composeBericht(stand.gliederungen[0] as (typeof stand.gliederungen)[number], stand, { checksum: 'a' });
    return tree.origins.find(({ id }) => id === 'kennzahl-d02')?.blocks.at(-1);
  };

  it('lists the chapters of this report as links and those of others by name', () => {
    expect(usageOf(second)).toEqual({
      kind: 'list',
      ordered: false,
      items: [
        [{ kind: 'text', text: 'Kurzbericht', strong: true }, { kind: 'text', text: ': ' }, { kind: 'reference', target: 'zahlen', text: 'Zahlen' }, { kind: 'text', text: '; ' }, { kind: 'reference', target: 'bildung', text: 'Felder: Bildung' }],
        [{ kind: 'text', text: 'Zweiter Bericht', strong: true }, { kind: 'text', text: ': ' }, { kind: 'text', text: 'Armut' }],
      ],
    });
  });

  it('names no report that is not public yet', () => {
    expect(JSON.stringify(usageOf((files) => editJson(second(files), 'berichte/zwei/gliederung.json', (gliederung) => delete gliederung.veroeffentlicht_am)))).not.toContain('Zweiter Bericht');
  });

  it('knows every indicator that a number of the report leads to', () => {
    const stand = smallStand();
    const gliederung = stand.gliederungen[0] as (typeof stand.gliederungen)[number];
    const tree = composeBericht(gliederung, stand, { checksum: 'a' });
    expect([...walkBlocks(tree)].length).toBeGreaterThan(5);
    for (const { id, blocks } of tree.origins.filter(({ id }) => id.startsWith('kennzahl-'))) expect([id, blocks.at(-2)]).toMatchObject([id, { kind: 'heading', content: [{ text: 'Verwendet in' }] }]);
  });
});
