import { PDFArray, type PDFDict } from '@cantoo/pdf-lib';
import type { CheckedPdf } from './pdf-check.ts';
import type { PageContent } from './pdf-content.ts';
import type { Finding } from './pdf-finding.ts';
import { asDict, dictAt, itemsAt, numberAt } from './pdf-objects.ts';
import { pageOf, type Structure, type StructureElement } from './pdf-structure.ts';

/** Every visible thing is tagged or an artifact, and pages, structure tree and ParentTree say the same. */
export function* checkContents({ contents, structure }: CheckedPdf): Generator<Finding> {
  const owners = structure ? ownersOf(structure) : new Map<string, StructureElement>();
  const parents = structure ? parentsIn(dictAt(structure.root, 'ParentTree')) : new Map<number, PDFDict[]>();
  for (const content of contents) {
    yield* checkTags(content);
    yield* checkOwners(content, owners);
    yield* checkParents(content, owners, parents);
  }
  if (structure) yield* checkUse(structure, new Set(contents.flatMap(({ marked }) => [...marked.keys()])));
}

function* checkTags({ number, untagged, entangled }: PageContent): Generator<Finding> {
  if (untagged > 0) yield { code: 'inhalt-ungetaggt', page: number, sentence: `${untagged === 1 ? 'Ein Zeichenbefehl ist' : `${untagged} Zeichenbefehle sind`} weder ausgezeichnet noch als Schmuck gekennzeichnet.` };
  if (entangled > 0) yield { code: 'inhalt-verschachtelt', page: number, sentence: 'Schmuck steht in ausgezeichnetem Inhalt oder ausgezeichneter Inhalt in Schmuck.' };
}

function* checkOwners({ number, marked }: PageContent, owners: ReadonlyMap<string, StructureElement>): Generator<Finding> {
  for (const key of marked.keys()) if (!owners.has(key)) yield { code: 'inhalt-ohne-struktur', page: number, sentence: `Ausgezeichneter Inhalt (${nameOf(key)}) kommt im Strukturbaum nicht vor.` };
}

/** The ParentTree leads from content back to its element; a screen reader finds the tag of a place by it. */
function* checkParents({ number, page, marked }: PageContent, owners: ReadonlyMap<string, StructureElement>, parents: ReadonlyMap<number, readonly PDFDict[]>): Generator<Finding> {
  const place = page.ref.toString();
  const own = parents.get(numberAt(page.node, 'StructParents') ?? -1) ?? [];
  const wrong = [...marked.keys()].filter((key) => key.startsWith(`${place}#`) && owners.has(key) && owners.get(key)?.dict !== own[mcidOf(key)]);
  if (wrong.length > 0) yield { code: 'elternbaum-falsch', page: number, sentence: `Das Elternverzeichnis (ParentTree) nennt für ${wrong.length === 1 ? 'eine Stelle' : `${wrong.length} Stellen`} nicht das Element, zu dem der Inhalt gehört.` };
}

function* checkUse({ elements }: Structure, marked: ReadonlySet<string>): Generator<Finding> {
  const used = new Set<string>();
  for (const element of elements) {
    for (const kid of element.kids) {
      if (kid.kind !== 'content') continue;
      if (!marked.has(kid.key)) yield { code: 'struktur-ohne-inhalt', page: kid.page ?? pageOf(element), sentence: `Ein Element ${element.tag} nennt Inhalt (${nameOf(kid.key)}), den es nicht gibt.` };
      if (used.has(kid.key)) yield { code: 'struktur-ohne-inhalt', page: kid.page ?? pageOf(element), sentence: `Ein Element ${element.tag} nennt Inhalt (${nameOf(kid.key)}), der schon einem anderen gehört.` };
      used.add(kid.key);
    }
  }
}

function ownersOf({ elements }: Structure): Map<string, StructureElement> {
  return new Map(elements.flatMap((element) => element.kids.flatMap((kid): [string, StructureElement][] => (kid.kind === 'content' ? [[kid.key, element]] : []))));
}

/** The lists of elements in a number tree, by their number. */
function parentsIn(node: PDFDict | undefined, depth = 0): Map<number, PDFDict[]> {
  if (!node || depth > 32) return new Map();
  const { context } = node;
  const numbers = itemsAt(node, 'Nums').map((item) => context.lookup(item));
  const own = numbers.flatMap((value, index): [number, PDFDict[]][] => {
    const list = index % 2 === 0 ? numbers[index + 1] : undefined;
    return list instanceof PDFArray ? [[Number(value?.toString()), list.asArray().map((item) => asDict(context.lookup(item)) as PDFDict)]] : [];
  });
  const kids = itemsAt(node, 'Kids').flatMap((kid) => [...parentsIn(asDict(context.lookup(kid)), depth + 1)]);
  return new Map([...own, ...kids]);
}

function mcidOf(key: string): number {
  return Number(key.slice(key.lastIndexOf('#') + 1));
}

/** `MCID 7`, as the places of content are called in a PDF. */
function nameOf(key: string): string {
  return `MCID ${mcidOf(key)}`;
}
