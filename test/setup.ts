// The built-in template validation takes seconds in every process. Only the suite in test/newest enables it.
process.env.CDK_VALIDATION ??= 'false';
