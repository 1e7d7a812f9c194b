import { compareSynthesis } from './synthesis';

describe('in an environment-agnostic stack,', () => compareSynthesis({}));
