import type { ConfigurationItem } from 'vscode-languageserver';
import { configurableRules, parseSettings, type Settings } from '../core/index.ts';
import { fieldOf } from './abilities.ts';
import type { Folder } from './folder.ts';

/** The section of the client's settings that is ours. */
export const settingsSection = 'fluxTenancy';

export interface ConfigurationPorts {
  /** Asks the client; `undefined` where it does not answer such questions. */
  readonly ask: ((items: ConfigurationItem[]) => Promise<unknown[]>) | undefined;
  readonly warn: (message: string) => void;
}

/** The settings of the folders, wherever the client keeps them. */
export class Configuration {
  readonly #ports: ConfigurationPorts;
  readonly #warned = new Set<string>();
  #pushed: unknown;

  constructor(ports: ConfigurationPorts, initial: unknown) {
    this.#ports = ports;
    this.#pushed = initial;
  }

  /** Keeps the settings that the client sent by itself, with or without the name of our section around them. */
  takePushed(settings: unknown): void {
    const own = fieldOf(settings, settingsSection) ?? settings;
    if (own !== undefined && own !== null) this.#pushed = own;
  }

  /** Gives a folder the settings that hold for it now. */
  async applyTo(folder: Folder): Promise<void> {
    const scopeUri = folder.uri.uriOf('');
    const [asked] = (await this.#ports.ask?.([{ scopeUri, section: settingsSection }])) ?? [];
    const { settings, problems } = parseSettings(asked ?? this.#pushed);
    for (const { path, message } of problems) this.#warn(path, message);
    for (const id of Object.keys(settings.rules)) {
      if (!configurableRules.includes(id)) this.#warn(`rules.${id}`, 'there is no such rule');
    }
    if (!sameSettings(folder.snapshot.settings, settings)) folder.workspace.configure(settings);
  }

  #warn(path: string, message: string): void {
    const text = `Setting ${settingsSection}.${path}: ${message}. Correct it; until then it is left out.`;
    if (this.#warned.has(text)) return;
    this.#warned.add(text);
    this.#ports.warn(text);
  }
}

function sameSettings(a: Settings, b: Settings): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
