/** Reads the credentials of the role, which Lambda passes in the environment. */
export async function environmentCredentials() {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken } = process.env;
  if (!accessKeyId || !secretAccessKey) { throw new Error('The environment has no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.'); }
  return { accessKeyId, secretAccessKey, sessionToken };
}

/** Replaces the credential provider chain of the SDK in the bundle: the chain is not needed, and would be most of the bundle's size. */
export const defaultProvider = () => environmentCredentials;
