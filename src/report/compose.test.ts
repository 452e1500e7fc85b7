import type { Wert } from '../core/kennzahlen/wert.ts';
import type { Datenstand } from '../core/bericht/datenstand.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { editJson, smallStand, smallTown } from '../core/bericht/small-town.test-data.ts';
import { printTables } from '../document/open-data.ts';
import { HOSTILE } from '../document/tree.test-data.ts';
import { plainText, walkBlocks, type Block, type DocumentTree, type Figure } from '../document/tree.ts';
import { printTypstData } from '../document/typst.ts';
import { printWebEdition } from '../document/web-edition.tsx';
import { anchorOfWert, originOfIndikator } from './values.ts';
import { composeBericht } from './compose.ts';
import { blocksOf, composeShippedReports, inlinesOf, type Report } from './towns.test-data.ts';

let reports: Report[];
beforeAll(async () => {
  reports = await composeShippedReports();
});

function treeOf(files: Record<string, string>): DocumentTree {
  const stand = smallStand(files);
  return composeBericht(stand.gliederungen[0] as NonNullable<(typeof stand.gliederungen)[0]>, stand, { checksum: 'c' });
}

const figuresOf = (tree: DocumentTree): Figure[] => [...walkBlocks(tree)].flatMap((block) => (block.kind === 'figure' ? [block.figure] : []));
/** Everything that leaves the house as text. */
function printed(tree: DocumentTree): string {
  const all = [JSON.stringify(tree), ...printWebEdition(tree).values(), ...printTables(tree).values(), printTypstData(tree)].join('\n');
  // Of pictures the words and numbers that can be read, not the coordinates.
  return all.replace(/<svg.*?<\/svg>/gs, (svg) => svg.replace(/<[^>]*>/g, ' '));
}

describe('composeBericht', () => {
  it('gives deeply equal trees for equal input, and leaves the input as it was', () => {
    for (const { stand, gliederung, tree } of reports) {
      const before = JSON.stringify([stand, gliederung]);
      expect(composeBericht(gliederung, stand, { checksum: '0'.repeat(64) })).toEqual(tree);
      expect(composeBericht(structuredClone(gliederung), JSON.parse(JSON.stringify(stand)), { checksum: '0'.repeat(64) })).toEqual(tree);
      expect(JSON.stringify([stand, gliederung])).toBe(before);
    }
  });

  it('leads every number to a row that exists on a page of origins', () => {
    for (const { name, tree } of reports) {
      const rows = new Map(tree.origins.map((origin) => [origin.id, new Set(origin.blocks.flatMap((block) => (block.kind === 'table' ? (block.table.rowIds ?? []) : [])))]));
      const lost = [...inlinesOf(tree)].filter((inline) => inline.kind === 'value' && !rows.get(inline.origin)?.has(inline.anchor));
      expect([name, lost]).toEqual([name, []]);
      expect([...inlinesOf(tree)].some((inline) => inline.kind === 'value')).toBe(true);
    }
  });

  it('names every page and every row of an origin only once', () => {
    for (const { name, tree } of reports) {
      const pages = [...tree.chapters, ...tree.chapters.flatMap((chapter) => chapter.sections), ...tree.origins, ...tree.legal].map(({ id }) => id);
      expect([name, duplicates([...pages, 'index'])]).toEqual([name, []]);
      for (const origin of tree.origins) expect([origin.id, duplicates(origin.blocks.flatMap((block) => (block.kind === 'table' ? (block.table.rowIds ?? []) : [])))]).toEqual([origin.id, []]);
    }
  });

  it('keeps chapters apart from the pages of the program, whatever the town calls them', () => {
    const files = editJson(smallTown(), 'berichte/kurz/gliederung.json', (record) => {
      const names = ['index', 'zielelemente', 'gezaehlt', 'kennzahl-d01', 'frage-w2025-f1', 'befragung-w2025', 'impressum'];
      record.kapitel.push(...names.map((code) => ({ code, titel: code, nummeriert: true, bausteine: [{ art: 'zielelemente' }] })));
    });
    const tree = treeOf(files);
    const pages = printWebEdition(tree);
    expect(pages.size).toBe(1 + tree.chapters.length + tree.chapters.flatMap(({ sections }) => sections.filter(({ ownPage }) => ownPage)).length + tree.origins.length + tree.legal.length);
    expect(pages.get('index.html')).toContain('<h1>Kurzbericht</h1>');
  });

  it('gives every figure a sentence and a table as large as the picture’s, saying the same', () => {
    const marked = (text: string): string => text.replace(/[\u00a0\u202f ](p|r|s)$/, '');
    for (const { name, tree } of reports) {
      for (const { title, chart, cells } of figuresOf(tree)) {
        expect([title, chart.sentence]).toEqual([title, expect.stringMatching(/\S.*\.$/s)]);
        expect([name, title, cells.map((row) => row.map((cell) => marked(plainText(cell))))]).toEqual([name, title, chart.table.rows.map((row) => [...row].map(marked))]);
        for (const row of cells) expect(row).toHaveLength(chart.table.head.length);
      }
    }
  });

  it('gives every row of a table as many cells as there are columns', () => {
    for (const { tree } of reports) for (const block of blocksOf(tree)) if (block.kind === 'table') for (const row of block.table.rows) expect([block.id, row.length]).toEqual([block.id, block.table.columns.length]);
  });

  it('numbers figures and tables without a gap, and chapters that have a number', () => {
    for (const { tree } of reports) {
      expect(figuresOf(tree).map(({ number }) => number)).toEqual(figuresOf(tree).map((_, index) => index + 1));
      const numbers = tree.chapters.flatMap(({ number }) => (number === null ? [] : [number]));
      expect(numbers).toEqual(numbers.map((_, index) => String(index + 1)));
    }
  });

  it('prints nowhere what went wrong on the way', () => {
    for (const { name, tree } of reports) expect([name, [...inlinesOf(tree)].filter((inline) => 'text' in inline && /\bundefined\b|\bNaN\b|\[object|^null$/.test(inline.text))]).toEqual([name, []]);
  });
});

function duplicates(names: readonly string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}

describe('hostile texts', () => {
  const TEXT = 'berichte/kurz/texte/einleitung.json';

  it.each(HOSTILE)('%s passes through running text, titles and names letter by letter', (hostile) => {
    const files = [
      (all: Record<string, string>) => editJson(all, TEXT, (text) => text.inhalt.content.push({ type: 'paragraph', content: [{ type: 'text', text: hostile, marks: [{ type: 'strong' }] }] }, { type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: hostile }] })),
      (all: Record<string, string>) => editJson(all, 'berichte/kurz/gliederung.json', (record) => { record.kapitel[0].titel = hostile; }),
      (all: Record<string, string>) => editJson(all, 'kennzahlen/D01.json', (record) => { record.name = hostile; }),
    ].reduce((all, edit) => edit(all), smallTown());
    const tree = treeOf(files);
    expect([...inlinesOf(tree)].filter((inline) => inline.kind === 'text' && inline.text === hostile).length).toBeGreaterThanOrEqual(2);
    expect(tree.chapters[0]?.title).toBe(hostile);
    expect(figuresOf(tree).some(({ title }) => title.startsWith(hostile))).toBe(true);
  });

  it('leaves ids free of everything but letters, digits and hyphens', () => {
    const files = editJson(smallTown(), 'berichte/kurz/gliederung.json', (record) => { record.kapitel[0].code = 'A.b_c'; });
    for (const block of walkBlocks(treeOf(files))) if ('id' in block) expect(block.id).toMatch(/^[a-z0-9-]+$/);
  });
});

