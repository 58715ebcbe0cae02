import path from 'node:path';

/** What failed in a report, each as a title and the first lines of its error: said once more at the end of a long run. */

/** @param {string} text */
const brief = (text) =>
  text
    // Colours are for terminals.
    // eslint-disable-next-line no-control-regex
    .replaceAll(/\u001B\[[0-9;]*m/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, 6)
    .map((line) => `    ${line.slice(0, 200)}`)
    .join('\n');

/** Of Vitest's JSON report; a file that could not be loaded is told by its own message. */
export function vitestFailures({ testResults }) {
  return testResults.flatMap((file) => {
    if (file.status === 'failed' && file.assertionResults.length === 0)
      return [`${path.relative(process.cwd(), file.name)}\n${brief(file.message ?? '')}`];
    return file.assertionResults
      .filter((one) => one.status === 'failed')
      .map((one) => `${path.relative(process.cwd(), file.name)} › ${one.fullName}\n${brief((one.failureMessages ?? []).join('\n'))}`);
  });
}

/** Of Playwright's JSON report. */
export function playwrightFailures({ suites, errors = [] }) {
  const specs = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specs)];
  const failed = suites.flatMap(specs).filter((spec) => !spec.ok);
  return [
    ...errors.map((error) => brief(error.message ?? '')),
    ...failed.map((spec) => {
      const said = spec.tests.flatMap((one) => one.results).flatMap((result) => result.errors ?? []);
      const at = said[0]?.location ? `:${said[0].location.line}` : '';
      return `${spec.file}${at} › ${spec.title}\n${brief(said.map((error) => error.message ?? '').join('\n'))}`;
    }),
  ];
}
