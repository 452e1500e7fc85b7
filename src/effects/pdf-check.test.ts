import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber, PDFRawStream, PDFRef, PDFString } from '@cantoo/pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkPdf } from './pdf-check.ts';
import { FINDING_CODES, type FindingCode } from './pdf-finding.ts';
import { asDict, bytesAt, dictAt, itemsAt, openPdf, streamBytes, textAt } from './pdf-objects.ts';
import { makeSample } from './pdf-sample.test-data.ts';
import { attributesOf, readStructure, type StructureElement } from './pdf-structure.ts';
import { renderPdf } from './pdf.ts';

// Each case spoils one thing of a good file; the checker must name exactly that, and where it is.

let sample: Uint8Array;
beforeAll(async () => {
  sample = (await renderPdf(makeSample())).pdf;
});

/** A file open for spoiling. */
class Spoiled {
  readonly document: PDFDocument;
  constructor(document: PDFDocument) {
    this.document = document;
  }

  get catalog(): PDFDict {
    return this.document.catalog;
  }

  all(role: string): StructureElement[] {
    return readStructure(this.document)?.elements.filter((element) => element.role === role) ?? [];
  }

  first(role: string): PDFDict {
    const [element] = this.all(role);
    if (!element) throw new Error(`The sample has no ${role}`);
    return element.dict;
  }

  setRole(dict: PDFDict, role: string): void {
    dict.set(PDFName.of('S'), PDFName.of(role));
  }

  remove(dict: PDFDict | undefined, key: string): void {
    if (!dict?.has(PDFName.of(key))) throw new Error(`${key} is not there`);
    dict.delete(PDFName.of(key));
  }

  changeXmp(from: string | RegExp, to: string): void {
    const text = Buffer.from(bytesAt(this.catalog, 'Metadata') ?? []).toString('utf8');
    if (text.replace(from, to) === text) throw new Error(`The metadata do not hold ${from}`);
    const { context } = this.document;
    this.catalog.set(PDFName.of('Metadata'), context.register(context.stream(Buffer.from(text.replace(from, to)), { Type: 'Metadata', Subtype: 'XML' })));
  }

  changeContent(page: number, change: (text: string) => string): void {
    const { node } = this.document.getPage(page - 1);
    const { context } = this.document;
    const text = Buffer.from(streamBytes(context.lookup(node.get(PDFName.of('Contents'))) as PDFRawStream)).toString('latin1');
    if (change(text) === text) throw new Error('The content was not changed');
    node.set(PDFName.of('Contents'), context.register(context.stream(Buffer.from(change(text), 'latin1'))));
  }

  annotation(page: number): PDFDict {
    const [first] = itemsAt(this.document.getPage(page - 1).node, 'Annots');
    return this.document.context.lookup(first) as PDFDict;
  }

  fontOf(page: number): PDFDict {
    const fonts = dictAt(this.document.getPage(page - 1).node.Resources(), 'Font');
    return fonts?.lookup(fonts.keys()[0] as PDFName) as PDFDict;
  }
}

type Expected = readonly (readonly [FindingCode, number | undefined])[];
type Case = readonly [name: string, expected: Expected, spoil: (file: Spoiled) => void];

const kidsOf = (dict: PDFDict): PDFArray => dict.lookup(PDFName.of('K'), PDFArray);

