/** The sources of the handler, which runs in Lambda functions. */
export const HANDLER = 'src/jobs/handler';
/** The bundle. `JobHandler` packs its folder as an asset. */
export const BUNDLE = 'assets/job-handler/index.js';
/** The licenses of the bundled packages. The file is outside the asset folder, so that a changed license does not update the functions. */
export const LICENSES = 'assets/job-handler.LICENSES.txt';

