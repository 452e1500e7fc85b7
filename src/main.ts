import { join } from 'node:path';
import { WEB_FONTS } from './cli/ausgabe.ts';
import type { Surroundings } from './cli/command.ts';
import { terminal } from './cli/console.ts';
import { runCommand } from './cli/run.ts';
import { readSettings } from './cli/settings.ts';
import { findProgramFolder } from './effects/program.ts';
import { realEffects } from './effects/real.ts';

/** Puts the house together: settings from the environment, the real effects, and one command. */
function makeSurroundings(): Surroundings {
  const folder = findProgramFolder();
  const settings = readSettings(process.env);
  return {
    settings,
    environment: process.env,
    console: terminal,
    effects: realEffects(folder, join(folder, 'dist/schriften'), WEB_FONTS),
  };
}

// A reader that closes the pipe early (`leitwerk hilfe | head -1`) is no fault of the command.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 3));

process.exitCode = await runCommand(process.argv.slice(2), makeSurroundings, terminal);
