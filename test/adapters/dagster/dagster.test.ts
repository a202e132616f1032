import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { Dagster } from '../../../src/adapters/dagster/Dagster.js';
import { findJob } from '../../../src/adapters/dagster/findJob.js';
import { followRun, type Told } from '../../../src/adapters/dagster/followRun.js';
import { launchOnce } from '../../../src/adapters/dagster/launchOnce.js';
import { DAGSTER_SDL, startDagster, type DagsterBehaviour } from '../../support/dagsterServer.js';
import { describeBeside } from '../../support/describeBeside.js';

const QUICK = { limitMs: 10_000, waits: [1, 1, 1] };
const JOB = { job: 'customer_360' };

async function start(behaviour: DagsterBehaviour = {}, token?: string) {
  const server = await startDagster(behaviour);
  const dagster = new Dagster({ url: server.url, ...(token !== undefined && { token }) }, QUICK);
  const launch = async (id: string) =>
    launchOnce(dagster, { id, selector: await findJob(dagster, JOB), tags: { 'floe/product': 'sales.customer-360' } });
  return { server, dagster, launch };
}

async function all(following: AsyncGenerator<Told, string>): Promise<{ told: Told[]; end: string }> {
  const told: Told[] = [];
  for (;;) {
    const next = await following.next();
    if (next.done === true) return { told, end: next.value };
    told.push(next.value);
  }
}

