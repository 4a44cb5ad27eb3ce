import { expect, onTestFinished, test, vi } from 'vitest';
import type * as undelivered from '../server/core/fleet/undelivered-objects.ts';
import type * as tenancy from '../server/core/tenancy/tenancy.ts';
import { directoryWith, runIn } from './cli/support/command.ts';
import { Editor, repo } from './lsp/support/editor.ts';
import { tenant, withAccount, withoutAccount } from './lsp/support/manifests.ts';

/** Which part of the model throws. */
let faulty: 'nothing' | 'fleet' | 'tenancy' = 'nothing';

vi.mock('../server/core/fleet/undelivered-objects.ts', async (importOriginal) => {
  const original = await importOriginal<typeof undelivered>();
  const declaredIn: typeof original.declaredIn = (facts) => {
    if (faulty === 'fleet') throw new Error('out of order');
    return original.declaredIn(facts);
  };
  return { ...original, declaredIn };
});

vi.mock('../server/core/tenancy/tenancy.ts', async (importOriginal) => {
  const original = await importOriginal<typeof tenancy>();
  const tenancyOf: typeof original.tenancyOf = (snapshot) => {
    if (faulty === 'tenancy') throw new Error('out of order');
    return original.tenancyOf(snapshot);
  };
  return { ...original, tenancyOf };
});

const files = { 'tenants/team-a.yaml': tenant, 'apps/team-a.yaml': withoutAccount };

for (const part of ['fleet', 'tenancy'] as const) {
  test(`a ${part} that throws: the server says so once, keeps what it showed, and lives on`, async () => {
    faulty = 'nothing';
    const editor = await Editor.start({ files });
    onTestFinished(async () => {
      faulty = 'nothing';
      await editor.stop();
    });
    faulty = part;
    await editor.open('apps/team-a.yaml', `${withoutAccount}# changed\n`);
    await expect(editor.settled()).rejects.toThrow('tenants failed; see the log');
    await editor.change('apps/team-a.yaml', `${withoutAccount}# again\n`);
    await expect(editor.settled()).rejects.toThrow('tenants failed; see the log');
    expect(editor.statuses.at(-1)).toMatchObject({ state: 'incomplete' });
    expect(editor.flagged).toEqual([`${repo}/apps/team-a.yaml`]);
    expect(editor.shown.filter((message) => message.includes('the check failed'))).toHaveLength(1);
    expect(editor.logged.join('\n')).toContain(`the check failed at ${repo}: Error: out of order`);
    faulty = 'nothing';
    await editor.change('apps/team-a.yaml', withAccount);
    expect((await editor.settled()).tenants.map(({ name }) => name)).toEqual(['team-a']);
    expect(editor.flagged).toEqual([]);
    expect(editor.statuses.at(-1)).toMatchObject({ state: 'ready' });
  });

  test.each(['check', 'tenants', 'objects'])(
    `a ${part} that throws makes %s exit with 3`,
    async (command) => {
      faulty = part;
      onTestFinished(() => {
        faulty = 'nothing';
      });
      const { code, stdout, stderr } = await runIn(directoryWith(files), [command, '.']);
      expect(code).toBe(3);
      expect(stdout + stderr).toContain('out of order');
    },
  );
}
