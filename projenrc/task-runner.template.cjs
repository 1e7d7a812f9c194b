'use strict';

const { spawn, spawnSync } = require('node:child_process');
const { statSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const modified = (file) => statSync(join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;

if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(`Node.js 20 or newer is needed; this is ${process.version}.`);
  process.exit(1);
}

// npm writes this file last, so it is older than the lock file exactly when an installation is missing, broken off or outdated.
if (modified('node_modules/.package-lock.json') < modified('package-lock.json')) {
  console.error('Installing the development tools from package-lock.json (about a minute) ...');
  const install = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32',
  });
  if (install.status !== 0) {
    console.error('npm ci failed: see the lines above.');
    process.exit(1);
  }
}

const child = spawn(process.execPath, [join(root, 'node_modules/projen/bin/projen'), ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => child.kill(signal));
}
child.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal ? 1 : 0);
});
