/** Bytes of a stream in the sizes that a reader asks for. */
export interface Pieces {
  /** True when nothing is left. */
  readonly isAtEnd: () => Promise<boolean>;
  /** So many bytes as one piece, fewer only at the end of the stream. */
  readonly take: (count: number) => Promise<Buffer>;
  /** So many bytes in pieces as they come, fewer only at the end of the stream. */
  readonly pass: (count: number) => AsyncGenerator<Buffer>;
}

/** Lets a reader take what it needs from a stream, and no more of it is kept than one piece as it came. */
export function takePieces(source: AsyncIterable<Buffer>): Pieces {
  const iterator = source[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);

  const isAtEnd = async (): Promise<boolean> => {
    while (rest.length === 0) {
      const next = await iterator.next();
      if (next.done) return true;
      rest = next.value;
    }
    return false;
  };

  async function* pass(count: number): AsyncGenerator<Buffer> {
    for (let left = count; left > 0 && !(await isAtEnd()); ) {
      const piece = rest.subarray(0, left);
      rest = rest.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
  }

  return { isAtEnd, pass, take: async (count) => collect(pass(count)) };
}

/** A whole stream as one piece. */
export async function collect(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of source) pieces.push(piece);
  return Buffer.concat(pieces);
}
