import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/**
 * One kept-alive HTTP/1.1 connection with one request on its way at a time, and nothing else: a client of Node's own
 * costs as much processor time as the server's whole HTTP side, and the benchmark's machine has two cores for all.
 */
export class HttpConnection {
  private received: Buffer = Buffer.alloc(0);
  private waiting: { answer: (answer: HttpAnswer) => void; fail: (error: Error) => void } | undefined;

  private constructor(
    private readonly socket: Socket,
    private readonly host: string,
  ) {
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => {
      this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
      this.read();
    });
    const ended = () => this.waiting?.fail(new Error('The connection ended.'));
    socket.on('close', ended).on('error', ended);
  }

  /** @param address `http://<host>:<port>` */
  static async open(address: string): Promise<HttpConnection> {
    const { hostname, port, host } = new URL(address);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return new HttpConnection(socket, host);
  }

  /** @param headers written as on the wire, each line ended with CR LF */
  post(path: string, headers: string, body: string): Promise<HttpAnswer> {
    return new Promise((answer, fail) => {
      this.waiting = { answer, fail };
      this.socket.write(
        `POST ${path} HTTP/1.1\r\nHost: ${this.host}\r\n${headers}Content-Type: application/json\r\n` +
          `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
    });
  }

  close(): void {
    this.socket.destroy();
  }

  private read(): void {
    const end = this.received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = this.received.toString('latin1', 0, end);
    const [, length] = /\r\ncontent-length: (\d+)/i.exec(head) ?? [];
    const bodyEnd = end + 4 + Number(length ?? Number.NaN);
    if (Number.isNaN(bodyEnd)) this.waiting?.fail(new Error(`An answer without a length: ${head}`));
    if (!(this.received.length >= bodyEnd)) return;
    const body = this.received.toString('utf8', end + 4, bodyEnd);
    this.received = this.received.subarray(bodyEnd);
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.answer({ status: Number(head.slice(9, 12)), body });
  }
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}
