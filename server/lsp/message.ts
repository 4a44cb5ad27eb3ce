/** The messages of JSON-RPC 2.0, as far as they are not known by their types already. */

export type MessageId = number | string;

export interface RequestMessage {
  readonly id: MessageId;
  readonly method: string;
  readonly params?: unknown;
}

export interface NotificationMessage {
  readonly method: string;
  readonly params?: unknown;
}

export interface ResponseMessage {
  readonly id: MessageId;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

export type Message = RequestMessage | NotificationMessage | ResponseMessage;

/** What was answered in place of a result. */
export class ResponseError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** What arrived, if it is a message at all. */
export function messageFrom(value: unknown): Message | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { id, method } = value as { readonly id?: unknown; readonly method?: unknown };
  const hasId = typeof id === 'number' || typeof id === 'string';
  return typeof method === 'string' || hasId ? (value as Message) : undefined;
}

export function isRequest(message: Message): message is RequestMessage {
  return 'method' in message && 'id' in message;
}

export function isNotification(message: Message): message is NotificationMessage {
  return 'method' in message && !('id' in message);
}
