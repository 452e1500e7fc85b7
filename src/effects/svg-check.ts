import { SaxesParser } from 'saxes';

const ELEMENTS = new Set('svg g path rect circle ellipse line polyline polygon text tspan title desc metadata defs linearGradient radialGradient stop clipPath mask pattern symbol use'.split(' '));

/** How many marks a drawing may become when what it uses is drawn again at every use. */
const MAX_MARKS = 10_000;
const MAX_REFERENCES = 1000;
const MAX_DEPTH = 200;

/**
 * Why a picture must not be shown as it is: script, foreign content, references to the outside, entities.
 * Empty where it is a plain drawing.
 */
export function checkSvg(text: string): string[] {
  const faults = new Set<string>();
  const uses = new UseCounter();
  const parser = new SaxesParser({ xmlns: false });
  parser.on('error', () => faults.add('Die Zeichnung ist kein gültiges XML.'));
  parser.on('doctype', () => faults.add('Die Zeichnung enthält eine DOCTYPE-Angabe; das ist nicht erlaubt.'));
  parser.on('processinginstruction', () => faults.add('Die Zeichnung enthält eine Verarbeitungsanweisung; das ist nicht erlaubt.'));
  parser.on('closetag', () => uses.close());
  parser.on('opentag', ({ name, attributes }) => {
    if (uses.isRoot && name !== 'svg') faults.add('Die Datei ist keine SVG-Zeichnung.');
    uses.open(attributes);
    if (!ELEMENTS.has(name)) faults.add(`Das Element „${name.slice(0, 40)}“ ist in einem Bild nicht erlaubt.`);
    for (const [attribute, value] of Object.entries(attributes)) {
      const fault = checkAttribute(attribute.toLowerCase(), String(value));
      if (fault) faults.add(fault);
    }
  });
  parser.write(text).close();
  if (uses.count() > MAX_MARKS) faults.add('Die Zeichnung verwendet sich selbst oder ihre Teile zu oft wieder.');
  return [...faults];
}

function checkAttribute(attribute: string, value: string): string | undefined {
  if (attribute === 'xml:base') return 'Das Bild verweist nach außen; das ist nicht erlaubt.';
  if (attribute.startsWith('on')) return 'Das Bild enthält ausführbare Anweisungen (on…-Attribute); das ist nicht erlaubt.';
  if ((attribute === 'href' || attribute.endsWith(':href')) && !value.startsWith('#')) return 'Das Bild verweist nach außen; das ist nicht erlaubt.';
  if (/url\((?!\s*['"]?#)/i.test(value) || /\\|@import|javascript:|\b(expression|src|image|image-set|cross-fade|element)\s*\(/i.test(value)) return 'Das Bild lädt etwas nach oder enthält Anweisungen; das ist nicht erlaubt.';
  return undefined;
}

/** Follows what is used inside what, because uses of uses multiply. */
class UseCounter {
  private references = 0;
  private isTooBig = false;
  private readonly stack: (string | undefined)[] = [];
  /** Names that are used, by the name of the element around; `''` is the drawing itself. */
  private readonly uses = new Map<string, string[]>([['', []]]);

  get isRoot(): boolean {
    return this.stack.length === 0;
  }

  open(attributes: Readonly<Record<string, unknown>>): void {
    this.stack.push(typeof attributes['id'] === 'string' ? attributes['id'] : undefined);
    const targets = Object.entries(attributes).flatMap(([name, value]) => (/href$/i.test(name) ? [String(value).slice(1)] : [...String(value).matchAll(/url\(\s*['"]?#([^'")\s]+)/gi)].map((match) => match[1] ?? '')));
    this.isTooBig ||= (this.references += targets.length) > MAX_REFERENCES || this.stack.length > MAX_DEPTH;
    if (this.isTooBig || targets.length === 0) return;
    for (const around of new Set(['', ...this.stack])) if (around !== undefined) this.uses.set(around, [...(this.uses.get(around) ?? []), ...targets]);
  }

  close(): void {
    this.stack.pop();
  }

  /** Infinite where something uses itself, and where there is too much to follow. */
  count(): number {
    if (this.isTooBig) return Number.POSITIVE_INFINITY;
    const known = new Map<string, number>();
    const countOf = (name: string): number => {
      const count = known.get(name);
      if (count !== undefined) return count;
      known.set(name, Number.POSITIVE_INFINITY);
      const sum = (this.uses.get(name) ?? []).reduce((total, target) => total + countOf(target), 1);
      known.set(name, sum);
      return sum;
    };
    return countOf('');
  }
}
