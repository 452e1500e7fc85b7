import type { z } from 'zod';
import type { Block } from '../document/tree.ts';
import type { Context } from './context.ts';

/** A kind of block: what its line in the outline may say, and what it composes from it. */
export interface BlockKind<S extends z.ZodType = z.ZodType> {
  readonly params: S;
  readonly compose: (params: z.output<S>, context: Context) => Block[];
}

export function defineBlock<S extends z.ZodType>(params: S, compose: (params: z.output<S>, context: Context) => Block[]): BlockKind<S> {
  return { params, compose };
}
