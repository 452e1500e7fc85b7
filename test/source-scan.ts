import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder with package.json. */
export const project = dirname(dirname(fileURLToPath(import.meta.url)));

/** One import of a source file. */
export interface Import {
  /** As it is written, or for our own files the path from `src/`: `core/bericht/stadt.ts`. */
  readonly target: string;
  readonly own: boolean;
  /** Is nothing of it there when the program runs? */
  readonly typeOnly: boolean;
}

export interface Source {
  /** Path from `src/`, with `/`. */
  readonly path: string;
  readonly text: string;
  /** The text with comments, strings and regular expressions blanked out; lines and columns stay. */
  readonly code: string;
  readonly imports: readonly Import[];
}

/** Tests and what only they use stand beside the code; walls do not bind them. */
export const isTest = (path: string): boolean => /\.test(-data)?\.tsx?$/.test(path) || path === 'effects/postgres-testbed.ts';

/** Every file of the program. */
export function readSources(): Source[] {
  const folder = join(project, 'src');
  return listFiles(folder)
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts') && !isTest(path))
    .map((path) => scanSource(path, readFileSync(join(folder, path), 'utf8')));
}

/** Every file below a folder, path from there with `/`, sorted. */
export function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1).replaceAll('\\', '/'))
    .sort();
}

export function scanSource(path: string, text: string): Source {
  return { path, text, code: blank(text, true), imports: readImports(path, blank(text, false)) };
}

const STATEMENT = /^\s*(?:import|export)\s+(?<type>type\s)?(?<names>[^'";]*?)\s*from\s*'(?<from>[^']+)'/gm;
const OTHER = /(?:\bimport\s*\(\s*|\brequire\s*\(\s*|^\s*import\s+)'(?<from>[^']+)'/gm;

function readImports(path: string, text: string): Import[] {
  const statements = [...text.matchAll(STATEMENT)].map(({ groups = {} }) => ({ from: groups['from'] ?? '', typeOnly: groups['type'] !== undefined }));
  const others = [...text.matchAll(OTHER)].map(({ groups = {} }) => ({ from: groups['from'] ?? '', typeOnly: false }));
  return [...statements, ...others].map(({ from, typeOnly }) => {
    const own = from.startsWith('.');
    return { target: own ? posix.join(posix.dirname(path), from) : from, own, typeOnly };
  });
}

/** Blanks comments, and with `strings` also the contents of strings, templates and regular expressions. */
function blank(text: string, strings: boolean): string {
  const out = [...text];
  const wipe = (from: number, to: number): void => {
    for (let index = from; index < to; index += 1) if (out[index] !== '\n') out[index] = ' ';
  };
  const chars = [...text];
  /** Braces that are open inside of `${…}`, one entry a nested template. */
  const templates: number[] = [];
  let last = '';
  for (let index = 0; index < chars.length; index += 1) {
    const sign = chars[index] ?? '';
    const next = chars[index + 1] ?? '';
    const start = index;
    if (sign === '/' && next === '/') {
      while (index < chars.length && chars[index] !== '\n') index += 1;
      wipe(start, index);
    } else if (sign === '/' && next === '*') {
      index += 2;
      while (index < chars.length && !(chars[index] === '*' && chars[index + 1] === '/')) index += 1;
      index += 1;
      wipe(start, index + 1);
    } else if (sign === "'" || sign === '"') {
      index = endOfQuoted(chars, index, sign);
      if (strings) wipe(start + 1, index);
      last = sign;
    } else if (sign === '/' && /^[=(,:;[!&|?{}+\n>]?$/.test(last)) {
      index = endOfRegex(chars, index);
      if (strings) wipe(start + 1, index);
      last = '/';
    } else if (sign === '`' || (sign === '}' && templates.at(-1) === 0)) {
      if (sign === '}') templates.pop();
      index = endOfTemplatePart(chars, index);
      if (strings) wipe(start + 1, index - (chars[index] === '{' ? 1 : 0));
      if (chars[index] === '{') templates.push(0);
      last = '`';
    } else {
      if (templates.length > 0 && (sign === '{' || sign === '}')) templates[templates.length - 1] = (templates.at(-1) ?? 0) + (sign === '{' ? 1 : -1);
      if (sign.trim() !== '') last = sign;
    }
  }
  return out.join('');
}

/** An apostrophe in the running text of JSX has no partner on its line. */
function endOfQuoted(chars: readonly string[], start: number, quote: string): number {
  for (let index = start + 1; index < chars.length && chars[index] !== '\n'; index += 1) {
    if (chars[index] === '\\') index += 1;
    else if (chars[index] === quote) return index;
  }
  return start;
}

function endOfRegex(chars: readonly string[], start: number): number {
  let inClass = false;
  for (let index = start + 1; index < chars.length && chars[index] !== '\n'; index += 1) {
    if (chars[index] === '\\') index += 1;
    else if (chars[index] === '[') inClass = true;
    else if (chars[index] === ']') inClass = false;
    else if (chars[index] === '/' && !inClass) return index;
  }
  return start;
}

/** Index of the closing backtick, or of the brace that opens an expression. */
function endOfTemplatePart(chars: readonly string[], start: number): number {
  for (let index = start + 1; index < chars.length; index += 1) {
    if (chars[index] === '\\') index += 1;
    else if (chars[index] === '`') return index;
    else if (chars[index] === '$' && chars[index + 1] === '{') return index + 1;
  }
  return chars.length - 1;
}

/** A function and where it stands, told by indentation: it ends with the first closing line that is no deeper than its head. */
export interface FunctionSpan {
  readonly head: string;
  readonly line: number;
  readonly length: number;
}

const HEAD = /\bfunction\b|=>\s*[({]?\s*$|^\s*(?:(?:private|public|static|async|override|get|set)\s+)*\*?[A-Za-z_]\w*\s*(?:<[^>]*>)?\([^;]*\)(?:\s*:\s*[^=;]+)?\s*\{$/;
const STATEMENT_WORD = /^\s*(?:\}\s*)?(?:if|for|while|switch|catch|do|else|try|return|with|type|interface)\b/;

export function findFunctions({ code }: Source): FunctionSpan[] {
  const lines = code.split('\n');
  return lines.flatMap((line, index) => {
    if (!HEAD.test(line) || (STATEMENT_WORD.test(line) && !line.includes('=>'))) return [];
    const indent = line.search(/\S/);
    const end = lines.findIndex((other, at) => at > index && /^\s*[)}\]]/.test(other) && other.search(/\S/) <= indent && !/^\s*\)\s*:[^;]*\{$/.test(other));
    return [{ head: line.trim(), line: index + 1, length: end === -1 ? 1 : end - index + 1 }];
  });
}
