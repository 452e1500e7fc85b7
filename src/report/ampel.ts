import type { Ampelfarbe } from '../core/steuerung/leitprojekt.ts';
import type { Inline } from '../document/tree.ts';

/** A state of the Ampel as shape and word: nobody has to see its colour. */
export function ampelInline(colour: Ampelfarbe): Inline {
  return { kind: 'ampel', colour, text: colour };
}
