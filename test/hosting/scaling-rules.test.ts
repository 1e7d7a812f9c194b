import { testRules } from '../support/rules';
import { SCALING_EXAMPLES } from '../validation/examples/scaling';

describe.each(SCALING_EXAMPLES)('$about', ({ rules, cases }) => testRules(rules, cases));
