import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Component, Project, TextFile } from 'projen';

/**
 * The script behind every package.json script. It has no dependency, so that `npm test` and `npm run quickstart` are the first
 * commands that a fresh clone needs: it installs what the lock file lists when that is missing or outdated, then starts projen.
 */
export class TaskRunner extends Component {
  public static readonly FILE = '.projen/run.cjs';
  public static readonly COMMAND = `node ${TaskRunner.FILE}`;

  constructor(project: Project) {
    super(project);
    const file = new TextFile(project, TaskRunner.FILE, { marker: true });
    file.addLine(`// ${file.marker}`);
    for (const line of readFileSync(join(__dirname, 'task-runner.cjs.template'), 'utf8').trimEnd().split('\n')) {
      file.addLine(line);
    }
  }
}
