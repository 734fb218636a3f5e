/** Runs a command line to its exit code; whatever it throws is told in one line. */
export function runCommand(command: (print: (line: string) => void) => Promise<number>): void {
  command((line) => process.stdout.write(`${line}\n`)).then(
    (exitCode) => {
      process.exitCode = exitCode;
    },
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    },
  );
}
