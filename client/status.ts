import {
  type LanguageStatusItem,
  LanguageStatusSeverity,
  languages,
  StatusBarAlignment,
  type StatusBarItem,
  window,
} from 'vscode';
import type { ProblemCount, Status } from '../server/lsp/protocol.ts';
import { documentSelector } from './documents.ts';
import { counted, describeProblems, seriousProblems } from './problem-count.ts';

const showTenants = { command: 'fluxTenancy.tenants.focus', title: 'Show Tenants' };

/** Says in the status bar and beside the language of a YAML file how far the server is. Silent where nothing is Flux. */
export class StatusDisplay {
  readonly #bar: StatusBarItem;
  #language: LanguageStatusItem | undefined;

  constructor() {
    this.#bar = window.createStatusBarItem('fluxTenancy.status', StatusBarAlignment.Left);
    this.#bar.name = 'Flux Tenancy';
    this.#bar.command = showTenants.command;
  }

  show(status: Status, problems: ProblemCount): void {
    if (status.fluxFiles === 0) {
      this.hide();
      return;
    }
    const summary = summaryOf(status, problems);
    this.#bar.text = `${iconOf(status)} Flux Tenancy: ${summary}`;
    this.#bar.tooltip = [status.message, describeProblems(problems)].filter(Boolean).join('\n');
    this.#bar.accessibilityInformation = { label: `Flux Tenancy: ${summary}` };
    this.#bar.show();
    this.#showLanguage(status, summary);
  }

  hide(): void {
    this.#bar.hide();
    this.#language?.dispose();
    this.#language = undefined;
  }

  dispose(): void {
    this.hide();
    this.#bar.dispose();
  }

  #showLanguage(status: Status, summary: string): void {
    this.#language ??= newLanguageItem();
    this.#language.text = summary;
    this.#language.detail = status.message;
    this.#language.busy = status.state === 'scanning';
    this.#language.severity =
      status.state === 'incomplete'
        ? LanguageStatusSeverity.Warning
        : LanguageStatusSeverity.Information;
  }
}

/** It cannot be hidden, only made anew. */
function newLanguageItem(): LanguageStatusItem {
  const item = languages.createLanguageStatusItem('fluxTenancy.language', documentSelector);
  item.name = 'Flux Tenancy';
  item.command = showTenants;
  return item;
}

function summaryOf({ state, tenants }: Status, problems: ProblemCount): string {
  if (state === 'scanning') return 'reading…';
  return `${counted(tenants, 'tenant')}, ${counted(seriousProblems(problems), 'problem')}`;
}

function iconOf({ state }: Status): string {
  if (state === 'scanning') return '$(loading~spin)';
  return state === 'incomplete' ? '$(warning)' : '$(organization)';
}
