import { CfnParameter, Fn, Lazy, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { freeId, nameFromArn, policyArns, sageMakerArn } from '../../src/private/names';
import { differs, isUnresolved, numberInString } from '../../src/private/tokens';

const stack = new Stack();
const TEXT = new CfnParameter(stack, 'Text').valueAsString;
const NUMBER = new CfnParameter(stack, 'Number', { type: 'Number' }).valueAsNumber;

describe('names and ARNs', () => {
  test('a name is the last part of an ARN', () => {
    expect(nameFromArn(stack, 'arn:aws:sagemaker:eu-west-1:111122223333:model/churn')).toBe('churn');
  });

  test('the name in an ARN that is a token is a token', () => {
    expect(isUnresolved(nameFromArn(stack, TEXT))).toBe(true);
  });

  test('an ARN has the account and Region of the scope', () => {
    const own = new Stack(undefined, 'Own', { env: { account: '111122223333', region: 'eu-west-1' } });
    expect(own.resolve(sageMakerArn(own, 'model', 'churn'))).toEqual({
      'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':sagemaker:eu-west-1:111122223333:model/churn']],
    });
  });

  test('policies also contain the ARN in lower case, because the service writes it so', () => {
    expect(policyArns('arn:aws:sagemaker:eu-west-1:111122223333:endpoint/Churn', 'Churn')).toEqual([
      'arn:aws:sagemaker:eu-west-1:111122223333:endpoint/Churn', 'arn:aws:sagemaker:eu-west-1:111122223333:endpoint/churn',
    ]);
  });

  test.each([['arn:endpoint/churn', 'churn'], [TEXT, 'Churn'], ['arn:endpoint/x', TEXT]])(
    'policies contain one ARN if it is in lower case, or if the ARN or the name is a token', (arn, name) => {
      expect(policyArns(arn, name)).toEqual([arn]);
    });

  test('the first free id has no number, the next ones are numbered', () => {
    const scope = new Construct(stack, 'Scope');
    const ids = Array.from({ length: 3 }, () => new Construct(scope, freeId(scope, 'Id')).node.id);
    expect(ids).toEqual(['Id', 'Id2', 'Id3']);
  });
});

describe('tokens', () => {
  test.each([TEXT, `a${TEXT}b`, NUMBER, Token.asList(Fn.ref('List')), Lazy.any({ produce: () => 1 }), Token.asString(NUMBER)])(
    '%p is a token', (value) => {
      expect(isUnresolved(value)).toBe(true);
    });

  test.each(['', 'text', 0, -1, NaN, [], ['a'], {}, undefined, null, true])('%p is not a token', (value) => {
    expect(isUnresolved(value)).toBe(false);
  });

  test('a number in a string is its digits', () => {
    expect(numberInString(0.5)).toBe('0.5');
  });

  test('a number that is a token resolves in a string', () => {
    expect(stack.resolve(`60 * ${numberInString(NUMBER)}`)).toEqual({ 'Fn::Join': ['', ['60 * ', { Ref: 'Number' }]] });
  });

  test.each<[string, string, boolean]>([['a', 'b', true], ['a', 'a', false], ['a', TEXT, false], [TEXT, 'a', false], [TEXT, TEXT, false]])(
    'whether %s differs from %s: %p', (one, other, expected) => {
      expect(differs(one, other)).toBe(expected);
    });
});
