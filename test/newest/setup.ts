// In this suite, the findings of the built-in CloudFormation validation are errors. `npm run test:unit` disables this validation.
delete process.env.CDK_VALIDATION;
process.env.CDK_CONTEXT_JSON = JSON.stringify({ '@aws-cdk/core:validateAgainstDefaultRules': true });
export {};
