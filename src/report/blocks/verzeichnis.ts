import { z } from 'zod';
import { defineBlock } from '../block.ts';

const KINDS = { inhalt: 'contents', abbildungen: 'figures', tabellen: 'tables' } as const;

/** Table of contents, list of figures, list of tables; page numbers are the printer's. */
export const verzeichnis = defineBlock(z.strictObject({ welches: z.enum(['inhalt', 'abbildungen', 'tabellen']) }), (params) => [{ kind: 'directory', of: KINDS[params.welches] }]);
