import { SaxesParser } from 'saxes';

const ELEMENTS = new Set('svg g path rect circle ellipse line polyline polygon text tspan title desc metadata defs linearGradient radialGradient stop clipPath mask pattern symbol use'.split(' '));

/**
 * Why a picture must not be shown as it is: script, foreign content, references to the outside, entities.
 * Empty where it is a plain drawing.
 */
export function checkSvg(text: string): string[] {
  const faults = new Set<string>();
  const parser = new SaxesParser({ xmlns: false });
  parser.on('error', () => faults.add('Die Zeichnung ist kein gültiges XML.'));
  parser.on('doctype', () => faults.add('Die Zeichnung enthält eine DOCTYPE-Angabe; das ist nicht erlaubt.'));
  parser.on('processinginstruction', () => faults.add('Die Zeichnung enthält eine Verarbeitungsanweisung; das ist nicht erlaubt.'));
  parser.on('opentag', ({ name, attributes }) => {
    if (!ELEMENTS.has(name)) faults.add(`Das Element „${name.slice(0, 40)}“ ist in einem Bild nicht erlaubt.`);
    for (const [attribute, value] of Object.entries(attributes)) {
      const fault = checkAttribute(attribute.toLowerCase(), String(value));
      if (fault) faults.add(fault);
    }
  });
  parser.write(text).close();
  return [...faults];
}

function checkAttribute(attribute: string, value: string): string | undefined {
  if (attribute.startsWith('on')) return 'Das Bild enthält ausführbare Anweisungen (on…-Attribute); das ist nicht erlaubt.';
  if ((attribute === 'href' || attribute.endsWith(':href')) && !value.startsWith('#')) return 'Das Bild verweist nach außen; das ist nicht erlaubt.';
  if (/url\(\s*['"]?(?!#)/i.test(value) || /@import|javascript:|expression\(/i.test(value)) return 'Das Bild lädt etwas nach oder enthält Anweisungen; das ist nicht erlaubt.';
  return undefined;
}
