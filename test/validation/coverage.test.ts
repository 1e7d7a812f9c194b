import { WITHOUT_PROP } from './without-prop';
import { entryWithoutProp, hasOwnProp, membersOf, membersWithProp } from '../support/members';
import { CONSTRUCTS } from '../support/prop-paths';

test.each(CONSTRUCTS)('$props sets every member of $operation, or there is a reason why not', (construct) => {
  const members = membersWithProp(construct);
  expect(members.length).toBeGreaterThan(3);
  expect(members.filter((member) => !hasOwnProp(construct, member)).map(({ path }) => path)).toEqual([]);
});

test('every member without a prop exists, and is listed for a reason', () => {
  const needed = CONSTRUCTS.flatMap((construct) => [...membersOf(construct.operation, () => true)]
    .filter((member) => !hasOwnProp(construct, member)).map((member) => entryWithoutProp(construct, member)));
  expect(Object.keys(WITHOUT_PROP).filter((entry) => !needed.includes(entry))).toEqual([]);
  expect(Object.values(WITHOUT_PROP).filter((reason) => !/^[A-Z].* .*\.$/.test(reason))).toEqual([]);
});
