import { compareSynthesis } from './synthesis';

describe('in a stack that knows neither its account nor its Region,', () => compareSynthesis({}));
