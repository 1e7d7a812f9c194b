import { Aspects, IAspect } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { relations } from '../validation/relations';
import { report } from '../validation/report';
import { Subject } from '../validation/validate';

/**
 * Warns by some of the rules of a construct when nothing can be added any more.
 *
 * @param scope a child of the construct: of what is acknowledged on a construct, aws-cdk-lib leaves out later warnings of its children only
 */
export function warnAtSynthesis(scope: IConstruct, subject: () => Subject, ...ids: string[]): void {
  const aspect: IAspect = {
    visit: (node) => {
      if (node !== scope) { return; }
      const { request, rules, words } = subject();
      report(scope, relations(request, rules.filter(({ id }) => ids.includes(id))), words);
    },
  };
  Aspects.of(scope).add(aspect);
}