describeBeside('a job that Dagster runs, by its own SDL', DAGSTER_SDL, () => {
  it('is found by its name in the code location that has it', async () => {
    const { dagster } = await start({ jobs: { acme: ['customer_360', 'orders'], other: ['customer_360'] } });
    expect(await findJob(dagster, { job: 'orders' })).toEqual({
      jobName: 'orders',
      repositoryName: '__repository__',
      repositoryLocationName: 'acme',
    });
    expect(await findJob(dagster, { ...JOB, location: 'other' })).toMatchObject({ repositoryLocationName: 'other' });
    await expect(findJob(dagster, JOB)).rejects.toThrow(
      'a job "customer_360" is in acme/__repository__ and in other/__repository__. Say which with DAGSTER_LOCATION',
    );
    await expect(findJob(dagster, { job: 'custmer_360' })).rejects.toThrow(
      'there is no job "custmer_360". Did you mean customer_360',
    );
  });

  it('starts once for an id of ours, which is a tag of the run', async () => {
    const { server, launch } = await start();
    const id = randomUUID();
    const first = await launch(id);
    expect(first).toEqual({ runId: id, isNew: true });
    expect(await launch(id)).toEqual({ runId: id, isNew: false });
    expect([...server.runs.values()].map(({ tags, params }) => ({ tags, job: params.selector.jobName }))).toEqual([
      {
        job: 'customer_360',
        tags: [
          { key: 'floe/product', value: 'sales.customer-360' },
          { key: 'floe/run', value: id },
        ],
      },
    ]);
    await launch(randomUUID());
    expect(server.runs.size).toBe(2);
  });

  it('starts once where several start it at the same time', async () => {
    const { server, launch } = await start();
    const id = randomUUID();
    const launched = await Promise.all(Array.from({ length: 5 }, () => launch(id)));
    expect(launched.map(({ runId }) => runId)).toEqual(Array(5).fill(id));
    expect(launched.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(server.runs.size).toBe(1);
  });

  it('starts once where the answer is lost after it was started, and is asked for again where it was not', async () => {
    const isLaunch = (body: string): boolean => body.includes('launchRun');
    const lost = await start({ fails: (_, body) => (isLaunch(body) ? { status: 502, after: true } : null) });
    const id = randomUUID();
    expect(await lost.launch(id)).toEqual({ runId: id, isNew: true });
    expect(lost.server.runs.size).toBe(1);

    let failed = 0;
    const refused = await start({
      fails: (_, body) => (isLaunch(body) && (failed += 1) === 1 ? { status: 503, after: false } : null),
    });
    await expect(refused.launch(id)).rejects.toThrow('it failed (503). Try again later. (SYSTEM_FAILED)');
    expect(refused.server.runs.size).toBe(0);
    expect(await refused.launch(id)).toEqual({ runId: id, isNew: true });
  });

  it('tells why it was refused, whatever the reason has to say', async () => {
    const refusals: [object, string][] = [
      [{ __typename: 'RunConfigValidationInvalid', errors: [{ __typename: 'RuntimeMismatchConfigError', message: 'Missing required config entry "ops"' }], pipelineName: 'x' }, 'RunConfigValidationInvalid: Missing required config entry "ops". Nothing was started. (REFUSED)'],
      [{ __typename: 'InvalidStepError', invalidStepKey: 'load' }, 'InvalidStepError: step load. Nothing was started. (REFUSED)'],
      [{ __typename: 'InvalidOutputError', stepKey: 'load', invalidOutputName: 'rows' }, 'InvalidOutputError: output rows of load. Nothing was started. (REFUSED)'],
      [{ __typename: 'PythonError', message: 'no agent', stack: [], causes: [], errorChain: [] }, 'PythonError: no agent. Nothing was started. (REFUSED)'],
      [{ __typename: 'UnauthorizedError', message: 'viewer may not launch' }, 'viewer may not launch. Set DAGSTER_TOKEN to a token that may run jobs there. (UNAUTHORIZED)'],
    ]; // prettier-ignore
    for (const [refusal, message] of refusals) {
      const { launch } = await start({ refusal });
      await expect(launch(randomUUID())).rejects.toThrow(message);
    }
  });

  it('is followed line by line, page by page, to its end, and from where one left off', async () => {
    const { dagster, launch } = await start({
      entries: 5,
      page: 2,
      statuses: ['QUEUED', 'STARTED', 'STARTED', 'SUCCESS'],
    });
    const { runId } = await launch(randomUUID());
    const { told, end } = await all(followRun(dagster, runId, { everyMs: 1 }));
    expect(end).toBe('SUCCEEDED');
    const lines = told.flatMap((each) => (each.kind === 'log' ? [each.entry.message] : []));
    expect(lines).toEqual(['line 0', 'line 1', 'line 2', 'line 3', 'line 4']);
    expect(told.filter(({ kind }) => kind === 'status')).toEqual([
      { kind: 'status', status: 'RUNNING' },
      { kind: 'status', status: 'SUCCEEDED' },
    ]);
    const third = told.find((each) => each.kind === 'log' && each.entry.message === 'line 3');
    const rest = await all(followRun(dagster, runId, { after: third?.kind === 'log' ? third.cursor : '' }));
    expect(rest.told).toEqual([
      {
        kind: 'log',
        cursor: '5',
        entry: { at: '2026-01-15T12:00:04.000Z', level: 'INFO', step: 'dbt_build', event: null, message: 'line 4' },
      },
      { kind: 'status', status: 'SUCCEEDED' },
    ]);
  });

  it('is followed through answers that fail now and then, and tells how it ended', async () => {
    const { dagster, launch } = await start({
      statuses: ['STARTED', 'CANCELING', 'CANCELED'],
      fails: (nth) => (nth % 4 === 0 ? { status: 500, after: false } : null),
    });
    const { runId } = await launch(randomUUID());
    expect((await all(followRun(dagster, runId, { everyMs: 1 }))).end).toBe('CANCELLED');
    await expect(all(followRun(dagster, 'gone'))).rejects.toThrow(
      'no run gone. Look for the run in its web interface. (NOT_FOUND)',
    );
  });

  it('is refused to who brings no token, and told of by one who does', async () => {
    await expect((await start({ token: 'secret' }, 'other')).launch(randomUUID())).rejects.toThrow(
      /it does not let who asks \(401\)\. Set DAGSTER_TOKEN .*\(UNAUTHORIZED\)$/,
    );
    expect(await (await start({ token: 'secret' }, 'secret')).launch(randomUUID())).toMatchObject({ isNew: true });
  });

  it('is told to be nowhere where nothing answers, or something else does', async () => {
    const nobody = new Dagster({ url: 'http://127.0.0.1:9' }, QUICK);
    await expect(findJob(nobody, JOB)).rejects.toThrow(
      /^dagster http:\/\/127\.0\.0\.1:9: it cannot be reached .*\(UNREACHABLE\)$/,
    );
    const { server } = await start({ fails: () => ({ status: 404, after: false }) });
    await expect(findJob(new Dagster({ url: server.url }), JOB)).rejects.toThrow(
      'it answers POST /graphql with 404 and no GraphQL',
    );
  });
});
