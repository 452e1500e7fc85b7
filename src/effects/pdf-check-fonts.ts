import { PDFStream, type PDFDict } from '@cantoo/pdf-lib';
import type { CheckedPdf } from './pdf-check.ts';
import type { Finding } from './pdf-finding.ts';
import { asDict, dictAt, entry, itemsAt, textAt } from './pdf-objects.ts';

const MAX_DEPTH = 8;
/** Encodings whose characters are known without a map. */
const KNOWN_ENCODINGS = new Set(['WinAnsiEncoding', 'MacRomanEncoding', 'MacExpertEncoding']);

/** Every font is in the file and its characters can be read as text; told for the first page that uses it. */
export function* checkFonts({ contents }: CheckedPdf): Generator<Finding> {
  const seen = new Set<PDFDict>();
  for (const { number, page } of contents) {
    for (const font of fontsOf(page.node.Resources(), new Set())) {
      if (seen.has(font)) continue;
      seen.add(font);
      for (const finding of judgeFont(font)) yield { ...finding, page: number };
    }
  }
}

/** Fonts of a page and of the drawings that it uses. */
function* fontsOf(resources: PDFDict | undefined, forms: Set<PDFDict>, depth = 0): Generator<PDFDict> {
  for (const font of valuesOf(dictAt(resources, 'Font'))) yield font;
  for (const group of ['XObject', 'Pattern']) {
    for (const form of valuesOf(dictAt(resources, group))) {
      if (forms.has(form) || depth > MAX_DEPTH) continue;
      forms.add(form);
      yield* fontsOf(dictAt(form, 'Resources'), forms, depth + 1);
    }
  }
}

function valuesOf(dict: PDFDict | undefined): PDFDict[] {
  return (dict?.keys() ?? []).flatMap((key) => asDict(dict?.lookup(key)) ?? []);
}

function* judgeFont(font: PDFDict): Generator<Omit<Finding, 'page'>> {
  const name = textAt(font, 'BaseFont') ?? textAt(font, 'Name') ?? 'ohne Namen';
  if (!isEmbedded(font)) yield { code: 'schrift-nicht-eingebettet', sentence: `Die Schrift „${name}“ steht nicht in der Datei.` };
  if (!isReadable(font)) yield { code: 'schrift-ohne-unicode', sentence: `Die Zeichen der Schrift „${name}“ lassen sich nicht als Text lesen (ToUnicode fehlt).` };
}

function isEmbedded(font: PDFDict): boolean {
  if (textAt(font, 'Subtype') === 'Type3') return true;
  const described = dictAt(descendantOf(font) ?? font, 'FontDescriptor');
  return ['FontFile', 'FontFile2', 'FontFile3'].some((key) => entry(described, key) instanceof PDFStream);
}

function isReadable(font: PDFDict): boolean {
  if (entry(font, 'ToUnicode') instanceof PDFStream) return true;
  const encoding = textAt(dictAt(font, 'Encoding'), 'BaseEncoding') ?? textAt(font, 'Encoding') ?? '';
  return ['Type1', 'TrueType', 'MMType1'].includes(textAt(font, 'Subtype') ?? '') && KNOWN_ENCODINGS.has(encoding);
}

/** The font that a composite one is made of. */
function descendantOf(font: PDFDict): PDFDict | undefined {
  const [first] = itemsAt(font, 'DescendantFonts');
  return first && asDict(font.context.lookup(first));
}
