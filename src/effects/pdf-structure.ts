import { PDFName, PDFNumber, PDFRef, type PDFDict, type PDFDocument, type PDFObject } from '@cantoo/pdf-lib';
import { asDict, dictAt, entry, itemsAt, numberAt, textAt, textOf } from './pdf-objects.ts';

/** One element of the structure tree: what a screen reader is told. */
export interface StructureElement {
  /** Standard role (`H1`, `TD`), or the tag itself where it leads to none. */
  readonly role: string;
  /** Name of the role as written: `Strong`. */
  readonly tag: string;
  readonly dict: PDFDict;
  /** Where its dictionary lies in the file. */
  readonly reference: PDFRef | undefined;
  readonly parent: StructureElement | undefined;
  readonly kids: readonly StructureKid[];
}

/** Children in reading order: elements, marked content of a page by its key, objects (links) by their reference. */
export type StructureKid =
  | { readonly kind: 'element'; readonly element: StructureElement }
  | { readonly kind: 'content'; readonly key: string; readonly page: number | undefined }
  | { readonly kind: 'object'; readonly reference: string; readonly dict: PDFDict; readonly page: number | undefined };

export interface Structure {
  readonly root: PDFDict;
  readonly top: readonly StructureElement[];
  /** Every element, parents before their children, in reading order. */
  readonly elements: readonly StructureElement[];
  /** Is the tree no tree: does an element come twice, or is it too deep to follow? */
  readonly isTangled: boolean;
}

/** The standard roles of PDF 1.7 (ISO 32000-1, 14.8.4). */
export const STANDARD_ROLES: ReadonlySet<string> = new Set(
  'Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form'.split(' '),
);

const MAX_DEPTH = 400;
const MAX_ROLE_STEPS = 8;

/** Reads the structure tree; undefined where the file has none. */
export function readStructure(document: PDFDocument): Structure | undefined {
  const root = dictAt(document.catalog, 'StructTreeRoot');
  return root && new TreeReader(root, numberPages(document)).read();
}

/** Numbers of the pages, from 1, by their reference. */
export function numberPages(document: PDFDocument): ReadonlyMap<string, number> {
  return new Map(document.getPages().map((page, index) => [page.ref.toString(), index + 1]));
}

/** The key of marked content: the page or stream it lies in and its number there. */
export function contentKey(place: string, mcid: number): string {
  return `${place}#${mcid}`;
}

export function childElements(element: StructureElement): StructureElement[] {
  return element.kids.flatMap((kid) => (kid.kind === 'element' ? [kid.element] : []));
}

/** The page that an element begins on; an empty one stands where its parent begins. */
export function pageOf(element: StructureElement): number | undefined {
  return ownPage(element) ?? (element.parent ? pageOf(element.parent) : undefined);
}

function ownPage(element: StructureElement): number | undefined {
  for (const kid of element.kids) {
    const page = kid.kind === 'element' ? ownPage(kid.element) : kid.page;
    if (page !== undefined) return page;
  }
  return undefined;
}

/** Marked content inside an element, in reading order. */
export function* contentKeys(element: StructureElement): Generator<string> {
  for (const kid of element.kids) {
    if (kid.kind === 'element') yield* contentKeys(kid.element);
    if (kid.kind === 'content') yield kid.key;
  }
}

/** Attribute dictionaries of an element; several may be given, with revision numbers between them. */
export function attributesOf(dict: PDFDict): PDFDict[] {
  return itemsAt(dict, 'A').flatMap((item) => asDict(dict.context.lookup(item)) ?? []);
}

/** The first value of an attribute: `Scope`, `ColSpan`. */
export function attributeOf(dict: PDFDict, name: string): PDFObject | undefined {
  return attributesOf(dict).map((attributes) => entry(attributes, name)).find((value) => value !== undefined);
}

class TreeReader {
  private readonly root: PDFDict;
  private readonly pages: ReadonlyMap<string, number>;
  private readonly roles: PDFDict | undefined;
  private readonly seen = new Set<PDFDict>();
  private readonly elements: StructureElement[] = [];
  private isTangled = false;

  constructor(root: PDFDict, pages: ReadonlyMap<string, number>) {
    this.root = root;
    this.pages = pages;
    this.roles = dictAt(root, 'RoleMap');
  }

  read(): Structure {
    const top = itemsAt(this.root, 'K').flatMap((item) => this.element(item, undefined, undefined, 0) ?? []);
    return { root: this.root, top, elements: this.elements, isTangled: this.isTangled };
  }

  private element(item: PDFObject, parent: StructureElement | undefined, place: string | undefined, depth: number): StructureElement | undefined {
    const dict = asDict(this.root.context.lookup(item));
    if (!dict) return undefined;
    if (this.seen.has(dict) || depth > MAX_DEPTH) {
      this.isTangled = true;
      return undefined;
    }
    this.seen.add(dict);
    const tag = textAt(dict, 'S') ?? '';
    const kids: StructureKid[] = [];
    const element: StructureElement = { role: this.standardRole(tag), tag, dict, reference: item instanceof PDFRef ? item : undefined, parent, kids };
    this.elements.push(element);
    const own = placeOf(dict, 'Pg') ?? place;
    for (const kid of itemsAt(dict, 'K')) kids.push(...this.kid(kid, element, own, depth));
    return element;
  }

  private kid(item: PDFObject, element: StructureElement, place: string | undefined, depth: number): StructureKid[] {
    const value = this.root.context.lookup(item);
    if (value instanceof PDFNumber) return [this.content(place, place, value.asNumber())];
    const dict = asDict(value);
    if (!dict) return [];
    const page = placeOf(dict, 'Pg') ?? place;
    const type = textAt(dict, 'Type');
    if (type === 'MCR') return [this.content(placeOf(dict, 'Stm') ?? page, page, numberAt(dict, 'MCID') ?? -1)];
    if (type === 'OBJR') return [{ kind: 'object', reference: placeOf(dict, 'Obj') ?? '', dict, page: this.pages.get(page ?? '') }];
    const child = this.element(item, element, place, depth + 1);
    return child ? [{ kind: 'element', element: child }] : [];
  }

  private content(place: string | undefined, page: string | undefined, mcid: number): StructureKid {
    return { kind: 'content', key: contentKey(place ?? '', mcid), page: this.pages.get(page ?? '') };
  }

  private standardRole(tag: string): string {
    let role = tag;
    for (let step = 0; step < MAX_ROLE_STEPS && !STANDARD_ROLES.has(role); step++) role = textOf(entry(this.roles, role)) ?? role;
    return role;
  }
}

function placeOf(dict: PDFDict, key: string): string | undefined {
  const value = dict.get(PDFName.of(key));
  return value instanceof PDFRef ? value.toString() : undefined;
}