const CASES: readonly Case[] = [
  ['no alternative text', [['alternativtext-fehlt', 5]], (file) => file.remove(file.first('Figure'), 'Alt')],
  ['an empty alternative text', [['alternativtext-fehlt', 5]], (file) => file.first('Figure').set(PDFName.of('Alt'), PDFString.of('  '))],
  ['H4 after H1', [['ueberschrift-uebersprungen', 4]], (file) => file.setRole(file.first('H2'), 'H4')],
  ['the first heading is H2', [['erste-ueberschrift', 3]], (file) => file.setRole(file.first('H1'), 'H2')],
  ['no title', [['titel-fehlt', undefined]], (file) => file.changeXmp(/<dc:title>.*<\/dc:title>/, '')],
  ['an empty title', [['titel-fehlt', undefined]], (file) => file.changeXmp(/(<dc:title>.*?<rdf:li[^>]*>)[^<]*/, '$1 ')],
  ['the window shows the file name', [['titel-nicht-angezeigt', undefined]], (file) => file.remove(dictAt(file.catalog, 'ViewerPreferences'), 'DisplayDocTitle')],
  ['no header cells', [['tabelle-ohne-kopfzellen', 4]], (file) => file.all('TH').forEach(({ dict }) => file.setRole(dict, 'TD'))],
  ['a cell is missing', [['inhalt-ohne-struktur', 4], ['tabelle-unregelmaessig', 4]], (file) => kidsOf(file.all('TR')[2]?.dict as PDFDict).remove(1)],
  ['a cell over two columns too many', [['tabelle-unregelmaessig', 4]], (file) => file.first('TD').set(PDFName.of('A'), file.document.context.obj({ O: 'Table', ColSpan: 2 }))],
  ['a cell that reaches out of the table', [['tabelle-unregelmaessig', 4]], (file) => file.first('TD').set(PDFName.of('A'), file.document.context.obj({ O: 'Table', RowSpan: 9 }))],
  ['a header cell without scope', [['kopfzelle-ohne-bereich', 4]], (file) => file.remove(attributesOf(file.all('TH')[4]?.dict as PDFDict)[0], 'Scope')],
  ['a cell names a head that is not there', [['kopfzelle-unbekannt', 4]], (file) => attributesOf(file.first('TD'))[0]?.set(PDFName.of('Headers'), file.document.context.obj([PDFString.of('nirgends')]))],
  ['rows outside of a table', [['tabelle-falsch', 4], ['tabelle-falsch', 4]], (file) => file.setRole(file.first('Table'), 'Sect')],
  ['untagged text', [['inhalt-ungetaggt', 5]], (file) => file.changeContent(5, (text) => `${text}\nBT /f0 9 Tf 50 50 Td <0001> Tj ET`)],
  ['an artifact in tagged content', [['inhalt-verschachtelt', 4]], (file) => file.changeContent(4, (text) => text.replace(/\/MCID 3\s*>>\s*BDC/, (begin) => `${begin} /Artifact BMC EMC`))],
  ['content without an element', [['inhalt-ohne-struktur', 5]], (file) => file.changeContent(5, (text) => `${text}\n/P <</MCID 99>> BDC 0 0 m 9 9 l S EMC`)],
  ['an element without content', [['struktur-ohne-inhalt', 5]], (file) => kidsOf(file.first('H3')).push(PDFNumber.of(77))],
  ['two elements of one content', [['elternbaum-falsch', 5], ['struktur-ohne-inhalt', 5]], (file) => kidsOf(file.all('P').at(-1)?.dict as PDFDict).push(kidsOf(file.first('H3')).get(0))],
  ['a ParentTree of other elements', [['elternbaum-falsch', 5]], (file) => swapParents(file, 5)],
  ['a link without a description', [['link-ohne-beschreibung', 4]], (file) => file.remove(file.annotation(4), 'Contents')],
  ['a link outside of a link element', [['link-ausserhalb', 4]], (file) => file.setRole(file.all('Link').at(-1)?.dict as PDFDict, 'Span')],
  ['a note to click that the tree does not know', [['anmerkung-ohne-struktur', 5], ['tab-reihenfolge', 5]], addAnnotation],
  ['no order for the tab key', [['tab-reihenfolge', 3]], (file) => file.remove(file.document.getPage(2).node, 'Tabs')],
  ['a role of its own', [['rolle-unbekannt', 5]], (file) => file.setRole(file.first('H3'), 'Zwischentitel')],
  ['items of a list in a paragraph', [['liste-falsch', 4], ['liste-falsch', 4]], (file) => file.setRole(file.first('L'), 'P')],
  ['an item without a body', [['liste-falsch', 4], ['liste-falsch', 4]], (file) => file.setRole(file.first('LBody'), 'P')],
  ['an entry in an entry', [['verzeichnis-falsch', 3], ['verzeichnis-falsch', 3], ['verzeichnis-falsch', 3]], (file) => file.setRole(file.all('TOC')[1]?.dict as PDFDict, 'TOCI')],
  ['a footnote without ID', [['fussnote-ohne-kennung', 4]], (file) => file.remove(file.first('Note'), 'ID')],
  ['an ID twice', [['kennung-doppelt', 5]], (file) => file.first('Figure').set(PDFName.of('ID'), PDFString.of('U1x0y0'))],
  ['an element in two places', [['struktur-verworren', undefined]], (file) => kidsOf(file.all('TR')[0]?.dict as PDFDict).push(kidsOf(file.all('TR')[0]?.dict as PDFDict).get(0))],
  ['metadata that are no XML', [['xmp-fehlerhaft', undefined]], (file) => file.changeXmp('</dc:creator>', '</dc:autor>')],
  ['metadata with loose text', [['xmp-fehlerhaft', undefined]], (file) => file.changeXmp('<dc:creator>', 'lose<dc:creator>')],
  ['a property twice', [['xmp-doppelt', undefined]], (file) => file.changeXmp(/(<dc:title>.*<\/dc:title>)/, '$1$1')],
  ['a property twice, in another description', [['xmp-doppelt', undefined]], (file) => file.changeXmp('</rdf:RDF>', '<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" pdf:Keywords="a"/></rdf:RDF>')],
  ['a property that PDF/A does not know', [['xmp-schema-fehlt', undefined]], (file) => file.changeXmp('</rdf:RDF>', '<rdf:Description rdf:about="" xmlns:e="https://example.org/"><e:x>1</e:x></rdf:Description></rdf:RDF>')],
  ['no metadata', [['xmp-fehlt', undefined]], (file) => file.remove(file.catalog, 'Metadata')],
  ['does not say PDF/A', [['pdfa-kennung-fehlt', undefined]], (file) => file.changeXmp('<pdfaid:part>2</pdfaid:part>', '')],
  ['does not say PDF/UA', [['pdfua-kennung-fehlt', undefined]], (file) => file.changeXmp('<pdfuaid:part>1</pdfuaid:part>', '')],
  ['a font that is not embedded', [['schrift-nicht-eingebettet', 1]], removeFontFile],
  ['a font without Unicode', [['schrift-ohne-unicode', 1]], (file) => file.remove(file.fontOf(1), 'ToUnicode')],
  ['no language', [['sprache-fehlt', undefined]], (file) => file.remove(file.catalog, 'Lang')],
  ['a language that is none', [['sprache-ungueltig', undefined]], (file) => file.catalog.set(PDFName.of('Lang'), PDFString.of('Deutsch (DE)'))],
  ['an element in a language that is none', [['sprache-ungueltig', 5]], (file) => file.first('H3').set(PDFName.of('Lang'), PDFString.of('de_DE!'))],
  ['not called tagged', [['nicht-getaggt', undefined]], (file) => file.remove(file.catalog, 'MarkInfo')],
  ['no bookmarks', [['lesezeichen-fehlen', undefined]], (file) => file.remove(file.catalog, 'Outlines')],
  ['no colour profile', [['farbprofil-fehlt', undefined]], (file) => file.remove(file.catalog, 'OutputIntents')],
  ['encrypted', [['verschluesselt', undefined]], encrypt],
];

