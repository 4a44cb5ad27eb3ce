import type { Analysis, Snapshot } from '../core/index.ts';
import type { FileSource } from '../host/file-source.ts';
import type { InputStream } from './input.ts';
import type { Output, OutputStream } from './output.ts';
import type { EnvironmentVariables } from './style.ts';

/** The process a run happens in. */
export interface Surroundings {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly stdin: InputStream;
  readonly cwd: string;
  readonly env: EnvironmentVariables;
}

/** What a run is made of beside the command line itself; tests put failing parts in their place. */
export interface Parts {
  readonly openFiles: (root: string) => FileSource;
  readonly analyze: (snapshot: Snapshot) => Analysis;
  /** Starts the language server, which from then on lives by the standard streams. */
  readonly serve: () => Promise<void>;
}

/** Everything a command needs to do its work. */
export interface Session extends Parts {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly surroundings: Surroundings;
}
