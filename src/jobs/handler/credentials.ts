/** Reads the credentials of the role, which Lambda passes in the environment. */
export async function environmentCredentials() {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken } = process.env;
  if (!accessKeyId || !secretAccessKey) { throw new Error('The environment has no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.'); }
  return { accessKeyId, secretAccessKey, sessionToken };
}

/**
 * Replaces the credential provider chain of the SDK in the bundle: the handler does not need the chain, which would be the largest part of the
 * bundle.
 */
export const defaultProvider = () => environmentCredentials;
