import { compareSynthesis } from './synthesis';

describe('in a stack with a known account and Region,', () => {
  compareSynthesis({ env: { account: '123456789012', region: 'eu-west-1' } });
});