describe('Leichte Sprache', () => {
  const boxOf = (fields: object): Block | undefined => {
    const tree = treeOf(editJson(smallTown(), 'berichte/kurz/texte/einleitung.json', (text) => Object.assign(text, fields)));
    return tree.chapters[0]?.blocks.find((block) => block.kind === 'box' && block.tone === 'easy');
  };

  it('is labelled as an unchecked draft until a check is recorded', () => {
    expect(boxOf({ sprache: 'leicht' })).toMatchObject({ title: 'Leichte Sprache (Entwurf, ungeprüft)' });
    expect(boxOf({ sprache: 'leicht', pruefvermerk: 'geprüft von der Lebenshilfe' })).toMatchObject({ title: 'Leichte Sprache (geprüft von der Lebenshilfe)' });
    expect(boxOf({})).toBeUndefined();
  });
});

describe('what is withheld', () => {
  it('is nowhere: no number of a breakdown with a count of 1 or 2, neither its counts', () => {
    // D02 by Bezirk: 4,7 (2 of 43), 13,9 (134 of 966), withheld together. The town itself has 13,6 (137 of 1009).
    const text = printed(treeOf(smallTown()));
    expect(text).toContain('13,6');
    expect(text).toContain('1.009');
    for (const secret of ['4,7', '13,9', '4.7', '13.9', '>43<', '>966<', '>134<', '"43"', '"966"', '"134"', ';43;', ';966;', ';134;']) expect([secret, text.includes(secret)]).toEqual([secret, false]);
  });

  /** The table of D02 by Bezirk corrected so that it may be shown, with these rows as its earlier revisions. */
  function corrected(...earlier: string[]): string {
    const werte = (smallTown()['werte/D02.csv'] ?? '').replace('4,7;;;2;43;L1;12;1;', '20,0;;;8;40;L1;12;2;').replace('L1;13;1;', 'L1;13;2;');
    return printed(treeOf({ ...smallTown(), 'werte/D02.csv': werte, 'werte/verlauf.csv': `${smallTown()['werte/verlauf.csv']}${earlier.join('\n')}\n` }));
  }

  it('stays so in earlier revisions of the same table', () => {
    const files = { ...smallTown(), 'werte/D02.csv': (smallTown()['werte/D02.csv'] ?? '').replace('L1;12;1;', 'L1;12;2;'), 'werte/verlauf.csv': `${smallTown()['werte/verlauf.csv']}D02;1;nord;2025;;;74,4;;;29;39;L1;12;1;Irrtum eins;ersetzt\n` };
    expect(printed(treeOf(files))).not.toMatch(/74,4|Irrtum eins/);
  });

  it('does not come out later: earlier revisions are shown only of a table that never held a count of 1 or 2', () => {
    expect(corrected('D02;1;nord;2025;;;22,5;;;9;40;L1;12;1;Irrtum eins;ersetzt')).toMatch(/22,5.*Irrtum eins/s);
    const small = corrected('D02;1;nord;2025;;;2,5;;;1;40;L1;12;1;Irrtum eins;ersetzt', 'D02;1;sued;2025;;;77,7;;;751;966;L1;13;1;Irrtum zwei;ersetzt');
    expect(small).toContain('20,0');
    expect(small).not.toMatch(/Irrtum eins|Irrtum zwei|77,7/);
  });

  it('does not show an earlier count of one person', () => {
    const current = 'D01;2;kleinstadt;2024;geschlecht=m;;700;;;;;L1;6;2;\n';
    const files = { ...smallTown(), 'werte/D01.csv': `${smallTown()['werte/D01.csv']}${current}`, 'werte/verlauf.csv': `${smallTown()['werte/verlauf.csv']}D01;2;kleinstadt;2024;geschlecht=m;;2;;;;;L1;6;1;Tippfehler eins;ersetzt\n` };
    expect(printed(treeOf(files))).not.toContain('Tippfehler eins');
  });

  it('shows nothing of an indicator that is not public yet', () => {
    for (const fields of [{ veroeffentlicht_am: '2026-01-16' }, { veroeffentlicht_am: undefined }, { status: 'geprüft' }]) {
      const text = printed(treeOf(editJson(smallTown(), 'kennzahlen/D02.json', (record) => Object.assign(record, fields))));
      expect([fields, /13,6|15,1|kennzahl-d02/.test(text)]).toEqual([fields, false]);
    }
  });

  it('shows of survey groups under 30 neither result nor n', () => {
    // 20 are young; question f2 has 25 answers in all.
    const tree = treeOf(smallTown());
    const rows = [...blocksOf(tree), ...tree.origins.flatMap(({ blocks }) => blocks)].flatMap((block) => (block.kind === 'table' ? block.table.rows : block.kind === 'figure' ? block.figure.cells : [])).map((row) => row.map(plainText));
    const small = rows.filter((row) => (row[0] ?? '').endsWith('bis 40'));
    expect(small.length).toBeGreaterThanOrEqual(2);
    for (const row of small) expect(row.slice(1).filter((cell) => /\d/.test(cell) && cell !== 'n < 30')).toEqual([]);
    const results = smallStand().auswertungen['w2025']?.ergebnisse.filter(({ frage, auspraegung }) => frage === 'f2' || auspraegung === 'jung') ?? [];
    expect(results).toHaveLength(4);
    for (const result of results) expect(result).toMatchObject({ n: null, anteile: [] });
  });

  it('shows in the shipped reports no number of any table that must be kept secret', () => {
    for (const { name, stand, tree } of reports) {
      for (const { row, wert } of withheldRows(tree)) expect([name, row, wert]).toEqual([name, row, ['.', '.', '.']]);
      const secret = new Set(smallTables(stand).flatMap((table) => table.map((wert) => `${originOfIndikator(wert.indikator)}#${anchorOfWert(wert)}`)));
      const shown = [...inlinesOf(tree)].flatMap((inline) => (inline.kind === 'value' && secret.has(`${inline.origin}#${inline.anchor}`) ? [inline.raw] : []));
      if (name === 'beispielstadt/familienbericht') expect(shown.length).toBeGreaterThan(0);
      expect(new Set(shown).size === 0 || [...new Set(shown)].join() === '.', `${name}: ${[...new Set(shown)].join(' ')}`).toBe(true);
    }
  });
});

