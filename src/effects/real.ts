import { newId, newToken } from './chance.ts';
import { now, today } from './clock.ts';
import type { Effects } from './effects.ts';
import { readWebFonts } from './fonts.ts';
import { sha256Hex } from './hash.ts';
import { hashPassword, needsRehash, verifyPassword } from './password.ts';
import { renderPdf } from './pdf.ts';
import { readProgramVersion } from './program.ts';
import { checkTotp, drawQr, newTotpSecret, totpAddress } from './totp.ts';

/** The real effects of the program in a folder; `fonts` are the letters of the web edition. */
export function realEffects(folder: string, fontFolder: string, fonts: Parameters<typeof readWebFonts>[1]): Effects {
  return {
    today,
    now,
    sha256: sha256Hex,
    renderPdf,
    webFonts: () => readWebFonts(fontFolder, fonts),
    program: readProgramVersion(folder),
    newToken,
    newId,
    hashPassword,
    verifyPassword,
    needsRehash,
    totp: { newSecret: newTotpSecret, addressOf: totpAddress, check: checkTotp, drawQr },
  };
}
