import { PDFRef, type PDFDict } from '@cantoo/pdf-lib';
import type { CheckedPdf } from './pdf-check.ts';
import type { PageContent } from './pdf-content.ts';
import type { Finding } from './pdf-finding.ts';
import { asDict, itemsAt, numberAt, textAt } from './pdf-objects.ts';
import type { Structure } from './pdf-structure.ts';

const HIDDEN = 2;

/** Links and other things to click: described, in the structure tree, reached in reading order. */
export function* checkAnnotations({ contents, structure }: CheckedPdf): Generator<Finding> {
  const roles = structure ? rolesOfObjects(structure) : new Map<string, string>();
  for (const content of contents) yield* checkPage(content, roles);
}

function* checkPage({ number, page }: PageContent, roles: ReadonlyMap<string, string>): Generator<Finding> {
  const items = itemsAt(page.node, 'Annots');
  if (items.length > 0 && textAt(page.node, 'Tabs') !== 'S') yield { code: 'tab-reihenfolge', page: number, sentence: 'Die Tabulatortaste folgt auf dieser Seite nicht der Reihenfolge des Strukturbaums (Tabs/S).' };
  for (const item of items) {
    const annotation = asDict(page.node.context.lookup(item));
    if (!annotation || isInvisible(annotation)) continue;
    for (const finding of judgeAnnotation(annotation, item instanceof PDFRef ? roles.get(item.toString()) : undefined)) yield { ...finding, page: number };
  }
}

/** Hidden ones and pop-ups are spoken of by nobody. */
function isInvisible(annotation: PDFDict): boolean {
  return textAt(annotation, 'Subtype') === 'Popup' || ((numberAt(annotation, 'F') ?? 0) & HIDDEN) !== 0;
}

function* judgeAnnotation(annotation: PDFDict, role: string | undefined): Generator<Omit<Finding, 'page'>> {
  const kind = textAt(annotation, 'Subtype') ?? 'ohne Art';
  const isLink = kind === 'Link';
  const text = textAt(annotation, 'Contents') ?? (kind === 'Widget' ? textAt(annotation, 'TU') : undefined) ?? '';
  if (text.trim() === '') yield { code: 'link-ohne-beschreibung', sentence: `${isLink ? 'Ein Link' : `Eine Anmerkung (${kind})`} hat keine Beschreibung (Contents).` };
  if (isLink && role !== 'Link') yield { code: 'link-ausserhalb', sentence: `Ein Link steht im Strukturbaum ${role ? `in ${role}` : 'nirgends'} statt in einem Link-Element.` };
  if (!isLink && role === undefined) yield { code: 'anmerkung-ohne-struktur', sentence: `Eine Anmerkung (${kind}) steht nicht im Strukturbaum.` };
  if (role !== undefined && numberAt(annotation, 'StructParent') === undefined) yield { code: 'anmerkung-ohne-struktur', sentence: `${isLink ? 'Ein Link' : `Eine Anmerkung (${kind})`} nennt seinen Platz im Strukturbaum nicht (StructParent).` };
}

function rolesOfObjects({ elements }: Structure): Map<string, string> {
  return new Map(elements.flatMap(({ role, kids }) => kids.flatMap((kid): [string, string][] => (kid.kind === 'object' ? [[kid.reference, role]] : []))));
}
