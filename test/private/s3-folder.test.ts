import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { folderObjectsArn, inPolicies, objectArn } from '../../src/private/s3-folder';

test.each([
  ['plain/key.tar.gz', 'plain/key.tar.gz'],
  ['cost$/50%.csv', 'cost$/50%.csv'],
  ['what?/*.csv', 'what${?}/${*}.csv'],
  ['${aws:username}/key', '${$}{aws:username}/key'],
])('the key %s is escaped as %s in policies, so that it matches no other key', (key, expected) => {
  expect(inPolicies(key)).toBe(expected);
});

test('tokens in a key are not escaped', () => {
  const stack = new Stack();
  const token = new CfnParameter(stack, 'Parameter').valueAsString;
  expect(inPolicies(token)).toBe(token);
  expect(stack.resolve(inPolicies(`a*/${token}/b?`))).toEqual({ 'Fn::Join': ['', ['a${*}/', { Ref: 'Parameter' }, '/b${?}']] });
});

test('only the asterisk after the prefix of a folder is a wildcard', () => {
  const bucket = Bucket.fromBucketArn(new Stack(), 'Bucket', 'arn:aws:s3:::artifacts');
  expect(folderObjectsArn({ bucket, prefix: 'a*' })).toBe('arn:aws:s3:::artifacts/a${*}/*');
  expect(objectArn(bucket, 'a*')).toBe('arn:aws:s3:::artifacts/a${*}');
});
