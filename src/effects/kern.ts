import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgramFolder } from './program.ts';

/** The stylesheet of KERN-UX as its package brings it, without its letters: those are ours. */
export function readKernStylesheet(): string {
  const text = readFileSync(join(findProgramFolder(), 'node_modules/@kern-ux/native/dist/kern.min.css'), 'utf8');
  return text.replaceAll(/@font-face\s*\{[^}]*\}/g, '');
}
