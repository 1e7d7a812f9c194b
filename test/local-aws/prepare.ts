import { pythonVenv } from '../../projenrc/python';

// Before the tests, so that the installation of the Python packages does not count toward the time limit of the first test file.
void pythonVenv('local-aws', 'local-aws/requirements.txt');
