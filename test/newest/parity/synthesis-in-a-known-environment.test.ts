import { compareSynthesis } from './synthesis';

describe('in a stack that knows its account and its Region,', () => {
  compareSynthesis({ env: { account: '123456789012', region: 'eu-west-1' } });
});
