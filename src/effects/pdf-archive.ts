import { PDFName, PDFRef, type PDFDocument } from '@cantoo/pdf-lib';
import { describeBackLinks } from './pdf-back-links.ts';
import { joinCaptions } from './pdf-captions.ts';
import { bytesAt, dictAt, openPdf } from './pdf-objects.ts';
import { tagRowHeaders } from './pdf-row-headers.ts';
import { readStructure } from './pdf-structure.ts';
import { writePdf } from './pdf-write.ts';
import { claimUa } from './pdf-xmp.ts';

/**
 * Makes of a PDF/A-2a by Typst one file that is PDF/A-2a and PDF/UA-1: its mark in the metadata, the title in the window's
 * bar, captions of tables, heads of their rows, links back from footnotes. Equal bytes in give equal bytes out. Accessibility itself is not made here: the caller has
 * let Typst check it.
 */
export async function archivePdf(bytes: Uint8Array): Promise<Uint8Array> {
  const document = await openPdf(bytes);
  const structure = readStructure(document);
  if (!structure) throw new Error('The PDF has no structure tree.');
  showTitle(document);
  trustTags(document);
  markMetadata(document);
  joinCaptions(structure);
  describeBackLinks(structure);
  tagRowHeaders(structure);
  return writePdf(document);
}

function showTitle({ catalog, context }: PDFDocument): void {
  const preferences = dictAt(catalog, 'ViewerPreferences') ?? context.obj({});
  preferences.set(PDFName.of('DisplayDocTitle'), context.obj(true));
  catalog.set(PDFName.of('ViewerPreferences'), preferences);
}

/** `Suspects false` says what its absence says too (PDF 32000-1, table 321), and some readers take the word itself for a fault. */
function trustTags({ catalog }: PDFDocument): void {
  dictAt(catalog, 'MarkInfo')?.delete(PDFName.of('Suspects'));
}

function markMetadata({ catalog, context }: PDFDocument): void {
  const key = PDFName.of('Metadata');
  const packet = bytesAt(catalog, 'Metadata');
  const reference = catalog.get(key);
  if (!packet || !(reference instanceof PDFRef)) throw new Error('The PDF has no metadata.');
  context.assign(reference, context.stream(claimUa(packet), { Type: 'Metadata', Subtype: 'XML' }));
}
