import { z } from 'zod';
import { isDay, isZeit } from './date.ts';
import type { Problem } from './problem.ts';
import { hasForbiddenCharacter } from './text.ts';

/** Text of at least one character without control characters or half surrogate pairs. */
export const text = z
  .string()
  .refine((value) => value.trim() !== '', 'Der Text ist leer.')
  .refine((value) => !hasForbiddenCharacter(value), 'Der Text enthält ein Zeichen, das nicht gespeichert werden kann (Steuerzeichen oder halbes Zeichen).');

/** Short name of a record, used in references, file names and addresses. */
export const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$/, 'Ein Kürzel besteht aus Buchstaben ohne Umlaute, Ziffern, Punkt, Binde- und Unterstrich (höchstens 60 Zeichen).');

export const tag = z.string().refine(isDay, 'Erwartet wird ein Tag in der Form 2026-06-30.');

export const zeit = z.string().refine(isZeit, 'Erwartet wird ein Jahr (2026), ein Tag (2026-06-30) oder ein Schuljahr (2026/27).');

export const farbe = z.string().regex(/^#[0-9a-f]{6}$/, 'Erwartet wird eine Farbe in der Form #0b5c8a (Kleinbuchstaben).');

/** Only addresses that a reader may follow; everything else (`javascript:`, `data:`, `//host`) is refused. */
export const adresse = z.string().regex(/^(https?:\/\/|mailto:)[^\s<>"'\\\p{Cc}\p{Cs}]+$/u, 'Erlaubt sind nur Adressen, die mit https://, http:// oder mailto: beginnen.');

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'Erwartet wird eine SHA-256-Prüfsumme (64 Zeichen 0–9, a–f).');

/** May be left out; is then null, so that no `undefined` travels. */
export function maybe<T extends z.ZodType>(schema: T) {
  return schema.nullable().default(null as never);
}

/** May be left out; is then empty. */
export function listOf<T extends z.ZodType>(schema: T) {
  return z.array(schema).default([]);
}

export type JsonPath = readonly (string | number)[];
export type Locate = (path: JsonPath) => { zeile: number; spalte: number };

/** Checks a value as a whole. Returns either the complete value or every fault of it, with its place. */
export function check<T extends z.ZodType>(schema: T, value: unknown, datei: string, locate: Locate): { value: z.output<T> } | { problems: Problem[] } {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return { value: result.data };
  return { problems: result.error.issues.flatMap((issue) => problemsOf(issue, datei, locate)) };
}

function problemsOf(issue: z.core.$ZodIssue, datei: string, locate: Locate): Problem[] {
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const nearest = [...issue.errors].sort((a, b) => a.length - b.length)[0] ?? [];
    return nearest.flatMap((inner) => problemsOf({ ...inner, path: [...issue.path, ...inner.path] }, datei, locate));
  }
  const path = issue.path.filter((part) => typeof part !== 'symbol');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ datei, ...locate([...path, key]), satz: `Das Feld „${key}“ ist hier nicht bekannt.` }));
  }
  return [{ datei, ...locate(path), satz: describeIssue(issue, path) }];
}

function describeIssue(issue: z.core.$ZodIssue, path: JsonPath): string {
  const field = path.at(-1) === undefined ? 'Der Inhalt' : `Das Feld „${path.at(-1)}“`;
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? `${field} fehlt.` : `${field} hat die falsche Art: erwartet wird ${describeType(issue.expected)}.`;
    case 'invalid_value':
      return `${field} hat den Wert „${shorten(issue.input)}“; erlaubt ist: ${issue.values.map(String).join(', ')}.`;
    case 'too_small':
      return `${field} ist zu klein oder zu kurz (mindestens ${issue.minimum}).`;
    case 'too_big':
      return `${field} ist zu groß oder zu lang (höchstens ${issue.maximum}).`;
    case 'invalid_union':
      return `${field} hat die Art „${shorten(discriminatorOf(issue.input))}“, die hier nicht bekannt ist.`;
    default:
      return `${field}${typeof issue.input === 'object' ? '' : ` mit dem Wert „${shorten(issue.input)}“`}: ${issue.message}`;
  }
}

function discriminatorOf(input: unknown): unknown {
  const record = typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : {};
  return record['type'] ?? record['art'] ?? input;
}

const TYPES: Record<string, string> = {
  string: 'ein Text',
  number: 'eine Zahl',
  int: 'eine ganze Zahl',
  boolean: 'true oder false',
  array: 'eine Liste',
  object: 'ein Objekt',
  null: 'null',
};

function describeType(expected: string): string {
  return TYPES[expected] ?? expected;
}

/** Values are quoted in sentences, so they are cut and stripped of what a terminal would act on. */
function shorten(input: unknown): string {
  const shown = typeof input === 'string' ? input : (JSON.stringify(input) ?? '');
  const printable = [...shown.replace(/\s+/g, ' ')].filter((sign) => !hasForbiddenCharacter(sign));
  return printable.length > 60 ? `${printable.slice(0, 57).join('')}…` : printable.join('');
}
