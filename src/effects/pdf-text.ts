import type { PDFDict } from '@cantoo/pdf-lib';
import { asDict, bytesAt, dictAt, entry, textAt } from './pdf-objects.ts';
import { readOperations, type Operand } from './pdf-operators.ts';

/** Turns the codes of one font into text. */
export type TextDecoder = (bytes: Uint8Array) => string;

/** Decoders of fonts, each read once. */
export class FontTexts {
  private readonly known = new Map<PDFDict, TextDecoder>();

  of(resources: PDFDict | undefined, name: string): TextDecoder | undefined {
    const font = asDict(entry(dictAt(resources, 'Font'), name));
    if (!font) return undefined;
    const decoder = this.known.get(font) ?? readDecoder(font);
    this.known.set(font, decoder);
    return decoder;
  }
}

/** A composite font is read by its ToUnicode map, two bytes a code; of others the bytes are taken as they are. */
function readDecoder(font: PDFDict): TextDecoder {
  const map = bytesAt(font, 'ToUnicode');
  if (textAt(font, 'Subtype') !== 'Type0' || !map) return (bytes) => Buffer.from(bytes).toString('latin1');
  const texts = readUnicodeMap(map);
  return (bytes) => {
    let text = '';
    for (let at = 0; at + 1 < bytes.length; at += 2) text += texts.get(codeOf(bytes.subarray(at, at + 2))) ?? '';
    return text;
  };
}

/** Reads the single characters and ranges of a ToUnicode map (ISO 32000-1, 9.10.3). */
function readUnicodeMap(bytes: Uint8Array): Map<number, string> {
  const texts = new Map<number, string>();
  for (const { operator, operands } of readOperations(bytes)) {
    if (operator === 'endbfchar') for (const [code, text] of inGroups(operands, 2)) texts.set(codeOf(code), utf16(text));
    if (operator === 'endbfrange') for (const [from, to, text] of inGroups(operands, 3)) addRange(texts, codeOf(from), codeOf(to), text);
  }
  return texts;
}

function addRange(texts: Map<number, string>, from: number, to: number, text: Operand | undefined): void {
  for (let code = from; code <= Math.min(to, from + 0xffff); code++) {
    const each = Array.isArray(text) ? utf16((text as Operand[])[code - from]) : shift(utf16(text), code - from);
    texts.set(code, each);
  }
}

/** The text with its last character moved on. */
function shift(text: string, by: number): string {
  const last = [...text].at(-1) ?? '';
  return last === '' ? '' : text.slice(0, -last.length) + String.fromCodePoint(Math.min(0x10ffff, (last.codePointAt(0) ?? 0) + by));
}

function* inGroups(operands: readonly Operand[], size: number): Generator<readonly (Operand | undefined)[]> {
  for (let at = 0; at + size <= operands.length; at += size) yield operands.slice(at, at + size);
}

function codeOf(value: Operand | undefined): number {
  return value instanceof Uint8Array ? value.reduce((code, byte) => code * 256 + byte, 0) : -1;
}

function utf16(value: Operand | undefined): string {
  return value instanceof Uint8Array ? decodeUtf16(value) : '';
}

/** Text of UTF-16 with the high byte first; a half character at the end is left out. */
export function decodeUtf16(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16().toString('utf16le');
}
