import type { CheckedPdf } from './pdf-check.ts';
import { findingAt, type Finding, type FindingCode } from './pdf-finding.ts';
import { textAt } from './pdf-objects.ts';
import { childElements, STANDARD_ROLES, type Structure, type StructureElement } from './pdf-structure.ts';

interface Family {
  readonly code: FindingCode;
  /** What may stand in it. */
  readonly kids?: readonly string[];
  /** What it must stand in. */
  readonly parents?: readonly string[];
}

/** Which element may hold which (ISO 32000-1, 14.8.4.3; ISO 14289-1, 7.2). */
const FAMILIES: Readonly<Record<string, Family>> = {
  L: { code: 'liste-falsch', kids: ['LI', 'L', 'Caption'] },
  LI: { code: 'liste-falsch', kids: ['Lbl', 'LBody'], parents: ['L'] },
  LBody: { code: 'liste-falsch', parents: ['LI'] },
  TOC: { code: 'verzeichnis-falsch', kids: ['TOCI', 'TOC', 'Caption'] },
  TOCI: { code: 'verzeichnis-falsch', kids: ['Lbl', 'Reference', 'NonStruct', 'P', 'TOC'], parents: ['TOC'] },
  Table: { code: 'tabelle-falsch', kids: ['TR', 'THead', 'TBody', 'TFoot', 'Caption'] },
  THead: { code: 'tabelle-falsch', kids: ['TR'], parents: ['Table'] },
  TBody: { code: 'tabelle-falsch', kids: ['TR'], parents: ['Table'] },
  TFoot: { code: 'tabelle-falsch', kids: ['TR'], parents: ['Table'] },
  TR: { code: 'tabelle-falsch', kids: ['TH', 'TD'], parents: ['Table', 'THead', 'TBody', 'TFoot'] },
  TH: { code: 'tabelle-falsch', parents: ['TR'] },
  TD: { code: 'tabelle-falsch', parents: ['TR'] },
};

export function* checkStructure({ structure }: CheckedPdf): Generator<Finding> {
  if (!structure) return;
  if (structure.isTangled) yield { code: 'struktur-verworren', page: undefined, sentence: 'Ein Element des Strukturbaums steht an mehreren Stellen, oder der Baum ist zu tief.' };
  for (const element of structure.elements) {
    yield* checkRole(element);
    yield* checkFamily(element);
    yield* checkAlternative(element);
  }
  yield* checkHeadings(structure);
  yield* checkIds(structure);
}

function* checkRole(element: StructureElement): Generator<Finding> {
  if (!STANDARD_ROLES.has(element.role)) yield findingAt(element, 'rolle-unbekannt', `Die Rolle „${element.tag}“ ist keine übliche und keiner üblichen zugeordnet (RoleMap).`);
}

function* checkFamily(element: StructureElement): Generator<Finding> {
  const family = FAMILIES[element.role];
  if (!family) return;
  const strangers = family.kids ? insideOf(element).filter(({ role }) => !family.kids?.includes(role)) : [];
  for (const role of new Set(strangers.map((kid) => kid.role))) yield findingAt(element, family.code, `In ${element.role} steht ${role}; dort dürfen nur ${family.kids?.join(', ')} stehen.`);
  const parent = outsideOf(element)?.role ?? 'nichts';
  if (family.parents && !family.parents.includes(parent)) yield findingAt(element, family.code, `${element.role} steht in ${parent}, muss aber in ${family.parents.join(' oder ')} stehen.`);
  if (element.role === 'LI' && !childElements(element).some(({ role }) => role === 'LBody')) yield findingAt(element, family.code, 'Ein Punkt einer Liste (LI) hat keinen Inhalt (LBody).');
}

/** Children, those of groups without a meaning of their own included. */
function insideOf(element: StructureElement): StructureElement[] {
  return childElements(element).flatMap((kid) => (kid.role === 'NonStruct' ? insideOf(kid) : [kid]));
}

function outsideOf({ parent }: StructureElement): StructureElement | undefined {
  return parent?.role === 'NonStruct' ? outsideOf(parent) : parent;
}

function* checkAlternative(element: StructureElement): Generator<Finding> {
  if (element.role !== 'Figure' && element.role !== 'Formula') return;
  const text = textAt(element.dict, 'Alt') ?? textAt(element.dict, 'ActualText') ?? '';
  if (text.trim() === '') yield findingAt(element, 'alternativtext-fehlt', `${element.role === 'Figure' ? 'Ein Bild' : 'Eine Formel'} hat keinen Alternativtext.`);
}

function* checkHeadings({ elements }: Structure): Generator<Finding> {
  let before = 0;
  for (const element of elements) {
    const level = Number(/^H([1-6])$/.exec(element.role)?.[1] ?? 0);
    if (level === 0) continue;
    if (before === 0 && level !== 1) yield findingAt(element, 'erste-ueberschrift', `Die erste Überschrift hat die Ebene ${level} statt 1.`);
    else if (level > before + 1) yield findingAt(element, 'ueberschrift-uebersprungen', `Auf eine Überschrift der Ebene ${before} folgt eine der Ebene ${level}.`);
    before = level;
  }
}

function* checkIds({ elements }: Structure): Generator<Finding> {
  const known = new Set<string>();
  for (const element of elements) {
    const id = textAt(element.dict, 'ID');
    if (id !== undefined && known.has(id)) yield findingAt(element, 'kennung-doppelt', `Die ID „${id}“ haben zwei Elemente.`);
    if (id !== undefined) known.add(id);
    if (element.role === 'Note' && !id) yield findingAt(element, 'fussnote-ohne-kennung', 'Eine Fußnote (Note) hat keine ID.');
  }
}
