const NAME = 'must consist of letters, digits and hyphens, with a letter or digit at both ends';
const ONE_LINE = 'must not have line breaks';
const LOCATION = 'must start with s3:// or https:// and name a bucket';
const MEDIA_TYPE = 'must be a media type such as text/csv';

/** The messages for patterns of the generated model. A message shows any other pattern as it is. */
const DESCRIPTIONS: { readonly [pattern: string]: string } = {
  '[a-zA-Z0-9](-*[a-zA-Z0-9])*': NAME,
  '[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}': NAME,
  '[a-zA-Z0-9](-*[a-zA-Z0-9]){0,119}': NAME,
  '[a-zA-Z0-9]([\\-a-zA-Z0-9]*[a-zA-Z0-9])?': NAME,
  '[A-Za-z0-9\\.\\-_]+': 'must consist of letters, digits, dots, hyphens and underscores',
  '[a-zA-Z_][a-zA-Z0-9_]*': 'must consist of letters, digits and underscores, and not start with a digit',
  '([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)': 'must consist of letters, digits, spaces and the characters _.:/=+-@',
  '[-0-9a-zA-Z]+': 'must be an id of letters, digits and hyphens',
  '(?!\\s*$).+': 'must not be blank, and must not have line breaks',
  '.*': ONE_LINE,
  '.+': ONE_LINE,
  '[\\S]+': 'must be the name of an image, without spaces',
  '(https|s3)://([^/])/?(.*)': LOCATION,
  '(https|s3)://([^/]+)/?(.*)': LOCATION,
  'https://([^/]+)/?(.*)$|^[a-zA-Z0-9](-*[a-zA-Z0-9])*': 'must start with https://, or be the name of a code repository in SageMaker',
  '[a-zA-Z0-9](-*[a-zA-Z0-9])*\\/[a-zA-Z0-9](-*[a-zA-Z0-9.])*': MEDIA_TYPE,
  '[a-zA-Z0-9](-*[a-zA-Z0-9])*\\/[a-zA-Z0-9](-*[a-zA-Z0-9+.])*': MEDIA_TYPE,
  '[a-zA-Z0-9:/_-]*': 'must be the id, the alias or the ARN of a key',
  'arn:aws[a-z\\-]*:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+': 'must be the ARN of a role, such as arn:aws:iam::123456789012:role/name',
  'arn:aws[a-z\\-]*:sns:[a-z0-9\\-]*:[0-9]{12}:[a-zA-Z0-9_.-]+': 'must be the ARN of a topic, such as arn:aws:sns:eu-west-1:123456789012:name',
  'arn:aws[a-z\\-]*:secretsmanager:[a-z0-9\\-]*:[0-9]{12}:secret:.*': 'must be the ARN of a secret',
  'arn:[a-zA-Z0-9\\-]+:lambda:[a-zA-Z0-9\\-]+:[0-9]{12}:function:.*': 'must be the ARN of a Lambda function',
  'arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]*:[0-9]{12}:training-plan/.*': 'must be the ARN of a training plan',
  'arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]*:[0-9]{12}:mlflow-[a-zA-Z-]*/.*': 'must be the ARN of an MLflow tracking server or app',
  'arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]{9,16}:[0-9]{12}:model-package/[\\S]{1,2048}': 'must be the ARN of a model package',
  'arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]{9,16}:[0-9]{12}:model-package-group/[\\S]{1,2048}': 'must be the ARN of a model package group',
  'arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]*:[0-9]{12}:[a-z0-9\\-]{1,14}/.*': 'must be the ARN of a reservation in SageMaker',
  'https://([^/]+)/?.{3,1016}': 'must be the https:// address of a Git repository, such as https://github.com/owner/name',
  '[^ ~^:?*\\[]+': 'must be the name of a branch, without spaces and the characters ~^:?*[',
  '(fs-[0-9a-f]{8,})': 'must be the id of a file system, such as fs-0123456789abcdef0',
  '/(?!.*\\.\\.)[a-zA-Z0-9/_.\\-]+': 'must be a path that starts with /, without ..',
  '\\d+K': 'must be a number and the letter K, such as 8K',
};

export function describePattern(pattern: string): string {
  return DESCRIPTIONS[pattern] ?? 'must match the pattern {pattern}';
}
