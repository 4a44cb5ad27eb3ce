import { Command, CommanderError, Option } from 'commander';
import { version } from '../../package.json';
import { presets, ruleLevels } from '../core/index.ts';
import {
  checkExamples,
  exitCodes,
  explainExamples,
  explainExitCodes,
  mainExamples,
  objectsExamples,
  tenantsExamples,
} from './help.ts';
import { formats, oneOf, readRules, severities } from './option-values.ts';
import type { Request } from './request.ts';
import { UsageError } from './usage-error.ts';

/** Reads the arguments, without those of Node. Throws a `UsageError` if they make no sense. */
export function parseArguments(args: readonly string[]): Request {
  const printed: string[] = [];
  let request: Request | undefined;
  const program = describeProgram((text) => printed.push(text));
  addCheck(program, (parsed) => (request = parsed));
  addTenants(program, (parsed) => (request = parsed));
  addObjects(program, (parsed) => (request = parsed));
  addExplain(program, (parsed) => (request = parsed));
  addLsp(program, (parsed) => (request = parsed));
  try {
    program.parse(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw new UsageError(explain(error));
  }
  return request ?? { command: 'print', text: printed.join('') };
}

type Accept = (request: Request) => void;

function describeProgram(print: (text: string) => void): Command {
  return new Command('flux-tenancy')
    .description('Finds multi-tenancy mistakes in Flux manifests.')
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: print,
      writeErr: () => {},
      getOutHelpWidth: () => 100,
      getOutHasColors: () => false,
    })
    .addHelpText('after', mainExamples + exitCodes);
}

function addCheck(program: Command, accept: Accept): void {
  program
    .command('check')
    .description('print what is wrong in directories or files')
    .argument('<PATH...>', 'directories or YAML files')
    .option('--format <format>', `how to print: ${formats.join(', ')}`, 'pretty')
    .option('--fail-on <severity>', `what to fail on: ${severities.join(', ')}`, 'warning')
    .option('--preset <preset>', `rules that are on by themselves: ${presets.join(', ')}`)
    .option(
      '--rule <id=level>',
      `level of one rule: ${ruleLevels.join(', ')}; can be repeated`,
      append,
      [],
    )
    .option('--show-suppressed', 'print suppressed findings and the reasons, too', false)
    .option(
      '--schema-check <on|off>',
      'whether to compare Flux objects with the schemas of their kinds; .flux-tenancy.yaml goes before this',
      'on',
    )
    .addHelpText('after', checkExamples + exitCodes)
    .action((paths: readonly string[], options: CheckOptions) => {
      accept({
        command: 'check',
        paths,
        format: oneOf(formats, options.format, '--format'),
        failOn: oneOf(severities, options.failOn, '--fail-on'),
        preset:
          options.preset === undefined ? undefined : oneOf(presets, options.preset, '--preset'),
        rules: readRules(options.rule ?? []),
        showSuppressed: options.showSuppressed,
        schemaCheck: oneOf(['on', 'off'], options.schemaCheck, '--schema-check') === 'on',
      });
    });
}

function addTenants(program: Command, accept: Accept): void {
  program
    .command('tenants')
    .description('print the tenants of a directory and what belongs to them')
    .argument('<PATH>', 'directory')
    .option('--format <format>', `how to print: ${formats.join(', ')}`, 'pretty')
    .addHelpText('after', tenantsExamples + exitCodes)
    .action((path: string, options: { readonly format: string }) => {
      accept({ command: 'tenants', path, format: oneOf(formats, options.format, '--format') });
    });
}

function addObjects(program: Command, accept: Accept): void {
  program
    .command('objects')
    .description('print the objects of a directory and what becomes of them')
    .argument('<PATH>', 'directory')
    .option('--format <format>', `how to print: ${formats.join(', ')}`, 'pretty')
    .addHelpText('after', objectsExamples + exitCodes)
    .action((path: string, options: { readonly format: string }) => {
      accept({ command: 'objects', path, format: oneOf(formats, options.format, '--format') });
    });
}

function addExplain(program: Command, accept: Accept): void {
  program
    .command('explain')
    .description('say what a message of Flux means, and which line it comes from')
    .argument('[PATH]', 'directory; the current one if not given', '.')
    .option('--message <text>', 'the message, if it is not piped in')
    .option('--format <format>', `how to print: ${formats.join(', ')}`, 'pretty')
    .addHelpText('after', explainExamples + explainExitCodes)
    .action((path: string, options: { readonly message?: string; readonly format: string }) => {
      const format = oneOf(formats, options.format, '--format');
      accept({ command: 'explain', path, message: options.message, format });
    });
}

function addLsp(program: Command, accept: Accept): void {
  program
    .command('lsp')
    .description('run the language server, for editors')
    .option('--stdio', 'talk over standard input and output')
    // Some editors add their process id.
    .addOption(new Option('--clientProcessId <id>').hideHelp())
    .action((options: { readonly stdio?: boolean }) => {
      if (!options.stdio)
        throw new UsageError('run the language server as: flux-tenancy lsp --stdio');
      accept({ command: 'lsp' });
    });
}

interface CheckOptions {
  readonly format: string;
  readonly failOn: string;
  readonly preset?: string;
  readonly rule?: readonly string[];
  readonly showSuppressed: boolean;
  readonly schemaCheck: string;
}

function append(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** One sentence for a mistake that the argument parser found. */
function explain(error: CommanderError): string {
  if (error.code === 'commander.help') return 'no command given; see flux-tenancy --help';
  const mistake = error.message.replace(/^error: /, '').replaceAll('\n', ' ');
  if (error.code === 'commander.unknownCommand') {
    return `${mistake}; the commands are check, tenants, objects, explain and lsp, as in: flux-tenancy check PATH`;
  }
  return `${mistake}; see flux-tenancy --help`;
}
