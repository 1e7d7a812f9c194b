/** The sources of the handler, which runs in Lambda functions. */
export const HANDLER = 'src/jobs/handler';
/** The bundle; `JobHandler` packs its folder. */
export const BUNDLE = 'assets/job-handler/index.js';
/** The licenses of the bundled packages; beside the folder, so that a new year in a license does not deploy the functions anew. */
export const LICENSES = 'assets/job-handler.LICENSES.txt';

