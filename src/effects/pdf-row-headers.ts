import { PDFArray, PDFDict, PDFHexString, PDFName, PDFString, type PDFObject } from '@cantoo/pdf-lib';
import { attributesOf, childElements, type Structure, type StructureElement } from './pdf-structure.ts';
import { dictAt, entry, itemsAt, textAt } from './pdf-objects.ts';

/**
 * Makes the first cell of every body row the head of its row, which Typst can't tag yet: TH with Scope Row, an ID, and every
 * other cell of the row names it beside its column head.
 */
export function tagRowHeaders(structure: Structure): void {
  const named: [string, StructureElement][] = [];
  for (const [number, table] of structure.elements.filter(({ role }) => role === 'Table').entries()) {
    for (const [index, row] of bodyRows(table).entries()) {
      const name = `R${number}x${index}`;
      const head = tagRow(row, name);
      if (head) named.push([name, head]);
    }
  }
  enterNames(structure.root, named);
}

function bodyRows(table: StructureElement): StructureElement[] {
  const bodies = childElements(table).filter(({ role }) => role === 'TBody');
  return bodies.flatMap((body) => childElements(body).filter(({ role }) => role === 'TR'));
}

/** Returns the head, or nothing where the first cell is empty or already a head. */
function tagRow(row: StructureElement, name: string): StructureElement | undefined {
  const [head, ...others] = childElements(row);
  if (!head || head.role !== 'TD' || head.kids.length === 0) return undefined;
  head.dict.set(PDFName.of('S'), PDFName.of('TH'));
  head.dict.set(PDFName.of('ID'), PDFString.of(name));
  tableAttributes(head.dict).set(PDFName.of('Scope'), PDFName.of('Row'));
  for (const { role, dict } of others) if (role === 'TD') addHeader(tableAttributes(dict), name);
  return head;
}

/** The attributes of a cell that speak about tables; made where there are none. */
function tableAttributes(cell: PDFDict): PDFDict {
  const known = attributesOf(cell).find((attributes) => textAt(attributes, 'O') === 'Table');
  if (known) return known;
  const made = cell.context.obj({ O: 'Table' });
  cell.set(PDFName.of('A'), cell.context.obj([...itemsAt(cell, 'A'), made]));
  return made;
}

function addHeader(attributes: PDFDict, name: string): void {
  const headers = entry(attributes, 'Headers');
  if (headers instanceof PDFArray) headers.push(PDFString.of(name));
  else attributes.set(PDFName.of('Headers'), attributes.context.obj([PDFString.of(name)]));
}

/** Enters IDs in the tree of names, which is kept in the order of its bytes. */
function enterNames(root: PDFDict, named: readonly (readonly [string, StructureElement])[]): void {
  if (named.length === 0) return;
  const { context } = root;
  const known = namesIn(dictAt(root, 'IDTree'));
  const added = named.map(([name, { dict, reference }]): [Buffer, PDFObject, PDFObject] => [Buffer.from(name, 'latin1'), PDFString.of(name), reference ?? dict]);
  const sorted = [...known, ...added].sort(([a], [b]) => Buffer.compare(a, b));
  root.set(PDFName.of('IDTree'), context.obj({ Names: context.obj(sorted.flatMap(([, name, element]) => [name, element])) }));
}

function namesIn(node: PDFDict | undefined, depth = 0): [Buffer, PDFObject, PDFObject][] {
  if (!node || depth > 32) return [];
  const items = itemsAt(node, 'Names');
  const own = items.flatMap((name, index): [Buffer, PDFObject, PDFObject][] => {
    const element = items[index + 1];
    const isName = index % 2 === 0 && (name instanceof PDFString || name instanceof PDFHexString);
    return isName && element ? [[Buffer.from(name.asBytes()), name, element]] : [];
  });
  const kids = itemsAt(node, 'Kids').map((kid) => node.context.lookup(kid)).filter((kid) => kid instanceof PDFDict);
  return [...own, ...kids.flatMap((kid) => namesIn(kid, depth + 1))];
}
