import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import subsetFont from 'subset-font';
import { findPackage } from './program.ts';

const PRINT_FONTS = ['SourceSans3-Regular.ttf', 'SourceSans3-It.ttf', 'SourceSans3-Semibold.ttf', 'SourceSans3-SemiboldIt.ttf', 'SourceSans3-Bold.ttf'];

/** The cuts that are embedded in the PDF, as TrueType. */
export function readPrintFonts(): Buffer[] {
  const folder = join(findPackage('source-sans'), 'TTF');
  return PRINT_FONTS.map((name) => readFileSync(join(folder, name)));
}

/**
 * The fonts of the web edition, cut down to Latin letters and the signs that we print, about 40 kB each. Made once and kept
 * in `cache`, because cutting takes a second.
 */
export async function readWebFonts(cache: string, fonts: readonly { file: string; source: string }[]): Promise<Map<string, Uint8Array>> {
  const made = new Map<string, Uint8Array>();
  for (const { file, source } of fonts) {
    const path = join(cache, file);
    if (!existsSync(path)) {
      mkdirSync(cache, { recursive: true });
      writeWhole(path, await cutFont(source));
    }
    made.set(file, readFileSync(path));
  }
  return made;
}

/** Two first starts at once must never read half a file. */
function writeWhole(path: string, content: Uint8Array): void {
  const temporary = `${path}.neu-${process.pid}`;
  writeFileSync(temporary, content);
  renameSync(temporary, path);
}

async function cutFont(source: string): Promise<Uint8Array> {
  const font = readFileSync(join(findPackage('source-sans'), 'TTF', source));
  return subsetFont(font, letters(), { targetFormat: 'woff2' });
}

function letters(): string {
  const latin = Array.from({ length: 0x17f - 0x20 }, (_, index) => String.fromCodePoint(0x20 + index)).join('');
  return `${latin}–—„“”‚‘’…•·€→←↑↓↗↘−×≤≥≠‰†↩✓\u00a0\u202f\u2009\u00ad`;
}
