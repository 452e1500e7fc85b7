import { join } from 'node:path';
import { WEB_FONTS } from './cli/ausgabe.ts';
import type { Surroundings } from './cli/command.ts';
import { terminal } from './cli/console.ts';
import { runCommand } from './cli/run.ts';
import { readSettings } from './cli/settings.ts';
import { today } from './effects/clock.ts';
import { readWebFonts } from './effects/fonts.ts';
import { sha256Hex } from './effects/hash.ts';
import { renderPdf } from './effects/pdf.ts';
import { findProgramFolder, readProgramVersion } from './effects/program.ts';

/** Puts the house together: settings from the environment, the real effects, and one command. */
function makeSurroundings(): Surroundings {
  const folder = findProgramFolder();
  const settings = readSettings(process.env);
  return {
    settings,
    environment: process.env,
    console: terminal,
    effects: { today, sha256: sha256Hex, renderPdf, webFonts: () => readWebFonts(join(folder, 'dist/schriften'), WEB_FONTS), program: readProgramVersion(folder) },
  };
}

// A reader that closes the pipe early (`leitwerk hilfe | head -1`) is no fault of the command.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 3));

process.exitCode = await runCommand(process.argv.slice(2), makeSurroundings, terminal);
