import { findNodeAtLocation, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import type { DeliveredJson } from '../base/delivered.ts';
import type { Problem } from '../base/problem.ts';
import type { JsonPath } from '../base/schema.ts';

const MAX_DEPTH = 200;

const SENTENCES: Record<string, string> = {
  InvalidSymbol: 'Hier steht etwas, das in JSON nicht vorkommt.',
  InvalidNumberFormat: 'Hier steht keine gültige Zahl.',
  PropertyNameExpected: 'Hier wird ein Feldname in Anführungszeichen erwartet.',
  ValueExpected: 'Hier wird ein Wert erwartet.',
  ColonExpected: 'Hier fehlt ein Doppelpunkt.',
  CommaExpected: 'Hier fehlt ein Komma.',
  CloseBraceExpected: 'Hier fehlt eine schließende geschweifte Klammer.',
  CloseBracketExpected: 'Hier fehlt eine schließende eckige Klammer.',
  EndOfFileExpected: 'Nach dem Ende des Inhalts steht noch etwas.',
  InvalidCommentToken: 'Kommentare sind in JSON nicht erlaubt.',
  UnexpectedEndOfString: 'Hier fehlt ein schließendes Anführungszeichen.',
  InvalidCharacter: 'Hier steht ein Zeichen, das in einem Text nicht erlaubt ist.',
};

/** Reads JSON with the place of everything in it. All faults at once, with line and column; duplicate keys are faults too. */
export function readJsonFile(path: string, text: string): { file: DeliveredJson } | { problems: Problem[] } {
  const lines = lineStarts(text);
  const at = (offset: number): { zeile: number; spalte: number } => placeOf(lines, offset);
  const deep = findTooDeep(text);
  if (deep !== undefined) return { problems: [{ datei: path, ...at(deep), satz: `Der Inhalt ist tiefer als ${MAX_DEPTH} Ebenen verschachtelt.` }] };
  if (text.trim() === '') return { problems: [{ datei: path, satz: 'Die Datei ist leer.' }] };
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const syntax = explainAll(text, errors).map(({ offset, satz }) => ({ datei: path, ...at(offset), satz }));
  if (!root || syntax.length > 0) return { problems: syntax };
  const keys = checkKeys(root).map(({ offset, satz }) => ({ datei: path, ...at(offset), satz }));
  if (keys.length > 0) return { problems: keys };
  return { file: { kind: 'json', path, content: valueOf(root), locate: (place) => at(offsetOf(root, place)) } };
}

/** One sentence a place: the parser may stumble twice over the same sign. */
function explainAll(text: string, errors: readonly ParseError[]): { offset: number; satz: string }[] {
  const known = errors.map((error) => ({ offset: error.offset, satz: explain(text, error) }));
  return known.filter(({ offset, satz }, index) => known[index - 1]?.offset !== offset || known[index - 1]?.satz !== satz);
}

/** What office programs and habit put into JSON gets its own sentence. */
function explain(text: string, { error, offset }: ParseError): string {
  if (/[„“”‚‘’«»]/.test(text[offset] ?? '')) return `Hier steht das Anführungszeichen ${text[offset]}; in JSON gilt nur das gerade: ".`;
  const code = printParseErrorCode(error);
  if (/[\]}]/.test(text[offset] ?? '') && signBefore(text, offset) === ',') return 'Vor dieser Klammer steht ein Komma zu viel; nach dem letzten Eintrag kommt keines.';
  return SENTENCES[code] ?? 'Der Aufbau der Datei ist kein gültiges JSON.';
}

/** The last sign before a place that is no blank; a file may have very many faults, so it is looked for backwards. */
function signBefore(text: string, offset: number): string | undefined {
  let index = offset - 1;
  while (index >= 0 && /\s/.test(text[index] ?? '')) index -= 1;
  return text[index];
}

/** Offset of the first bracket that is nested too deep for what reads on with recursion; undefined where there is none. */
function findTooDeep(text: string): number | undefined {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\\n]|\\.)*"|[[\]{}]/g)) {
    if (token === '[' || token === '{') depth += 1;
    else if (token === ']' || token === '}') depth -= 1;
    if (depth > MAX_DEPTH) return index;
  }
  return undefined;
}

/** Offset of a path; of the nearest ancestor where the path itself is missing. */
function offsetOf(root: Node, path: JsonPath): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    if (node) return node.offset;
  }
  return root.offset;
}

function checkKeys(node: Node): { offset: number; satz: string }[] {
  const inner = (node.children ?? []).flatMap(checkKeys);
  if (node.type !== 'object') return inner;
  const seen = new Set<string>();
  const own = (node.children ?? []).flatMap((property) => {
    const key = property.children?.[0];
    const name = String(key?.value);
    const satz = name === '__proto__' ? 'Ein Feld „__proto__“ ist nicht erlaubt.' : seen.has(name) ? `Das Feld „${name}“ steht zweimal da.` : undefined;
    seen.add(name);
    return satz === undefined ? [] : [{ offset: key?.offset ?? property.offset, satz }];
  });
  return [...own, ...inner];
}

function valueOf(node: Node): unknown {
  if (node.type === 'array') return (node.children ?? []).map(valueOf);
  if (node.type !== 'object') return node.value;
  return Object.fromEntries((node.children ?? []).map(({ children: [key, value] = [] }) => [String(key?.value), value && valueOf(value)]));
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let index = text.indexOf('\n'); index !== -1; index = text.indexOf('\n', index + 1)) starts.push(index + 1);
  return starts;
}

function placeOf(starts: readonly number[], offset: number): { zeile: number; spalte: number } {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { zeile: low + 1, spalte: offset - (starts[low] ?? 0) + 1 };
}
