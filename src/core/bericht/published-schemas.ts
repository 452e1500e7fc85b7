import { z } from 'zod';
import { Verlaufswert, Wert } from '../kennzahlen/wert.ts';
import { SAMMLUNGSNAMEN, sammlungOf, WERTSPALTEN, type Ablage, type Spaltenart } from './sammlungen.ts';

/** One JSON Schema as it is published. */
export type PublishedSchema = Readonly<Record<string, unknown>>;

interface Entry {
  readonly name: string;
  readonly ablage: Ablage;
  readonly pfad: string;
  readonly schema: z.ZodType;
  readonly spalten: Readonly<Record<string, Spaltenart>>;
}

/**
 * The JSON Schemas of everything that lies in a town folder, by file name. They say what the form of a file is; what
 * goes beyond it (references, duplicates, values that contradict each other) `leitwerk pruefe` says.
 */
export function publishSchemas(): Map<string, PublishedSchema> {
  const collections = SAMMLUNGSNAMEN.map((name): Entry => ({ name, spalten: {}, ...sammlungOf(name) }));
  const values: Entry[] = [
    { name: 'werte', ablage: 'tabelle', pfad: 'werte/*.csv', schema: Wert, spalten: WERTSPALTEN },
    { name: 'verlauf', ablage: 'tabelle', pfad: 'werte/verlauf.csv', schema: Verlaufswert, spalten: { ...WERTSPALTEN, zustand: 'text' } },
  ];
  return new Map([...collections, ...values].map((entry) => [`${entry.name}.schema.json`, publish(entry)]));
}

/** Running text repeats its nodes on every level; written out it would be seven times as long. */
const WITH_RUNNING_TEXT = new Set(['texte', 'seiten']);

function publish(entry: Entry): PublishedSchema {
  const { $schema, ...form } = z.toJSONSchema(entry.schema, { io: 'input', reused: WITH_RUNNING_TEXT.has(entry.name) ? 'ref' : 'inline' }) as Record<string, unknown>;
  const about = { $schema, $id: `${entry.name}.schema.json`, title: `${entry.pfad} einer Stadtmappe`, description: describe(entry) };
  if (entry.ablage === 'liste') return { ...about, type: 'array', items: form };
  return { ...about, ...(entry.ablage === 'ordner' ? withoutCode(form) : form) };
}

function describe({ ablage, spalten }: Entry): string {
  switch (ablage) {
    case 'datei':
      return 'Eine Datei mit einem Eintrag.';
    case 'liste':
      return 'Eine Datei mit einer Liste von Einträgen.';
    case 'ordner':
      return 'Je Eintrag eine Datei; sein Kürzel steht im Dateinamen und nicht in der Datei.';
    case 'tabelle':
      return `Eine Zeile der CSV-Datei (Trennzeichen Semikolon, Dezimalkomma, leere Zelle = keine Angabe). Spalten: ${Object.entries(spalten).map(describeColumn).join(', ')}.`;
  }
}

function describeColumn([name, art]: [string, Spaltenart]): string {
  return art === 'liste' ? `${name} (mehrere mit Komma)` : name;
}

function withoutCode(form: Record<string, unknown>): Record<string, unknown> {
  const { code: _code, ...properties } = form['properties'] as Record<string, unknown>;
  return { ...form, properties, required: (form['required'] as string[]).filter((name) => name !== 'code') };
}
