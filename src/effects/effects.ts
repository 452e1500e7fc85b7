import type { PdfRequest } from './pdf.ts';
import type { ProgramVersion } from './program.ts';
import type { checkTotp, drawQr, newTotpSecret, totpAddress } from './totp.ts';

/** The contact with the world that the rest of the house needs, as one value that tests can replace. */
export interface Effects {
  /** The day that it is, ISO. */
  readonly today: () => string;
  readonly now: () => Date;
  readonly sha256: (content: string | Uint8Array) => string;
  readonly renderPdf: (request: PdfRequest) => Promise<{ pdf: Uint8Array; pages: number }>;
  readonly webFonts: () => Promise<ReadonlyMap<string, Uint8Array>>;
  readonly program: ProgramVersion;
  /** 256 bits of chance, for cookies and links. */
  readonly newToken: () => string;
  readonly newId: () => string;
  readonly hashPassword: (password: string) => Promise<string>;
  readonly verifyPassword: (kept: string | undefined, password: string) => Promise<boolean>;
  readonly needsRehash: (kept: string) => boolean;
  readonly totp: { readonly newSecret: typeof newTotpSecret; readonly addressOf: typeof totpAddress; readonly check: typeof checkTotp; readonly drawQr: typeof drawQr };
}
