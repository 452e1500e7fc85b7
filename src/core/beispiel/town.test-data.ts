import { join } from 'node:path';
import { readFolder } from '../../effects/folder.ts';
import { sha256Hex } from '../../effects/hash.ts';
import { readStadtmappe, type Stadtmappe } from '../bericht/stadtmappe.ts';
import { generateBeispielstadt, SEED } from './generate.ts';

/** The committed part of the town. */
export async function readBase(): Promise<Stadtmappe> {
  const { files, problems } = await readFolder(join(import.meta.dirname, '../../../content/beispielstadt'));
  const result = readStadtmappe(files, [], { partial: true });
  if ('problems' in result || problems.length > 0) throw new Error(JSON.stringify('problems' in result ? result.problems : problems));
  return result.mappe;
}

export async function growTown(seed = SEED): Promise<Stadtmappe> {
  return generateBeispielstadt(await readBase(), seed, sha256Hex);
}
