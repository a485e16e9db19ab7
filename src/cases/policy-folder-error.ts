/** Thrown at start-up with everything that is wrong in the policy folder, so that it can be mended in one go. */
export class PolicyFolderError extends Error {
  constructor(readonly errors: readonly string[]) {
    super(`The policies cannot be used:\n${errors.map((error) => `  ${error}`).join('\n')}`);
  }
}
