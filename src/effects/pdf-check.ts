import type { PDFDocument } from '@cantoo/pdf-lib';
import { checkAnnotations } from './pdf-check-annotations.ts';
import { checkContents } from './pdf-check-content.ts';
import { checkDocument } from './pdf-check-document.ts';
import { checkFonts } from './pdf-check-fonts.ts';
import { checkStructure } from './pdf-check-structure.ts';
import { checkTables } from './pdf-check-tables.ts';
import { readContents, type PageContent } from './pdf-content.ts';
import { compareFindings, type Finding } from './pdf-finding.ts';
import { openPdf } from './pdf-objects.ts';
import { readStructure, type Structure } from './pdf-structure.ts';

/** A file read once for all checks. */
export interface CheckedPdf {
  readonly document: PDFDocument;
  readonly contents: readonly PageContent[];
  readonly structure: Structure | undefined;
}

const CHECKS: readonly ((file: CheckedPdf) => Iterable<Finding>)[] = [checkDocument, checkStructure, checkTables, checkContents, checkAnnotations, checkFonts];

/**
 * What a machine can find of PDF/UA-1 and PDF/A-2a in a file, ordered by page; empty where it found nothing. Whether a
 * text says the right thing it can't know. Refuses what is no PDF.
 */
export async function checkPdf(bytes: Uint8Array): Promise<Finding[]> {
  const document = await openPdf(bytes);
  if (document.isEncrypted) return [{ code: 'verschluesselt', page: undefined, sentence: 'Die Datei ist verschlüsselt und wird nicht weiter geprüft; ein Archiv und manche Vorleseprogramme können sie nicht öffnen.' }];
  const file: CheckedPdf = { document, contents: readContents(document), structure: readStructure(document) };
  return CHECKS.flatMap((check) => [...check(file)]).sort(compareFindings);
}
