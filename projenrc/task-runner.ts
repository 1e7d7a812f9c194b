import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Component, Project, TextFile } from 'projen';

/**
 * The script that every package.json script starts. It has no dependencies, so `npm test` and `npm run quickstart` work in a fresh clone.
 * It installs the packages of the lock file if they are missing or outdated, then starts projen.
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
