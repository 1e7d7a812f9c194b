// Every App of this suite treats the findings of the built-in CloudFormation validation as errors: `npm run test:unit` switches it off instead.
delete process.env.CDK_VALIDATION;
process.env.CDK_CONTEXT_JSON = JSON.stringify({ '@aws-cdk/core:validateAgainstDefaultRules': true });
export {};
