import {
  commands,
  type Disposable,
  env,
  ProgressLocation,
  type QuickPickItem,
  QuickPickItemKind,
  Range,
  Selection,
  ThemeIcon,
  UIKind,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { ExplainResult, Place } from '../server/lsp/protocol.ts';
import { explanationDocument } from './explanation-document.ts';
import {
  type ExplanationRow,
  explanationRows,
  firstRow,
  type RowAction,
} from './explanation-items.ts';
import { looksLikeError, onOneLine } from './pasted-error.ts';
import { ShownDocument } from './shown-document.ts';

/** Asks the server what a message means; null if it failed. */
export type AskForExplanation = (text: string) => Promise<ExplainResult | null>;

const title = 'Explain a Flux Error';

/** The command: takes a message from the user, and shows what it means and where it comes from. */
export class ErrorExplainer implements Disposable {
  readonly #ask: AskForExplanation;
  readonly #document = new ShownDocument('Explanation');

  constructor(ask: AskForExplanation) {
    this.#ask = ask;
  }

  async run(): Promise<void> {
    await this.#explain(await suggestion());
  }

  dispose(): void {
    this.#document.dispose();
  }

  async #explain(suggested: string): Promise<void> {
    const text = await messageFromUser(suggested);
    if (text === undefined) return;
    const result = await this.#answerTo(text);
    if (!result) {
      const show = 'Show Output';
      const chosen = await window.showErrorMessage(
        'The message could not be explained: the language server did not answer.',
        show,
      );
      if (chosen === show) await commands.executeCommand('fluxTenancy.showOutput');
      return;
    }
    const rows = explanationRows(result, nameOf);
    if (rows.length > 0) await choose(rows, (action) => this.#carryOut(action, result));
    else await this.#sayUnknown(text);
  }

  async #answerTo(text: string): Promise<ExplainResult | null> {
    const progress = { location: ProgressLocation.Window, title: 'Looking for the error' };
    try {
      return await window.withProgress(progress, () => this.#ask(text));
    } catch {
      return null;
    }
  }

  async #sayUnknown(text: string): Promise<void> {
    const again = 'Try Again';
    const chosen = await window.showInformationMessage(
      'Flux Tenancy does not know this message. Paste all of it, from the name of the object to its end, as the status of the object or the log of the controller has it.',
      again,
    );
    if (chosen === again) await this.#explain(text);
  }

  async #carryOut(action: RowAction, result: ExplainResult): Promise<void> {
    switch (action.type) {
      case 'open':
        return open(action.place);
      case 'browse':
        await env.openExternal(Uri.parse(action.url));
        return;
      case 'read':
        return this.#document.show(explanationDocument(result, nameOf));
    }
  }
}

/** What is selected, or else what is in the clipboard; what could be an error goes before what could not. */
async function suggestion(): Promise<string> {
  const editor = window.activeTextEditor;
  const selected = editor?.document.getText(editor.selection) ?? '';
  if (looksLikeError(selected)) return selected;
  const copied = await clipboardText();
  return looksLikeError(copied) ? copied : '';
}

/** In a browser that asks for permission, or waits for ever; there, people paste themselves. */
async function clipboardText(): Promise<string> {
  return env.uiKind === UIKind.Desktop ? env.clipboard.readText() : '';
}

/** The box has one line; a message that is left as suggested keeps its line breaks. */
async function messageFromUser(suggested: string): Promise<string | undefined> {
  const value = onOneLine(suggested);
  const answer = await window.showInputBox({
    title,
    prompt: 'Paste what Flux says: a status, a row of a table, an event, a line of a log.',
    placeHolder: "can't access 'GitRepository/…', cross-namespace references have been blocked",
    value,
    ignoreFocusOut: true,
  });
  if (answer === undefined || answer.trim() === '') return undefined;
  return answer === value ? suggested : answer;
}

interface Row extends QuickPickItem {
  readonly action?: RowAction;
}

/** Shows the rows with the best one chosen, and carries out what the user chooses. */
async function choose(
  rows: readonly ExplanationRow[],
  carryOut: (action: RowAction) => Promise<void>,
): Promise<void> {
  const picker = window.createQuickPick<Row>();
  const best = firstRow(rows);
  const items = rows.map(toRow);
  picker.title = title;
  picker.placeholder = 'Enter goes to the line; the first row opens the whole explanation';
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.items = items;
  picker.activeItems = items.filter((_, index) => rows[index] === best);
  const chosen = await new Promise<Row | undefined>((resolve) => {
    picker.onDidAccept(() => resolve(picker.activeItems[0]));
    picker.onDidHide(() => resolve(undefined));
    picker.show();
  });
  picker.dispose();
  if (chosen?.action) await carryOut(chosen.action);
}

function toRow(row: ExplanationRow): Row {
  if (row.type === 'heading') return { label: row.label, kind: QuickPickItemKind.Separator };
  const { icon, label, description, detail, action } = row;
  return { label, description, detail, iconPath: new ThemeIcon(icon), action };
}

async function open({ uri, range }: Place): Promise<void> {
  const { start, end } = range;
  const selection = new Range(start.line, start.character, end.line, end.character);
  await window.showTextDocument(Uri.parse(uri), {
    selection: new Selection(selection.start, selection.end),
  });
}

function nameOf(uri: string): string {
  return workspace.asRelativePath(Uri.parse(uri));
}
