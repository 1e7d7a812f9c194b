// Loaded into every Node process that the quickstart starts (NODE_OPTIONS=--require): it ends with the quickstart, however that ends.
'use strict';

const owner = Number(process.env.LOCAL_AWS_OWNER);
setInterval(() => {
  try {
    process.kill(owner, 0);
  } catch {
    process.kill(process.pid, 'SIGKILL');
  }
}, 500).unref();
