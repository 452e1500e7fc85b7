import { PDFName, PDFRef, PDFStream, type PDFDict, type PDFDocument, type PDFPage } from '@cantoo/pdf-lib';
import { asDict, dictAt, entry, itemsAt, numberAt, streamBytes, textAt } from './pdf-objects.ts';
import { ContentName, readOperations, type Operand, type Operation } from './pdf-operators.ts';
import { contentKey } from './pdf-structure.ts';
import { decodeUtf16, FontTexts, type TextDecoder } from './pdf-text.ts';

/** What the drawing operations of a page say about tags. */
export interface PageContent {
  readonly number: number;
  readonly page: PDFPage;
  /** Marked content by its key, with the text that is shown in it, in the order of the stream. */
  readonly marked: ReadonlyMap<string, string>;
  /** Drawing operations that are neither tagged nor an artifact. */
  readonly untagged: number;
  /** Places where an artifact lies inside tagged content or the other way round. */
  readonly entangled: number;
}

/** Operations that leave something visible (ISO 32000-1, table 51). */
const PAINTING: ReadonlySet<string> = new Set(['Tj', 'TJ', "'", '"', 'f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'S', 's', 'sh', 'Do', 'EI']);
const MAX_FORMS_DEEP = 8;

export function readContents(document: PDFDocument): PageContent[] {
  const fonts = new FontTexts();
  return document.getPages().map((page, index) => {
    const scan = new Scan(fonts);
    scan.run(pageBytes(page), { place: page.ref.toString(), resources: page.node.Resources(), depth: 0 });
    return { number: index + 1, page, marked: scan.marked, untagged: scan.untagged, entangled: scan.entangled };
  });
}

/** The streams of a page read as one. */
function pageBytes(page: PDFPage): Uint8Array {
  const parts = itemsAt(page.node, 'Contents').flatMap((item) => {
    const stream = page.node.context.lookup(item);
    return stream instanceof PDFStream ? [streamBytes(stream), Buffer.from('\n')] : [];
  });
  return Buffer.concat(parts);
}

interface Surrounding {
  /** The page or stream that numbers of marked content belong to. */
  readonly place: string;
  readonly resources: PDFDict | undefined;
  readonly depth: number;
}

/** One open marked-content bracket. */
interface Mark {
  readonly isArtifact: boolean;
  readonly key: string | undefined;
  /** Text that stands in place of what is shown: a hyphen at the end of a line. */
  readonly actualText: string | undefined;
}

class Scan {
  readonly marked = new Map<string, string>();
  untagged = 0;
  entangled = 0;
  private readonly marks: Mark[] = [];
  private readonly fonts: FontTexts;
  private font: TextDecoder | undefined;

  constructor(fonts: FontTexts) {
    this.fonts = fonts;
  }

  run(bytes: Uint8Array, around: Surrounding): void {
    const open = this.marks.length;
    for (const operation of readOperations(bytes)) this.take(operation, around, open);
    this.marks.splice(open);
  }

  private take(operation: Operation, around: Surrounding, open: number): void {
    const { operator, operands } = operation;
    if (operator === 'BMC' || operator === 'BDC') this.open(operands, around);
    else if (operator === 'EMC') this.marks.splice(Math.max(open, this.marks.length - 1));
    else if (operator === 'Tf') this.font = this.fonts.of(around.resources, nameOf(operands[0]));
    else if (PAINTING.has(operator)) this.paint(operation, around);
  }

  private open([tag, properties]: readonly Operand[], around: Surrounding): void {
    const mark = readMark(nameOf(tag), properties, around);
    const isTagged = this.marks.some(({ key }) => key !== undefined);
    const isArtifact = this.marks.some((outer) => outer.isArtifact);
    if ((mark.isArtifact && isTagged) || (mark.key !== undefined && isArtifact)) this.entangled++;
    this.marks.push(mark);
    if (mark.key !== undefined && !this.marked.has(mark.key)) this.marked.set(mark.key, '');
    if (mark.actualText !== undefined) this.say(mark.actualText);
  }

  private paint({ operator, operands }: Operation, around: Surrounding): void {
    if (operator === 'Do' && this.enterForm(nameOf(operands[0]), around)) return;
    if (!this.marks.some(({ key, isArtifact }) => key !== undefined || isArtifact)) this.untagged++;
    if (this.marks.every(({ actualText }) => actualText === undefined)) this.say(shownText(operands, this.font));
  }

  private say(text: string): void {
    const key = this.marks.findLast((mark) => mark.key !== undefined)?.key;
    if (key !== undefined) this.marked.set(key, (this.marked.get(key) ?? '') + text);
  }

  /** Follows a drawing that is used here; false where it is an image. */
  private enterForm(name: string, around: Surrounding): boolean {
    const objects = dictAt(around.resources, 'XObject');
    const form = entry(objects, name);
    if (!(form instanceof PDFStream) || textAt(form.dict, 'Subtype') !== 'Form') return false;
    const reference = objects?.get(PDFName.of(name));
    const hasOwnMarks = numberAt(form.dict, 'StructParents') !== undefined && reference instanceof PDFRef;
    const inside = { place: hasOwnMarks ? reference.toString() : around.place, resources: dictAt(form.dict, 'Resources') ?? around.resources, depth: around.depth + 1 };
    if (inside.depth <= MAX_FORMS_DEEP) this.run(streamBytes(form), inside);
    return true;
  }
}

function readMark(tag: string, properties: Operand | undefined, around: Surrounding): Mark {
  const isArtifact = tag === 'Artifact';
  if (properties instanceof Map) {
    const [mcid, actual] = [properties.get('MCID') as Operand | undefined, properties.get('ActualText') as Operand | undefined];
    return { isArtifact, key: typeof mcid === 'number' ? contentKey(around.place, mcid) : undefined, actualText: actual instanceof Uint8Array ? decodeText(actual) : undefined };
  }
  const named = asDict(entry(dictAt(around.resources, 'Properties'), nameOf(properties)));
  const mcid = numberAt(named, 'MCID');
  return { isArtifact, key: mcid === undefined ? undefined : contentKey(around.place, mcid), actualText: textAt(named, 'ActualText') };
}

function decodeText(bytes: Uint8Array): string {
  return bytes[0] === 0xfe && bytes[1] === 0xff ? decodeUtf16(bytes.subarray(2)) : Buffer.from(bytes).toString('latin1');
}

function shownText(operands: readonly Operand[], font: TextDecoder | undefined): string {
  if (!font) return '';
  return operands.map((operand) => (operand instanceof Uint8Array ? font(operand) : Array.isArray(operand) ? shownText(operand as Operand[], font) : '')).join('');
}

function nameOf(operand: Operand | undefined): string {
  return operand instanceof ContentName ? operand.name : '';
}
