import { SHAPES } from '../../src/service-model/shapes';
import { propOf, PropPaths, stepsOf, under } from '../../src/validation/prop-paths';
import { CONSTRUCTS } from '../support/prop-paths';
import { hasProp } from '../support/public-api';

describe('the prop of a member', () => {
  const PATHS: PropPaths = {
    'List[]': 'items[]',
    'List[].Name': 'items[].id',
    'List[].Part[].Size': 'items[].size',
    'List[2]': 'last',
    'Config': 'settings',
    'Config.Inner.Value': 'value',
    'Map': 'labels',
  };

  test.each([
    ['has a small first letter', 'OtherName', 'otherName'],
    ['has no unit', 'VolumeSizeInGB', 'volumeSize'],
    ['is that of its row', 'List[0].Name', 'items[0].id'],
    ['begins with that of the longest prefix', 'Config.Inner.Other', 'settings.inner.other'],
    ['is not that of a prefix of its name', 'Configuration', 'configuration'],
    ['keeps the index', 'List[1].Other[3].Name', 'items[1].other[3].name'],
    ['keeps as many indices as it has lists', 'List[1].Part[3].Size', 'items[1].size'],
    ['is that of a row for its index', 'List[2].Other', 'last.other'],
    ['is that of a longer row rather than of one for its index', 'List[2].Name', 'items[2].id'],
    ['keeps the keys of maps', 'Map["Upper.Case[0]"]', 'labels["Upper.Case[0]"]'],
    ['keeps quotes in the keys of maps', 'Map["a\\"].Config"].Value', 'labels["a\\"].Config"].value'],
    ['has an index for every element', 'List[].Other', 'items[].other'],
  ])('%s', (_, member, prop) => {
    expect(propOf(member, PATHS).path).toBe(prop);
  });

  test.each([
    ['TimeoutInSeconds', 'seconds'], ['CooldownInMinutes', 'minutes'], ['IntervalInMilliseconds', 'milliseconds'],
    ['VolumeSizeInGB', 'GiB'], ['PayloadInMB', 'MiB'], ['MemoryInMb', 'MiB'], ['Count', undefined],
  ])('of %s is shown in %s', (member, unit) => {
    expect(propOf(member, {}).unit).toBe(unit);
  });

  test('has no unit if its own name says it', () => {
    expect(propOf('MemorySizeInMB', { MemorySizeInMB: 'memorySizeInMB' })).toEqual({ path: 'memorySizeInMB' });
  });

  test('of a structure in several places is written once', () => {
    expect(under('A[]', 'b[]', { 'C': 'd', 'E': '', 'F[].G': 'h[]' })).toEqual({ 'A[].C': 'b[].d', 'A[].E': 'b[]', 'A[].F[].G': 'b[].h[]' });
  });
});

/** The shape of the member at a path, or undefined if there is no such member. */
function shapeAt(operation: string, path: string): string | undefined {
  return stepsOf(path).reduce<string | undefined>((shape, step) => {
    const { members, element, value } = SHAPES[shape ?? ''] ?? {};
    return step.startsWith('[') ? element ?? value : members?.[step];
  }, operation);
}

describe.each(CONSTRUCTS)('the prop paths of $operation', ({ operation, props, propPaths }) => {
  test('begin at members of the request', () => {
    expect(Object.keys(propPaths).filter((path) => shapeAt(operation, path) === undefined)).toEqual([]);
  });

  test('end at props', () => {
    expect(Object.entries(propPaths).filter(([, prop]) => !hasProp(props, prop))).toEqual([]);
  });

  test('say nothing that the default name says', () => {
    const needless = Object.entries(propPaths).filter(([path, prop]) => {
      const { [path]: _row, ...others } = propPaths;
      return propOf(path, others).path === prop;
    });
    expect(needless).toEqual([]);
  });
});
