// The built-in template validation costs seconds in every process: the oracle suites switch it on, the quick loop leaves it out.
process.env.CDK_VALIDATION ??= 'false';
