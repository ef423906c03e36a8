import { connect, type Socket } from "node:net";

/** What an element is called between Firefox and who drives it. */
export interface ElementReference {
  readonly "element-6066-11e4-a52e-4f735466cecf": string;
}

const COLON = ":".charCodeAt(0);

/**
 * Speaks Marionette, the protocol by which every Firefox can be driven without further programs: commands of WebDriver as JSON, each behind its length.
 *
 * @example
 * ```ts
 * const firefox = await Marionette.connect(2828);
 * await firefox.ask("WebDriver:Navigate", { url: "http://localhost/" });
 * firefox.close();
 * ```
 */
export class Marionette {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  #received: Buffer = Buffer.of();
  #asked = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** Connects to a Firefox of this machine and begins a session. */
  static async connect(port: number): Promise<Marionette> {
    const socket = connect(port, "127.0.0.1");
    const marionette = new Marionette(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once("error", reject);
      // The greeting is the only message that answers nothing.
      socket.on("data", (bytes: Buffer) => marionette.#receive(bytes, resolve));
    });
    socket.on("close", () => marionette.#giveUp(new Error("Firefox has closed the connection")));
    await marionette.ask("WebDriver:NewSession", {});
    return marionette;
  }

  /** Asks for a command of WebDriver, and gives its answer. */
  ask(command: string, given: Readonly<Record<string, unknown>>): Promise<unknown> {
    const number = ++this.#asked;
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
      const message = JSON.stringify([0, number, command, given]);
      this.#socket.write(`${Buffer.byteLength(message)}:${message}`);
    });
  }

  close(): void {
    this.#socket.destroy();
    this.#giveUp(new Error("the connection to Firefox was closed"));
  }

  #receive(bytes: Buffer, greet: () => void): void {
    this.#received = Buffer.concat([this.#received, bytes]);
    for (;;) {
      const colon = this.#received.indexOf(COLON);
      const end = colon + 1 + Number(this.#received.toString("latin1", 0, Math.max(colon, 0)));
      if (colon < 0 || this.#received.length < end) return;
      const message: unknown = JSON.parse(this.#received.toString("utf8", colon + 1, end));
      this.#received = this.#received.subarray(end);
      if (Array.isArray(message)) this.#answer(message[1], message[2], message[3]);
      else greet();
    }
  }

  #answer(number: number, error: { error: string; message: string } | null, result: unknown): void {
    const asked = this.#waiting.get(number);
    this.#waiting.delete(number);
    if (error === null) asked?.resolve(result);
    else asked?.reject(new Error(`${error.error}: ${error.message}`));
  }

  #giveUp(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
