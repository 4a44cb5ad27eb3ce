/** A window: the folder it shows and, where it is not an installed one, the extension it loads. */
export interface WindowTarget {
  readonly folder: string;
  readonly developmentPath?: string;
  readonly testsPath?: string;
}

export interface Server {
  readonly port: number;
  url(target: WindowTarget): string;
  stop(): Promise<void>;
}

export function startServer(options?: {
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly extensions?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}): Promise<Server>;
