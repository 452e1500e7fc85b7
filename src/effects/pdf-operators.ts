/** A name in a content stream: `/F1`. */
export class ContentName {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** What stands before an operator: numbers, names, bytes of a string, arrays, dictionaries; true, false and null as words. */
export type Operand = number | string | ContentName | Uint8Array | readonly Operand[] | ReadonlyMap<string, Operand>;

export interface Operation {
  readonly operator: string;
  readonly operands: readonly Operand[];
}

/** Reads the operations of a content stream (ISO 32000-1, 7.8.2) one after the other. Faulty bytes are skipped. */
export function* readOperations(bytes: Uint8Array): Generator<Operation> {
  const reader = new ContentReader(bytes);
  let operands: Operand[] = [];
  for (let token = reader.next(); token !== undefined; token = reader.next()) {
    if (!(token instanceof Word)) {
      operands.push(token);
      continue;
    }
    if (token.text === 'BI') reader.skipInlineImage();
    yield { operator: token.text === 'BI' ? 'EI' : token.text, operands };
    operands = [];
  }
}

class Word {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const [NUL, TAB, LF, FF, CR, SPACE] = [0, 9, 10, 12, 13, 32];
const [PERCENT, OPEN, CLOSE, SLASH, LESS, MORE, LEFT, BACKSLASH, RIGHT] = [0x25, 0x28, 0x29, 0x2f, 0x3c, 0x3e, 0x5b, 0x5c, 0x5d];
const [PLUS, MINUS, POINT] = [0x2b, 0x2d, 0x2e];
const DELIMITERS = new Set([PERCENT, OPEN, CLOSE, SLASH, LESS, MORE, LEFT, RIGHT, 0x7b, 0x7d]);
const ESCAPES: ReadonlyMap<number, number> = new Map([[0x6e, 10], [0x72, 13], [0x74, 9], [0x62, 8], [0x66, 12]]);
const MAX_NESTING = 64;

const isSpace = (byte: number | undefined): boolean => byte === SPACE || byte === LF || byte === CR || byte === TAB || byte === FF || byte === NUL;
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;
const isOctal = (byte: number | undefined): byte is number => byte !== undefined && byte >= 0x30 && byte <= 0x37;
/** 1 for bytes that words and numbers are made of. */
const REGULAR = Uint8Array.from({ length: 256 }, (_, byte) => (isSpace(byte) || DELIMITERS.has(byte) ? 0 : 1));
const isRegular = (byte: number | undefined): boolean => byte !== undefined && REGULAR[byte] === 1;

class ContentReader {
  private readonly bytes: Uint8Array;
  private at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** The next operand or word; undefined at the end. */
  next(depth = 0): Operand | Word | undefined {
    this.skipSpace();
    const byte = this.bytes[this.at];
    if (byte === undefined) return undefined;
    if (byte === SLASH) return this.name();
    if (byte === OPEN) return this.literal();
    if (byte === LESS) return this.bytes[this.at + 1] === LESS ? this.dictionary(depth) : this.hexadecimal();
    if (byte === LEFT) return this.array(depth);
    if (DELIMITERS.has(byte)) return this.stray();
    return this.word();
  }

  /** Jumps over the data of an image that stands in the stream itself. */
  skipInlineImage(): void {
    const { bytes } = this;
    for (; this.at < bytes.length; this.at++) {
      const isEnd = bytes[this.at] === 0x45 && bytes[this.at + 1] === 0x49 && isSpace(bytes[this.at - 1]) && !isRegular(bytes[this.at + 2]);
      if (isEnd) break;
    }
    this.at += 2;
  }

  private skipSpace(): void {
    for (;;) {
      while (isSpace(this.bytes[this.at])) this.at++;
      if (this.bytes[this.at] !== PERCENT) return;
      while (this.at < this.bytes.length && this.bytes[this.at] !== LF && this.bytes[this.at] !== CR) this.at++;
    }
  }