function swapParents(file: Spoiled, page: number): void {
  const { node } = file.document.getPage(page - 1);
  const nums = dictAt(dictAt(file.catalog, 'StructTreeRoot'), 'ParentTree')?.lookup(PDFName.of('Nums'), PDFArray);
  const own = (node.lookup(PDFName.of('StructParents'), PDFNumber)).asNumber();
  const place = nums?.asArray().findIndex((item, index) => index % 2 === 0 && item instanceof PDFNumber && item.asNumber() === own) ?? -1;
  const list = nums?.lookup(place + 1, PDFArray);
  const [a, b] = [list?.get(0), list?.get(2)];
  if (list && a && b) {
    list.set(0, b);
    list.set(2, a);
  }
}

function addAnnotation({ document }: Spoiled): void {
  const { context } = document;
  const note = context.register(context.obj({ Type: 'Annot', Subtype: 'Text', Rect: [0, 0, 9, 9], Contents: PDFString.of('Hinweis') }));
  document.getPage(4).node.set(PDFName.of('Annots'), context.obj([note]));
}

function removeFontFile(file: Spoiled): void {
  const [inner] = itemsAt(file.fontOf(1), 'DescendantFonts');
  const descriptor = dictAt(asDict(file.document.context.lookup(inner)), 'FontDescriptor');
  for (const key of ['FontFile2', 'FontFile3']) descriptor?.delete(PDFName.of(key));
}

