/** What a platform gives the server: the messages of one client, and the process or worker that it runs in. */
export interface Channel {
  /** Hands over each message of the client, and says when no more can come. */
  listen(receive: (message: unknown) => void, close: () => void): void;
  /** Sends one message. Where the client is gone, it is lost. */
  send(message: object): void;
  /** Runs something after the messages that have already arrived are handed over. */
  later(run: () => void): void;
  /** Ends the process or worker; the code is 1 if the client went without asking the server to shut down. */
  exit(code: 0 | 1): void;
  /** Calls back once the process of the client is gone. */
  whenGone(processId: number, close: () => void): void;
}
