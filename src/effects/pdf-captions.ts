import { PDFArray, PDFName, type PDFDict } from '@cantoo/pdf-lib';
import { childElements, type Structure, type StructureElement } from './pdf-structure.ts';

/**
 * Moves the caption of a table into the table. Typst does so itself, but leaves it outside where a table goes over a page
 * break, and then a screen reader names the table without its title.
 */
export function joinCaptions(structure: Structure): void {
  for (const caption of structure.elements.filter(({ role }) => role === 'Caption')) {
    const table = tableBeside(caption);
    if (table) move(caption, table);
  }
}

/** The table that a group holds beside its caption, and nothing else. */
function tableBeside(caption: StructureElement): StructureElement | undefined {
  if (caption.parent?.role !== 'Div') return undefined;
  const [other, ...further] = childElements(caption.parent).filter((sibling) => sibling !== caption);
  return other && further.length === 0 ? onlyTable(other) : undefined;
}

function onlyTable(element: StructureElement): StructureElement | undefined {
  if (element.role === 'Table') return element;
  const [kid] = element.kids;
  return element.role === 'Div' && element.kids.length === 1 && kid?.kind === 'element' ? onlyTable(kid.element) : undefined;
}

function move(caption: StructureElement, table: StructureElement): void {
  const { reference, parent } = caption;
  const [from, to] = [parent && kidsOf(parent.dict), kidsOf(table.dict)];
  const index = from?.asArray().findIndex((item) => item === reference) ?? -1;
  if (!reference || !table.reference || !from || !to || index === -1) return;
  from.remove(index);
  to.insert(0, reference);
  caption.dict.set(PDFName.of('P'), table.reference);
}

function kidsOf(dict: PDFDict): PDFArray | undefined {
  const kids = dict.lookup(PDFName.of('K'));
  return kids instanceof PDFArray ? kids : undefined;
}
