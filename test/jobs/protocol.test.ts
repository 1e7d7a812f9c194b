import { Lazy } from 'aws-cdk-lib';
import { merge } from '../../src/jobs/protocol';

describe('merged overrides', () => {
  test('replace the members of maps at every level', () => {
    const request = { Resources: { Count: 1, Type: 'a', Deep: { Kept: true } }, Role: 'role' };
    expect(merge(request, { Resources: { Count: 2, Deep: { Added: 'x' } }, Newer: [1] }))
      .toEqual({ Resources: { Count: 2, Type: 'a', Deep: { Kept: true, Added: 'x' } }, Role: 'role', Newer: [1] });
    expect(request.Resources.Count).toBe(1);
  });

  test('replace lists, nulls and values of another type as a whole', () => {
    expect(merge({ List: [{ a: 1 }, 2], Map: { a: 1 }, Text: 'x', Null: null }, { List: [3], Map: 'y', Text: { b: 2 }, Null: { c: 3 } }))
      .toEqual({ List: [3], Map: 'y', Text: { b: 2 }, Null: { c: 3 } });
    expect(merge({ Map: { a: 1 } }, { Map: null })).toEqual({ Map: null });
  });

  test('keep members for which they are undefined', () => {
    expect(merge({ Role: 'role' }, undefined)).toEqual({ Role: 'role' });
    expect(merge({ Role: 'role' }, { Role: undefined })).toEqual({ Role: 'role' });
  });

  test('replace tokens as a whole, and are replaced by tokens as a whole', () => {
    const token = Lazy.any({ produce: () => ({ a: 1 }) });
    expect(merge({ Map: token }, { Map: { b: 2 } })).toEqual({ Map: { b: 2 } });
    expect(merge<any>({ Map: { b: 2 } }, { Map: token }).Map).toBe(token);
  });

  test('treat a member called __proto__ like any other', () => {
    const merged = merge({ a: 1 }, JSON.parse('{"__proto__":{"b":2}}'));
    expect(Object.keys(merged)).toEqual(['a', '__proto__']);
    expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
    expect(({} as { b?: number }).b).toBeUndefined();
  });
});
