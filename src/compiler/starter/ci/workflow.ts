import type { SourceFile } from '../../source.js';
import type { Ci, Starter } from '../files/starter.js';
import { githubWorkflow } from './github.js';
import { gitlabPipeline } from './gitlab.js';

interface Workflow {
  readonly path: string;
  readonly render: (starter: Starter) => string;
}

const WORKFLOWS: Readonly<Record<Ci, Workflow>> = {
  github: { path: '.github/workflows/floe.yml', render: githubWorkflow },
  gitlab: { path: '.gitlab-ci.yml', render: gitlabPipeline },
};

/** What a CI runs: compile, check the contracts, report SARIF, comment the impact. */
export function workflowFile(starter: Starter): SourceFile {
  const { path, render } = WORKFLOWS[starter.ci];
  return { path, content: render(starter) };
}
