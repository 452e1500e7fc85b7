import type { PdfRequest } from './pdf.ts';
import type { ProgramVersion } from './program.ts';

/** The contact with the world that the rest of the house needs, as one value that tests can replace. */
export interface Effects {
  /** The day that it is, ISO. */
  readonly today: () => string;
  readonly sha256: (content: string | Uint8Array) => string;
  readonly renderPdf: (request: PdfRequest) => Promise<{ pdf: Uint8Array; pages: number }>;
  readonly webFonts: () => Promise<ReadonlyMap<string, Uint8Array>>;
  readonly program: ProgramVersion;
}
