import { writeHandler } from './bundle';

/** Constructs that are tested from `src/` pack the handler as it is there, too. */
export default writeHandler;