/** What claims to be PDF/A is not encrypted by the library. */
function encrypt(file: Spoiled): void {
  file.remove(file.catalog, 'Metadata');
  file.document.encrypt({ userPassword: 'a', ownerPassword: 'b' });
}

async function spoil(change: (file: Spoiled) => void): Promise<Uint8Array> {
  const document = await openPdf(sample);
  change(new Spoiled(document));
  return document.save({ useObjectStreams: false, updateFieldAppearances: false, addDefaultPage: false });
}

describe('checkPdf', () => {
  it('finds nothing in a good file', async () => {
    expect(await checkPdf(sample)).toEqual([]);
    expect(await checkPdf(await spoil(() => undefined))).toEqual([]);
  });

  it.each(CASES)('%s', async (_name, expected, change) => {
    const findings = await checkPdf(await spoil(change));
    expect(findings.map(({ code, page }) => [code, page])).toEqual(expected);
    for (const { sentence } of findings) expect(sentence).toMatch(/^[A-ZÄÖÜ].*\.$/);
  });

  it('every code has its case', () => {
    const found = new Set(CASES.flatMap(([, expected]) => expected.map(([code]) => code)));
    expect(Object.keys(FINDING_CODES).filter((code) => !found.has(code as FindingCode))).toEqual([]);
  });

  it('a file without any tags', async () => {
    const bare = await PDFDocument.create();
    bare.addPage();
    const codes = (await checkPdf(await bare.save())).map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['nicht-getaggt', 'sprache-fehlt', 'xmp-fehlt', 'titel-nicht-angezeigt', 'farbprofil-fehlt']));
  });

  it.each([
    ['no PDF', 'kein PDF', Buffer.from('a;b;c')],
    ['nothing', 'kein PDF', Buffer.alloc(0)],
    ['a beginning only', 'nicht lesbar', Buffer.from('%PDF-1.7\n%%EOF')],
  ])('refuses %s', async (_name, sentence, bytes) => {
    await expect(checkPdf(bytes)).rejects.toThrow(sentence);
  });

  it('refuses or judges what was cut off or overwritten, and never falls over', async () => {
    for (const end of [0.2, 0.5, 0.8, 0.99]) {
      const outcome = await checkPdf(sample.subarray(0, Math.floor(sample.length * end))).catch((error: Error) => error.name);
      expect(outcome === 'Refused' || Array.isArray(outcome)).toBe(true);
    }
  });
});

describe('renderPdf', () => {
  it('refuses a picture without alternative text and a skipped heading, because Typst does', async () => {
    await expect(renderPdf(makeSample({ alt: '' }))).rejects.toThrow('missing alt text');
    await expect(renderPdf(makeSample({ level: 4 }))).rejects.toThrow('skipped from heading level 2 to 4');
  });

  it('says where the link back from a footnote leads', async () => {
    const structure = readStructure(await openPdf(sample));
    const links = structure?.elements.flatMap(({ kids }) => kids.flatMap((kid) => (kid.kind === 'object' ? [textAt(dictAt(kid.dict, 'Obj'), 'Contents')] : [])));
    expect(links).toContain('Zurück zu der Stelle, an der Fußnote 1 steht');
    expect(links).toContain('Fußnote 1');
  });

  it('gives the heads of rows and columns to every cell', async () => {
    const structure = readStructure(await openPdf(sample));
    const ids = new Map(structure?.elements.flatMap((element) => (textAt(element.dict, 'ID') ? [[textAt(element.dict, 'ID') ?? '', element.role]] : [])));
    const cells = structure?.elements.filter(({ role }) => role === 'TD') ?? [];
    const headers = cells.map(({ dict }) => itemsAt(attributesOf(dict)[0], 'Headers').map((item) => (item as PDFString).decodeText()));
    expect(cells).toHaveLength(6);
    for (const names of headers) expect(names.map((name) => ids.get(name))).toEqual(['TH', 'TH']);
    const names = itemsAt(dictAt(structure?.root, 'IDTree'), 'Names').filter((item) => !(item instanceof PDFRef)).map((item) => (item as PDFString).decodeText());
    expect(names).toEqual([...ids.keys()].sort());
  });
});
