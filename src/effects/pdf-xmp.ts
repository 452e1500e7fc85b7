import { SaxesParser } from 'saxes';

/** One property of a metadata packet: `dc:title` by its namespace and name. */
export interface XmpProperty {
  readonly uri: string;
  readonly name: string;
  /** The text in it, without its structure. */
  readonly text: string;
}

export interface XmpPacket {
  /** Why it is no proper packet; German, without a full stop. */
  readonly faults: readonly string[];
  readonly properties: readonly XmpProperty[];
  /** Namespaces that an extension schema of PDF/A describes. */
  readonly described: ReadonlySet<string>;
}

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const XMLNS = 'http://www.w3.org/2000/xmlns/';
const XML = 'http://www.w3.org/XML/1998/namespace';
const PDFA_SCHEMA = 'http://www.aiim.org/pdfa/ns/schema#';

export const DUBLIN_CORE = 'http://purl.org/dc/elements/1.1/';
export const PDFA_ID = 'http://www.aiim.org/pdfa/ns/id/';
export const PDFUA_ID = 'http://www.aiim.org/pdfua/ns/id/';

/** Namespaces that PDF/A-2 knows without a description (XMP 2005 and ISO 19005-2, 6.6.2.3). */
export const PREDEFINED_SCHEMAS: ReadonlySet<string> = new Set([
  DUBLIN_CORE,
  PDFA_ID,
  'http://www.aiim.org/pdfa/ns/extension/',
  'http://ns.adobe.com/xap/1.0/',
  'http://ns.adobe.com/xap/1.0/rights/',
  'http://ns.adobe.com/xap/1.0/mm/',
  'http://ns.adobe.com/xap/1.0/bj/',
  'http://ns.adobe.com/xap/1.0/t/pg/',
  'http://ns.adobe.com/xmp/1.0/DynamicMedia/',
  'http://ns.adobe.com/pdf/1.3/',
  'http://ns.adobe.com/photoshop/1.0/',
  'http://ns.adobe.com/camera-raw-settings/1.0/',
  'http://ns.adobe.com/tiff/1.0/',
  'http://ns.adobe.com/exif/1.0/',
  'http://ns.adobe.com/exif/1.0/aux/',
]);

/** Reads a packet as XML, never by searching its text: what an XML parser refuses, an archive refuses too. */
export function readXmp(bytes: Uint8Array): XmpPacket {
  const reader = new XmpReader();
  try {
    reader.read(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    reader.fault('sie sind nicht in UTF-8 geschrieben');
  }
  return { faults: [...reader.faults], properties: reader.properties, described: reader.described };
}

export function findProperty(packet: XmpPacket, uri: string, name: string): string | undefined {
  return packet.properties.find((property) => property.uri === uri && property.name === name)?.text.trim();
}

interface Place {
  readonly uri: string;
  readonly local: string;
}

class XmpReader {
  readonly faults = new Set<string>();
  readonly properties: { uri: string; name: string; text: string }[] = [];
  readonly described = new Set<string>();
  private readonly places: Place[] = [];

  fault(sentence: string): void {
    this.faults.add(sentence);
  }

  read(text: string): void {
    const parser = new SaxesParser({ xmlns: true });
    parser.on('error', ({ message }) => {
      if (this.faults.size === 0) this.fault(`sie sind kein gültiges XML (${message.slice(0, 80).replace(/\.$/, '')})`);
    });
    parser.on('doctype', () => this.fault('sie enthalten eine DOCTYPE-Angabe'));
    parser.on('opentag', ({ uri, local, attributes }) => this.open({ uri, local }, Object.values(attributes)));
    parser.on('text', (part) => this.text(part));
    parser.on('closetag', () => this.places.pop());
    parser.write(text.replace(/^\ufeff/, '')).close();
    if (this.properties.length === 0) this.fault('sie enthalten keine Angabe');
  }

  private open(place: Place, attributes: readonly { uri: string; local: string; value: string }[]): void {
    if (this.isIn('Description') && place.uri === RDF) this.fault(`rdf:${place.local} steht, wo eine Angabe stehen muss`);
    else if (this.isIn('Description')) this.properties.push({ uri: place.uri, name: place.local, text: '' });
    this.places.push(place);
    if (!this.isIn('Description')) return;
    for (const { uri, local, value } of attributes) if (![RDF, XMLNS, XML, ''].includes(uri)) this.properties.push({ uri, name: local, text: value });
  }

  /** Does the reader stand directly in the element of RDF that holds properties? */
  private isIn(local: string): boolean {
    const [outer, inner] = this.places.slice(-2);
    return inner?.uri === RDF && inner.local === local && outer?.uri === RDF && outer.local === 'RDF';
  }

  private text(part: string): void {
    const inner = this.places.at(-1);
    if (inner?.uri === PDFA_SCHEMA && inner.local === 'namespaceURI') this.described.add(part.trim());
    const property = this.properties.at(-1);
    const depth = this.places.findIndex(({ uri, local }) => uri === RDF && local === 'Description');
    if (property && depth !== -1 && this.places.length > depth + 1) property.text += part;
    else if (depth !== -1 && part.trim() !== '') this.fault('zwischen den Angaben steht loser Text');
  }
}

const UA_SCHEMA = [
  '<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>',
  `<pdfaSchema:namespaceURI>${PDFUA_ID}</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>`,
  '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:category>internal</pdfaProperty:category>',
  '<pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>',
  '<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>',
].join('');
const UA_PART = `<rdf:Description rdf:about="" xmlns:pdfuaid="${PDFUA_ID}"><pdfuaid:part>1</pdfuaid:part></rdf:Description>`;
const BAG = /<pdfaExtension:schemas>\s*<rdf:Bag>/;

/**
 * A packet of Typst that also says PDF/UA-1, and describes that word for PDF/A. Throws where the packet is built in another
 * way than the pinned Typst builds it, or would not be a proper one afterwards.
 */
export function claimUa(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString('utf8');
  if (!BAG.test(text) || !text.includes('</rdf:RDF>')) throw new Error('The metadata are built in an unknown way; the mark of PDF/UA can not be put in.');
  const marked = Buffer.from(text.replace(BAG, (begin) => begin + UA_SCHEMA).replace('</rdf:RDF>', `${UA_PART}</rdf:RDF>`));
  const packet = readXmp(marked);
  if (packet.faults.length > 0 || findProperty(packet, PDFUA_ID, 'part') !== '1') throw new Error(`The metadata are not proper: ${packet.faults.join(', ')}`);
  return marked;
}
