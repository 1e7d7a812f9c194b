/** Lambda hands the role's credentials over in the environment. */
export async function environmentCredentials() {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken } = process.env;
  if (!accessKeyId || !secretAccessKey) { throw new Error('The environment has no credentials: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.'); }
  return { accessKeyId, secretAccessKey, sessionToken };
}

/** Stands in the bundle for the SDK's chain of credential providers, most of its size, which is not used. */
export const defaultProvider = () => environmentCredentials;