  private regular(): string {
    const start = this.at;
    while (isRegular(this.bytes[this.at])) this.at++;
    // Most words have one to three letters: put together here they cost a third of what a Buffer does.
    let text = '';
    for (let index = start; index < this.at; index++) text += String.fromCharCode(this.bytes[index] ?? 0);
    return text;
  }

  private word(): Operand | Word {
    const number = this.number();
    if (number !== undefined) return number;
    const text = this.regular();
    return text === 'true' || text === 'false' || text === 'null' ? text : new Word(text);
  }

  /** Reads a number; at anything else the reader stays where it is. PDF knows no exponents. */
  private number(): number | undefined {
    const { bytes } = this;
    let at = this.at;
    const sign = bytes[at] === MINUS ? -1 : 1;
    if (bytes[at] === MINUS || bytes[at] === PLUS) at++;
    let [value, scale, digits] = [0, 0, 0];
    for (; isDigit(bytes[at]) || (bytes[at] === POINT && scale === 0); at++) {
      if (bytes[at] === POINT) scale = 1;
      else {
        value = value * 10 + (bytes[at] ?? 0) - 0x30;
        scale *= 10;
        digits++;
      }
    }
    if (digits === 0 || isRegular(bytes[at])) return undefined;
    this.at = at;
    return (sign * value) / (scale || 1);
  }

  private name(): ContentName {
    this.at++;
    return new ContentName(this.regular().replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))));
  }

  /** A closing bracket without its opening one. */
  private stray(): Word {
    this.at++;
    return new Word('');
  }

  private literal(): Uint8Array {
    const out: number[] = [];
    this.at++;
    for (let depth = 1; this.at < this.bytes.length; this.at++) {
      const byte = this.bytes[this.at] ?? 0;
      if (byte === OPEN) depth++;
      if (byte === CLOSE && --depth === 0) break;
      if (byte === BACKSLASH) out.push(...this.escape());
      else out.push(byte);
    }
    this.at++;
    return Uint8Array.from(out);
  }

  /** The byte that a backslash stands for; leaves the reader on its last character. */
  private escape(): number[] {
    const byte = this.bytes[++this.at];
    if (byte === undefined || byte === LF) return [];
    if (byte === CR) {
      if (this.bytes[this.at + 1] === LF) this.at++;
      return [];
    }
    return [isOctal(byte) ? this.octal() : (ESCAPES.get(byte) ?? byte)];
  }

  private octal(): number {
    let value = 0;
    for (let digits = 0; digits < 3 && isOctal(this.bytes[this.at]); digits++) value = value * 8 + (this.bytes[this.at++] ?? 0) - 0x30;
    this.at--;
    return value & 0xff;
  }

  private hexadecimal(): Uint8Array {
    const end = this.bytes.indexOf(MORE, this.at);
    const stop = end === -1 ? this.bytes.length : end;
    const digits = Buffer.from(this.bytes.subarray(this.at + 1, stop)).toString('latin1').replace(/[^0-9a-f]/gi, '');
    this.at = stop + 1;
    return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex');
  }

  private array(depth: number): readonly Operand[] {
    this.at++;
    return this.until(RIGHT, depth);
  }

  private dictionary(depth: number): ReadonlyMap<string, Operand> {
    this.at += 2;
    const items = this.until(MORE, depth);
    this.at++;
    const pairs = new Map<string, Operand>();
    for (let index = 0; index + 1 < items.length; index += 2) {
      const [key, value] = [items[index], items[index + 1]];
      if (key instanceof ContentName && value !== undefined) pairs.set(key.name, value);
    }
    return pairs;
  }

  /** Everything up to a closing bracket. */
  private until(closing: number, depth: number): Operand[] {
    const items: Operand[] = [];
    for (this.skipSpace(); this.at < this.bytes.length && this.bytes[this.at] !== closing; this.skipSpace()) {
      const item = depth < MAX_NESTING ? this.next(depth + 1) : this.stray();
      if (item !== undefined && !(item instanceof Word)) items.push(item);
    }
    this.at++;
    return items;
  }
}
