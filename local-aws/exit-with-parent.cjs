// Loaded into every Node process that the quickstart starts (NODE_OPTIONS=--require). It ends the process when the quickstart has ended.
'use strict';

const parent = Number(process.env.LOCAL_AWS_PARENT_PID);
setInterval(() => {
  try {
    process.kill(parent, 0);
  } catch {
    process.kill(process.pid, 'SIGKILL');
  }
}, 500).unref();
