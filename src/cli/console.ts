/** Where a command writes: results to standard output, progress and faults to standard error. */
export interface Console {
  readonly print: (line: string) => void;
  readonly progress: (line: string) => void;
}

export const terminal: Console = {
  print: (line) => void process.stdout.write(`${line}\n`),
  progress: (line) => void process.stderr.write(`${line}\n`),
};
