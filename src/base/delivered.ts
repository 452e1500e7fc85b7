import type { Locate } from './schema.ts';

/** A file as it was delivered, read but not yet understood: the common ground of `effects` (reads) and `core` (judges). */
export type DeliveredFile = DeliveredJson | DeliveredTable | DeliveredBytes;

export interface DeliveredJson {
  readonly kind: 'json';
  readonly path: string;
  readonly content: unknown;
  /** Line and column of a place inside the content. */
  readonly locate: Locate;
}

export interface DeliveredTable {
  readonly kind: 'table';
  readonly path: string;
  readonly head: readonly string[];
  readonly lines: readonly { readonly number: number; readonly cells: readonly string[] }[];
}

export interface DeliveredBytes {
  readonly kind: 'bytes';
  readonly path: string;
  readonly content: Uint8Array;
}
