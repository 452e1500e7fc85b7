/** One fault of something that came in from outside: where it is and what is wrong, as a German sentence. */
export interface Problem {
  /** Path of the file inside the delivered folder, with `/`. */
  datei?: string;
  /** Line, counted from 1. */
  zeile?: number;
  /** Column, counted from 1: the character in JSON, the field in CSV. */
  spalte?: number;
  /** A full German sentence that says what is wrong and, where it helps, what would be right. */
  satz: string;
}

/** A request that is refused as a whole; carries every fault that was found. Exit code 2, HTTP 422. */
export class Refused extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.name = 'Refused';
    this.problems = problems;
  }
}

/** Something asked for does not exist. Exit code 2, HTTP 404. */
export class NotFound extends Error {
  override readonly name = 'NotFound';
}

/** Something can't be done on this machine or in this state, through no fault of the request. Exit code 3, HTTP 503. */
export class NotPossible extends Error {
  override readonly name = 'NotPossible';
}

/** `werte/D01.csv, Zeile 3, Spalte 5: Der Wert „abc“ ist keine Zahl.` */
export function formatProblem(problem: Problem): string {
  const place = [
    problem.datei,
    problem.zeile === undefined ? undefined : `Zeile ${problem.zeile}`,
    problem.spalte === undefined ? undefined : `Spalte ${problem.spalte}`,
  ].filter((part) => part !== undefined);
  return onOneLine(place.length === 0 ? problem.satz : `${place.join(', ')}: ${problem.satz}`);
}

/** Delivered text is quoted in sentences: what a terminal would act on becomes a blank. */
function onOneLine(text: string): string {
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ');
}

/** Order for printing: by file, line, column, sentence, so that two runs print the same list. */
export function compareProblems(a: Problem, b: Problem): number {
  return (
    compareText(a.datei ?? '', b.datei ?? '') ||
    (a.zeile ?? 0) - (b.zeile ?? 0) ||
    (a.spalte ?? 0) - (b.spalte ?? 0) ||
    compareText(a.satz, b.satz)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
