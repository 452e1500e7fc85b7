import { inflateSync } from 'node:zlib';
import { decodePDFRawStream, PDFArray, PDFBool, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber, PDFRawStream, PDFStream, PDFString, type PDFObject } from '@cantoo/pdf-lib';
import { Refused } from '../base/problem.ts';

const MAX_BYTES = 300_000_000;

/** Opens a file whatever state it is in, and changes nothing of it. Refuses what is no readable PDF. */
export async function openPdf(bytes: Uint8Array): Promise<PDFDocument> {
  if (bytes.byteLength > MAX_BYTES) throw new Refused([{ satz: 'Die Datei ist größer als 300 MB.' }]);
  if (!Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')) throw new Refused([{ satz: 'Die Datei ist kein PDF.' }]);
  try {
    const document = await PDFDocument.load(bytes, { updateMetadata: false, ignoreEncryption: true, throwOnInvalidObject: true, parseSpeed: Number.POSITIVE_INFINITY });
    document.getPageCount();
    return document;
  } catch (error) {
    throw new Refused([{ satz: `Die Datei beginnt wie ein PDF, ist aber nicht lesbar (${error instanceof Error ? error.message.split('\n')[0] : 'unbekannter Fehler'}).` }]);
  }
}

/** What stands under a key, references followed; undefined where nothing does. */
export function entry(dict: PDFDict | undefined, key: string): PDFObject | undefined {
  return dict?.lookup(PDFName.of(key));
}

export function dictAt(dict: PDFDict | undefined, key: string): PDFDict | undefined {
  return asDict(entry(dict, key));
}

export function numberAt(dict: PDFDict | undefined, key: string): number | undefined {
  const value = entry(dict, key);
  return value instanceof PDFNumber ? value.asNumber() : undefined;
}

export function isTrueAt(dict: PDFDict | undefined, key: string): boolean {
  const value = entry(dict, key);
  return value instanceof PDFBool && value.asBoolean();
}

export function textAt(dict: PDFDict | undefined, key: string): string | undefined {
  return textOf(entry(dict, key));
}

/** The text of a string or name. */
export function textOf(value: PDFObject | undefined): string | undefined {
  return value instanceof PDFString || value instanceof PDFHexString || value instanceof PDFName ? value.decodeText() : undefined;
}

/** The items of an array, or the single thing that may stand in its place; references are kept. */
export function itemsAt(dict: PDFDict | undefined, key: string): PDFObject[] {
  const value = entry(dict, key);
  if (value instanceof PDFArray) return value.asArray();
  const single = dict?.get(PDFName.of(key));
  return value === undefined || single === undefined ? [] : [single];
}

/** A stream counts as the dictionary it begins with. */
export function asDict(value: PDFObject | undefined): PDFDict | undefined {
  if (value instanceof PDFStream) return value.dict;
  return value instanceof PDFDict ? value : undefined;
}

/** The bytes of a stream without its compression. */
export function streamBytes(stream: PDFStream): Uint8Array {
  if (!(stream instanceof PDFRawStream)) return stream.getContents();
  const isPlainFlate = textAt(stream.dict, 'Filter') === 'FlateDecode' && entry(stream.dict, 'DecodeParms') === undefined;
  try {
    return isPlainFlate ? inflateSync(stream.getContents()) : decodePDFRawStream(stream).decode();
  } catch {
    return new Uint8Array();
  }
}

/** Bytes of the stream under a key. */
export function bytesAt(dict: PDFDict | undefined, key: string): Uint8Array | undefined {
  const value = entry(dict, key);
  return value instanceof PDFStream ? streamBytes(value) : undefined;
}
