import { writeHandler } from './bundle';

/** Bundles the handler before the tests, because the constructs pack the bundle. */
export default writeHandler;
