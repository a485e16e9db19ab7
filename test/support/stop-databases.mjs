// Jest's global teardown, which also follows a run with failures; runs in the process of start-databases.mjs.
export default async function stopDatabases() {
  await globalThis.testPostgresServer?.stop();
}
