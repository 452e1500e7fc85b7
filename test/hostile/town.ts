import { matchPath } from '../../src/core/bericht/stadtmappe.ts';
import { publishSchemas } from '../../src/core/bericht/published-schemas.ts';
import { SAMMLUNGSNAMEN, sammlungOf } from '../../src/core/bericht/sammlungen.ts';
import { writeCell } from '../../src/core/bericht/mappenform.ts';
import { readDelivered } from '../../src/effects/folder.ts';
import { listFiles } from '../source-scan.ts';
import { copyTown, type Town } from '../testbed.ts';

/** What is put behind every free text of the town, one after the other. */
export const PAYLOADS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(2)>',
  "'><svg/onload=alert(3)>",
  '{{7*7}} ${7*7} <%= 7*7 %>',
  '#read("/etc/passwd") #image("/etc/passwd") $x^2$ *b* @q',
  '[x](javascript:alert(4)) <a href="//evil.example/">y</a>',
  '&lt;b&gt; &amp; ]]> <!-- --> </title></style>',
  '=HYPERLINK("http://evil.example/")',
] as const;

interface Schema {
  readonly [key: string]: unknown;
}

/**
 * A copy of Beispielstadt that carries markup and template strings in every text field of every collection: the
 * published schemas say what a free text is, so a new field is hostile too.
 */
export function makeHostileTown(): { town: Town; count: number } {
  const town = copyTown('beispielstadt');
  const poison = new Poison();
  for (const path of listFiles(town.folder)) {
    const name = SAMMLUNGSNAMEN.find((entry) => matchPath(sammlungOf(entry).pfad, path) !== undefined) ?? (path.startsWith('werte/') ? 'werte' : undefined);
    const schema = name && (publishSchemas().get(`${path === 'werte/verlauf.csv' ? 'verlauf' : name}.schema.json`) as Schema | undefined);
    if (!schema) continue;
    if (path.endsWith('.json')) town.write(path, `${JSON.stringify(poison.value(JSON.parse(town.read(path)), schema, schema), null, 2)}\n`);
    if (path.endsWith('.csv')) town.write(path, poison.table(path, town.read(path), schema));
  }
  town.replace('stadt.json', '"id": "beispielstadt"', '"id": "feindstadt"');
  return { town, count: poison.count };
}

/** Days and reference times are texts to JSON Schema. */
const TIME = /^\d{4}(-\d\d-\d\d|\/\d\d)?$/;

class Poison {
  count = 0;

  value(value: unknown, schema: Schema, root: Schema): unknown {
    if (typeof value === 'string') return this.isFree(value, schema, root) ? this.text(value) : value;
    if (Array.isArray(value)) return value.map((entry) => this.value(entry, this.itemsOf(schema, root), root));
    if (typeof value !== 'object' || value === null) return value;
    const found = this.find(schema, root, value);
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, this.value(inner, ((found['properties'] ?? {}) as Record<string, Schema>)[key] ?? (key === 'titel' ? { type: 'string' } : {}), root)]));
  }

  table(path: string, text: string, schema: Schema): string {
    const read = readDelivered(path, Buffer.from(text));
    if (!('file' in read) || read.file.kind !== 'table') throw new Error(`${path} is no table`);
    const { head, lines } = read.file;
    const properties = schema['properties'] as Record<string, Schema>;
    const rows = lines.map(({ cells }) => cells.map((cell, index) => (cell !== '' && this.isFree(cell, properties[head[index] ?? ''] ?? {}, schema) ? this.text(cell) : cell)));
    return `${[head, ...rows].map((row) => row.map(writeCell).join(';')).join('\n')}\n`;
  }

  private text(value: string): string {
    const payload = PAYLOADS[this.count % PAYLOADS.length] ?? '';
    this.count += 1;
    return payload.startsWith('=') ? `${payload} ${value}` : `${value} ${payload}`;
  }

  /** A string that no pattern, list or day holds in. */
  private isFree(value: string, schema: Schema, root: Schema): boolean {
    const options = this.options(schema, root).filter((option) => option['type'] === 'string' || (Array.isArray(option['type']) && option['type'].includes('string')));
    return !TIME.test(value) && options.length > 0 && options.every((option) => !['pattern', 'enum', 'const', 'format'].some((key) => key in option));
  }

  private options(schema: Schema, root: Schema): Schema[] {
    if (typeof schema['$ref'] === 'string') return this.options(((root['$defs'] ?? {}) as Record<string, Schema>)[schema['$ref'].split('/').at(-1) ?? ''] ?? {}, root);
    const inner = [...((schema['anyOf'] ?? []) as Schema[]), ...((schema['oneOf'] ?? []) as Schema[])];
    return inner.length > 0 ? inner.flatMap((entry) => this.options(entry, root)) : [schema];
  }

  private itemsOf(schema: Schema, root: Schema): Schema {
    return (this.options(schema, root).find((option) => 'items' in option)?.['items'] ?? {}) as Schema;
  }

  /** The one of several objects that has the same `type`. */
  private find(schema: Schema, root: Schema, value: object): Schema {
    const objects = this.options(schema, root).filter((option) => option['type'] === 'object');
    const fitting = objects.filter((option) => {
      const type = ((option['properties'] ?? {}) as Record<string, Schema>)['type'];
      return type === undefined || !('const' in type) || type['const'] === (value as Record<string, unknown>)['type'];
    });
    return fitting[0] ?? {};
  }
}