/** Tables of districts side by side, one indicator and time each, that hold a numerator of 1 or 2. */
function smallTables(stand: Datenstand): Wert[][] {
  const levels = new Map(stand.raumeinheiten.map(({ code, ebene }) => [code, ebene]));
  const tables = new Map<string, Wert[]>();
  for (const wert of stand.werte.filter(({ auspraegung, raum }) => auspraegung === null && levels.get(raum) === 'stadtbezirk')) {
    const key = [wert.indikator, wert.version, wert.zeit, wert.basis].join('|');
    tables.set(key, [...(tables.get(key) ?? []), wert]);
  }
  return [...tables.values()].filter((table) => table.some(({ zaehler }) => zaehler === 1 || zaehler === 2));
}

/** Rows of the tables of all values whose value is withheld: value, numerator, denominator. */
function withheldRows(tree: DocumentTree): { row: string; wert: string[] }[] {
  return tree.origins.flatMap(({ id, blocks }) =>
    blocks.flatMap((block) =>
      block.kind === 'table' && id.startsWith('kennzahl-') && block.table.columns.length === 8
        ? block.table.rows.filter((row) => row[3]?.[0]?.kind === 'text' && row[3][0].text === '.').map((row) => ({ row: `${id} ${plainText(row[0] ?? [])} ${plainText(row[1] ?? [])}`, wert: row.slice(2, 5).map(plainText) }))
        : [],
    ),
  );
}
