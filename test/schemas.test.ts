import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { publishSchemas, type PublishedSchema } from '../src/core/bericht/published-schemas.ts';
import { SAMMLUNGSNAMEN, sammlungOf } from '../src/core/bericht/sammlungen.ts';
import { listFiles, project } from './source-scan.ts';

const folder = join(project, 'docs/schemas');
const schemas = publishSchemas();
const canonical = (schema: PublishedSchema): string => `${JSON.stringify(schema, null, 2)}\n`;

if (process.env['UPDATE_GOLDEN'] === '1') {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, schema] of schemas) writeFileSync(join(folder, name), canonical(schema));
}

/** Every object of a schema that names its fields, with its place. */
function* walkObjects(node: unknown, place: string): Generator<{ place: string; object: Record<string, unknown> }> {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node) && 'properties' in node && 'type' in node && node.type === 'object') yield { place, object: node as Record<string, unknown> };
  for (const [key, inner] of Object.entries(node)) yield* walkObjects(inner, `${place}/${key}`);
}

describe('the published JSON Schemas', () => {
  it.each([...schemas.keys()])('docs/schemas/%s is what the code says', (name) => {
    const path = join(folder, name);
    const kept = existsSync(path) ? readFileSync(path, 'utf8') : '';
    expect(kept, 'Rewrite the schemas with: UPDATE_GOLDEN=1 npm test -- test/schemas.test.ts').toBe(canonical(schemas.get(name) ?? {}));
  });

  it('there is one for every collection and for values, and no other file', () => {
    expect(listFiles(folder)).toEqual([...SAMMLUNGSNAMEN, 'werte', 'verlauf'].map((name) => `${name}.schema.json`).sort());
  });

  it('strict everywhere but in the parameters of a block, which the block itself knows', () => {
    const open = [...schemas].flatMap(([name, schema]) => [...walkObjects(schema, name)].filter(({ object }) => object['additionalProperties'] !== false));
    expect(open.filter(({ object }) => Object.keys(object['properties'] as object).join() !== 'art,nur').map(({ place }) => place)).toEqual([]);
    expect(open.every(({ place }) => place.startsWith('gliederungen.schema.json'))).toBe(true);
  });

  it('every reference inside leads somewhere', () => {
    const dangling = [...schemas].flatMap(([name, schema]) => {
      const asked = [...JSON.stringify(schema).matchAll(/"\$ref":"#\/\$defs\/([^"]+)"/g)].map(([, key = '']) => key);
      return asked.filter((key) => !Object.hasOwn((schema['$defs'] ?? {}) as object, key)).map((key) => `${name}: ${key}`);
    });
    expect(dangling).toEqual([]);
  });

  it.each(SAMMLUNGSNAMEN)('says in German how %s lies in a folder, and asks for no code where the file name is the code', (name) => {
    const { ablage, pfad } = sammlungOf(name);
    const schema = schemas.get(`${name}.schema.json`) ?? {};
    expect(schema['title']).toBe(`${pfad} einer Stadtmappe`);
    expect(schema['description']).toMatch(/^(Eine|Je) [^]+\.$/);
    expect(schema['type']).toBe(ablage === 'liste' ? 'array' : 'object');
    if (ablage === 'ordner') expect(Object.keys(schema['properties'] as object)).not.toContain('code');
    if (ablage === 'ordner') expect(schema['required'] ?? []).not.toContain('code');
  });

  it.each(SAMMLUNGSNAMEN.filter((name) => sammlungOf(name).ablage === 'tabelle'))('the columns of %s are the fields of its record', (name) => {
    const { spalten = {} } = sammlungOf(name);
    expect(Object.keys(spalten).sort()).toEqual(Object.keys(schemas.get(`${name}.schema.json`)?.['properties'] as object).sort());
  });
});
