import type { Channel } from './channel.ts';
import {
  isNotification,
  isRequest,
  type Message,
  type MessageId,
  messageFrom,
  type NotificationMessage,
  type RequestMessage,
  ResponseError,
  type ResponseMessage,
} from './message.ts';
import { ErrorCodes, LSPErrorCodes } from './protocol-values.ts';

/** Tells the handler of a request that the client has cancelled it, and got its answer: what the handler returns is dropped. */
export interface CancellationToken {
  readonly isCancellationRequested: boolean;
}

export type RequestHandler = (params: unknown, token: CancellationToken) => unknown;
export type NotificationHandler = (params: unknown) => unknown;

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * JSON-RPC over a channel: one message after the other, in the order of their arrival. Only a cancellation goes before
 * what waits, since it would be of no use behind the request that it cancels.
 */
export class MessageConnection {
  readonly #channel: Channel;
  readonly #onFault: (message: string) => void;
  readonly #requests = new Map<string, RequestHandler>();
  readonly #notifications = new Map<string, NotificationHandler>();
  readonly #pending = new Map<MessageId, Pending>();
  readonly #running = new Map<MessageId, { isCancellationRequested: boolean }>();
  #waiting: Message[] = [];
  #sent = 0;
  #isClosed = false;

  /** `onFault` gets the faults of those who take notifications, since there is nobody to answer. */
  constructor(channel: Channel, onFault: (message: string) => void) {
    this.#channel = channel;
    this.#onFault = onFault;
  }

  onRequest(method: string, handler: RequestHandler): void {
    this.#requests.set(method, handler);
  }

  onNotification(method: string, handler: NotificationHandler): void {
    this.#notifications.set(method, handler);
  }

  /** The answer of the client; it is up to the caller to know its type. */
  sendRequest(method: string, params?: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) throw new Error('the client is gone');
      const id = this.#sent++;
      this.#pending.set(id, { resolve, reject });
      this.#send({ id, method, ...(params === undefined ? {} : { params }) });
    });
  }

  sendNotification(method: string, params?: unknown): void {
    this.#send({ method, ...(params === undefined ? {} : { params }) });
  }

  /** Begins to take messages; `onClose` is called when no more can come. */
  listen(onClose: () => void): void {
    this.#channel.listen(
      (message) => this.#receive(message),
      () => {
        this.close();
        onClose();
      },
    );
  }

  /** Sends nothing more, and gives up on all answers that were waited for. */
  close(): void {
    this.#isClosed = true;
    this.#waiting = [];
    for (const { reject } of this.#pending.values()) reject(new Error('the client is gone'));
    this.#pending.clear();
  }

  #receive(value: unknown): void {
    const message = messageFrom(value);
    if (!message) return;
    if (isNotification(message) && message.method === '$/cancelRequest') {
      this.#cancel(message);
      return;
    }
    this.#waiting.push(message);
    this.#channel.later(() => this.#handleNext());
  }

  #cancel({ params }: NotificationMessage): void {
    const id = idIn(params);
    if (id === undefined) return;
    const running = this.#running.get(id);
    const index = this.#waiting.findIndex((message) => isRequest(message) && message.id === id);
    if (running) running.isCancellationRequested = true;
    else if (index >= 0) this.#waiting.splice(index, 1);
    else return;
    this.#running.delete(id);
    this.#fail(id, new ResponseError(LSPErrorCodes.RequestCancelled, 'the request was cancelled'));
  }

  #handleNext(): void {
    const message = this.#waiting.shift();
    if (!message) return;
    if (isRequest(message)) void this.#answer(message);
    else if (isNotification(message)) void this.#take(message);
    else this.#settle(message);
  }

  async #answer({ id, method, params }: RequestMessage): Promise<void> {
    const token = { isCancellationRequested: false };
    this.#running.set(id, token);
    try {
      const handler = this.#requests.get(method);
      if (!handler) throw new ResponseError(ErrorCodes.MethodNotFound, `${method} is not known`);
      const result = await handler(params, token);
      if (!token.isCancellationRequested) this.#send({ id, result: result ?? null });
    } catch (error) {
      if (!token.isCancellationRequested) this.#fail(id, error);
    } finally {
      if (this.#running.get(id) === token) this.#running.delete(id);
    }
  }

  async #take({ method, params }: NotificationMessage): Promise<void> {
    try {
      await this.#notifications.get(method)?.(params);
    } catch (error) {
      this.#onFault(`${method} failed: ${textOf(error)}`);
    }
  }

  #settle({ id, result, error }: ResponseMessage): void {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (error) pending?.reject(new ResponseError(error.code, error.message));
    else pending?.resolve(result);
  }

  #fail(id: MessageId, error: unknown): void {
    const code = error instanceof ResponseError ? error.code : ErrorCodes.InternalError;
    this.#send({ id, error: { code, message: textOf(error) } });
  }

  #send(message: Message): void {
    if (!this.#isClosed) this.#channel.send({ jsonrpc: '2.0', ...message });
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function idIn(params: unknown): MessageId | undefined {
  if (typeof params !== 'object' || params === null || !('id' in params)) return undefined;
  const { id } = params;
  return typeof id === 'number' || typeof id === 'string' ? id : undefined;
}
