interface Failure {
  readonly code?: unknown;
  readonly driverError?: { readonly code?: unknown };
  readonly cause?: { readonly code?: unknown };
}

/**
 * What may be logged of an unexpected error: its name, the code that the driver or the machine gave it, and where it
 * happened. Its words only where they can quote no data: those of a failed statement may hold its parameters, those of
 * a SyntaxError the text that could not be read.
 */
export function loggable(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const { code, driverError, cause } = error as Failure;
  const known = driverError?.code ?? code ?? cause?.code;
  const quotes = driverError !== undefined || error instanceof SyntaxError;
  return {
    error: error.name,
    ...(known === undefined ? {} : { code: known }),
    ...(quotes ? {} : { message: error.message }),
    stack: error.stack?.split('\n').filter((line) => line.startsWith('    at ')),
  };
}
