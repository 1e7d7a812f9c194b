import { lostOnUpdate, policiesLostOnUpdate } from './migration';
import { Resource, Template } from './templates';

const model = (name: string): Resource => ({ Type: 'AWS::SageMaker::Model', Properties: { ModelName: name, Tags: [] } });
const template = (Resources: Record<string, Resource>): Template => ({ Resources });

describe('an update', () => {
  test('keeps a model of which only the tags change', () => {
    expect(lostOnUpdate(template({ M: model('a') }), template({ M: { ...model('a'), Properties: { ModelName: 'a', Tags: [{ Key: 'k', Value: 'v' }] } } }))).toEqual([]);
  });

  test('fails if a resource is removed, has another type, or changes a property that requires replacement', () => {
    expect(lostOnUpdate(template({ M: model('a') }), template({}))).toEqual(['M (AWS::SageMaker::Model) is removed']);
    expect(lostOnUpdate(template({ M: model('a') }), template({ M: { Type: 'AWS::S3::Bucket' } }))).toEqual(['M (AWS::SageMaker::Model) is removed']);
    expect(lostOnUpdate(template({ M: model('a') }), template({ M: model('b') }))).toEqual(['M (AWS::SageMaker::Model) is replaced: ModelName changes']);
  });

  test('fails if a policy moves into its role with the same name', () => {
    const before = template({
      Role: { Type: 'AWS::IAM::Role' },
      Policy: { Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'same', Roles: [{ Ref: 'Role' }] } },
    });
    const role = (PolicyName: string) => template({ Role: { Type: 'AWS::IAM::Role', Properties: { Policies: [{ PolicyName }] } } });
    expect(policiesLostOnUpdate(before, role('same'))).toEqual(['same of Role is written anew and then deleted with Policy']);
    expect(policiesLostOnUpdate(before, role('other'))).toEqual([]);
  });
});
