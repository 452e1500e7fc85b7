import { PDFHexString, PDFName } from '@cantoo/pdf-lib';
import { dictAt, textAt } from './pdf-objects.ts';
import { childElements, type Structure, type StructureElement } from './pdf-structure.ts';

/** Describes the links that lead from a footnote back into the text; Typst gives them nothing but the footnote's number. */
export function describeBackLinks(structure: Structure): void {
  for (const note of structure.elements.filter(({ role }) => role === 'Note')) {
    for (const label of childElements(note).filter(({ role }) => role === 'Lbl')) {
      for (const link of childElements(label).filter(({ role }) => role === 'Link')) describe(link);
    }
  }
}

function describe(link: StructureElement): void {
  for (const kid of link.kids) {
    if (kid.kind !== 'object') continue;
    const annotation = dictAt(kid.dict, 'Obj');
    const number = textAt(annotation, 'Contents')?.trim() ?? '';
    if (/^\d+$/.test(number)) annotation?.set(PDFName.of('Contents'), PDFHexString.fromText(`Zurück zu der Stelle, an der Fußnote ${number} steht`));
  }
}
