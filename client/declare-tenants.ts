import { Uri, window, workspace } from 'vscode';

const fileName = '.flux-tenancy.yaml';

/** A beginning without effect, so that nothing changes before somebody has named a tenant. */
const skeleton = `# What the manifests do not show: who the tenants are, and which namespaces are theirs.
#
# tenants:
#   - name: dev-team
#     namespaces: [dev-team, dev-team-jobs]
`;

/** Opens the configuration of a folder; where there is none, makes one with nothing but a commented beginning. */
export async function declareTenants(): Promise<void> {
  const folder = await chooseFolder();
  if (!folder) return;
  const file = Uri.joinPath(folder, fileName);
  if (!(await exists(file))) await workspace.fs.writeFile(file, new TextEncoder().encode(skeleton));
  await window.showTextDocument(await workspace.openTextDocument(file));
}

async function chooseFolder(): Promise<Uri | undefined> {
  const folders = workspace.workspaceFolders ?? [];
  if (folders.length < 2) return folders[0]?.uri;
  return (await window.showWorkspaceFolderPick())?.uri;
}

async function exists(file: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}
