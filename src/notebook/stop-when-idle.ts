/** The settings of the script. All but the first are for tests: on notebook instances they have fixed values. */
export interface IdleStopSettings {
  /** The time without activity, in seconds: digits, or a product of digits and a token. */
  readonly idleSeconds: string;
  /** The URL of Jupyter. */
  readonly jupyterUrl?: string;
  /** The file to which SageMaker writes the name and the ARN of the notebook instance. */
  readonly metadataFile?: string;
  /** The directory for the program. */
  readonly directory?: string;
  /** The log file. SageMaker sends this file to CloudWatch Logs, together with the log of the lifecycle script. */
  readonly logFile?: string;
  /** The interval between two checks. */
  readonly checkSeconds?: number;
}

/**
 * Returns the shell script that stops the notebook instance when it is idle.
 *
 * Jupyter reports when each kernel and each terminal was last active. A running cell is activity, an open browser tab is not. The program
 * requires only software on notebook instances: Python, and the AWS CLI or boto3. It runs in the background, because a lifecycle script fails
 * after five minutes.
 *
 * Changing the text updates the lifecycle configurations of all users.
 */
export function idleStopScript(settings: IdleStopSettings): string {
  const {
    idleSeconds,
    jupyterUrl = 'https://localhost:8443',
    metadataFile = '/opt/ml/metadata/resource-metadata.json',
    directory = '/usr/local/libexec/stop-when-idle',
    logFile = '/var/log/jupyter.log',
    checkSeconds = 60,
  } = settings;
  return `#!/bin/bash
# Stops this notebook instance after a period without activity.
set -eu

idle_seconds=$((${idleSeconds}))
python=$(command -v python3 || command -v /home/ec2-user/anaconda3/bin/python3)
mkdir -p '${directory}'
cat > '${directory}/stop_when_idle.py' <<'END_OF_PROGRAM'
${PROGRAM}END_OF_PROGRAM

nohup "$python" -u '${directory}/stop_when_idle.py' "$idle_seconds" '${checkSeconds}' '${jupyterUrl}' '${metadataFile}' \\
  < /dev/null >> '${logFile}' 2>&1 &
echo "Will stop when idle for $idle_seconds seconds; see ${logFile}."
`;
}

const PROGRAM = `import calendar
import json
import os
import shutil
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request

IDLE_SECONDS, CHECK_SECONDS = float(sys.argv[1]), float(sys.argv[2])
JUPYTER, METADATA = sys.argv[3], sys.argv[4]
TOOLS = os.pathsep.join([os.environ.get('PATH', ''), '/usr/local/bin', '/usr/bin', '/home/ec2-user/anaconda3/bin'])
# Jupyter has a self-signed certificate. The connection does not leave the instance.
CONTEXT = ssl.create_default_context()
CONTEXT.check_hostname = False
CONTEXT.verify_mode = ssl.CERT_NONE


def log(message):
    print('stop-when-idle: ' + message)


def get(resource):
    """Returns the response of Jupyter's API. The request itself does not count as activity."""
    url = JUPYTER + '/api/' + resource + '?no_track_activity=1'
    with urllib.request.urlopen(url, context=CONTEXT, timeout=30) as response:
        return json.loads(response.read().decode('utf-8'))


def get_terminals():
    try:
        return get('terminals')
    except urllib.error.HTTPError:  # terminals can be disabled
        return []


def parse_time(text):
    """Converts a time such as 2030-01-31T12:00:00.000000Z to seconds since 1970."""
    return calendar.timegm(time.strptime(text[:19], '%Y-%m-%dT%H:%M:%S'))


def last_activity(previous):
    kernels = get('kernels')
    if any(kernel.get('execution_state') == 'busy' for kernel in kernels):
        return time.time()
    times = [parse_time(session['last_activity']) for session in kernels + get_terminals() if session.get('last_activity')]
    return max([previous] + times)


def stop():
    with open(METADATA) as file:
        metadata = json.load(file)
    name, region = metadata['ResourceName'], metadata['ResourceArn'].split(':')[3]
    cli = shutil.which('aws', path=TOOLS)
    if cli:
        return subprocess.call([cli, 'sagemaker', 'stop-notebook-instance', '--notebook-instance-name', name, '--region', region]) == 0
    import boto3
    boto3.client('sagemaker', region_name=region).stop_notebook_instance(NotebookInstanceName=name)
    return True


activity = time.time()  # the start counts as activity
while True:
    time.sleep(CHECK_SECONDS)
    try:
        activity = last_activity(activity)
        idle = time.time() - activity
        if idle >= IDLE_SECONDS:
            log('idle for %d seconds: stopping' % idle)
            if stop():
                break
            log('could not stop; trying again')
    except Exception as error:  # Jupyter may be starting or the network may be unavailable: unknown activity is no reason to stop
        log('%s: %s' % (type(error).__name__, error))
`;
