/** What the script has to know; all but the first have one value on a notebook instance. */
export interface IdleStopSettings {
  /** How long nobody has to work, in seconds: digits, or a product of them and a token. */
  readonly idleSeconds: string;
  /** Where Jupyter is. */
  readonly jupyter?: string;
  /** The file in which the service tells the name of the notebook instance. */
  readonly metadata?: string;
  /** Where the program is put. */
  readonly folder?: string;
  /** The service shows this file in CloudWatch Logs, beside the log of the script itself. */
  readonly log?: string;
  /** The time between two looks. */
  readonly checkSeconds?: number;
}

/**
 * The shell script that stops the notebook instance it runs on once nobody has worked with it for a while.
 *
 * Jupyter tells when each kernel and each terminal was last active. An open browser tab is not activity; a running cell is. The program
 * needs nothing but the Python and the AWS CLI, or boto3, of the instance, and runs in the background, since a lifecycle script that
 * takes five minutes fails.
 */
export function idleStopScript(settings: IdleStopSettings): string {
  const {
    idleSeconds,
    jupyter = 'https://localhost:8443',
    metadata = '/opt/ml/metadata/resource-metadata.json',
    folder = '/usr/local/libexec/stop-when-idle',
    log = '/var/log/jupyter.log',
    checkSeconds = 60,
  } = settings;
  return `#!/bin/bash
# Stops this notebook instance once nobody has worked with it for a while.
set -eu

idle_seconds=$((${idleSeconds}))
python=$(command -v python3 || command -v /home/ec2-user/anaconda3/bin/python3)
mkdir -p '${folder}'
cat > '${folder}/stop_when_idle.py' <<'END_OF_PROGRAM'
${PROGRAM}END_OF_PROGRAM

nohup "$python" -u '${folder}/stop_when_idle.py' "$idle_seconds" '${checkSeconds}' '${jupyter}' '${metadata}' \\
  < /dev/null >> '${log}' 2>&1 &
echo "Will stop when idle for $idle_seconds seconds; see ${log}."
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
# Jupyter's certificate is its own, and this never leaves the instance.
CONTEXT = ssl.create_default_context()
CONTEXT.check_hostname = False
CONTEXT.verify_mode = ssl.CERT_NONE


def say(text):
    print('stop-when-idle: ' + text)


def ask(what):
    """What Jupyter answers; the question itself does not count as activity."""
    url = JUPYTER + '/api/' + what + '?no_track_activity=1'
    with urllib.request.urlopen(url, context=CONTEXT, timeout=30) as answer:
        return json.loads(answer.read().decode('utf-8'))


def terminals():
    try:
        return ask('terminals')
    except urllib.error.HTTPError:  # terminals can be switched off
        return []


def moment(text):
    """Seconds since 1970 of 2030-01-31T12:00:00.000000Z."""
    return calendar.timegm(time.strptime(text[:19], '%Y-%m-%dT%H:%M:%S'))


def last_activity(before):
    kernels = ask('kernels')
    if any(kernel.get('execution_state') == 'busy' for kernel in kernels):
        return time.time()
    moments = [moment(one['last_activity']) for one in kernels + terminals() if one.get('last_activity')]
    return max([before] + moments)


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


activity = time.time()  # the start counts
while True:
    time.sleep(CHECK_SECONDS)
    try:
        activity = last_activity(activity)
        idle = time.time() - activity
        if idle >= IDLE_SECONDS:
            say('idle for %d seconds: stopping' % idle)
            if stop():
                break
            say('could not stop; trying again')
    except Exception as error:  # Jupyter may be starting, the network away: what is not known is no reason to stop
        say('%s: %s' % (type(error).__name__, error))
`;
