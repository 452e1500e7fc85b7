import type { PDFDocument } from '@cantoo/pdf-lib';
import type { CheckedPdf } from './pdf-check.ts';
import type { Finding, FindingCode } from './pdf-finding.ts';
import { asDict, bytesAt, dictAt, isTrueAt, itemsAt, numberAt, textAt } from './pdf-objects.ts';
import { pageOf, type Structure } from './pdf-structure.ts';
import { DUBLIN_CORE, findProperty, PDFA_ID, PDFUA_ID, PREDEFINED_SCHEMAS, readXmp, type XmpPacket } from './pdf-xmp.ts';

/** `de`, `de-DE`, `sr-Latn-RS` (the common part of BCP 47). */
const LANGUAGE = /^([a-z]{2,3}|i|x)(-[a-z0-9]{1,8})*$/i;

export function* checkDocument({ document, structure }: CheckedPdf): Generator<Finding> {
  yield* checkCatalog(document, structure);
  yield* checkLanguages(document, structure);
  const packet = bytesAt(document.catalog, 'Metadata');
  if (packet) yield* checkMetadata(readXmp(packet));
  else yield whole('xmp-fehlt', 'Die Datei hat keine XMP-Metadaten; Titel und Kennungen fehlen damit.');
}

function* checkCatalog({ catalog }: PDFDocument, structure: Structure | undefined): Generator<Finding> {
  const marks = dictAt(catalog, 'MarkInfo');
  if (!structure) yield whole('nicht-getaggt', 'Die Datei hat keinen Strukturbaum; Vorleseprogramme finden darin keine Ordnung.');
  if (!isTrueAt(marks, 'Marked')) yield whole('nicht-getaggt', 'Die Datei nennt sich nicht getaggt (MarkInfo/Marked).');
  if (isTrueAt(marks, 'Suspects')) yield whole('nicht-getaggt', 'Die Datei nennt ihre eigenen Tags unsicher (MarkInfo/Suspects).');
  if (!isTrueAt(dictAt(catalog, 'ViewerPreferences'), 'DisplayDocTitle')) yield whole('titel-nicht-angezeigt', 'Das Fenster zeigt den Dateinamen statt des Titels (ViewerPreferences/DisplayDocTitle).');
  if (!hasColorProfile(catalog)) yield whole('farbprofil-fehlt', 'Die Datei nennt kein Farbprofil für PDF/A (OutputIntents mit DestOutputProfile).');
  const hasHeadings = structure?.elements.some(({ role }) => /^H[1-6]?$/.test(role)) ?? false;
  if (hasHeadings && !dictAt(dictAt(catalog, 'Outlines'), 'First')) yield whole('lesezeichen-fehlen', 'Das Dokument hat Überschriften, aber keine Lesezeichen.');
}

function hasColorProfile(catalog: PDFDocument['catalog']): boolean {
  const intents = itemsAt(catalog, 'OutputIntents').map((item) => asDict(catalog.context.lookup(item)));
  return intents.some((intent) => textAt(intent, 'S') === 'GTS_PDFA1' && numberAt(dictAt(intent, 'DestOutputProfile'), 'N') !== undefined);
}

function* checkLanguages({ catalog }: PDFDocument, structure: Structure | undefined): Generator<Finding> {
  const language = textAt(catalog, 'Lang')?.trim() ?? '';
  if (language === '') yield whole('sprache-fehlt', 'Die Sprache des Dokuments ist nicht angegeben (Lang).');
  else if (!LANGUAGE.test(language)) yield whole('sprache-ungueltig', `Die Sprache des Dokuments ist „${language}“; das ist keine Sprachangabe.`);
  for (const element of structure?.elements ?? []) {
    const own = textAt(element.dict, 'Lang');
    if (own !== undefined && own !== '' && !LANGUAGE.test(own)) yield { code: 'sprache-ungueltig', page: pageOf(element), sentence: `Ein Element ${element.tag} hat die Sprache „${own}“; das ist keine Sprachangabe.` };
  }
}

function* checkMetadata(packet: XmpPacket): Generator<Finding> {
  for (const fault of packet.faults) yield whole('xmp-fehlerhaft', `Die XMP-Metadaten sind fehlerhaft: ${fault}.`);
  if (packet.faults.length > 0) return;
  const names = packet.properties.map(({ uri, name }) => `${uri}${name}`);
  for (const name of new Set(names.filter((known, index) => names.indexOf(known) !== index))) yield whole('xmp-doppelt', `Die XMP-Metadaten nennen ${name} mehr als einmal.`);
  const unknown = packet.properties.filter(({ uri }) => !PREDEFINED_SCHEMAS.has(uri) && !packet.described.has(uri));
  for (const uri of new Set(unknown.map((property) => property.uri))) yield whole('xmp-schema-fehlt', `Die XMP-Metadaten benutzen ${uri}, ohne es für PDF/A zu beschreiben.`);
  if (!findProperty(packet, DUBLIN_CORE, 'title')) yield whole('titel-fehlt', 'Das Dokument hat keinen Titel (dc:title in den XMP-Metadaten).');
  if (!/^[1-4]$/.test(findProperty(packet, PDFA_ID, 'part') ?? '')) yield whole('pdfa-kennung-fehlt', 'Die Datei nennt sich nicht PDF/A (pdfaid:part in den XMP-Metadaten).');
  if (!/^[12]$/.test(findProperty(packet, PDFUA_ID, 'part') ?? '')) yield whole('pdfua-kennung-fehlt', 'Die Datei nennt sich nicht PDF/UA (pdfuaid:part in den XMP-Metadaten).');
}

function whole(code: FindingCode, sentence: string): Finding {
  return { code, page: undefined, sentence };
}
